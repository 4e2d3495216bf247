//! CertLogic's own test suite: expressions with data and results, and expressions that are no CertLogic.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Value as Json, json};
use souplesse_core::rules::certlogic::Expression;

use super::{Report, name, read, unusable};
use crate::error::Error;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Suite {
    directive: Option<Directive>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    name: Option<String>,
    directive: Option<Directive>,
    cert_logic_expression: Json,
    #[serde(default)]
    assertions: Vec<Assertion>,
    /// What a validator finds in the expression; only in the validation suite.
    issues: Option<Vec<Json>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Assertion {
    message: Option<String>,
    data: Json,
    /// An expression that differs from the case's.
    cert_logic_expression: Option<Json>,
    expected: Json,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Directive {
    Skip,
    Only,
}

pub(super) fn run(path: &Path) -> Result<Report, Error> {
    let suite = serde_json::from_str::<Suite>(&read(path)?);
    let suite = suite.map_err(|error| unusable(path, format!("not a CertLogic test suite: {error}")))?;
    let mut report = Report::default();
    for (index, case) in suite.cases.iter().enumerate() {
        let case_name = case.name.clone().unwrap_or_else(|| format!("case {}", index + 1));
        let title = format!("{}: {case_name}", name(path));
        if [suite.directive, case.directive].contains(&Some(Directive::Skip)) {
            report.skipped.push(title);
            continue;
        }
        if let Some(issues) = &case.issues {
            report.assert(
                title.clone(),
                &case.cert_logic_expression,
                &json!(issues.is_empty()),
                validate(case),
            );
        }
        for assertion in &case.assertions {
            let test = format!("{title}: {}", assertion.message.as_deref().unwrap_or("no message"));
            let expression = assertion.cert_logic_expression.as_ref().unwrap_or(&case.cert_logic_expression);
            report.assert(test, &assertion.data, &assertion.expected, evaluate(expression, &assertion.data));
        }
    }
    Ok(report)
}

/// Whether the expression is CertLogic.
fn validate(case: &Case) -> Result<Json, String> {
    Ok(json!(Expression::compile(&case.cert_logic_expression).is_ok()))
}

fn evaluate(expression: &Json, data: &Json) -> Result<Json, String> {
    let expression = Expression::compile(expression).map_err(|error| error.to_string())?;
    super::eval::whole(&expression, data)
}
