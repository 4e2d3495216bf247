//! What the command prints for people, and its exit status, verb by verb.

mod common;

use common::{souplesse, with_input};

const EVENING: [&str; 3] = ["--demo", "--at", "2021-08-14T20:30"];

fn at_the_door(arguments: &[&str]) -> String {
    souplesse(&[arguments, &EVENING].concat()).seen()
}

#[test]
fn the_demonstration_is_one_table() {
    insta::assert_snapshot!("demo_en", souplesse(&["demo", "--lang", "en"]).seen());
    insta::assert_snapshot!("demo_fr", souplesse(&["demo", "--lang", "fr"]).seen());
}

#[test]
fn one_picture_is_a_card() {
    insta::assert_snapshot!("card_valid_venue", at_the_door(&["check", "01-vaccinated.png"]));
    insta::assert_snapshot!(
        "card_valid_controller",
        at_the_door(&["check", "06-paper-with-two-codes.jpg", "--profile", "controller"])
    );
    insta::assert_snapshot!(
        "card_refused_venue_fr",
        at_the_door(&["check", "05-test-of-tuesday.jpg", "--lang", "fr"])
    );
    let arguments = ["check", "07-janssen-three-weeks.png", "--profile", "controller", "--lang", "fr"];
    insta::assert_snapshot!("card_refused_controller_fr", at_the_door(&arguments));
    insta::assert_snapshot!("card_altered", at_the_door(&["check", "08-altered.png"]));
    insta::assert_snapshot!(
        "card_altered_controller",
        at_the_door(&["check", "08-altered.png", "--profile", "controller"])
    );
    insta::assert_snapshot!("card_not_a_pass", at_the_door(&["check", "10-menu.png"]));
    let later = ["check", "02-tested-this-morning.jpg", "--demo", "--at", "2021-10-01T12:00"];
    insta::assert_snapshot!("card_no_rules", souplesse(&later).seen());
}

#[test]
fn several_pictures_are_a_table_and_a_folder_means_its_pictures() {
    insta::assert_snapshot!(
        "table",
        at_the_door(&["check", "04-recovered.png", "10-menu.png", "nowhere.png"])
    );
    insta::assert_snapshot!("folder", at_the_door(&["check", "."]));
    insta::assert_snapshot!("folder_verbose", at_the_door(&["check", "keys", "-v"]));
}

#[test]
fn standard_input_is_answered_line_by_line() {
    let seen = with_input(
        &["check", "-", "--at", "2021-08-14T20:30"],
        b"HC1:nonsense\n\nhttps://example.org\nDC04FR03\n",
    )
    .seen();
    insta::assert_snapshot!("lines", seen);
}

#[test]
fn codes_are_listed_with_what_read_them() {
    insta::assert_snapshot!("scan_nothing", souplesse(&["scan", "11-no-code.jpg"]).seen());
    insta::assert_snapshot!("scan_menu", souplesse(&["scan", "10-menu.png"]).seen());
    insta::assert_snapshot!("scan_menu_json", souplesse(&["scan", "10-menu.png", "--json"]).seen());
    let both = souplesse(&["scan", "06-paper-with-two-codes.jpg"]);
    assert_eq!(both.out.lines().filter(|line| line.contains("HC1:") || line.contains("DC04FRD0")).count(), 2);
    assert!(both.out.contains('␝') && both.out.contains('␟'), "separators are shown as signs");
}

#[test]
fn the_status_tells_keys_and_rules() {
    insta::assert_snapshot!("status", souplesse(&["status", "--at", "2021-08-14T20:30"]).seen());
    insta::assert_snapshot!(
        "status_later_fr",
        souplesse(&["status", "--lang", "fr", "--at", "2026-01-01T00:00", "--demo"]).seen()
    );
    insta::assert_snapshot!(
        "status_json",
        souplesse(&["status", "--json", "--at", "2021-08-14T20:30"]).seen()
    );
}

#[test]
fn one_rule_is_evaluated_on_one_pass() {
    let eval = |rule: &str| at_the_door(&["rules", "eval", rule, "-"]);
    insta::assert_snapshot!("rules_eval_unknown", eval("VR-FR-1"));
    let seen = at_the_door(&["rules", "eval", "VR-FR-9004", "03-second-dose-yesterday.png"]);
    insta::assert_snapshot!("rules_eval_picture", seen);
    let payload = r#"{"v":[{"mp":"EU/1/20/1528","dn":1,"sd":2}]}"#;
    let seen = with_input(&["rules", "eval", "VR-FR-9003", "-"], payload.as_bytes()).seen();
    insta::assert_snapshot!("rules_eval_payload", seen);
}

#[test]
fn wrong_calls_say_what_to_do() {
    for (name, arguments) in [
        ("no_verb", &[][..]),
        ("no_input", &["check"]),
        ("no_such_input", &["check", "hello"]),
        ("bad_time", &["check", "-", "--at", "tomorrow"]),
        ("unknown_option", &["check", "-", "--frobnicate"]),
        ("bad_rules", &["status", "--rules", "01-vaccinated.png"]),
        ("bad_trust", &["status", "--trust", "keys/README.md"]),
        ("missing_batch", &["check", "--batch", "nowhere.jsonl"]),
    ] {
        let run = souplesse(arguments);
        assert_eq!(run.status, 2, "{name}");
        assert_eq!(run.out, "", "{name}");
        insta::assert_snapshot!(format!("wrong_{name}"), run.seen());
    }
}

#[test]
fn help_and_version_are_there() {
    for (name, arguments) in [
        ("help", &["--help"][..]),
        ("help_check", &["check", "--help"]),
        ("help_scan", &["scan", "--help"]),
        ("help_rules", &["rules", "--help"]),
        ("version", &["--version"]),
    ] {
        insta::assert_snapshot!(name, souplesse(arguments).seen());
    }
    let completions = souplesse(&["completions", "bash"]);
    assert!(completions.status == 0 && completions.out.contains("--profile"));
}

#[test]
fn nothing_that_is_piped_is_coloured() {
    assert!(!souplesse(&["demo"]).out.contains('\u{1b}'));
}

#[test]
fn papers_are_judged_with_options() {
    let paper = |options: &[&str]| {
        let at = ["paper", "--at", "2021-08-14T20:30", "--lang", "fr"];
        souplesse(&[&at[..], options].concat()).seen()
    };
    let morning = ["--kind", "antigen", "--tested-at", "2021-08-14T09:15"];
    insta::assert_snapshot!("paper_tolerated", paper(&morning));
    insta::assert_snapshot!(
        "paper_incomplete",
        paper(&[&morning[..], &["--missing", "signature,duration"]].concat())
    );
    insta::assert_snapshot!(
        "paper_controller",
        paper(&[&morning[..], &["--profile", "controller"]].concat())
    );
    insta::assert_snapshot!(
        "paper_not_covered",
        paper(&["--kind", "vaccination", "--tested-at", "unstated"])
    );
    insta::assert_snapshot!("paper_wrong_word", paper(&[&morning[..], &["--missing", "hat"]].concat()));
    let with =
        [&morning[..], &["--missing", "stamp", "--with", "02-tested-this-morning.jpg", "--demo"]].concat();
    insta::assert_snapshot!("paper_with_pass", paper(&with));
    insta::assert_snapshot!("paper_without_terminal", paper(&[]));
}
