//! The kinds of papers and what stands on them, as people name them in either language.

use std::collections::BTreeSet;

use souplesse_core::rules::tolerance::{ToleranceBook, Word, WordText};
use souplesse_words::{Language, Words};

use crate::read::folded::folded;
use crate::read::paper_fields::{Known, PaperFault, Wrong};

/// What is written where something does not stand on the paper.
pub const UNSTATED: &str = "unstated";

/// Things that can be named, each by its word or by what it is called in French or English; beginnings suffice that are
/// those of one thing alone.
pub struct Vocabulary {
    things: Vec<Thing>,
}

struct Thing {
    /// `None` for what is not on the paper.
    word: Option<Word>,
    id: String,
    /// What it is called, as it is compared.
    names: BTreeSet<String>,
    label: String,
}

impl Vocabulary {
    /// The kinds of papers that the product knows or a pack brings, and "not stated".
    #[must_use]
    pub fn kinds(packs: &ToleranceBook, language: Language) -> Self {
        let mut kinds = Self::of(&Known::of(packs).kinds, &["kind-of-paper"], packs, language);
        kinds.things.push(Thing {
            word: None,
            id: UNSTATED.to_owned(),
            names: in_both("paper.unstated").chain([UNSTATED.to_owned()]).collect(),
            label: Words::of(language).label("paper.unstated").to_owned(),
        });
        kinds
    }

    /// What may stand on papers.
    #[must_use]
    pub fn elements(packs: &ToleranceBook, language: Language) -> Self {
        Self::of(&Known::of(packs).elements, &["element", "element-of-act"], packs, language)
    }

    fn of(ids: &BTreeSet<String>, tables: &[&str], packs: &ToleranceBook, language: Language) -> Self {
        let things = ids.iter().filter_map(|id| {
            let own = packs.held.iter().filter_map(|held| held.tolerance.pack().words_of(id));
            let own = own.collect::<Vec<_>>();
            let keys = tables.iter().map(|table| format!("{table}.{id}")).collect::<Vec<_>>();
            let labels = own.iter().flat_map(|words| [&words.label.fr, &words.label.en]);
            let names = labels.map(|label| folded(label)).chain([folded(id)]);
            let names = names.chain(keys.iter().flat_map(|key| in_both(key)));
            Some(Thing {
                word: Some(Word::try_from(id.as_str()).ok()?),
                id: id.clone(),
                names: names.collect(),
                label: label(own.first().copied(), keys.first()?, language),
            })
        });
        Self { things: things.collect() }
    }

    /// What a text names; `None` where it says that the paper does not say.
    ///
    /// # Errors
    /// What there is to choose from, where nothing is called so or several things are. The text is not repeated.
    pub fn read(&self, field: &'static str, text: &str) -> Result<Option<Word>, PaperFault> {
        let text = folded(text);
        let exact = self.things.iter().filter(|thing| thing.names.contains(&text)).collect::<Vec<_>>();
        let begun = || self.things.iter().filter(|thing| thing.begins_with(&text)).collect::<Vec<_>>();
        let meant = if exact.is_empty() { begun() } else { exact };
        let told = |things: &[&Thing]| things.iter().map(|thing| thing.told()).collect::<Vec<_>>();
        let wrong = match meant[..] {
            [only] => return Ok(only.word.clone()),
            [] => Wrong::Word { known: self.things.iter().map(Thing::told).collect() },
            _ => Wrong::Several { known: told(&meant) },
        };
        Err(PaperFault { field, wrong })
    }
}

impl Thing {
    /// Whether one of its names begins so, at the start of any of its words: `antigénique` is a `Test antigénique`.
    fn begins_with(&self, text: &str) -> bool {
        let begins = |name: &str| name.starts_with(text) || name.contains(&format!(" {text}"));
        self.names.iter().any(|name| begins(name))
    }

    fn told(&self) -> String {
        let is_word = folded(&self.label) == folded(&self.id);
        if is_word { self.id.clone() } else { format!("{} ({})", self.id, self.label) }
    }
}

/// What the product calls something, as it is compared; nothing where it has no words for it.
fn in_both(key: &str) -> impl Iterator<Item = String> + use<> {
    let labels = [Language::French, Language::English].map(|language| Words::of(language).get(key));
    labels.into_iter().flatten().map(folded)
}

fn label(own: Option<&WordText>, key: &str, language: Language) -> String {
    let own = own.map(|words| match language {
        Language::French => words.label.fr.clone(),
        Language::English => words.label.en.clone(),
    });
    own.unwrap_or_else(|| Words::of(language).label(key).to_owned())
}

#[cfg(test)]
mod tests {
    use souplesse_core::built_in::BuiltIn;

    use super::*;

    fn kind(text: &str) -> Result<Option<String>, PaperFault> {
        let packs = BuiltIn::load().verifier().tolerances;
        let read = Vocabulary::kinds(&packs, Language::French).read("kind", text);
        read.map(|word| word.map(|word| word.to_string()))
    }

    fn element(text: &str) -> Result<String, PaperFault> {
        let packs = BuiltIn::load().verifier().tolerances;
        let read = Vocabulary::elements(&packs, Language::English).read("missing", text);
        read.map(|word| word.expect("an element").to_string())
    }

    #[test]
    fn kinds_are_named_in_either_language_as_far_as_one_alone_is_meant() {
        for (text, word) in [
            ("antigen", Some("antigen")),
            ("antigénique", Some("antigen")),
            ("ANTIGENIQUE", Some("antigen")),
            ("antige\u{301}n", Some("antigen")),
            ("Test antigénique", Some("antigen")),
            ("test anti", Some("antigen")),
            ("antigen test", Some("antigen")),
            ("anti", Some("antigen")),
            ("PCR", Some("pcr")),
            ("PCR en laboratoire", Some("pcr")),
            ("self-test", Some("self-test")),
            ("Autotest supervisé", Some("supervised-self-test")),
            ("autotest supervise", Some("supervised-self-test")),
            ("supervised", Some("supervised-self-test")),
            ("sans supervision", Some("self-test")),
            ("unsup", Some("self-test")),
            ("sérologie", Some("serology")),
            ("vacc", Some("vaccination")),
            ("contre-indication", Some("contraindication")),
            ("contre indication", Some("contraindication")),
            ("autre", Some("other")),
            ("other", Some("other")),
            ("unstated", None),
            ("Non précisé", None),
            ("non\u{A0}precise", None),
            ("not stated", None),
        ] {
            assert_eq!(kind(text), Ok(word.map(str::to_owned)), "{text}");
        }
    }

    #[test]
    fn a_word_that_may_mean_several_things_is_refused_and_those_are_listed() {
        let known = ["self-test (Autotest sans supervision)", "supervised-self-test (Autotest supervisé)"];
        let wrong = Wrong::Several { known: known.map(str::to_owned).to_vec() };
        assert_eq!(kind("autotest"), Err(PaperFault { field: "kind", wrong }));
        for text in ["test", "autot", "self", "a", "supervis"] {
            assert!(kind(text).is_err_and(|fault| matches!(fault.wrong, Wrong::Several { .. })), "{text}");
        }
    }

    #[test]
    fn what_nobody_calls_so_is_refused_with_what_there_is_and_is_not_repeated() {
        for text in ["tigen", "antigenx", "antigénique du Dr Dupont", "x", "antigen pcr", "0"] {
            let error = kind(text).unwrap_err().to_string();
            assert!(
                error.contains("antigen (Test antigénique)") && error.contains("unstated (Non précisé)"),
                "{error}"
            );
            assert!(!error.contains("Dupont") && !error.contains("tigenx"), "{error}");
        }
        // Nothing at all is the beginning of everything.
        assert!(["", " ", "-"].iter().all(|text| kind(text).is_err()));
    }

    #[test]
    fn elements_are_named_in_either_language() {
        for (text, word) in [
            ("stamp", "stamp"),
            ("cachet", "stamp"),
            ("Cachet du professionnel", "stamp"),
            ("professional's stamp", "stamp"),
            ("Professional’s stamp", "stamp"),
            ("signature", "signature"),
            ("sign", "signature"),
            ("nom", "holder-name"),
            ("name", "holder-name"),
            ("résultat", "negative-result"),
            ("négatif", "negative-result"),
            ("heure", "test-time"),
            ("date", "test-date"),
            ("marque", "brand"),
            ("référence", "reference"),
            ("durée", "duration"),
            ("validity", "duration"),
            ("type", "test-kind"),
        ] {
            assert_eq!(element(text).as_deref(), Ok(word), "{text}");
        }
        for text in ["test", "professionnel", "hat", "", "unstated"] {
            assert!(element(text).is_err(), "{text}");
        }
    }
}
