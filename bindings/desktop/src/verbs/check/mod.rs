//! `souplesse check`: inputs in, verdicts out.

mod door;

use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Write};
use std::iter;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};
use souplesse_core::verifier::Holders;
use souplesse_words::Words;

use crate::cli;
use crate::judge::in_order::in_order;
use crate::judge::{Judge, batch};
use crate::read::input;
use crate::read::input::{Input, PassedOver};
use crate::read::lines::LineError;
use crate::tell::answer::Answer;
use crate::tell::error::{self, Error, Nothing};
use crate::tell::name;
use crate::tell::tally::Tally;
use crate::tell::{card, complaint, table};

/// Judges what the call names, and prints an answer to each. Gives the exit status.
///
/// # Errors
/// Where standard output or a batch file fails; an input that cannot be read is an answer.
pub fn run(check: &cli::Check, common: &cli::Common, judge: &Judge) -> Result<u8, Error> {
    if let Some(file) = &check.batch {
        return run_batch(file, check, common, judge);
    }
    let is_door = check.inputs == ["-"] && io::stdin().is_terminal() && io::stdout().is_terminal();
    if is_door && !common.json {
        let status = door::run(common, judge)?;
        return Ok(if check.exit_zero { 0 } else { status });
    }
    let mut report = Report::new(common);
    let mut inputs = Vec::new();
    let mut passed_over = PassedOver::new();
    for (argument, number) in check.inputs.iter().zip(1..) {
        match input::find(argument, number, &mut passed_over) {
            Ok(found) => inputs.extend(asked(found)),
            Err(error) => report.fail(judge.broken(&name::name(argument, number), error))?,
        }
    }
    complaint::tell_passed_over(&passed_over, common)?;
    if input::is_typed() && inputs.iter().any(|asked| matches!(asked.input, Input::Lines)) {
        complaint::ask_for_scans(common)?;
    }
    report.expect(&inputs);
    let judging = Mutex::new(judge.clone());
    let size = |asked: &Asked| asked.input.size();
    let answers = in_order(inputs.into_iter().flat_map(each), size, move |asked| {
        answer(&newest(&judging), &asked.input)
    });
    for (Asked { input, is_named }, answer) in answers {
        let answer = answer.unwrap_or_else(|fault| judge.broken(&input.id(), fault));
        let answer = if is_named { report.beside_others(answer) } else { answer };
        report.take(answer)?;
    }
    let status = report.finish()?;
    Ok(if check.exit_zero { 0 } else { status })
}

/// One thing to judge, and whether the call names it by itself. What a folder, a list or standard input holds is a queue: nobody
/// said that these belong together.
struct Asked {
    input: Input,
    is_named: bool,
}

fn asked(found: Vec<Input>) -> impl Iterator<Item = Asked> {
    let is_named = matches!(&found[..], [Input::Picture(_) | Input::Pictured { .. } | Input::Text { .. }]);
    found.into_iter().map(move |input| Asked { input, is_named })
}

/// Standard input is read while what stands before it is judged.
fn each(asked: Asked) -> Box<dyn Iterator<Item = Asked> + Send> {
    match asked.input {
        Input::Lines => Box::new(input::standard().map(|input| Asked { input, is_named: false })),
        Input::Picture(_) | Input::Pictured { .. } | Input::Text { .. } => Box::new(iter::once(asked)),
    }
}

/// It may be a long evening: by what is installed now.
fn newest(judging: &Mutex<Judge>) -> Judge {
    let mut judge = judging.lock().unwrap_or_else(PoisonError::into_inner);
    judge.refresh();
    judge.clone()
}

fn answer(judge: &Judge, input: &Input) -> Answer {
    match input {
        Input::Picture(path) => judge.picture(&input.id(), path),
        Input::Pictured { id, bytes } => judge.picture_bytes(id, bytes),
        Input::Text { id, text: Ok(text) } => judge.text(id, text),
        Input::Text { id, text: Err(error) } => judge.broken(id, error.clone()),
        Input::Lines => judge.broken("-", LineError::OneByOne),
    }
}

/// What is printed, and what it comes to.
struct Report<'r> {
    common: &'r cli::Common,
    answers: Vec<Answer>,
    tally: Tally,
    /// Of whom the inputs are that the call names one by one.
    holders: Holders,
    /// Answers are printed one by one, as they come.
    live: bool,
    progress: ProgressBar,
}

impl<'r> Report<'r> {
    fn new(common: &'r cli::Common) -> Self {
        let progress = batch::no_progress();
        let (answers, tally, holders) = (Vec::new(), Tally::default(), Holders::default());
        Self { common, answers, tally, holders, live: common.json, progress }
    }

    /// Standard input may be a person at a scanner, who waits for each answer; many pictures become a table.
    fn expect(&mut self, inputs: &[Asked]) {
        self.live |= inputs.iter().any(|asked| matches!(asked.input, Input::Lines));
        if !self.live && !self.common.quiet && inputs.len() > 1 {
            self.progress = ProgressBar::new(inputs.len() as u64).with_style(progress_style());
        }
    }

    /// An input that could not even be found.
    fn fail(&mut self, answer: Answer) -> Result<(), Error> {
        if self.common.json {
            return self.take(answer);
        }
        self.tally.add(Tally::of(&answer));
        if let Err(error) = &answer.result {
            complaint::tell(&error.told(self.common.language()))?;
        }
        Ok(())
    }

    /// Marks an answer whose holder is another than that of the first.
    fn beside_others(&mut self, answer: Answer) -> Answer {
        let is_another = self.holders.add(&answer.holders);
        Answer { holders_differ: answer.holders_differ || is_another, ..answer }
    }

    fn take(&mut self, answer: Answer) -> Result<(), Error> {
        self.tally.add(Tally::of(&answer));
        self.progress.inc(1);
        if !self.live {
            self.answers.push(answer);
            return Ok(());
        }
        let mut output = anstream::stdout();
        if self.common.json {
            writeln!(output, "{}", answer.to_json())?;
        } else {
            self.print_one(&answer)?;
        }
        output.flush()?;
        Ok(())
    }

    fn print_one(&self, answer: &Answer) -> Result<(), Error> {
        if let Err(error) = &answer.result {
            let language = self.common.language();
            let told = error::of(&answer.id.to_string(), &error.told(language), Words::of(language));
            complaint::tell(&told)?;
            return Ok(());
        }
        write!(anstream::stdout(), "{}", card::draw(answer, self.common.language()))?;
        Ok(())
    }

    fn finish(self) -> Result<u8, Error> {
        self.progress.finish_and_clear();
        match &self.answers[..] {
            [] => {}
            [only] => self.print_one(only)?,
            several => write!(anstream::stdout(), "{}", table::draw(several, self.common.language()))?,
        }
        Ok(self.tally.exit_status())
    }
}

fn run_batch(file: &Path, check: &cli::Check, common: &cli::Common, judge: &Judge) -> Result<u8, Error> {
    let tally = if file == Path::new("-") {
        batch::run(judge, BufReader::new(io::stdin()), io::stdout().lock(), &batch::no_progress())?
    } else {
        let (length, opened) = open(file).map_err(|source| Error::Read { path: file.to_owned(), source })?;
        let progress = progress_bar(length, common);
        let tally = batch::run(judge, BufReader::new(opened), io::stdout().lock(), &progress)?;
        progress.finish_and_clear();
        tally
    };
    if check.exit_zero {
        return Ok(0);
    }
    if tally.is_empty() {
        return Err(Error::NothingToJudge { path: file.to_owned(), found: Nothing::NoLine });
    }
    Ok(tally.exit_status())
}

/// A file and its length. A folder can be opened and not read.
fn open(file: &Path) -> io::Result<(u64, File)> {
    let opened = File::open(file)?;
    let metadata = opened.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok((metadata.len(), opened))
}

/// Shown on a terminal, unless answers are shown there too.
fn progress_bar(length: u64, common: &cli::Common) -> ProgressBar {
    if common.quiet || io::stdout().is_terminal() {
        return batch::no_progress();
    }
    ProgressBar::new(length).with_style(progress_style())
}

fn progress_style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:40} {percent:>3} %  {eta}").expect("a test tries the template")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_progress_bar_can_be_drawn() {
        super::progress_style();
    }
}
