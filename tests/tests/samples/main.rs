//! The page of samples for training.

use std::fs;

use souplesse_tests::sample_page::{list, list_path, page, path};

#[test]
fn the_page_of_samples_is_current() {
    let committed = fs::read_to_string(path()).unwrap();
    assert!(committed == page(), "run `cargo run -p souplesse-tests --bin sample_page`");
}

#[test]
fn the_list_of_the_app_is_current() {
    let committed = fs::read_to_string(list_path()).unwrap();
    assert!(committed == list(), "run `cargo run -p souplesse-tests --bin sample_page`");
}

#[test]
fn the_page_has_a_sample_for_every_outcome_of_training() {
    let page = page();
    for word in ["VALIDE", "ACCEPTÉE", "INCOMPLÈTE", "NON COUVERTE", "NON VALIDE", "PAS UN PASSE"] {
        assert!(page.contains(&format!("<b>{word}</b>")), "{word}");
    }
}

#[test]
fn no_answer_is_seen_before_it_is_asked_for() {
    let page = page();
    let answers = page.split("<details class=\"answer\"><summary>").skip(1).collect::<Vec<_>>();
    assert_eq!(answers.len(), page.matches("<article>").count());
    let outside = page.split("<details").map(|part| part.split("</details>").last().unwrap_or_default());
    assert!(outside.into_iter().all(|part| !part.contains("NON VALIDE") && !part.contains("ACCEPTÉE")));
}
