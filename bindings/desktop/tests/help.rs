//! Help, manual pages and wrong calls, in both languages.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Run, souplesse};

fn french(arguments: &[&str]) -> Run {
    souplesse(&[&["--lang", "fr"], arguments].concat())
}

fn in_locale(variables: &[(&str, &str)], arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "SOUPLESSE_LANG"] {
        command.env_remove(name);
    }
    command.env("SOUPLESSE_CONFIG", "nowhere.toml");
    let output = command.envs(variables.iter().copied()).args(arguments).output().expect("the command runs");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
}

#[test]
fn help_is_in_the_language_of_the_answers() {
    let is_french = |variables: &[(&str, &str)], arguments: &[&str]| {
        let told = in_locale(variables, arguments);
        assert_ne!(told.contains("Utilisation\u{a0}: "), told.contains("Usage: "), "{arguments:?}: {told}");
        told.contains("Utilisation\u{a0}: ")
    };
    for arguments in [
        &["check", "--help"][..],
        &["-h"],
        &["pack", "new", "-h"],
        &["help", "pack", "new"],
        &["rules", "help"],
        &["rules"],
        &["check", "--frobnicate"],
        &["scan"],
    ] {
        assert!(is_french(&[("LANG", "fr_FR.UTF-8")], arguments), "{arguments:?}");
        assert!(!is_french(&[("LANG", "C")], arguments), "{arguments:?}");
        let asked = |language| [&["--lang", language], arguments].concat();
        assert!(is_french(&[("LANG", "C")], &asked("fr")), "{arguments:?}");
        assert!(!is_french(&[("LANG", "fr_FR.UTF-8")], &asked("en")), "{arguments:?}");
    }
    assert!(
        is_french(&[], &["check", "--help", "--lang=fr"]) && is_french(&[], &["check", "--lang=fr", "-h"])
    );
    // The verb `help` itself takes no options.
    for arguments in [
        ["help", "check", "--lang", "fr"],
        ["help", "--lang", "fr", "check"],
        ["--lang", "fr", "help", "check"],
    ] {
        let told = in_locale(&[("LANG", "C")], &arguments);
        assert!(told.starts_with("Contrôler des passes"), "{arguments:?}: {told}");
    }
    assert!(in_locale(&[("LANG", "C")], &["help", "check", "--lang=fr"]).starts_with("Contrôler des passes"));
    assert!(is_french(&[("LC_ALL", "fr_BE"), ("LANG", "C")], &["-h"]));
    assert!(!is_french(&[("LC_ALL", "C"), ("LANG", "fr_FR")], &["-h"]));
    assert!(is_french(&[("SOUPLESSE_LANG", "fr"), ("LANG", "C")], &["-h"]));
    assert!(!is_french(&[("SOUPLESSE_LANG", "fr"), ("LANG", "fr_FR")], &["-h", "--lang", "en"]));
    let folder = tempfile::tempdir().expect("a folder");
    let kept = folder.path().join("config.toml");
    fs::write(&kept, "lang = \"fr\"\n").expect("a file of the test");
    let kept = ("SOUPLESSE_CONFIG", kept.to_str().expect("UTF-8"));
    assert!(is_french(&[kept, ("LANG", "C")], &["scan"]) && is_french(&[kept], &["check", "-h"]));
    assert!(!is_french(&[kept, ("SOUPLESSE_LANG", "en")], &["scan"]));
    // Behind two hyphens there are inputs.
    assert!(!is_french(&[("LANG", "C")], &["check", "-q", "-v", "--", "--lang", "fr"]));
}

#[test]
fn french_help_reads_as_it_is_printed() {
    for (name, arguments) in [
        ("help_fr", &["--help"][..]),
        ("help_short_fr", &["-h"]),
        ("help_check_fr", &["check", "--help"]),
        ("help_bundle_keygen_fr", &["bundle", "keygen", "-h"]),
    ] {
        insta::assert_snapshot!(name, french(arguments).seen());
    }
    insta::assert_snapshot!("help_short", souplesse(&["-h"]).seen());
    insta::assert_snapshot!("help_check_short", souplesse(&["check", "-h"]).seen());
}

#[test]
fn what_every_verb_takes_is_one_line_of_the_short_help() {
    for verb in ["check", "demo", "status", "completions"] {
        let short = souplesse(&[verb, "-h"]).out;
        assert!(!short.contains("Options for every verb") && !short.contains("--data-dir"), "{short}");
        assert!(short.contains("Every verb also takes --at,") && short.contains("--help"), "{short}");
        let long = souplesse(&[verb, "--help"]).out;
        assert!(long.contains("Options for every verb:") && long.contains("--data-dir"), "{long}");
        assert!(!long.contains("Every verb also takes"), "{long}");
    }
}

#[test]
fn wrong_calls_are_told_in_french_with_what_to_do() {
    let mut told = String::new();
    for arguments in [
        &[][..],
        &["chekc"],
        &["check"],
        &["check", "-", "--profil", "venue"],
        &["check", "-", "--frobnicate"],
        &["check", "-", "--profile", "venu"],
        &["check", "-", "--profile"],
        &["check", "-", "--at", "demain"],
        &["check", "-", "--at", "2021-03-28T02:30"],
        &["check", "-", "--country", "FRANCE"],
        &["check", "-", "--json", "--json"],
        &["check", "-", "-q", "-v"],
        &["demo", "toto"],
        &["bundle", "sign"],
        &["bundle", "remove", "keys", "x"],
        &["anchor", "remove", "12"],
        &["register", "name", ""],
        &["paper", "--stated-hours", "0"],
    ] {
        let run = french(arguments);
        assert_eq!((run.status, &*run.out), (2, ""), "{arguments:?}");
        assert!(run.err.starts_with("erreur\u{a0}: "), "{arguments:?}: {}", run.err);
        assert!(run.err.ends_with(" --help\n"), "{arguments:?}: {}", run.err);
        told.push_str(&format!("$ souplesse {}\n{}\n", arguments.join(" "), run.err));
    }
    insta::assert_snapshot!("wrong_fr", told);
}

/// The help that an error ends with is there.
#[test]
fn the_way_out_of_a_wrong_call_leads_to_the_help_of_its_verb() {
    let told = french(&["bundle", "remove", "keys", "x"]).err;
    let call = told.lines().last().and_then(|line| line.split_once("souplesse ")).expect("a call").1;
    let help = french(&call.split(' ').collect::<Vec<_>>());
    assert!(help.status == 0 && help.out.contains("souplesse bundle remove [OPTIONS]"), "{}", help.out);
}

#[test]
fn no_error_repeats_the_text_of_a_pass_in_either_language() {
    let pass = format!("HC1:{}", "6BFOXN".repeat(30));
    for language in ["en", "fr"] {
        for arguments in [
            &["demo", &pass][..],
            &["check", "-", "--at", &pass],
            &["check", "-", "--profile", &pass],
            &["check", "-", "--country", &pass],
            &["check", "-", "--place", &pass],
            &["bundle", "remove", &pass, "x"],
            &["bundle", "remove", "pack", &pass],
            &["config", "country", &pass],
            &["check", &format!("--exit-zero={pass}"), "x"],
            &["anchor", "remove", &pass],
            &["register", "export", "--from", &pass],
            &[&pass],
        ] {
            let run = souplesse(&[&["--lang", language], arguments].concat());
            assert_eq!(run.status, 2, "{arguments:?}");
            assert!(!run.err.contains("6BFOXN"), "{arguments:?}: {}", run.err);
            let way_out = if language == "fr" { "un passe se contrôle avec" } else { "a pass is judged by" };
            assert!(run.err.contains(way_out) && run.err.contains("souplesse check -"), "{}", run.err);
        }
    }
}

fn pages(folder: &Path) -> Vec<std::path::PathBuf> {
    let read = |name: &str| fs::read_dir(folder.join(name)).expect("written");
    let pages = ["man1", "fr/man1"].into_iter().flat_map(read);
    pages.map(|page| page.expect("listed").path()).collect()
}

#[test]
fn manual_pages_are_read_without_a_warning_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().to_str().expect("UTF-8");
    assert_eq!(souplesse(&["man", name]).status, 0);
    let pages = pages(folder.path());
    assert!(pages.len() > 80, "{} pages", pages.len());
    // Nothing is written over.
    assert_eq!(souplesse(&["man", name]).status, 2);
    assert_eq!(souplesse(&["man", name, "--force"]).status, 0);
    for page in &pages {
        let text = fs::read_to_string(page).expect("written");
        assert!(text.is_ascii() && text.contains(".SH \"EX"), "{}", page.display());
        for reader in
            [&["groff", "-man", "-ww", "-Tutf8", "-z"][..], &["mandoc", "-T", "lint", "-W", "warning"]]
        {
            let Ok(output) = Command::new(reader[0]).args(&reader[1..]).arg(page).output() else { continue };
            let told = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
            // No page has a day: the version says which one it is.
            let told = told.lines().filter(|line| !line.contains("missing date")).collect::<Vec<_>>();
            assert!(told.is_empty(), "{}: {told:?}", page.display());
        }
    }
}

/// A page as a reader sees it, where there is one to read with.
#[test]
fn a_manual_page_says_what_the_help_says() {
    let folder = tempfile::tempdir().expect("a folder");
    souplesse(&["man", folder.path().to_str().expect("UTF-8")]);
    for (page, parts) in [
        (
            "man1/souplesse-pack-table.1",
            [
                "NAME",
                "Show every consequence of a pack",
                "Possible values:",
                "souplesse pack table outage.toml --diff week.toml",
            ],
        ),
        (
            "fr/man1/souplesse-pack-table.1",
            [
                "NOM",
                "Montrer toutes les conséquences",
                "Valeurs possibles :",
                "souplesse pack table outage.toml --diff week.toml",
            ],
        ),
    ] {
        let Ok(output) =
            Command::new("groff").args(["-man", "-Tutf8", "-P-cbou"]).arg(folder.path().join(page)).output()
        else {
            return;
        };
        let shown = String::from_utf8(output.stdout).expect("UTF-8").replace('\u{2010}', "-");
        // Lines are filled with spaces to the edge.
        let shown = shown.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        for part in parts {
            assert!(shown.contains(part), "{page}: {part}\n{shown}");
        }
    }
}

#[test]
fn completions_explain_themselves_in_the_language_of_the_answers() {
    assert!(souplesse(&["completions", "fish"]).out.contains("Only read codes"));
    assert!(french(&["completions", "fish"]).out.contains("Lire seulement les codes"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(french(&["completions", shell]).status == 0, "{shell}");
    }
}

/// A page that names a verb which is not there leaves its reader alone.
#[test]
fn every_verb_that_a_page_names_is_there() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["docs", "docs/guide", "docs/decisions"].map(|folder| project.join(folder));
    let pages = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder of pages"));
    let pages = pages.map(|page| page.expect("a page").path()).chain([project.join("README.md")]);
    let mut named = BTreeSet::new();
    for page in pages.filter(|page| page.extension().is_some_and(|ending| ending == "md")) {
        let text = fs::read_to_string(&page).expect("a page");
        for place in ["`souplesse ", "\nsouplesse "] {
            named.extend(text.split(place).skip(1).map(|call| {
                let is_word = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
                let call = call.split('`').next().unwrap_or_default();
                let verbs = call.split_ascii_whitespace().take(2).take_while(is_word);
                (verbs.map(str::to_owned).collect::<Vec<_>>(), page.clone())
            }));
        }
    }
    assert!(named.len() > 20, "{named:?}");
    for (verbs, page) in named {
        let has_verbs = |verb: &String| souplesse(&[verb, "--help"]).out.contains("Commands:");
        let all = if verbs.first().is_some_and(has_verbs) { verbs.len() } else { verbs.len().min(1) };
        let call = verbs[..all].iter().map(String::as_str).chain(["--help"]).collect::<Vec<_>>();
        assert_eq!(souplesse(&call).status, 0, "{}: {call:?}", page.display());
    }
}
