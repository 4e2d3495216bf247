//! CertLogic's own test suite: expressions with data and results, and expressions that are no CertLogic.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Value as Json, json};
use souplesse_core::json;
use souplesse_core::rules::certlogic::Expression;

use super::{Report, name, read, unusable};
use crate::tell::error::{Error, Unusable};

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
    /// Missing where each assertion brings its own.
    #[serde(default)]
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
    directive: Option<Directive>,
    /// Null where it is missing.
    #[serde(default)]
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
    let report = run_text(&read(path)?, &name(path));
    report.map_err(|error| unusable(path, Unusable::NotASuite(error.into())))
}

fn run_text(text: &str, file: &str) -> serde_json::Result<Report> {
    let suite = json::read::<Suite>(text)?;
    let mut report = Report::default();
    let mut directives = suite.cases.iter().map(|case| case.directive);
    let only_some = directives.any(|directive| directive == Some(Directive::Only));
    for (index, case) in suite.cases.iter().enumerate() {
        let case_name = case.name.clone().unwrap_or_else(|| format!("case {}", index + 1));
        let title = format!("{file}: {case_name}");
        if suite.directive == Some(Directive::Skip) || is_left_out(case.directive, only_some) {
            report.skipped.push(title);
            continue;
        }
        run_case(case, &title, &mut report);
    }
    Ok(report)
}

fn run_case(case: &Case, title: &str, report: &mut Report) {
    if let Some(issues) = &case.issues {
        let expression = &case.cert_logic_expression;
        report.assert(title.to_owned(), expression, &json!(issues.is_empty()), validate(case));
    }
    let mut directives = case.assertions.iter().map(|assertion| assertion.directive);
    let only_some = directives.any(|directive| directive == Some(Directive::Only));
    for (index, assertion) in case.assertions.iter().enumerate() {
        let message = assertion.message.clone();
        let message = message.unwrap_or_else(|| format!("assertion {}", index + 1));
        let test = format!("{title}: {message}");
        if is_left_out(assertion.directive, only_some) {
            report.skipped.push(test);
            continue;
        }
        let expression = assertion.cert_logic_expression.as_ref().unwrap_or(&case.cert_logic_expression);
        report.assert(test, &assertion.data, &assertion.expected, evaluate(expression, &assertion.data));
    }
}

/// `only` leaves out what stands beside it without that word.
fn is_left_out(directive: Option<Directive>, only_some: bool) -> bool {
    directive == Some(Directive::Skip) || (only_some && directive != Some(Directive::Only))
}

/// Whether the expression is CertLogic.
fn validate(case: &Case) -> Result<Json, String> {
    Ok(json!(Expression::compile(&case.cert_logic_expression).is_ok()))
}

fn evaluate(expression: &Json, data: &Json) -> Result<Json, String> {
    let expression = Expression::compile(expression).map_err(|error| error.to_string())?;
    super::eval::whole(&expression, data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assertion_that_the_suite_leaves_out_is_named_and_not_run() {
        let report = report(&json!({ "name": "s", "cases": [{
            "name": "in", "certLogicExpression": { "in": [{ "var": "x" }, { "var": "y" }] },
            "assertions": [
                { "directive": "skip", "data": {}, "expected": false, "message": "no list" },
                { "data": { "x": null, "y": [null] }, "expected": true },
            ],
        }] }));
        assert_eq!(report.passed, 1);
        assert_eq!(report.skipped, ["suite.json: in: no list"]);
        assert_eq!(report.disagreements, []);
    }

    #[test]
    fn only_leaves_out_its_neighbours() {
        let report = report(&json!({ "name": "s", "cases": [
            { "name": "a", "certLogicExpression": 1, "assertions": [{ "data": null, "expected": 2 }] },
            { "name": "b", "directive": "only", "assertions": [
                { "certLogicExpression": 1, "data": null, "expected": 1 },
            ] },
        ] }));
        assert_eq!((report.passed, report.skipped), (1, vec!["suite.json: a".to_owned()]));
    }

    #[test]
    fn expressions_that_must_not_compile_are_told_apart() {
        let report = report(&json!({ "name": "s", "cases": [
            { "certLogicExpression": null, "issues": [{ "expr": null, "message": "invalid" }] },
            { "certLogicExpression": 42, "issues": [] },
            { "certLogicExpression": { "var": "x." }, "issues": [] },
        ] }));
        assert_eq!((report.passed, report.disagreements.len()), (2, 1));
    }

    fn report(suite: &Json) -> Report {
        run_text(&suite.to_string(), "suite.json").unwrap()
    }
}
