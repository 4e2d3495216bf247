//! What the parts of a pack are called on printed pages, which are French.

use souplesse_core::rules::tolerance::{Element, ElementLevel, Kind, Pack, Word};
use souplesse_words::Words;

/// The kinds of paper that the pack covers.
pub(super) fn covered(pack: &Pack) -> impl Iterator<Item = &Kind> {
    pack.kinds.iter().filter(|kind| kind.not_covered.is_none())
}

/// Whether its papers attest tests, and not acts of other kinds.
pub(super) fn about_tests(pack: &Pack) -> bool {
    pack.element("negative-result").is_some()
}

/// How much an element matters on the papers of which it matters most.
pub(super) fn level(pack: &Pack, element: &Element) -> ElementLevel {
    let levels = covered(pack).map(|kind| pack.level(element.id.as_str(), Some(kind.id.as_str())));
    levels.min().unwrap_or(element.level)
}

pub(super) fn kind_label(pack: &Pack, kind: &Kind, words: &Words) -> String {
    spoken(pack, "kind-of-paper", &kind.id, words)
}

/// An element; what the product calls after tests is called after acts on other papers.
pub(super) fn element_label(pack: &Pack, word: &Word, words: &Words) -> String {
    let of_test = [Word::TEST_KIND, Word::TEST_DATE, Word::TEST_TIME].contains(&word.as_str());
    let table = if of_test && !about_tests(pack) { "element-of-act" } else { "element" };
    spoken(pack, table, word, words)
}

pub(super) fn reason_label(pack: &Pack, reason: &Word, words: &Words) -> String {
    match pack.words_of(reason.as_str()) {
        Some(own) => own.label.fr.clone(),
        None => words.code(reason.as_str()).title.into_owned(),
    }
}

fn spoken(pack: &Pack, table: &str, word: &Word, words: &Words) -> String {
    match pack.words_of(word.as_str()) {
        Some(own) => own.label.fr.clone(),
        None => words.label(&format!("{table}.{word}")).to_owned(),
    }
}

/// A label within a sentence; what begins with an abbreviation keeps its capitals.
pub(super) fn uncapitalised(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}
