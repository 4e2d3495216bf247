//! The page of samples for training.

use std::fs;

use souplesse_tests::sample_page::{page, path};

#[test]
fn the_page_of_samples_is_current() {
    let committed = fs::read_to_string(path()).unwrap();
    assert!(committed == page(), "run `cargo run -p souplesse-tests --bin sample_page`");
}

#[test]
fn the_page_has_a_sample_for_every_outcome_of_training() {
    let page = page();
    for word in ["VALIDE", "ACCEPTÉE", "INCOMPLÈTE", "NON COUVERTE", "NON VALIDE", "PAS UN PASSE"] {
        assert!(page.contains(&format!("<b>{word}</b>")), "{word}");
    }
}
