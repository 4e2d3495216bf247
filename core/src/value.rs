//! JSON-shaped data that borrows from the text it was read from.
//!
//! A pass's payload and the data that rules see have this one shape.
//! Objects keep the order of their keys and are small (a certificate has at most fifteen keys),
//! so that looking a key up is a short walk and costs no hashing.
//! What the data means is left to [`crate::pass::facts`] and to the rules.

use std::borrow::Cow;
use std::fmt;

/// A JSON value. Strings of a pass are borrowed from its decoded bytes.
#[derive(Clone, PartialEq)]
pub enum Value<'a> {
    /// `null`, and what CBOR calls undefined.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number; a float without a fraction is read as one.
    Integer(i64),
    /// A number with a fraction, or one too large for 64 bits.
    Float(f64),
    /// A string.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Value<'a>>),
    /// An object, in the order in which it was written.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// The value under `key` of an object; `None` for a missing key and for anything that is no object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        let Value::Object(entries) = self else {
            return None;
        };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text of a string value.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        let Value::Text(text) = self else { return None };
        Some(text)
    }

    /// The whole number of an integer value.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        let Value::Integer(number) = self else { return None };
        Some(*number)
    }

    /// The items of an array; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Value<'a>] {
        let Value::List(items) = self else { return &[] };
        items
    }
}

impl Value<'_> {
    /// The same value, borrowing nothing.
    #[must_use]
    pub fn to_static(&self) -> Value<'static> {
        let copied = |text: &str| Cow::Owned(text.to_owned());
        match self {
            Value::Null => Value::Null,
            Value::Bool(flag) => Value::Bool(*flag),
            Value::Integer(number) => Value::Integer(*number),
            Value::Float(number) => Value::Float(*number),
            Value::Text(text) => Value::Text(copied(text)),
            Value::List(items) => Value::List(items.iter().map(Value::to_static).collect()),
            Value::Object(entries) => {
                Value::Object(entries.iter().map(|(key, value)| (copied(key), value.to_static())).collect())
            }
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Integer(number)
    }
}

impl From<serde_json::Value> for Value<'static> {
    fn from(json: serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(flag) => Value::Bool(flag),
            serde_json::Value::Number(number) => from_number(&number),
            serde_json::Value::String(text) => text.into(),
            serde_json::Value::Array(items) => Value::List(items.into_iter().map(Value::from).collect()),
            serde_json::Value::Object(entries) => {
                let pairs = entries.into_iter().map(|(key, value)| (Cow::Owned(key), Value::from(value)));
                Value::Object(pairs.collect())
            }
        }
    }
}

/// Prints the kind of value only: a payload holds a person's data, and none of it belongs in a log.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self {
            Value::Null => "null",
            Value::Bool(_) => "a truth value",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        };
        formatter.write_str(kind)
    }
}

fn from_number(number: &serde_json::Number) -> Value<'static> {
    if let Some(whole) = number.as_i64() {
        return Value::Integer(whole);
    }
    let float = number.as_f64().unwrap_or(f64::NAN);
    whole_number(float).map_or(Value::Float(float), Value::Integer)
}

/// `2.0` as `2`: some issuers write doses as floats, and both spellings mean the same number.
/// `None` for a fraction and beyond 2⁵³, where a float no longer holds every whole number.
#[must_use]
pub fn whole_number(float: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if float.fract() != 0.0 || float.abs() > EXACT {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and within 2⁵³")]
    Some(float as i64)
}
