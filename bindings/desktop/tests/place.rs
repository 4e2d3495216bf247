//! Where is checked: the country, the region and the kind of place of a call.

mod common;

use common::{Run, souplesse};

fn table(options: &[&str]) -> Run {
    let island = ["pack", "table", "packs/one-region.toml", "--format", "csv"];
    souplesse(&[&island[..], options].concat())
}

#[test]
fn a_region_is_the_same_however_it_is_written() {
    let island = table(&["--region", "FR-974"]);
    assert_eq!(island.status, 0, "{}", island.err);
    for form in ["fr-974", "974", "Fr-974"] {
        assert_eq!(table(&["--region", form]).out, island.out, "{form}");
    }
    assert_ne!(table(&["--region", "971"]).out, island.out);
    assert_ne!(table(&[]).out, island.out);
}

#[test]
fn a_place_that_there_is_not_is_a_wrong_call_and_the_remedy_is_told() {
    for (options, remedy) in [
        (["--region", "Bretagne"], "--region: “Bretagne” is not a region of FR; write it as in ISO 3166-2"),
        (["--region", "DE-BW"], "“DE-BW” is not a region of FR"),
        (["--region", ""], "such as FR-971"),
        (["--country", "XX"], "expected the two letters of ISO 3166-1, such as FR"),
        (["--country", "France"], "`France` is no country"),
        (["--place", "Brasserie"], "`Brasserie` is no word"),
    ] {
        for verb in [&["status"][..], &["check", "HC1:"], &["pack", "table", "packs/one-region.toml"]] {
            let run = souplesse(&[verb, &options].concat());
            assert_eq!((run.status, run.out.as_str()), (2, ""), "{verb:?} {options:?}");
            assert!(run.err.contains(remedy), "{}", run.err);
        }
    }
}
