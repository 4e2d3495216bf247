//! The tree of verbs in French: each text is replaced by that of a table.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clap::builder::PossibleValue;
use clap::{Arg, Command};
use serde::Deserialize;
use souplesse_words::Language;

use super::{below, marks};

/// The French of everything that the tree says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// Headings, by the English ones.
    pub headings: BTreeMap<String, String>,
    /// Names of values, by the English ones.
    pub values: BTreeMap<String, String>,
    /// How values are written that a call may get wrong, by the argument, or by verb and argument.
    pub hints: BTreeMap<String, String>,
    /// Arguments of more than one verb, by their ids.
    pub common: BTreeMap<String, String>,
    /// The verbs, by their paths: `about`, arguments by their ids, and possible values as `id=value`.
    pub verbs: BTreeMap<String, BTreeMap<String, String>>,
}

impl Table {
    /// The text of an argument, of a possible value, or of a verb as `about`.
    pub fn text(&self, path: &str, key: &str) -> Option<&str> {
        let own = self.verbs.get(path).and_then(|verb| verb.get(key));
        own.or_else(|| self.common.get(key)).map(String::as_str)
    }
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("fr.toml")).expect("a test reads it"));

pub(super) fn table() -> &'static Table {
    &TABLE
}

pub(super) fn translated(verb: Command, path: &str) -> Command {
    let key = if verb.get_name() == "help" { "help-verb" } else { "about" };
    let about = table().text(path, key).unwrap_or_default();
    let style = *verb.get_styles().get_usage();
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{style}{}\u{a0}:{style:#} {{usage}}\n\n{{all-args}}{{after-help}}",
        heading("Usage")
    );
    let verb = verb.about(about).help_template(template);
    let verb = verb.subcommand_value_name(value_name("COMMAND")).subcommand_help_heading(heading("Commands"));
    verb.mut_args(|argument| translated_argument(argument, path)).mut_subcommands(|verb| {
        let path = below(path, verb.get_name());
        translated(verb, &path)
    })
}

fn translated_argument(argument: Arg, path: &str) -> Arg {
    let id = argument.get_id().to_string();
    let help = table().text(path, &id).unwrap_or_default();
    let names = argument.get_value_names().unwrap_or_default();
    let names = names.iter().map(|name| value_name(name)).collect::<Vec<_>>();
    let own = if argument.is_positional() { "Arguments" } else { "Options" };
    let heading = heading(argument.get_help_heading().unwrap_or(own));
    let explain =
        |value: &PossibleValue| table().text(path, &format!("{id}={}", value.get_name())).map(str::to_owned);
    let short = if id == "help" { table().text(path, "help-short").unwrap_or_default() } else { help };
    let short = marks::short(&argument, short, Language::French);
    let long = marks::long(&argument, help, explain, Language::French);
    let argument = argument.help(short).long_help(long).help_heading(heading);
    // Under a heading of its own what has a place would be told in the order of the alphabet.
    let argument = match argument.get_index() {
        Some(place) => argument.display_order(place),
        None => argument,
    };
    // What clap would say of them is English; the text has them.
    let argument = argument.hide_default_value(true).hide_possible_values(true).hide_env(true);
    if names.is_empty() { argument } else { argument.value_names(names) }
}

pub(super) fn heading(english: &str) -> &'static str {
    table().headings.get(english).map_or("", String::as_str)
}

fn value_name(english: &str) -> &'static str {
    table().values.get(english).map_or("", String::as_str)
}
