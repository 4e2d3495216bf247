//! A second person reads on one page what a pack would do.

mod common;

use std::fs;

use common::souplesse;

fn plan(arguments: &[&str]) -> String {
    let run = souplesse(&[&["pack", "plan"][..], arguments].concat());
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{arguments:?}");
    run.out
}

#[test]
fn the_page_says_what_when_where_who_and_what_ends() {
    let island = plan(&["packs/one-region.toml", "--lang", "en"]);
    for part in [
        "DEMO-LA-REUNION",
        "Demonstration authority",
        "Not signed: a draft",
        "For tests taken",
        "on Tue 09/11/2021 from 8:00 to 20:00: valid for 72 hours after the test – only in these regions: La Réunion",
        "for these checks: transport and police",
        "Refused without: Person’s name",
        "A person decides if this is missing: Professional’s signature",
        "All times are in the time zone Indian/Reunion",
        "https://sidep.gouv.fr/",
    ] {
        let plain = island.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains(part), "{part}: {plain}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let next = folder.path().join("next.toml");
    let text = fs::read_to_string(common::samples().join("packs/one-region.toml")).expect("a pack");
    let ends = "supersedes = [\"DEMO-OLD\"]\nrevokes = [\"DEMO-WRONG\"]\nzone =";
    let text = text.replace("zone =", ends).replace("maximum-age-hours = 24\n", "");
    fs::write(&next, text).expect("a file");
    let next = plan(&[&next.display().to_string(), "--lang", "fr"]).replace('\u{a0}', " ");
    let next = next.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Il remplace : DEMO-OLD",
        "Il retire définitivement : DEMO-WRONG",
        "À revoir",
        "travellers n’a pas de maximum-age-hours",
    ] {
        assert!(next.contains(part), "{part}: {next}");
    }
}

#[test]
fn the_page_can_be_printed_and_is_there_for_what_is_built_in() {
    let html = plan(&["FR-PSC-2021-08", "--html", "--lang", "fr"]);
    assert!(html.contains("<h2>Ce que l’attestation doit mentionner</h2>"), "{html}");
    assert!(!html.contains("{{"));
}
