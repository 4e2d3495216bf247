//! What is wrong with a text in TOML or JSON, and with a pack that can be read.

use souplesse_core::json;
use souplesse_core::rules::tolerance::{PackError, PackProblem};
use souplesse_words::Words;

use super::say;
use crate::read::pack_text::{Fault, What};
use crate::read::syntax::{Form, Syntax, Thing};

/// What is wrong with a text, and where.
pub(crate) fn fault(fault: &Fault, words: &Words) -> String {
    at((fault.line, fault.column), &what(&fault.what, words), words)
}

/// The same without the place.
pub(crate) fn what(what: &What, words: &Words) -> String {
    match what {
        What::Syntax(syntax) => told(syntax, words),
        What::Pack(error) => pack(error, words),
    }
}

/// What a reader of JSON found, and where if that is known.
pub(super) fn json(fault: &json::Fault, words: &Words) -> String {
    let what = told(&Syntax::of_message(&fault.problem), words);
    match fault.place {
        Some(place) => at(place, &what, words),
        None => what,
    }
}

pub(crate) fn at((line, column): (usize, usize), what: &str, words: &Words) -> String {
    let (line, column) = (line.to_string(), column.to_string());
    say("at", &[("line", &line), ("column", &column), ("what", what)], words)
}

pub(super) fn told(syntax: &Syntax, words: &Words) -> String {
    let key = |key: &str, values: &[(&str, &str)]| say(&format!("syntax.{key}"), values, words);
    match syntax {
        Syntax::Missing { field } => key("missing", &[("field", field)]),
        Syntax::UnknownField { known } if known.is_empty() => key("no-field", &[]),
        Syntax::UnknownField { known } => key("unknown-field", &[("known", &list(known))]),
        Syntax::UnknownWord { known } => key("unknown-word", &[("known", &list(known))]),
        Syntax::Twice => key("twice", &[]),
        Syntax::Type { expected } => key("type", &[("expected", thing(*expected, words))]),
        Syntax::Range => key("range", &[]),
        Syntax::Ends => key("ends", &[]),
        Syntax::Broken { form, expected } if expected.is_empty() => key("broken", &[("form", name(*form))]),
        Syntax::Broken { form, expected } => {
            let or = format!(" {} ", words.label("error.or"));
            let signs = expected.iter().map(|sign| say("quoted", &[("text", sign)], words));
            let expected = signs.collect::<Vec<_>>().join(&or);
            key("broken-expected", &[("form", name(*form)), ("expected", &expected)])
        }
        Syntax::Takes { path, takes } => {
            let expected = words.label(&format!("error.takes.{}", takes.key())).to_owned();
            key("takes", &[("path", path), ("expected", &expected)])
        }
        Syntax::Other { detail } => key("other", &[("detail", detail)]),
    }
}

pub(super) fn list(names: &[String]) -> String {
    names.join(", ")
}

fn name(form: Form) -> &'static str {
    match form {
        Form::Toml => "TOML",
        Form::Json => "JSON",
    }
}

fn thing(thing: Thing, words: &Words) -> &str {
    words.label(match thing {
        Thing::Text => "error.thing.text",
        Thing::Number => "error.thing.number",
        Thing::Boolean => "error.thing.boolean",
        Thing::List => "error.thing.list",
        Thing::Object => "error.thing.object",
    })
}

pub(super) fn pack(PackError { path, problem }: &PackError, words: &Words) -> String {
    say("pack.at", &[("path", path), ("problem", &pack_problem(problem, words))], words)
}

fn pack_problem(problem: &PackProblem, words: &Words) -> String {
    let (key, name) = match problem {
        PackProblem::TooMany { length } => {
            let (length, most) = (length.to_string(), PackProblem::MOST_ENTRIES.to_string());
            return say("pack.too-many", &[("length", &length), ("most", &most)], words);
        }
        PackProblem::EndsItself => ("ends-itself", ""),
        PackProblem::NoReference => ("no-reference", ""),
        PackProblem::Portal => ("portal", ""),
        PackProblem::NotBehindFrom => ("not-behind-from", ""),
        PackProblem::WindowTwice => ("window-twice", ""),
        PackProblem::AgeOfNothing => ("age-of-nothing", ""),
        PackProblem::EmptyScope => ("empty-scope", ""),
        PackProblem::Hours => ("hours", ""),
        PackProblem::AgeBesideWindows => ("age-beside-windows", ""),
        PackProblem::HoursAscend => ("hours-ascend", ""),
        PackProblem::NoKind => ("no-kind", ""),
        PackProblem::NoElement => ("no-element", ""),
        PackProblem::KindTwice => ("kind-twice", ""),
        PackProblem::ElementTwice => ("element-twice", ""),
        PackProblem::NoSuchKind { kind } => ("no-such-kind", kind.as_str()),
        PackProblem::KindNotEssential => ("kind-not-essential", ""),
        PackProblem::DateNotEssential => ("date-not-essential", ""),
        PackProblem::TimeNotEssential => ("time-not-essential", ""),
        PackProblem::NoWords { word } => ("no-words", word.as_str()),
        PackProblem::HasWords => ("has-words", ""),
        PackProblem::WordTwice => ("word-twice", ""),
        PackProblem::UnusedWord => ("unused-word", ""),
        PackProblem::NotAnId => ("not-an-id", ""),
        PackProblem::Empty => ("empty", ""),
        PackProblem::Control => ("control", ""),
    };
    say(&format!("pack.{key}"), &[("kind", name), ("word", name)], words)
}
