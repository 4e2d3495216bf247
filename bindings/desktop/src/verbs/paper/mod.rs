//! `souplesse paper`: the guided form in a terminal, person after person; or with options and without questions.

mod ask;
mod beside;
mod choosing;
mod guided;
mod keys;
mod labels;
mod options;
mod queue;
mod typing;

use std::io::{self, IsTerminal, Write};

use souplesse_core::Verdict;
use souplesse_core::attestation::Answers;
use souplesse_words::Words;

use self::options::Options;
use crate::cli::{Common, Paper};
use crate::judge::{Content, Document, Judge};
use crate::read::keyboard::{self, Waiting};
use crate::tell::answer::Answer;
use crate::tell::card;
use crate::tell::error::{Error, Misuse};
use crate::tell::tally::Tally;

/// What a paper is called in answers to programs; people have their own word for it.
const PAPER: &str = "paper";

/// Judges papers: one, or in a terminal one after another. Gives the exit status.
///
/// # Errors
/// Where the options make no paper and nobody can be asked, or a pass beside it cannot be read.
pub fn run(paper: &Paper, common: &Common, judge: &Judge) -> Result<u8, Error> {
    let options = Options::read(paper, common, judge)?;
    if let Some(attestation) = options.attestation(judge)? {
        let answer = match beside::documents(paper, common)? {
            passes if passes.is_empty() => judge.paper(name(common), &attestation),
            passes => together(judge, name(common), Content::Paper(attestation), passes),
        };
        return tell(&answer, common);
    }
    if !can_ask() {
        return Err(options.incomplete());
    }
    let start = options.answers();
    if paper.with.is_empty() && io::stdout().is_terminal() && !common.json {
        return queue::run(common, judge, start);
    }
    let passes = beside::documents(paper, common)?;
    let verdict = asked_once(common, judge, &start)?.ok_or(Misuse::BrokenOff)?;
    let answer = match passes {
        passes if passes.is_empty() => judge.judged(name(common), verdict),
        passes => together(judge, name(common), Content::Judged(Box::new(verdict)), passes),
    };
    tell(&answer, common)
}

/// The terminal as the form needs it, for one paper.
fn asked_once(common: &Common, judge: &Judge, start: &Answers) -> Result<Option<Verdict>, Error> {
    keyboard::silence(Waiting::Long)?;
    let verdict = guided::run(&mut ask::Terminal::new(Words::of(common.language())), common, judge, start);
    keyboard::put_back();
    verdict
}

fn name(common: &Common) -> &'static str {
    if common.json { PAPER } else { Words::of(common.language()).get("paper.name").unwrap_or(PAPER) }
}

fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// The paper and the passes beside it, which whoever calls says to be of one person.
fn together(judge: &Judge, name: &str, paper: Content, passes: Vec<Document>) -> Answer {
    let paper = Document { id: name.to_owned(), content: paper };
    judge.documents(name, [paper].into_iter().chain(passes).collect())
}

fn tell(answer: &Answer, common: &Common) -> Result<u8, Error> {
    let mut output = anstream::stdout();
    if common.json {
        writeln!(output, "{}", answer.to_json())?;
    } else {
        write!(output, "{}", card::draw(answer, common.language()))?;
    }
    Ok(Tally::of(answer).exit_status())
}
