//! The French table holds what the tree says, no less and no more.

use std::collections::BTreeSet;
use std::error::Error as _;

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, Command, CommandFactory};

use super::french::{Table, table};
use super::{Language, below, endings, marks};
use crate::cli::Cli;
use crate::read::moment::TimeError;

fn tree(language: Language) -> Command {
    super::tree(Cli::command(), language)
}

/// Every verb with its path, those below `help` left out.
fn verbs(tree: &Command) -> Vec<(String, Command)> {
    fn add(verb: &Command, path: &str, verbs: &mut Vec<(String, Command)>) {
        verbs.push((path.to_owned(), verb.clone()));
        for verb in verb.get_subcommands().filter(|verb| verb.get_name() != "help") {
            add(verb, &below(path, verb.get_name()), verbs);
        }
    }
    let mut verbs = Vec::new();
    add(tree, "", &mut verbs);
    verbs
}

/// Every text of a verb, by its key in the table.
fn texts(verb: &Command) -> Vec<(String, String)> {
    let mut texts = vec![("about".to_owned(), verb.get_about().expect("said").to_string())];
    for argument in verb.get_arguments() {
        let id = argument.get_id().to_string();
        let help = argument.get_help().unwrap_or_else(|| panic!("no help of {id}")).to_string();
        texts.push((id.clone(), help.clone()));
        if id == "help" {
            texts.push(("help-short".to_owned(), help));
        }
        for value in marks::possible(argument) {
            let help = value.get_help().map(|help| (format!("{id}={}", value.get_name()), help.to_string()));
            texts.extend(help);
        }
    }
    if verb.find_subcommand("help").is_some() {
        texts.push(("help-verb".to_owned(), "Print this message".to_owned()));
    }
    texts
}

#[test]
fn every_text_has_its_french_and_nothing_is_left_over() {
    let (mut used, mut missing) = (BTreeSet::new(), Vec::new());
    for (path, verb) in verbs(&tree(Language::English)) {
        for (key, english) in texts(&verb) {
            let is_own = table().verbs.get(&path).is_some_and(|verb| verb.contains_key(&key));
            match table().text(&path, &key) {
                Some(french) if !french.is_empty() && french != english => {}
                _ => missing.push(format!("{path}: {key} = {english}")),
            }
            used.insert((is_own.then(|| path.clone()), key));
        }
    }
    assert!(missing.is_empty(), "fr.toml lacks:\n{}", missing.join("\n"));
    let Table { verbs, common, .. } = table();
    let own = verbs.iter().flat_map(|(path, verb)| verb.keys().map(|key| (Some(path.clone()), key.clone())));
    let held = own.chain(common.keys().map(|key| (None, key.clone()))).collect::<BTreeSet<_>>();
    assert_eq!(held.difference(&used).collect::<Vec<_>>(), Vec::<&(Option<String>, String)>::new());
}

#[test]
fn every_heading_and_name_of_a_value_has_its_french_and_nothing_is_left_over() {
    let verbs = verbs(&tree(Language::English));
    let arguments = || verbs.iter().flat_map(|(_, verb)| verb.get_arguments());
    let headings = arguments().filter_map(Arg::get_help_heading).map(str::to_owned);
    let headings = headings.chain(["Usage", "Commands", "Arguments", "Options"].map(str::to_owned));
    assert_eq!(headings.collect::<BTreeSet<_>>(), table().headings.keys().cloned().collect());
    let values = arguments().filter(|argument| argument.get_action().takes_values());
    let values = values.flat_map(|argument| argument.get_value_names().unwrap_or_default());
    let values = values.map(ToString::to_string).chain(["COMMAND".to_owned()]);
    assert_eq!(values.collect::<BTreeSet<_>>(), table().values.keys().cloned().collect());
}

/// Every argument is given a value that none accepts.
#[test]
fn every_value_that_can_be_refused_is_told_how_to_write_it() {
    let mut tree = tree(Language::English);
    let mut used = BTreeSet::new();
    for (path, verb) in verbs(&tree) {
        for argument in verb.get_arguments().filter(|argument| argument.get_action().takes_values()) {
            let option = argument.get_long().map(|long| format!("--{long}"));
            let call = ["souplesse"]
                .into_iter()
                .chain(path.split_whitespace())
                .chain(option.as_deref())
                .chain(["~\n"]);
            let Err(error) = tree.try_get_matches_from_mut(call) else { continue };
            let is_of_it =
                error.get(ContextKind::InvalidArg).is_some_and(|of| of.to_string() == argument.to_string());
            if error.kind() != ErrorKind::ValueValidation || !is_of_it {
                continue;
            }
            // Why a text is not a time is told by itself.
            if error.source().is_some_and(|cause| cause.is::<TimeError>()) {
                continue;
            }
            let id = argument.get_id().to_string();
            let keys = [format!("{path} {id}"), id];
            let key = keys.iter().find(|key| table().hints.contains_key(*key));
            used.insert(key.unwrap_or_else(|| panic!("no hint for {keys:?}")).clone());
        }
    }
    assert_eq!(used, table().hints.keys().cloned().collect());
}

#[test]
fn verbs_and_options_are_called_the_same_in_both_languages() {
    let names = |language| {
        let names = verbs(&tree(language)).into_iter().flat_map(|(path, verb)| {
            let names = verb
                .get_arguments()
                .map(|of| (of.get_id().clone(), of.get_short(), of.get_long().map(str::to_owned)));
            names.map(|name| (path.clone(), name)).collect::<Vec<_>>()
        });
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(Language::English), names(Language::French));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (language, width) in
        [Language::English, Language::French].into_iter().flat_map(|of| [(of, 80), (of, 100)])
    {
        for (path, verb) in verbs(&tree(language)) {
            let mut verb = verb.term_width(width);
            let told = [verb.render_help(), verb.render_long_help()].map(|help| help.to_string());
            // The library never breaks the line of usage.
            let is_broken = |line: &&str| width == 100 || !line.contains("souplesse");
            for line in told.iter().flat_map(|help| help.lines()).filter(is_broken) {
                assert!(line.chars().count() <= width, "{path}: {line}");
            }
        }
    }
}

#[test]
fn arguments_are_told_in_the_order_in_which_they_are_typed() {
    for language in [Language::English, Language::French] {
        for (path, mut verb) in verbs(&tree(language)) {
            let (usage, help) = (verb.render_usage().to_string(), verb.render_help().to_string());
            let told = help.split_once("\nArguments").map(|(_, told)| told.to_owned()).unwrap_or_default();
            let mut typed = verb.get_positionals().map(ToString::to_string).collect::<Vec<_>>();
            typed.sort_by_key(|argument| usage.find(&**argument));
            let places = typed.iter().map(|argument| told.find(&**argument)).collect::<Vec<_>>();
            assert!(places.is_sorted() && places.iter().all(Option::is_some), "{path}: {help}");
        }
    }
}

/// What is typed is never broken, or it could not be copied.
#[test]
fn examples_fit_into_eighty_columns_and_stand_in_the_table_alone() {
    for (path, ending) in endings() {
        for example in &ending.examples {
            // A colon follows it.
            let purposes =
                [Language::English, Language::French].map(|language| example.purpose.get(language));
            assert!(purposes.iter().all(|purpose| !purpose.contains(':')), "{path}: {purposes:?}");
            assert!(example.run.lines().all(|line| line.chars().count() <= 76), "{path}: {}", example.run);
        }
    }
    for (path, verb) in verbs(&Cli::command()) {
        assert!(verb.get_after_help().is_none(), "the examples of {path} belong into endings.toml");
    }
    let verbs = verbs(&tree(Language::English)).into_iter().map(|(path, _)| path);
    assert_eq!(verbs.collect::<BTreeSet<_>>(), endings().keys().cloned().collect());
}

#[test]
fn french_has_its_no_break_spaces() {
    let Table { headings: _, values: _, hints, common, verbs } = table();
    let own = verbs.values().flat_map(|verb| verb.values());
    let texts = hints.values().chain(common.values()).chain(own).map(String::as_str);
    let endings = endings().values().flat_map(|ending| {
        let purposes = ending.examples.iter().map(|example| example.purpose.get(Language::French));
        purposes.chain(ending.more.as_ref().map(|more| more.get(Language::French)))
    });
    for text in texts.chain(endings) {
        let faults =
            [" :", " ;", " ?", " !", " »", "« ", "'"].into_iter().filter(|fault| text.contains(fault));
        assert_eq!(faults.collect::<Vec<_>>(), Vec::<&str>::new(), "{text}");
    }
}
