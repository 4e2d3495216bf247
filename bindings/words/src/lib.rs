//! Every word that Souplesse says to people, in French and in English.
//!
//! The words stand in `fr.toml` and `en.toml`, under the same keys. Codes, labels and counts are
//! looked up here; which code a pass gets is decided in the core, and how a text is laid out by
//! whoever shows it. How everything looks stands beside them, in `look.toml`. [`codes_page`] writes the reference of all codes from the same words, and [`android_strings`] the
//! resources of the Android app.

mod android;
mod codes_page;
mod language;
#[path = "../generated/look.rs"]
pub mod look;
#[path = "look/mod.rs"]
mod look_files;
mod looks;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub use android::{android_name, android_strings};
pub use codes_page::codes_page;
pub use language::{Language, UnknownLanguage};
pub use looks::{OutcomeLook, Rgb, Tone};

/// All the words of one language.
#[derive(Debug)]
pub struct Words {
    language: Language,
    texts: BTreeMap<String, String>,
}

/// What people are told about one code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeWords<'a> {
    /// What it is, in a few words.
    pub title: Cow<'a, str>,
    /// What the person at the door does next, in one sentence.
    pub next: &'a str,
}

impl Words {
    /// The words of `language`, read at the first call.
    #[must_use]
    pub fn of(language: Language) -> &'static Words {
        static FRENCH: LazyLock<Words> = LazyLock::new(|| Words::read(Language::French));
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Language::English));
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }

    /// The language that they are of.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words for a code as it is published, with the rule's identifier where there is one:
    /// `expired`, `rule:VR-FR-9001`. A code without words shows itself.
    #[must_use]
    pub fn code<'a>(&'a self, code: &'a str) -> CodeWords<'a> {
        let (family, rule) = match code.split_once(':') {
            Some((family, rule)) => (family, Some(rule)),
            None => (code, None),
        };
        let text = |part: &str| self.texts.get(&format!("code.{family}.{part}"));
        let title = match rule.zip(text("named")) {
            Some((rule, named)) => Cow::Owned(named.replace("{rule}", rule)),
            None => Cow::Borrowed(text("title").map_or(code, String::as_str)),
        };
        let next = text("next").map_or(code, String::as_str);
        CodeWords { title, next }
    }

    /// The text under `key`, such as `outcome.refused` or `card.surname`; the key itself where there is none.
    #[must_use]
    pub fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The text under `key`, if there is one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// The short name of a day of the week, Monday being 0.
    #[must_use]
    pub fn weekday(&self, from_monday: u32) -> &str {
        match from_monday {
            0 => self.label("weekday.monday"),
            1 => self.label("weekday.tuesday"),
            2 => self.label("weekday.wednesday"),
            3 => self.label("weekday.thursday"),
            4 => self.label("weekday.friday"),
            5 => self.label("weekday.saturday"),
            _ => self.label("weekday.sunday"),
        }
    }

    /// The text under `key` with each `{name}` replaced by its value. A value is never searched for names.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.label(key);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let known = after.split_once('}').and_then(|(name, tail)| {
                let (_, value) = values.iter().find(|(known, _)| *known == name)?;
                Some((value, tail))
            });
            match known {
                Some((value, tail)) => {
                    filled.push_str(value);
                    rest = tail;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        filled
    }

    /// The text for `count` things, such as `count.accepted`: in the singular or the plural of the language.
    #[must_use]
    pub fn count(&self, key: &str, count: usize) -> String {
        let number = if self.language.is_singular(count) { "one" } else { "other" };
        self.fill(&format!("{key}.{number}"), &[("count", &count.to_string())])
    }

    /// The key and the text of everything that is said, in the order of the keys.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    fn read(language: Language) -> Self {
        let table: toml::Table = language.source().parse().expect("the tests read both files of words");
        let mut texts = BTreeMap::new();
        flatten("", table, &mut texts);
        Self { language, texts }
    }
}

/// Every file that is generated from the words and the table of looks, by its path from the top of the project, and what
/// is in it.
#[must_use]
pub fn generated() -> Vec<(String, String)> {
    let words = [
        ("docs/codes.md", codes_page()),
        ("android/src/main/res/values/strings.xml", android_strings(Language::English)),
        ("android/src/main/res/values-fr/strings.xml", android_strings(Language::French)),
    ];
    let words = words.into_iter().map(|(path, text)| (path.to_owned(), text));
    words.chain(look_files::generated()).collect()
}

fn flatten(prefix: &str, table: toml::Table, texts: &mut BTreeMap<String, String>) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
        if let toml::Value::Table(inner) = value {
            flatten(&key, inner, texts);
        } else if let toml::Value::String(text) = value {
            texts.insert(key, text);
        } else {
            unreachable!("{key} is {}: words are texts", value.type_str());
        }
    }
}
