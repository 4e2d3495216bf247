//! What is said behind an argument's text: its environment variable, default and choices.

use clap::Arg;
use clap::builder::PossibleValue;
use souplesse_words::Language;

/// The text of the short help, with the marks behind it.
#[must_use]
pub fn short(argument: &Arg, help: &str, language: Language) -> String {
    let marks = [environment(argument, language), default(argument, language), choices(argument, language)];
    std::iter::once(help.to_owned()).chain(marks.into_iter().flatten()).collect::<Vec<_>>().join(" ")
}

/// The text of the long help: the choices each with what it means, where `explain` knows, and the marks below.
#[must_use]
pub fn long(
    argument: &Arg,
    help: &str,
    explain: impl Fn(&PossibleValue) -> Option<String>,
    language: Language,
) -> String {
    let explained = explained_choices(argument, explain, language);
    let choices = if explained.is_some() { None } else { choices(argument, language) };
    let marks = [environment(argument, language), default(argument, language), choices];
    let marks = marks.into_iter().flatten().collect::<Vec<_>>();
    let marks = (!marks.is_empty()).then(|| marks.join("\n"));
    [Some(help.to_owned()), explained, marks].into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// What may stand there, where it is one of a few words.
#[must_use]
pub fn possible(argument: &Arg) -> Vec<PossibleValue> {
    if !argument.get_action().takes_values() {
        return Vec::new();
    }
    argument.get_possible_values().into_iter().filter(|value| !value.is_hide_set()).collect()
}

fn environment(argument: &Arg, language: Language) -> Option<String> {
    let name = argument.get_env().filter(|_| !argument.is_hide_env_set())?.to_string_lossy();
    Some(match language {
        Language::English => format!("[env: {name}]"),
        Language::French => format!("[variable d’environnement\u{a0}: {name}]"),
    })
}

fn default(argument: &Arg, language: Language) -> Option<String> {
    let values = argument.get_default_values();
    if values.is_empty() || !argument.get_action().takes_values() {
        return None;
    }
    let values = values.iter().map(|value| value.to_string_lossy()).collect::<Vec<_>>().join(" ");
    Some(match language {
        Language::English => format!("[default: {values}]"),
        Language::French => format!("[par défaut\u{a0}: {values}]"),
    })
}

fn choices(argument: &Arg, language: Language) -> Option<String> {
    let values = possible(argument);
    let names = values.iter().map(PossibleValue::get_name).collect::<Vec<_>>().join(", ");
    (!values.is_empty()).then(|| match language {
        Language::English => format!("[possible values: {names}]"),
        Language::French => format!("[valeurs possibles\u{a0}: {names}]"),
    })
}

fn explained_choices(
    argument: &Arg,
    explain: impl Fn(&PossibleValue) -> Option<String>,
    language: Language,
) -> Option<String> {
    let (heading, colon) = match language {
        Language::English => ("Possible values:", ":"),
        Language::French => ("Valeurs possibles\u{a0}:", "\u{a0}:"),
    };
    let values = possible(argument);
    let longest = values.iter().map(|value| value.get_name().len()).max().unwrap_or_default();
    let lines = values.iter().filter_map(|value| {
        let (name, text) = (value.get_name(), explain(value)?);
        Some(format!("\n- {name}{colon}{:gap$} {text}", "", gap = longest - name.len()))
    });
    let lines = lines.collect::<String>();
    (!lines.is_empty()).then(|| format!("{heading}{lines}"))
}
