//! Settings that hold for every call: the call goes before the environment, and that before what is kept.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to look at has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value as Json;

/// Standard output, standard error and the exit status.
fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
    command.args(arguments).env("SOUPLESSE_DATA_DIR", folder.join("data")).env("LANG", "en_GB.UTF-8");
    command.env("SOUPLESSE_CONFIG", folder.join("settings/config.toml")).envs(environment.iter().copied());
    for name in ["LC_ALL", "LC_MESSAGES"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

fn setting(folder: &Path, name: &str, environment: &[(&str, &str)]) -> (String, String) {
    let (out, err, status) = run(folder, &["config", name, "--json"], environment);
    assert_eq!(status, 0, "{err}");
    let shown = serde_json::from_str::<Json>(&out).unwrap();
    (shown["value"].to_string().replace('"', ""), shown["source"].as_str().unwrap().to_owned())
}

#[test]
fn the_call_goes_before_the_environment_and_that_before_what_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let said = |value: &str, source: &str| (value.to_owned(), source.to_owned());
    assert_eq!(setting(folder, "lang", &[]), said("null", "default"));
    assert_eq!(setting(folder, "country", &[]), said("FR", "default"));
    assert_eq!(run(folder, &["config", "lang", "fr"], &[]).2, 0);
    assert_eq!(setting(folder, "lang", &[]), said("fr", "file"));
    assert_eq!(setting(folder, "lang", &[("SOUPLESSE_LANG", "en")]), said("en", "environment"));
    // What holds is seen by what the command says.
    let said_in = |arguments: &[&str], environment: &[(&str, &str)]| run(folder, arguments, environment).0;
    assert!(said_in(&["demo"], &[]).contains("ACCEPT"), "{}", said_in(&["demo"], &[]));
    assert!(said_in(&["demo"], &[]).contains("DÉMONSTRATION"));
    assert!(said_in(&["demo"], &[("SOUPLESSE_LANG", "en")]).contains("DEMONSTRATION"));
    assert!(said_in(&["demo", "--lang", "en"], &[("SOUPLESSE_LANG", "fr")]).contains("DEMONSTRATION"));
    assert_eq!(run(folder, &["config", "lang", "--unset"], &[]).2, 0);
    assert!(said_in(&["demo"], &[]).contains("DEMONSTRATION"));
}

#[test]
fn the_status_shows_what_is_not_the_default() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["config", "region", "fr-971"], &[]);
    let (out, _, _) = run(folder.path(), &["status"], &[("SOUPLESSE_PLACE", "restaurant")]);
    assert!(
        out.contains("Region: fr-971  (saved)") && out.contains("Type of place: restaurant  (environment)"),
        "{out}"
    );
    assert!(!out.contains("Purpose"), "{out}");
    let json = serde_json::from_str::<Json>(&run(folder.path(), &["status", "--json"], &[]).0).unwrap();
    assert_eq!(json["settings"][0]["setting"], "region");
}

#[test]
fn a_setting_that_no_option_would_take_is_refused_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    for (name, value) in [
        ("country", "XX"),
        ("region", "DE-BY"),
        ("lang", "de"),
        ("profile", "anybody"),
        ("purpose", ""),
        ("place", "a b"),
    ] {
        let (_, err, status) = run(folder.path(), &["config", name, value], &[]);
        assert!(status == 2 && err.contains(name), "{name}: {err}");
        assert_eq!(setting(folder.path(), name, &[]).1, "default");
    }
}

#[test]
fn a_file_that_makes_no_sense_stops_every_call_but_help() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("settings")).unwrap();
    for (text, told) in [
        ("language = \"fr\"\n", "language is not a setting: remove its line; there are country, region"),
        ("country = \"Frankreich\"\n", "country"),
        ("country = FR\n", "config.toml"),
    ] {
        fs::write(folder.path().join("settings/config.toml"), text).unwrap();
        let (out, err, status) = run(folder.path(), &["status"], &[]);
        assert!(status == 2 && out.is_empty() && err.contains(told) && err.contains("config.toml"), "{err}");
        assert_eq!(run(folder.path(), &["--help"], &[]).2, 0);
    }
}

/// A door of France, whatever this device is set to.
#[test]
fn the_demonstration_is_the_same_wherever_it_is_replayed() {
    let folder = tempfile::tempdir().unwrap();
    let verdicts = |environment: &[(&str, &str)]| {
        let (out, err, status) = run(folder.path(), &["demo", "--json"], environment);
        assert_eq!(status, 0, "{err}");
        out.lines()
            .map(|line| serde_json::from_str::<Json>(line).unwrap()["code"].clone())
            .collect::<Vec<_>>()
    };
    let at_home = verdicts(&[]);
    let abroad = [
        ("SOUPLESSE_COUNTRY", "DE"),
        ("SOUPLESSE_REGION", "DE-BY"),
        ("SOUPLESSE_PLACE", "pharmacy"),
        ("SOUPLESSE_PURPOSE", "travel"),
    ];
    assert_eq!(verdicts(&abroad), at_home);
}

#[test]
fn what_no_option_takes_is_mended_by_setting_it_anew() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let file = folder.join("settings/config.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "country = \"ZZ\"\nplace = \"A bar\"\nlang = \"en\"\n").unwrap();
    assert_eq!(run(folder, &["status"], &[]).2, 2);
    let (_, err, status) = run(folder, &["config", "country", "DE"], &[]);
    assert_eq!(status, 0, "{err}");
    // The other one is still there, and told.
    assert!(run(folder, &["status"], &[]).1.contains("place: "));
    assert_eq!(run(folder, &["config", "place", "--unset"], &[]).2, 0);
    assert_eq!(run(folder, &["status"], &[]).2, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), "country = \"DE\"\nlang = \"en\"\n");
}

#[test]
fn a_country_that_has_not_the_region_which_is_kept_is_not_set() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert_eq!(run(folder, &["config", "region", "FR-971"], &[]).2, 0);
    let (_, err, status) = run(folder, &["config", "country", "DE"], &[]);
    assert!(status == 2 && err.contains("FR-971"), "{err}");
    assert_eq!(setting(folder, "country", &[]).0, "FR");
    assert_eq!(run(folder, &["config", "region", "--unset"], &[]).2, 0);
    assert_eq!(run(folder, &["config", "country", "DE"], &[]).2, 0);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_settings_stays_one() {
    let folder = tempfile::tempdir().unwrap();
    let (kept, link) = (folder.path().join("kept.toml"), folder.path().join("settings/config.toml"));
    fs::write(&kept, "lang = \"fr\"\n").unwrap();
    fs::create_dir(folder.path().join("settings")).unwrap();
    std::os::unix::fs::symlink(&kept, &link).unwrap();
    assert_eq!(run(folder.path(), &["config", "country", "BE"], &[]).2, 0);
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(kept).unwrap(), "country = \"BE\"\nlang = \"fr\"\n");
}
