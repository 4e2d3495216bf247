//! What is printed says in either language when, where, and whose it is.

mod common;

use std::fs;

use common::souplesse;

const KEY: &str = "keys/demonstration-anchor.pem";

/// A page of a pack that is signed first.
fn page(pack: &str, options: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let name = |file: &str| folder.path().join(file).display().to_string();
    let (update, output) = (name("pack.souplesse"), name("page.html"));
    let sign =
        ["pack", "sign", pack, "--key", KEY, "--sequence", "7", "--at", "2021-11-09T20:00", "-o", &update];
    for arguments in [&sign[..], &[&["pack", "poster", &update, "-o", &output][..], options].concat()] {
        let run = souplesse(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.err);
    }
    fs::read_to_string(folder.path().join("page.html")).expect("a page")
}

/// The island's pack with a closed window that holds on the island alone.
fn with_a_closed_window() -> (tempfile::TempDir, String) {
    let text = fs::read_to_string(common::samples().join("packs/one-region.toml")).expect("a pack");
    let closed = "[[windows]]\nid = \"night\"\nfrom = \"2021-11-10T08:00\"\nuntil = \"2021-11-11T00:00\"\n\
                  not-covered = \"issued-but-not-relaxed\"\nscope = { regions = [\"FR-974\"], places = [\"restaurant\"] }\n\n";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("island.toml");
    fs::write(&path, text.replacen("[[elements]]", &format!("{closed}[[elements]]"), 1)).expect("a file");
    let name = path.display().to_string();
    (folder, name)
}

#[test]
fn the_banner_has_the_windows_and_names_places_in_either_language() {
    let (_folder, pack) = with_a_closed_window();
    let english = page(&pack, &["--lang", "en"]);
    let (_, banner) = english.split_once("<div class=when>").expect("a banner");
    let (banner, rest) = banner.split_once("<div class=until>").expect("it ends");
    for part in [
        "For tests taken",
        "on Tue 09/11/2021 from 8:00 to 20:00: valid for 72 hours after the test",
        "La Réunion (FR-974)",
    ] {
        assert!(banner.contains(part), "{part}: {banner}");
    }
    let closed = "Tests taken on Wed 10/11/2021 from 8:00 to midnight";
    let (_, closed) = rest.split_once(closed).expect("the closed window");
    assert!(closed.starts_with(" – Paper outside the relaxed period – only in these regions: La Réunion (FR-974), in these places: restaurants"), "{closed}");
    assert!(
        english.contains("<html lang=\"en\">")
            && english.contains("DEMO-LA-REUNION, version 7 · key 30efd606a9ce6e59")
    );
    let french = page(&pack, &[]);
    assert!(
        french.contains("<html lang=\"fr\">")
            && french.contains("DEMO-LA-REUNION, version 7 · clé 30efd606a9ce6e59")
    );
}

#[test]
fn the_form_is_in_the_language_that_was_asked_for() {
    let pack = "../../core/data/pack-fr-psc-2021-08.toml";
    let english = page(pack, &["--form", "--lang", "en"]);
    assert!(english.contains("Professional’s stamp") && !english.contains("Cachet"), "{english}");
    assert!(english.contains("version 7 · key 30efd606a9ce6e59"));
    assert!(page(pack, &["--form"]).contains("Cachet du professionnel"));
}

#[test]
fn what_is_shown_before_consent_says_for_how_long_where_and_what_is_closed() {
    let (folder, pack) = with_a_closed_window();
    let update = folder.path().join("pack.souplesse").display().to_string();
    let sign = ["pack", "sign", &pack, "--key", KEY, "--at", "2021-11-09T20:00", "-o", &update];
    assert_eq!(souplesse(&sign).status, 0);
    let shown = souplesse(&["pack", "show", &update, "--demo", "--lang", "en"]).out;
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Tests taken on Tue 09/11/2021 from 8:00 to 20:00: valid for 72 hours after the test – only in these regions: La Réunion (FR-974)",
        "Not covered Tests taken on Wed 10/11/2021 from 8:00 to midnight – Paper outside the relaxed period",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let json = souplesse(&["pack", "show", &update, "--demo", "--json"]).out;
    let json = serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
    let pack = &json["documents"][0]["pack"];
    assert_eq!(pack["axis"], "time-of-act");
    assert_eq!(pack["windows"][0]["maximum-age-hours"], 72);
    assert_eq!(pack["windows"][2]["scope"]["places"][0], "restaurant");
}
