//! JSON from outside that means something: rules, value sets, tests of rules, revocations.
//!
//! JSON leaves open what an object means in which a name stands twice (RFC 8259 §4), and readers differ: what an author
//! looks at need not be what judges. So such a text is refused, wherever the name stands.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// What is told of an object in which a name appears twice.
pub const TWICE: &str = "a name stands twice in one object";

/// Reads a text in which no object has a name twice.
///
/// # Errors
/// What the JSON reader found, and where. [`described`] tells it without repeating what stands there.
pub fn read<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    let mut reader = serde_json::Deserializer::from_str(text);
    Distinct.deserialize(&mut reader)?;
    reader.end()?;
    serde_json::from_str(text)
}

/// What a reader of JSON found, and where: it can be told in any language, and holds nothing of the text itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What was found, in the words of the reader and without any value.
    pub problem: String,
    /// Line and column from 1; `None` where the place is not known.
    pub place: Option<(usize, usize)>,
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        let place = (error.line() > 0).then(|| (error.line(), error.column()));
        Self { problem: problem(&error), place }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.problem)?;
        self.place.map_or(Ok(()), |(line, column)| write!(formatter, " at line {line} column {column}"))
    }
}

/// What a reader of JSON or TOML found, by the kind of thing that stands there and what was expected: the thing itself may
/// be somebody's pass that was given by mistake, and errors end in logs.
#[must_use]
pub fn described(error: &serde_json::Error) -> String {
    format!("{} at line {} column {}", problem(error), error.line(), error.column())
}

/// The same without the place, for a text that is a part of another.
#[must_use]
pub fn problem(error: &serde_json::Error) -> String {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let told = error.to_string();
    without_values(told.strip_suffix(&place).unwrap_or(&told))
}

/// The message of a reader without what stands in its input, which such messages quote. The names of fields that are
/// missing or stand twice are those of the form, and what is expected comes last.
#[must_use]
pub fn without_values(message: &str) -> String {
    const QUOTES: [char; 2] = ['`', '"'];
    if ["missing field `", "duplicate field `"].iter().any(|known| message.starts_with(known)) {
        return message.to_owned();
    }
    let (found, expected) = message.rsplit_once(", expected ").unwrap_or((message, ""));
    let found = found.split(QUOTES).next().unwrap_or_default().trim_end();
    match (found, expected) {
        ("", "") => "not what is expected there".to_owned(),
        (found, "") => found.to_owned(),
        ("", expected) => format!("expected {expected}"),
        (found, expected) => format!("{found}, expected {expected}"),
    }
}

/// Any JSON in which no object has a name twice; nothing of it is kept.
struct Distinct;

impl<'de> DeserializeSeed<'de> for Distinct {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Distinct {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut names = BTreeSet::new();
        while let Some(name) = object.next_key::<String>()? {
            if !names.insert(name) {
                return Err(A::Error::custom(TWICE));
            }
            object.next_value_seed(Distinct)?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Distinct)?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::Value as Json;

    use super::*;

    #[test]
    fn a_name_that_stands_twice_refuses_the_text_wherever_it_stands() {
        for text in [
            r#"{"Logic":false,"Logic":true}"#,
            r#"[{"===":[1,2],"===":[1,1]}]"#,
            r#"{"a":[{"b":{"c":1,"d":2,"c":1}}]}"#,
            // The same name, written otherwise.
            r#"{"a":1,"\u0061":2}"#,
        ] {
            let error = read::<Json>(text).expect_err(text);
            assert!(described(&error).starts_with("a name stands twice in one object at line 1"), "{error}");
        }
        for text in [r#"{"a":{"b":1},"b":[{"a":1},{"a":1}]}"#, "[null,true,-1,1,1.5,\"x\"]", "7"] {
            assert_eq!(read::<Json>(text).ok(), serde_json::from_str(text).ok());
        }
        assert!(read::<Json>("{} {}").is_err() && read::<Json>("").is_err());
    }

    #[test]
    fn what_is_wrong_is_told_and_not_what_stands_there() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only read")]
        struct Form {
            #[serde(default)]
            list: Vec<u8>,
            #[serde(default)]
            word: Option<Word>,
            needed: bool,
        }
        #[derive(Debug, Deserialize)]
        enum Word {
            One,
            Two,
        }
        for (text, told) in [
            (r#"{"list":"HC1:6BF, expected ZQX"}"#, "invalid type: string, expected a sequence"),
            (r#"{"list":["HC1:6BF"]}"#, "invalid type: string, expected u8"),
            (r#"{"list":[1931]}"#, "invalid value: integer, expected u8"),
            (r#"{"word":"HC1:6`BF"}"#, "unknown variant, expected `One` or `Two`"),
            (r#"{"HC1:6BF":1}"#, "unknown field, expected one of `list`, `word`, `needed`"),
            ("{}", "missing field `needed`"),
            (r#"{"needed":true,"needed":true}"#, "a name stands twice in one object"),
            ("{HC1", "key must be a string"),
        ] {
            let error = read::<Form>(text).expect_err(text);
            assert!(described(&error).starts_with(&format!("{told} at line 1 column ")), "{error}");
        }
    }
}
