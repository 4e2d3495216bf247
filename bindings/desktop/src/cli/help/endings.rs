//! What stands at the end of a verb's help: examples, and what else is to be known.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use clap::Command;
use serde::Deserialize;
use souplesse_words::Language;

use super::below;

/// The end of a verb's help. Its commands are the same in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// What can be typed.
    pub examples: Vec<Example>,
    /// What else is to be known.
    pub more: Option<Spoken>,
}

/// One command that can be typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The command.
    pub run: String,
    /// What it is for.
    #[serde(rename = "for")]
    pub purpose: Spoken,
}

/// A text in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spoken {
    en: String,
    fr: String,
}

impl Spoken {
    /// The text in one of them.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
        }
    }
}

static ENDINGS: LazyLock<BTreeMap<String, Ending>> =
    LazyLock::new(|| toml::from_str(include_str!("endings.toml")).expect("a test reads it"));

/// The ends of the help, by the path of the verb; that of the command itself is empty.
#[must_use]
pub fn endings() -> &'static BTreeMap<String, Ending> {
    &ENDINGS
}

pub(super) fn with_endings(verb: Command, path: &str, language: Language) -> Command {
    let verb = verb.mut_subcommands(|verb| {
        let path = below(path, verb.get_name());
        with_endings(verb, &path, language)
    });
    let Some(ending) = endings().get(path).filter(|_| verb.get_name() != "help") else { return verb };
    let ending = ending.in_language(language);
    verb.after_help(format!("{}\n\n{ending}", also(language))).after_long_help(ending)
}

/// What the short help says in place of the options that every verb takes.
fn also(language: Language) -> &'static str {
    match language {
        Language::English => "Every verb also takes --at, --profile, --lang, --json and others: see --help.",
        Language::French => {
            "Toutes les commandes acceptent aussi --at, --profile, --lang, --json, etc.\u{a0}: voir --help."
        }
    }
}

impl Ending {
    fn in_language(&self, language: Language) -> String {
        let (mut ending, colon) = match language {
            Language::English => ("Examples:".to_owned(), ":"),
            Language::French => ("Exemples\u{a0}:".to_owned(), "\u{a0}:"),
        };
        for example in &self.examples {
            let purpose = example.purpose.get(language);
            let _ = write!(ending, "\n  {purpose}{colon}\n    {}", example.run.replace('\n', "\n    "));
        }
        if let Some(more) = &self.more {
            let _ = write!(ending, "\n\n{}", more.get(language).trim_end());
        }
        ending
    }
}
