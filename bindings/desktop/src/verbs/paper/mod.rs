//! `souplesse paper`: the guided form in a terminal, or with options and without questions.

mod ask;
mod guided;
mod labels;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};

use souplesse_core::attestation::Attestation;
use souplesse_core::rules::tolerance::Word;

use crate::cli::{Common, Paper};
use crate::judge::{Document, Judge};
use crate::read::input;
use crate::read::input::{Input, PassedOver};
use crate::read::paper_fields::{Known, local_time, word};
use crate::tell::answer::Answer;
use crate::tell::card;
use crate::tell::error::Error;
use crate::tell::visible::visible;

/// What stands in the place of a kind or time that is not on the paper.
const UNSTATED: &str = "unstated";

/// Judges one paper. Gives the exit status.
///
/// # Errors
/// Where the options make no paper, or a pass beside it cannot be read.
pub fn run(paper: &Paper, common: &Common, judge: &Judge) -> Result<u8, Error> {
    let answer = match (&paper.kind, &paper.tested_at) {
        (Some(kind), Some(tested_at)) => scripted(paper, kind, tested_at, judge)?,
        (None, None) if is_guided(paper) => guided::run(&mut ask::Terminal, common, judge)?,
        _ => {
            return Err(misuse(
                "give --kind and --tested-at (or `unstated`), or call it in a terminal without options",
            ));
        }
    };
    let mut output = anstream::stdout();
    if common.json {
        writeln!(output, "{}", answer.to_json())?;
    } else {
        write!(output, "{}", card::draw(&answer, common.language()))?;
    }
    let accepted = answer.result.as_ref().is_ok_and(|verdict| verdict.outcome.is_accepted());
    Ok(match &answer.result {
        Ok(_) => u8::from(!accepted),
        Err(_) => 2,
    })
}

fn is_guided(paper: &Paper) -> bool {
    let plain = paper.missing.is_empty() && paper.stated_hours.is_none() && paper.with.is_empty();
    plain && io::stdin().is_terminal() && io::stderr().is_terminal()
}

fn scripted(paper: &Paper, kind: &str, tested_at: &str, judge: &Judge) -> Result<Answer, Error> {
    let attestation = read(paper, kind, tested_at, judge).map_err(|what| misuse(&what))?;
    if paper.with.is_empty() {
        return Ok(judge.paper("paper", &attestation));
    }
    let mut documents = vec![Document::Paper(attestation)];
    for (argument, number) in paper.with.iter().zip(1..) {
        for found in input::find(argument, number, &mut PassedOver::new())? {
            match found {
                Input::Lines => {
                    let lines = input::standard().map(document).collect::<Result<Vec<_>, _>>()?;
                    documents.extend(lines);
                }
                one @ (Input::Picture(_) | Input::Pictured { .. } | Input::Text { .. }) => {
                    documents.push(document(one)?)
                }
            }
        }
    }
    Ok(judge.documents("paper", &documents))
}

/// A pass beside a paper.
fn document(input: Input) -> Result<Document, Error> {
    let id = input.id();
    match input {
        Input::Picture(path) => Ok(Document::Picture(path)),
        Input::Text { text, .. } => {
            text.map(Document::Code).map_err(|error| misuse(&format!("{}: {error}", visible(&id))))
        }
        Input::Pictured { .. } | Input::Lines => Err(misuse("give a file instead of a pipe")),
    }
}

fn read(paper: &Paper, kind: &str, tested_at: &str, judge: &Judge) -> Result<Attestation, String> {
    let known = Known::of(&judge.verifier.tolerances);
    let missing = paper.missing.iter().map(|element| word("missing", element, &known.elements));
    let missing = missing.collect::<Result<BTreeSet<_>, _>>()?;
    let all = known.elements.iter().filter_map(|element| Word::try_from(element.as_str()).ok());
    let kind = (kind != UNSTATED).then(|| word("kind", kind, &known.kinds)).transpose()?;
    let tested_at = (tested_at != UNSTATED).then(|| local_time(tested_at)).transpose()?;
    let present = all.filter(|element| !missing.contains(element));
    Attestation::new(kind, tested_at, present, paper.stated_hours)
        .map_err(|error| format!("tested_at: {error}"))
}

fn misuse(what: &str) -> Error {
    Error::Misuse { what: what.to_owned() }
}
