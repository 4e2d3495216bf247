//! What an expression evaluates to.

use std::collections::BTreeMap;
use std::{fmt, slice, vec};

use super::error::EvaluationError;
use super::expression::Step;
use super::externals::Externals;
use super::time::Time;
use crate::value::Value;

/// An evaluated value. It borrows from the data and the expression, and is small.
#[derive(Clone)]
pub enum Term<'v> {
    /// `null`, and everything that is not there.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A string.
    Text(&'v str),
    /// A string that is known to be a date-time, such as the clock: it is not written out and parsed again.
    Stamp(Time),
    /// A date-time, as `plusTime` and `dccDateOfBirth` make them.
    Time(Time),
    /// A list, an object or a fraction of the data.
    Data(&'v Value<'v>),
    /// The codes of a value set.
    Codes(&'v [String]),
    /// A list that the expression wrote out.
    List(Vec<Term<'v>>),
    /// A pass with what the verifier adds: the object of `payload` and `external`.
    Pass {
        /// The pass.
        payload: &'v Value<'v>,
        /// What the verifier adds.
        external: &'v Externals<'v>,
    },
    /// What the verifier adds: an object.
    External(&'v Externals<'v>),
    /// All value sets: an object.
    ValueSets(&'v BTreeMap<String, Vec<String>>),
}

/// The elements of a list, one after another.
pub(super) enum Elements<'v> {
    Data(slice::Iter<'v, Value<'v>>),
    Codes(slice::Iter<'v, String>),
    Written(vec::IntoIter<Term<'v>>),
}

impl<'v> Iterator for Elements<'v> {
    type Item = Term<'v>;

    fn next(&mut self) -> Option<Term<'v>> {
        match self {
            Elements::Data(items) => items.next().map(Term::of),
            Elements::Codes(codes) => codes.next().map(|code| Term::Text(code)),
            Elements::Written(items) => items.next(),
        }
    }
}

impl<'v> Term<'v> {
    pub(super) fn of(value: &'v Value<'v>) -> Self {
        match value {
            Value::Null => Term::Null,
            Value::Bool(flag) => Term::Bool(*flag),
            Value::Integer(number) => Term::Integer(*number),
            Value::Text(text) => Term::Text(text),
            Value::Float(_) | Value::List(_) | Value::Object(_) => Term::Data(value),
        }
    }

    /// Whether the value counts as true.
    ///
    /// # Errors
    /// [`EvaluationError::NeitherTrueNorFalse`] for a date-time and for a fraction.
    pub fn is_true(&self) -> Result<bool, EvaluationError> {
        match self {
            Term::Null => Ok(false),
            Term::Bool(flag) => Ok(*flag),
            Term::Integer(number) => Ok(*number != 0),
            Term::Text(text) => Ok(!text.is_empty()),
            Term::Stamp(_) => Ok(true),
            Term::Codes(codes) => Ok(!codes.is_empty()),
            Term::List(items) => Ok(!items.is_empty()),
            Term::Data(Value::List(items)) => Ok(!items.is_empty()),
            Term::Data(Value::Object(entries)) => Ok(!entries.is_empty()),
            Term::ValueSets(sets) => Ok(!sets.is_empty()),
            Term::Pass { .. } | Term::External(_) => Ok(true),
            Term::Time(_) | Term::Data(_) => Err(EvaluationError::NeitherTrueNorFalse),
        }
    }

    /// How many items a copy of this value copies: those of lists that the expression built.
    pub(super) fn built_items(&self) -> u32 {
        let Term::List(items) = self else { return 0 };
        items.iter().fold(0, |sum: u32, item| sum.saturating_add(1).saturating_add(item.built_items()))
    }

    /// `===`: equal without any conversion. Lists, objects and date-times equal nothing.
    pub(super) fn equals(&self, other: &Term<'_>) -> bool {
        match (self, other) {
            (Term::Null, Term::Null) => true,
            (Term::Bool(left), Term::Bool(right)) => left == right,
            (Term::Integer(left), Term::Integer(right)) => left == right,
            (Term::Text(left), Term::Text(right)) => left == right,
            (Term::Stamp(left), Term::Stamp(right)) => left.milliseconds == right.milliseconds,
            (Term::Data(Value::Float(left)), Term::Data(Value::Float(right))) => left == right,
            _ => false,
        }
    }

    /// The elements of a list; `None` for what is no list.
    pub(super) fn elements(self) -> Option<Elements<'v>> {
        match self {
            Term::Data(Value::List(items)) => Some(Elements::Data(items.iter())),
            Term::Codes(codes) => Some(Elements::Codes(codes.iter())),
            Term::List(items) => Some(Elements::Written(items.into_iter())),
            Term::Null
            | Term::Bool(_)
            | Term::Integer(_)
            | Term::Text(_)
            | Term::Stamp(_)
            | Term::Time(_)
            | Term::Data(_)
            | Term::Pass { .. }
            | Term::External(_)
            | Term::ValueSets(_) => None,
        }
    }

    /// What a path leads to from here; null where it leads nowhere.
    ///
    /// # Errors
    /// [`EvaluationError::Unknown`] for an external or a value set that this device does not have.
    pub(super) fn follow(self, path: &[Step]) -> Result<Term<'v>, EvaluationError> {
        path.iter().try_fold(self, |term, step| term.step(&step.key, step.index))
    }

    fn step(self, key: &str, index: Option<usize>) -> Result<Term<'v>, EvaluationError> {
        let found = match self {
            Term::Data(Value::List(items)) => index.and_then(|index| items.get(index)).map(Term::of),
            Term::Data(object) => object.get(key).map(Term::of),
            Term::List(items) => index.and_then(|index| items.into_iter().nth(index)),
            Term::Codes(codes) => index.and_then(|index| codes.get(index)).map(|code| Term::Text(code)),
            Term::Pass { payload, .. } if key == "payload" => Some(Term::of(payload)),
            Term::Pass { external, .. } if key == "external" => Some(Term::External(external)),
            Term::External(external) => return external.get(key),
            Term::ValueSets(sets) => {
                return sets.get(key).map(|codes| Term::Codes(codes)).ok_or(EvaluationError::Unknown);
            }
            Term::Pass { .. }
            | Term::Null
            | Term::Bool(_)
            | Term::Integer(_)
            | Term::Text(_)
            | Term::Stamp(_)
            | Term::Time(_) => None,
        };
        Ok(found.unwrap_or(Term::Null))
    }

    /// The value as JSON, for people who compare results. A date-time is its milliseconds.
    #[must_use]
    pub fn to_value(&self) -> Value<'v> {
        match self {
            Term::Null => Value::Null,
            Term::Bool(flag) => Value::Bool(*flag),
            Term::Integer(number) => Value::Integer(*number),
            Term::Text(text) => Value::from(*text),
            Term::Stamp(time) | Term::Time(time) => Value::Integer(time.milliseconds),
            Term::Data(value) => (*value).clone(),
            Term::Codes(codes) => Value::List(codes.iter().map(|code| Value::from(code.as_str())).collect()),
            Term::List(items) => Value::List(items.iter().map(Term::to_value).collect()),
            Term::Pass { payload, external } => Value::Object(vec![
                ("payload".into(), (*payload).clone()),
                ("external".into(), external.object()),
            ]),
            Term::External(external) => external.object(),
            Term::ValueSets(sets) => {
                let sets = sets.iter().map(|(id, codes)| (id.as_str().into(), Term::Codes(codes).to_value()));
                Value::Object(sets.collect())
            }
        }
    }
}

/// Says nothing of the data.
impl fmt::Debug for Term<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Term(redacted)")
    }
}
