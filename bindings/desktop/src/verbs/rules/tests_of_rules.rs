//! The tests that countries publish with their rules: payload, externals, and whether the rule is met.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Value as Json, json};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::json;
use souplesse_core::rules::RuleSet;

use super::{Report, name, read, unusable};
use crate::tell::error::{Error, Unusable};

#[derive(Deserialize)]
struct Test {
    rule: String,
    test: String,
    /// Null where it is missing, like what the verifier adds.
    #[serde(default)]
    payload: Json,
    #[serde(default)]
    external: Json,
    expected: Json,
}

pub(super) fn run(folder: &Path) -> Result<Report, Error> {
    let rules_file = folder.join("rules.json");
    let set =
        RuleSet::read(&read(&rules_file)?).map_err(|error| unusable(&rules_file, Unusable::Rules(error)))?;
    let tests_file = folder.join("tests.jsonl");
    let value_sets = json!(BuiltIn::load().value_sets);
    let mut report = Report::default();
    let text = read(&tests_file)?;
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let test = json::read::<Test>(line);
        let test = test.map_err(|error| {
            unusable(&tests_file, Unusable::JsonLine { line: index + 1, fault: error.into() })
        })?;
        let title = format!("{}: {} {}", name(folder), test.rule, test.test);
        let data =
            json!({ "payload": test.payload, "external": with_value_sets(test.external, &value_sets) });
        let rule = set.rules.iter().find(|rule| rule.identifier == test.rule);
        let actual = match rule {
            Some(rule) => super::eval::whole(&rule.logic, &data),
            None => Err(format!("there is no rule {}", test.rule)),
        };
        report.assert(title, &data, &test.expected, actual);
    }
    Ok(report)
}

/// The tests count on the value sets of whoever runs them.
fn with_value_sets(mut external: Json, value_sets: &Json) -> Json {
    if external.is_null() {
        external = json!({});
    }
    if let Json::Object(entries) = &mut external {
        entries.entry("valueSets").or_insert_with(|| value_sets.clone());
    }
    external
}
