//! What readers of TOML and JSON find wrong with a text, as data: it is told in the language of the call, and never by the
//! words of a library.
//!
//! Libraries give a sentence and nothing else. What is taken out of it is its kind and the names of the form; the text
//! itself may be somebody's pass that was given by mistake.

use souplesse_core::json::{TWICE, without_values};
use toml::de::DeTable;

use crate::read::takes::{Takes, takes};

/// What a text was to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// TOML.
    Toml,
    /// JSON.
    Json,
}

/// What is wrong at a place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// A field that is needed and not there.
    Missing {
        /// Its name.
        field: String,
    },
    /// A field that the form does not have.
    UnknownField {
        /// Those that it has.
        known: Vec<String>,
    },
    /// A word that is not in a list.
    UnknownWord {
        /// The list.
        known: Vec<String>,
    },
    /// A name that appears twice.
    Twice,
    /// A value of another type.
    Type {
        /// The type that is needed.
        expected: Thing,
    },
    /// A number that is too small or too large.
    Range,
    /// The text ends before all is there.
    Ends,
    /// The text is not of the form at all.
    Broken {
        /// The form.
        form: Form,
        /// The signs that could follow there.
        expected: Vec<String>,
    },
    /// A field whose value cannot be read.
    Takes {
        /// Where it stands, such as `windows[1].until`.
        path: String,
        /// What it takes.
        takes: Takes,
    },
    /// Anything else.
    Other {
        /// The library's words, without any value.
        detail: String,
    },
}

/// A type of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    Boolean,
    /// A list.
    List,
    /// An object or a table.
    Object,
}

/// How messages begin that speak of JSON itself.
const BROKEN_JSON: [&str; 11] = [
    "expected `",
    "expected value",
    "expected ident",
    "key must be a string",
    "trailing",
    "control character",
    "invalid escape",
    "invalid number",
    "invalid unicode",
    "lone leading surrogate",
    "recursion limit",
];

impl Syntax {
    /// What a message of serde or of its JSON reader says.
    #[must_use]
    pub fn of_message(message: &str) -> Self {
        let field = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        if let Some(field) = field {
            return Self::Missing { field: field.to_owned() };
        }
        let expected = message.rsplit_once(", expected ").map_or("", |(_, expected)| expected);
        let begins = |known: &str| message.starts_with(known);
        if begins("unknown field") {
            return Self::UnknownField { known: quoted(expected) };
        }
        if begins("unknown variant") {
            return Self::UnknownWord { known: quoted(expected) };
        }
        if begins("duplicate field") || begins("duplicate key") || begins(TWICE) {
            return Self::Twice;
        }
        if begins("EOF while parsing") {
            return Self::Ends;
        }
        if BROKEN_JSON.iter().any(|known| begins(known)) {
            return Self::Broken { form: Form::Json, expected: quoted(message) };
        }
        if begins("invalid value: integer") || begins("number out of range") {
            return Self::Range;
        }
        match thing(expected).filter(|_| begins("invalid type") || begins("invalid value")) {
            Some(expected) => Self::Type { expected },
            None => Self::Other { detail: without_values(message) },
        }
    }

    /// What a reader of TOML says of a text: where the text is not TOML at all, by the place at which reading it ended.
    #[must_use]
    pub fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let message = error.message().lines().next().unwrap_or_default();
        if message.starts_with("duplicate key") {
            return Self::Twice;
        }
        if DeTable::parse(text).is_ok() {
            return Self::of_message(message);
        }
        let start = error.span().map_or(0, |span| span.start);
        if start >= text.trim_end().len() && !text.trim().is_empty() {
            return Self::Ends;
        }
        Self::Broken { form: Form::Toml, expected: quoted(message) }
    }

    /// The same, told by what the field at `path` takes, where the message would say nothing to an author.
    #[must_use]
    pub fn at(self, path: &str) -> Self {
        let is_of_value = matches!(self, Self::Type { .. } | Self::Range | Self::Other { .. });
        match takes(path).filter(|_| is_of_value) {
            Some(takes) => Self::Takes { path: path.to_owned(), takes },
            None => self,
        }
    }
}

/// What is in backticks: names of the form, and signs.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The type that serde calls so.
fn thing(expected: &str) -> Option<Thing> {
    const NUMBERS: [&str; 10] = ["u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize"];
    let begins = |known: &[&str]| known.iter().any(|known| expected.starts_with(known));
    if NUMBERS.contains(&expected) {
        Some(Thing::Number)
    } else if begins(&["a string", "string", "a borrowed string", "the text of"]) {
        Some(Thing::Text)
    } else if begins(&["a boolean"]) {
        Some(Thing::Boolean)
    } else if begins(&["a sequence", "a list", "a tuple", "an array"]) {
        Some(Thing::List)
    } else if begins(&["a map", "struct ", "an object", "internally tagged", "adjacently tagged"]) {
        Some(Thing::Object)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn messages_are_taken_apart_and_no_value_is_kept() {
        for (message, expected) in [
            ("missing field `zone`", Syntax::Missing { field: "zone".to_owned() }),
            (
                "unknown field `HC1:6BF`, expected one of `id`, `kind`",
                Syntax::UnknownField { known: known(&["id", "kind"]) },
            ),
            ("unknown field `x`, there are no fields", Syntax::UnknownField { known: Vec::new() }),
            ("unknown variant `HC1`, expected `a` or `b`", Syntax::UnknownWord { known: known(&["a", "b"]) }),
            (TWICE, Syntax::Twice),
            ("duplicate field `a`", Syntax::Twice),
            ("EOF while parsing an object", Syntax::Ends),
            ("expected `,` or `}`", Syntax::Broken { form: Form::Json, expected: known(&[",", "}"]) }),
            ("expected value", Syntax::Broken { form: Form::Json, expected: Vec::new() }),
            ("invalid type: string \"HC1\", expected u8", Syntax::Type { expected: Thing::Number }),
            ("invalid type: map, expected a sequence", Syntax::Type { expected: Thing::List }),
            ("invalid value: integer `1931`, expected u8", Syntax::Range),
            ("`HC1:6BF` is no word", Syntax::Other { detail: "not what is expected there".to_owned() }),
        ] {
            assert_eq!(Syntax::of_message(message), expected, "{message}");
        }
    }

    #[test]
    fn what_is_no_toml_is_told_from_what_is_not_its_form() {
        let of = |text: &str| {
            let error = toml::from_str::<std::collections::BTreeMap<String, u8>>(text).expect_err(text);
            Syntax::of_toml(text, &error)
        };
        assert_eq!(of("a = 1\na = 2\n"), Syntax::Twice);
        assert_eq!(of("a = 'x'\n"), Syntax::Type { expected: Thing::Number });
        assert_eq!(of("a = \"x"), Syntax::Ends);
        assert!(matches!(of("a b\nc = 1\n"), Syntax::Broken { form: Form::Toml, .. }));
    }
}
