//! Thousands of passes, one JSON object a line in, one JSON line a verdict out, in order, each as soon as it is known.

use std::io::{BufRead, Write};

use indicatif::ProgressBar;

use crate::judge::in_order::in_order;
use crate::judge::{Judge, batch_line};
use crate::read::limits;
use crate::read::lines::{Ends, Line, Lines};
use crate::tell::answer::Answer;
use crate::tell::error::Error;
use crate::tell::tally::Tally;

/// Nothing is shown while a run goes on.
#[must_use]
pub fn no_progress() -> ProgressBar {
    ProgressBar::hidden()
}

/// Judges every line of `input` and writes the answers to `output`, in order.
///
/// # Errors
/// [`Error::Stream`] where writing fails. A broken line is an answer, and so is the end of an input that breaks.
pub fn run(
    judge: &Judge,
    input: impl BufRead + Send + 'static,
    output: impl Write,
    progress: &ProgressBar,
) -> Result<Tally, Error> {
    answer(judge, batch_line::judge, input, output, progress)
}

/// The same by any way to judge a line.
fn answer(
    judge: &Judge,
    judge_line: impl Fn(&Judge, &[u8], usize) -> Answer + Send + Sync + 'static,
    input: impl BufRead + Send + 'static,
    mut output: impl Write,
    progress: &ProgressBar,
) -> Result<Tally, Error> {
    let judging = judge.clone();
    let told = move |line: &Line| match &line.text {
        Ok(text) => tell(&judge_line(&judging, text, line.number)),
        Err(error) => tell(&broken(&judging, line, &Error::Line(error.clone()))),
    };
    let mut tally = Tally::default();
    for (line, told) in in_order(Lines::new(input, Ends::LineFeed, limits::BATCH_LINE), Line::size, told) {
        let (json, counted) = told.unwrap_or_else(|fault| tell(&broken(judge, &line, &Error::Fault(fault))));
        tally.add(counted);
        writeln!(output, "{json}")?;
        output.flush()?;
        progress.inc(line.size() as u64 + 1);
    }
    Ok(tally)
}

/// The answer as JSON, and what it counts as.
fn tell(answer: &Answer) -> (String, Tally) {
    (answer.to_json(), Tally::of(answer))
}

fn broken(judge: &Judge, line: &Line, error: &Error) -> Answer {
    let text = line.text.as_deref().unwrap_or_default();
    batch_line::broken(judge, text, line.number, &error.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::{self, BufReader, Cursor, Read};
    use std::sync::Arc;

    use serde_json::{Value, json};
    use souplesse_core::Profile;
    use souplesse_core::built_in::BuiltIn;

    use super::*;

    fn judge() -> Judge {
        Judge::new(Arc::new(BuiltIn::load().demonstration_verifier()), Profile::Venue)
    }

    fn lines(output: &[u8]) -> Vec<Value> {
        let lines = output.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.map(|line| serde_json::from_slice(line).expect("each line is JSON")).collect()
    }

    /// A fault of this software that one line brings to light.
    fn faulty(judge: &Judge, line: &[u8], number: usize) -> Answer {
        assert!(!line.ends_with(b"boom\"}"), "the line is {}", String::from_utf8_lossy(line));
        batch_line::judge(judge, line, number)
    }

    #[test]
    fn a_fault_costs_the_answer_to_one_line_and_the_run_goes_on() {
        let line = |id: usize| {
            let code = if id % 100 == 7 { "HC1:boom" } else { "https://example.org" };
            format!("{{\"id\":\"n{id}\",\"code\":\"{code}\"}}\n")
        };
        let input = Cursor::new((0..1000).map(line).collect::<String>());
        let mut output = Vec::new();
        let tally = answer(&judge(), faulty, input, &mut output, &no_progress()).expect("it takes all");
        assert_eq!((tally.broken, tally.not_accepted), (10, 990));
        for (number, answer) in lines(&output).iter().enumerate() {
            assert_eq!(answer["id"], json!(format!("n{number}")));
            let error = answer["error"].as_str().unwrap_or_default();
            assert_eq!(error.contains("a fault in this software"), number % 100 == 7, "{answer}");
            assert!(!error.contains("HC1:"), "{answer}");
        }
    }

    /// What takes so many bytes and then breaks, as a pipe does whose reader has seen enough.
    struct Narrow(usize);

    impl Write for Narrow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = self.0.min(bytes.len());
            self.0 -= taken;
            if taken == 0 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(taken) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_run_ends_when_nobody_reads_its_answers_however_much_comes() {
        let answerable = || Cursor::new(b"{\"code\":\"\"}\n".repeat(100_000));
        let (silent, _held_open) = io::pipe().expect("the system has pipes");
        let endless_line = answerable().chain(BufReader::new(io::repeat(b'x')));
        let nothing_more_yet = answerable().chain(BufReader::new(silent));
        for run in [
            run(&judge(), answerable(), Narrow(1000), &no_progress()),
            run(&judge(), endless_line, Narrow(1000), &no_progress()),
            run(&judge(), nothing_more_yet, Narrow(1000), &no_progress()),
        ] {
            assert!(matches!(run, Err(Error::Stream { .. })));
        }
    }

    #[test]
    fn an_input_that_breaks_ends_the_run_with_an_answer_that_says_so() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the cable is out"))
            }
        }
        let input = BufReader::new(b"{\"code\":\"\"}\n".chain(Broken));
        let mut output = Vec::new();
        let tally = run(&judge(), input, &mut output, &no_progress()).expect("it takes all");
        let answers = lines(&output);
        assert_eq!((tally.exit_status(), answers.len()), (2, 2));
        assert_eq!(answers[1]["id"], "line 2");
        assert!(answers[1]["error"].as_str().is_some_and(|error| error.contains("the cable is out")));
    }
}
