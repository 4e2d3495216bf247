//! A pack's table shows what it says in every place, for every age of a paper, and opens in a French spreadsheet.

mod common;

use common::souplesse;

fn table(arguments: &[&str]) -> String {
    let run = souplesse(&[&["pack", "table"][..], arguments].concat());
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.err);
    run.out
}

/// The part of a text table under a heading.
fn section<'t>(text: &'t str, heading: &str) -> &'t str {
    let mut sections = text.split("\n== ");
    let found = sections.find(|section| section.lines().next().is_some_and(|line| line.contains(heading)));
    found.unwrap_or_else(|| panic!("no section for {heading}: {text}"))
}

#[test]
fn a_pack_for_some_places_has_a_section_for_each_that_makes_a_difference() {
    let text = table(&["packs/one-region.toml", "--lang", "en"]);
    let island = section(&text, "La Réunion (FR-974), venue");
    assert!(island.contains("ACCEPTED"), "{island}");
    let elsewhere = section(&text, "any other region, venue");
    assert!(!elsewhere.contains("ACCEPTED") && elsewhere.contains("outside-scope"), "{elsewhere}");
    let officer = section(&text, "any other region, transport and police");
    assert!(officer.contains("ACCEPTED"), "{officer}");
    section(&text, "region not set on the device");
    let html = table(&["packs/one-region.toml", "--lang", "fr", "--format", "html"]);
    assert!(html.contains("<h2>La Réunion (FR-974), établissement recevant du public"), "{html}");
    // Whoever names a place asks about that one.
    let named = table(&["packs/one-region.toml", "--region", "974", "--lang", "en"]);
    assert!(!named.contains("\n== "), "{named}");
}

#[test]
fn a_pack_by_the_time_of_check_shows_whose_time_its_rows_have_and_how_old_papers_may_be() {
    let text = table(&["packs/app-outage-afternoon.toml", "--lang", "en"]);
    for part in [
        "Each row is a time of the check (time zone Europe/Paris)",
        "Maximum age in afternoon: 72 hours after the test",
        "test 72 hours before, less a minute",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let at_the_limit = text.lines().find(|line| line.contains("(test 72 hours before)")).expect("a row");
    assert!(at_the_limit.contains("expired"), "{at_the_limit}");
    let by_act = table(&["../../core/data/pack-fr-psc-2021-08.toml", "--lang", "fr"]);
    assert!(by_act.contains("Chaque ligne est une heure de test"), "{by_act}");
}

#[test]
fn the_csv_has_the_form_of_the_registers_export() {
    let french = table(&["packs/one-region.toml", "--format", "csv", "--lang", "fr"]);
    assert!(french.starts_with("\u{FEFF}lieu;type;moment;âge;manque;résultat;code;"), "{french}");
    let rows = french.split("\r\n").filter(|row| !row.is_empty()).collect::<Vec<_>>();
    assert!(rows.iter().any(|row| row.contains("La Réunion (FR-974)") && row.contains("tolerated")));
    let english = table(&["packs/app-outage-afternoon.toml", "--format", "csv", "--lang", "en"]);
    assert!(english.starts_with("\u{FEFF}where;type;time;age;missing;outcome;code;"), "{english}");
    assert!(
        english.contains(";antigen;2021-09-22 14:00;test 72 hours before;;refused;expired;"),
        "{english}"
    );
}

#[test]
fn a_pack_that_is_built_in_or_installed_is_named_by_its_id() {
    let by_id = table(&["FR-PSC-2021-08", "--lang", "en"]);
    assert_eq!(by_id, table(&["../../core/data/pack-fr-psc-2021-08.toml", "--lang", "en"]));
    let changes =
        table(&["packs/one-region.toml", "--diff", "FR-PSC-2021-08", "--region", "974", "--lang", "en"]);
    assert!(changes.contains('→'), "{changes}");
    let unknown = souplesse(&["pack", "table", "FR-NOTHING", "--lang", "en"]);
    assert!(unknown.status == 2 && unknown.err.contains("there is: FR-PSC-2021-08"), "{}", unknown.err);
}
