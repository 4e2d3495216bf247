//! What the parts of a pack are called, on printed pages and for its author.

use souplesse_core::rules::tolerance::{Element, ElementLevel, Kind, Pack, Scope, Text, Word};
use souplesse_words::{Language, Words};

use crate::cli::Common;
use crate::tell::named;

/// A pack and the language in which it is told.
#[derive(Clone, Copy)]
pub(crate) struct Labels<'p> {
    pub pack: &'p Pack,
    pub language: Language,
    pub words: &'static Words,
}

/// The language of what is put up at a door in France: French, unless the call says another.
pub(crate) fn language_of_print(common: &Common) -> Language {
    if common.lang.is_some() { common.language() } else { Language::French }
}

impl<'p> Labels<'p> {
    pub(crate) fn new(pack: &'p Pack, language: Language) -> Self {
        Self { pack, language, words: Words::of(language) }
    }

    /// The kinds of paper that the pack covers.
    pub(crate) fn covered(self) -> impl Iterator<Item = &'p Kind> {
        self.pack.kinds.iter().filter(|kind| kind.not_covered.is_none())
    }

    /// Whether its papers attest tests, and not acts of other kinds.
    pub(crate) fn about_tests(self) -> bool {
        self.pack.element("negative-result").is_some()
    }

    /// How much an element matters on the papers of which it matters most.
    pub(crate) fn level(self, element: &Element) -> ElementLevel {
        let level = |kind: &Kind| self.pack.level(element.id.as_str(), Some(kind.id.as_str()));
        self.covered().map(level).min().unwrap_or(element.level)
    }

    pub(crate) fn text(self, text: &'p Text) -> &'p str {
        match self.language {
            Language::French => &text.fr,
            Language::English => &text.en,
        }
    }

    pub(crate) fn kind(self, kind: &Kind) -> String {
        self.spoken("kind-of-paper", &kind.id)
    }

    /// An element; what the product calls after tests is called after acts on other papers.
    pub(crate) fn element(self, word: &Word) -> String {
        let of_test = [Word::TEST_KIND, Word::TEST_DATE, Word::TEST_TIME].contains(&word.as_str());
        self.spoken(if of_test && !self.about_tests() { "element-of-act" } else { "element" }, word)
    }

    pub(crate) fn reason(self, reason: &Word) -> String {
        match self.pack.words_of(reason.as_str()) {
            Some(own) => self.text(&own.label).to_owned(),
            None => self.words.code(reason.as_str()).title.into_owned(),
        }
    }

    /// Where and for whom a window holds.
    pub(crate) fn scope(self, scope: &Scope) -> String {
        let words = self.words;
        let regions = scope.regions.iter().map(|region| named::region(region, words));
        let places = scope.places.iter().map(|place| named::place(place, words));
        let profiles = scope.profiles.iter();
        let profiles = profiles.map(|profile| words.label(&format!("profile.{profile}")).to_owned());
        let limits = [
            ("poster.regions", regions.collect()),
            ("poster.places", places.collect()),
            ("poster.profiles", profiles.collect::<Vec<_>>()),
        ];
        let limits = limits.into_iter().filter(|(_, names)| !names.is_empty());
        let limits = limits.map(|(key, names)| words.fill(key, &[("names", &names.join(", "))]));
        limits.collect::<Vec<_>>().join(", ")
    }

    fn spoken(self, table: &str, word: &Word) -> String {
        match self.pack.words_of(word.as_str()) {
            Some(own) => self.text(&own.label).to_owned(),
            None => self.words.label(&format!("{table}.{word}")).to_owned(),
        }
    }
}

/// A label within a sentence; what begins with an abbreviation keeps its capitals.
pub(crate) fn uncapitalised(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}
