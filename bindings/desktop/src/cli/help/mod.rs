//! The help of the command, in the language of the answers.
//!
//! A call is read by the tree of verbs as it is derived. Where that refuses it, or help is asked for, a second tree tells:
//! the same verbs and options with their examples and, in French, with every text replaced.

mod endings;
mod flags;
mod french;
pub mod marks;
#[cfg(test)]
mod tests;

mod wrong;

use std::ffi::OsString;

use clap::Command;
use clap::error::ErrorKind;
use souplesse_words::Language;

pub use endings::endings;

use super::{LanguageName, Setting, system_is_french};

/// The heading of the options that every verb takes, as they are declared.
const FOR_EVERY_VERB: &str = "Options for every verb";

/// The tree of verbs that tells, out of the one that reads.
#[must_use]
pub fn tree(derived: Command, language: Language) -> Command {
    let mut tree = flags::with_own_flags(derived);
    tree.build();
    let tree = endings::with_endings(tree, "", language);
    match language {
        Language::English => tree,
        Language::French => french::translated(tree, ""),
    }
}

/// What a call that was not read is answered with.
pub struct Told {
    /// All that is told.
    pub text: String,
    /// Its kind, and its exit status.
    pub error: clap::Error,
}

impl Told {
    /// Whether it is help or the version, and not what is wrong with the call.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        [
            ErrorKind::DisplayHelp,
            ErrorKind::DisplayVersion,
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand,
        ]
        .contains(&self.error.kind())
    }
}

/// Tells why a call was refused by the tree that reads, or the help that it asks for.
#[must_use]
pub fn tell(refused: clap::Error, arguments: &[OsString], derived: Command, language: Language) -> Told {
    let mut tree = tree(derived, language);
    let error = tree.try_get_matches_from_mut(without_language(arguments)).err().unwrap_or(refused);
    let mut told = Told { text: error.render().to_string(), error };
    if language == Language::French && !told.is_asked() {
        told.text = wrong::in_french(&told.error, &tree, arguments);
    }
    told
}

/// The verb `help` takes no options: which language it is to speak is told here, and not by the library.
fn without_language(arguments: &[OsString]) -> Vec<OsString> {
    if !arguments.iter().any(|argument| argument == "help") {
        return arguments.to_vec();
    }
    let mut kept = arguments.to_vec();
    if let Some(place) = kept.iter().position(|argument| argument == "--lang") {
        kept.drain(place..kept.len().min(place + 2));
    }
    kept.retain(|argument| !argument.to_string_lossy().starts_with("--lang="));
    kept
}

/// Told in place of an error that would repeat the text of a pass.
#[must_use]
pub fn not_expected(number: usize, language: Language) -> String {
    match language {
        Language::English => format!(
            "argument {number} is not expected there: a pass is judged by `souplesse check -`, which reads it from \
             standard input"
        ),
        Language::French => format!(
            "l’argument {number} n’est pas attendu à cet endroit\u{a0}: un passe se contrôle avec \
             «\u{a0}souplesse check -\u{a0}», qui le lit sur l’entrée standard"
        ),
    }
}

/// The language of a call that could not be read: the one that it asks for, else that of the environment, of what is kept
/// for every call, or of the system.
#[must_use]
pub fn language(arguments: &[OsString], kept: Option<&str>) -> Language {
    let words = arguments.iter().filter_map(|argument| argument.to_str());
    let words = words.take_while(|word| *word != "--").collect::<Vec<_>>();
    let behind = words.windows(2).filter_map(|pair| (pair[0] == "--lang").then_some(pair[1]));
    let within = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    let environment = std::env::var(Setting::Lang.variable()).ok();
    let mut names = within.chain(behind).chain(environment.as_deref()).chain(kept);
    let asked = names.find_map(|name| <LanguageName as clap::ValueEnum>::from_str(name, false).ok());
    match asked {
        Some(LanguageName::Fr) => Language::French,
        Some(LanguageName::En) => Language::English,
        None if system_is_french() => Language::French,
        None => Language::English,
    }
}

/// The path of a verb below another one. Those below `help` are named as what they help with.
fn below(path: &str, verb: &str) -> String {
    match (path, verb) {
        (path, "help") => path.to_owned(),
        ("", verb) => verb.to_owned(),
        (path, verb) => format!("{path} {verb}"),
    }
}
