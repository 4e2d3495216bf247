//! What is wrong with a call, in French.

use std::error::Error as _;
use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use souplesse_words::{Language, Words};

use super::below;
use super::french::{heading, table};
use crate::read::moment::TimeError;
use crate::tell::error::time as told_time;

/// What happened, the nearest that there is, how the verb is used, and where more is told.
pub(super) fn in_french(error: &clap::Error, tree: &Command, arguments: &[OsString]) -> String {
    let call = Call::of(tree, arguments);
    let nearest = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let nearest = nearest.into_iter().filter_map(|kind| error.get(kind)).map(|value| {
        let names = texts(value).into_iter().map(|name| format!("«\u{a0}{name}\u{a0}»")).collect::<Vec<_>>();
        format!("\n\n  vouliez-vous écrire {}\u{a0}?", names.join(" ou "))
    });
    // That of the error names whatever was given, by the environment too.
    let usage = error.get(ContextKind::Usage).map(|_| {
        let usage = call.verb.clone().render_usage().to_string();
        format!("\n\n{}\u{a0}:{}", heading("Usage"), usage.trim_start_matches("Usage:"))
    });
    format!(
        "erreur\u{a0}: {}{}{}\n\nPour en savoir plus\u{a0}: {} --help\n",
        call.what(error),
        nearest.collect::<String>(),
        usage.unwrap_or_default(),
        call.name()
    )
}

/// The verb that was called, as far as it was understood.
struct Call<'t> {
    verb: &'t Command,
    path: String,
}

impl<'t> Call<'t> {
    fn of(tree: &'t Command, arguments: &[OsString]) -> Self {
        let mut call = Self { verb: tree, path: String::new() };
        for argument in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
            if let Some(verb) = call.verb.find_subcommand(argument) {
                call = Self { verb, path: below(&call.path, argument) };
            }
        }
        call
    }

    fn name(&self) -> String {
        ["souplesse", &self.path].join(" ").trim_end().to_owned()
    }

    fn what(&self, error: &clap::Error) -> String {
        let get = |kind| error.get(kind).map(texts).unwrap_or_default();
        let one = |kind| format!("«\u{a0}{}\u{a0}»", get(kind).join(", "));
        let lines = |kind| get(kind).into_iter().map(|text| format!("\n  {text}")).collect::<String>();
        let argument = one(ContextKind::InvalidArg);
        let value = if get(ContextKind::InvalidValue).concat().is_empty() {
            "vide".to_owned()
        } else {
            one(ContextKind::InvalidValue)
        };
        match error.kind() {
            ErrorKind::UnknownArgument => format!("argument {argument} inattendu"),
            ErrorKind::InvalidSubcommand => {
                format!("commande {} inconnue", one(ContextKind::InvalidSubcommand))
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let verbs = get(ContextKind::ValidSubcommand).join(", ");
                format!("«\u{a0}{}\u{a0}» attend une commande\n  [commandes\u{a0}: {verbs}]", self.name())
            }
            ErrorKind::MissingRequiredArgument => {
                format!("argument obligatoire manquant\u{a0}:{}", lines(ContextKind::InvalidArg))
            }
            ErrorKind::ArgumentConflict if get(ContextKind::InvalidArg) == get(ContextKind::PriorArg) => {
                format!("{argument} ne peut être donné qu’une fois")
            }
            ErrorKind::ArgumentConflict => {
                format!("{argument} est incompatible avec {}", one(ContextKind::PriorArg))
            }
            ErrorKind::InvalidValue if get(ContextKind::InvalidValue).concat().is_empty() => {
                format!("il manque la valeur de {argument}{}", choices(error))
            }
            ErrorKind::InvalidValue => format!("valeur {value} inconnue pour {argument}{}", choices(error)),
            ErrorKind::ValueValidation => {
                let cause = error.source().and_then(|cause| cause.downcast_ref::<TimeError>());
                let hint = match cause {
                    Some(cause) => told_time(*cause, Words::of(Language::French)),
                    None => self.hint(&get(ContextKind::InvalidArg).concat()),
                };
                format!("valeur {value} refusée pour {argument}\u{a0}:\n  {hint}")
            }
            ErrorKind::TooManyValues => format!("valeur {value} en trop pour {argument}"),
            ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
                format!("{argument} n’a pas le bon nombre de valeurs")
            }
            ErrorKind::NoEquals => format!("{argument} attend un signe égal devant sa valeur"),
            ErrorKind::InvalidUtf8 => "un argument n’est pas de l’UTF-8".to_owned(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::Io | ErrorKind::Format | _ => {
                "l’appel n’est pas compris".to_owned()
            }
        }
    }

    /// How the value of an argument is written.
    fn hint(&self, shown: &str) -> &'static str {
        let argument = self.verb.get_arguments().find(|argument| argument.to_string() == shown);
        let id = argument.map(|argument| argument.get_id().to_string()).unwrap_or_default();
        let hints = &table().hints;
        let hint = hints.get(&format!("{} {id}", self.path)).or_else(|| hints.get(&id));
        hint.map_or("elle n’a pas la forme attendue", String::as_str)
    }
}

fn choices(error: &clap::Error) -> String {
    let values = error.get(ContextKind::ValidValue).map(texts).unwrap_or_default().join(", ");
    if values.is_empty() { values } else { format!("\n  [valeurs possibles\u{a0}: {values}]") }
}

fn texts(value: &ContextValue) -> Vec<String> {
    match value {
        ContextValue::String(text) => vec![text.clone()],
        ContextValue::Strings(texts) => texts.clone(),
        ContextValue::StyledStr(text) => vec![text.to_string()],
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect(),
        ContextValue::Number(number) => vec![number.to_string()],
        ContextValue::None | ContextValue::Bool(_) | _ => Vec::new(),
    }
}
