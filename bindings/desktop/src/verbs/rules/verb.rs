//! `souplesse rules`: the verb around [`crate::verbs::rules`].

use std::io::Write;
use std::path::Path;

use serde::de::IgnoredAny;
use serde_json::{Value as Json, json};
use souplesse_core::rules::{Rule, RuleSet};

use crate::cli::{Common, Rules};
use crate::judge::setup;
use crate::read::codes;
use crate::read::kind::Kind;
use crate::read::limits;
use crate::tell::error::{Error, Misuse, Unusable};
use crate::tell::name;
use crate::tell::visible;
use crate::tell::visible::visible;
use crate::verbs::rules;
use crate::verbs::rules::Report;

/// Runs the verb. Gives 0 where all tests hold and the rule is met, 1 otherwise.
///
/// # Errors
/// For rules, tests and passes that cannot be read.
pub fn run(verb: &Rules, common: &Common) -> Result<u8, Error> {
    match verb {
        Rules::Test { paths } => {
            let mut report = Report::default();
            for path in paths {
                report.add(rules::test(path)?);
            }
            print(&report)?;
            Ok(u8::from(!report.disagreements.is_empty()))
        }
        Rules::Eval { rule, pass } => eval(rule, pass, common),
    }
}

fn print(report: &Report) -> Result<(), Error> {
    let mut output = anstream::stdout();
    for disagreement in &report.disagreements {
        writeln!(output, "{}", visible(&disagreement.test))?;
        writeln!(output, "  payload   {}", visible::json(&disagreement.data))?;
        writeln!(output, "  expected  {}", visible::json(&disagreement.expected))?;
        match &disagreement.actual {
            Ok(actual) => writeln!(output, "  actual    {}", visible::json(actual))?,
            Err(error) => writeln!(output, "  actual    no value: {error}")?,
        }
    }
    for skipped in &report.skipped {
        writeln!(output, "skipped by the suite: {}", visible(skipped))?;
    }
    let (passed, failed) = (report.passed, report.disagreements.len());
    let skipped = match report.skipped.len() {
        0 => String::new(),
        count => format!(", {count} skipped"),
    };
    writeln!(output, "{passed} passed, {failed} failed{skipped}")?;
    Ok(())
}

fn eval(identifier: &str, pass: &str, common: &Common) -> Result<u8, Error> {
    let judge = setup::judge(common)?;
    let sets = &judge.verifier.rules.sets;
    let found = sets.iter().flat_map(|set: &RuleSet| &set.rules).find(|rule| rule.identifier == identifier);
    let rule: &Rule = found.ok_or_else(|| Misuse::NoSuchRule { name: name::name(identifier, 1) })?;
    let at = judge.at.unwrap_or_else(crate::read::moment::now);
    let text = read_pass(pass)?;
    let json = str::from_utf8(&text).ok().filter(|text| serde_json::from_str::<IgnoredAny>(text).is_ok());
    let evaluated = match json {
        Some(json) => {
            let payload =
                souplesse_core::json::read::<Json>(json).map_err(|error| Misuse::Payload(error.into()))?;
            // A file of test data has payload and externals; a bare payload gets the clock and the value sets.
            let value_sets = json!(judge.verifier.rules.value_sets);
            let external = json!({ "validationClock": at.to_rfc3339(), "valueSets": value_sets });
            let whole = if payload.get("payload").is_some() {
                payload
            } else {
                json!({"payload": payload, "external": external})
            };
            rules::evaluate(rule, &whole)
        }
        None => rules::evaluate_pass(&judge.verifier, rule, &text, at).map_err(Misuse::Pass)?,
    };
    let met = match evaluated.met {
        Some(true) => "met",
        Some(false) => "not met",
        None => "open",
    };
    let mut output = anstream::stdout();
    match &evaluated.value {
        Ok(value) => writeln!(output, "{identifier}: {met}\n  value  {}", visible::json(value))?,
        Err(error) => writeln!(output, "{identifier}: {met}\n  no value: {error}")?,
    }
    Ok(u8::from(evaluated.met != Some(true)))
}

fn read_pass(pass: &str) -> Result<Vec<u8>, Error> {
    if pass == "-" {
        return Ok(limits::read(std::io::stdin(), limits::CODE_LINE)?);
    }
    let path = Path::new(pass);
    if !path.exists() {
        return Ok(pass.as_bytes().to_vec());
    }
    let is_scanned = |start: &[u8]| matches!(Kind::of(start), Kind::Picture(_) | Kind::Pdf);
    let most = |start: &[u8]| if is_scanned(start) { Kind::of(start).most() } else { limits::CODE_LINE };
    let bytes = limits::read_file_by_start(path, most)?;
    if !is_scanned(&bytes) {
        return Ok(bytes);
    }
    let code = codes::read(&bytes)?.found.into_iter().next();
    code.map(|found| found.code.content)
        .ok_or_else(|| Error::Unusable { path: path.to_owned(), why: Unusable::NoCode })
}
