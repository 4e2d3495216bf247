//! `souplesse check`: inputs in, verdicts out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::answer::Answer;
use crate::batch::{self, Tally};
use crate::cli;
use crate::error::Error;
use crate::input::{self, Input, PassedOver};
use crate::judge::Judge;
use crate::{card, table};

/// Judges what the call names, and prints an answer to each. Gives the exit status.
///
/// # Errors
/// Where standard output or a batch file fails; an input that cannot be read is an answer.
pub fn run(check: &cli::Check, common: &cli::Common, judge: &Judge) -> Result<u8, Error> {
    if let Some(file) = &check.batch {
        return run_batch(file, common, judge);
    }
    let mut passed_over = PassedOver::new();
    let mut run =
        Run { common, judge: judge.clone(), answers: Vec::new(), tally: Tally::default(), live: false };
    let mut inputs = Vec::new();
    for argument in &check.inputs {
        match input::find(argument, &mut passed_over) {
            Ok(found) => inputs.extend(found),
            Err(error) => run.fail(argument, &error)?,
        }
    }
    report_passed_over(&passed_over, common)?;
    // Standard input may be a person at a scanner, who waits for each answer.
    run.live = common.json || inputs.iter().any(|input| matches!(input, Input::Lines));
    for input in &inputs {
        run.judge(input)?;
    }
    run.finish()
}

struct Run<'r> {
    common: &'r cli::Common,
    judge: Judge,
    answers: Vec<Answer>,
    tally: Tally,
    /// Answers are printed one by one, as they come.
    live: bool,
}

impl Run<'_> {
    fn judge(&mut self, input: &Input) -> Result<(), Error> {
        match input {
            Input::Picture(path) => self.take(self.judge.picture(&path.display().to_string(), path)),
            Input::Text { id, text } => self.take(self.judge.text(id, text)),
            Input::Lines => self.judge_lines(),
        }
    }

    fn judge_lines(&mut self) -> Result<(), Error> {
        for (index, line) in io::stdin().lock().split(b'\n').enumerate() {
            let line = line?;
            // It may be a long evening.
            self.judge.refresh();
            if !line.trim_ascii().is_empty() {
                self.take(self.judge.text(&format!("-:{}", index + 1), &line))?;
            }
        }
        Ok(())
    }

    /// An input that could not even be found.
    fn fail(&mut self, argument: &str, error: &Error) -> Result<(), Error> {
        let answer = self.judge.broken(argument, &error.to_string());
        if self.common.json {
            self.live = true;
            return self.take(answer);
        }
        self.tally.add(Tally::of(&answer));
        writeln!(anstream::stderr(), "souplesse: {error}")?;
        Ok(())
    }

    fn take(&mut self, answer: Answer) -> Result<(), Error> {
        self.tally.add(Tally::of(&answer));
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
            writeln!(anstream::stderr(), "souplesse: {}: {error}", answer.id)?;
            return Ok(());
        }
        write!(anstream::stdout(), "{}", card::draw(answer, self.common.language()))?;
        Ok(())
    }

    fn finish(self) -> Result<u8, Error> {
        match &self.answers[..] {
            [] => {}
            [only] => self.print_one(only)?,
            several => write!(anstream::stdout(), "{}", table::draw(several, self.common.language()))?,
        }
        Ok(self.tally.exit_status())
    }
}

fn report_passed_over(passed_over: &PassedOver, common: &cli::Common) -> Result<(), Error> {
    if passed_over.is_empty() || common.quiet {
        return Ok(());
    }
    let mut output = anstream::stderr();
    let words = souplesse_words::Words::of(common.language());
    writeln!(output, "{}", words.count("count.passed-over", passed_over.len()))?;
    if common.verbose > 0 {
        for path in passed_over {
            writeln!(output, "  {}", path.display())?;
        }
    }
    Ok(())
}

fn run_batch(file: &Path, common: &cli::Common, judge: &Judge) -> Result<u8, Error> {
    let output = BufWriter::new(io::stdout().lock());
    if file == Path::new("-") {
        let tally = batch::run(judge, BufReader::new(io::stdin()), output, &batch::no_progress())?;
        return Ok(tally.exit_status());
    }
    let opened = File::open(file).and_then(|opened| Ok((opened.metadata()?.len(), opened)));
    let (length, opened) = opened.map_err(|source| Error::Read { path: file.to_owned(), source })?;
    let progress = progress_bar(length, common);
    let tally = batch::run(judge, BufReader::new(opened), output, &progress)?;
    progress.finish_and_clear();
    Ok(tally.exit_status())
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
