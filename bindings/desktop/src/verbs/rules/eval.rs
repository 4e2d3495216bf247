//! One rule on one pass.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value as Json};
use souplesse_core::rules::Rule;
use souplesse_core::rules::certlogic::{Data, Expression};
use souplesse_core::{Code, Value, Verifier};

/// What one rule says of one pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluated {
    /// The value of its expression, or why there is none.
    pub value: Result<Json, String>,
    /// Whether the pass meets it; `None` where that is open.
    pub met: Option<bool>,
}

/// Evaluates a rule's logic over data of the form `{ "payload": …, "external": … }`.
#[must_use]
pub fn evaluate(rule: &Rule, data: &Json) -> Evaluated {
    let value = Value::from(data.clone());
    let met = rule.logic.evaluate(&Data::Whole(&value), None);
    let met = met.ok().and_then(|term| term.is_true().ok());
    Evaluated { value: whole(&rule.logic, data), met }
}

/// Evaluates a rule on the text of a pass as it is at `at`. Signature and dates do not matter here.
///
/// # Errors
/// The code of the step at which reading the pass ended.
pub fn evaluate_pass(
    verifier: &Verifier,
    rule: &Rule,
    text: &[u8],
    at: DateTime<Utc>,
) -> Result<Evaluated, Code> {
    let term = verifier.evaluate_rule(rule, text, at)?;
    let met = term.as_ref().ok().and_then(|(_, met)| *met);
    Ok(Evaluated { value: term.map(|(value, _)| to_json(&value)).map_err(|error| error.to_string()), met })
}

/// Evaluates an expression over any data, to JSON.
pub(super) fn whole(expression: &Expression, data: &Json) -> Result<Json, String> {
    let value = Value::from(data.clone());
    let term = expression.evaluate(&Data::Whole(&value), None).map_err(|error| error.to_string())?;
    Ok(to_json(&term.to_value()))
}

fn to_json(value: &Value<'_>) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Integer(number) => Json::from(*number),
        Value::Float(number) => Json::from(*number),
        Value::Text(text) => Json::from(text.as_ref()),
        Value::List(items) => items.iter().map(to_json).collect(),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.to_string(), to_json(value)));
            Json::Object(entries.collect::<Map<_, _>>())
        }
    }
}
