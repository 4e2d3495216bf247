//! Thousands of passes, one JSON object a line in, one JSON line a verdict out, in order.
//!
//! A thread reads; the others judge what has been read so far and nothing more,
//! so that memory stays flat and a slow writer at the other end of a pipe gets each answer at once.

use std::io::{BufRead, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use indicatif::ProgressBar;

use crate::answer::Answer;
use crate::batch_line;
use crate::error::Error;
use crate::judge::Judge;

/// How many lines are held in memory at a time.
const BLOCK: usize = 512;

/// How a run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lines and inputs whose pass was accepted.
    pub accepted: usize,
    /// Those whose pass was not.
    pub not_accepted: usize,
    /// Those that could not be read.
    pub broken: usize,
}

impl Tally {
    /// What one answer counts as; a picture counts by its first pass.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        let mut tally = Self::default();
        match &answer.result {
            Err(_) => tally.broken = 1,
            Ok(verdict) if verdict.outcome.is_accepted() => tally.accepted = 1,
            Ok(_) => tally.not_accepted = 1,
        }
        tally
    }

    /// Adds what others count as.
    pub fn add(&mut self, other: Tally) {
        self.accepted += other.accepted;
        self.not_accepted += other.not_accepted;
        self.broken += other.broken;
    }

    /// 0 where all were accepted, 1 where some were not, 2 where some could not be read.
    #[must_use]
    pub fn exit_status(self) -> u8 {
        match (self.broken, self.not_accepted) {
            (0, 0) => 0,
            (0, _) => 1,
            _ => 2,
        }
    }
}

/// Nothing is shown while a run goes on.
#[must_use]
pub fn no_progress() -> ProgressBar {
    ProgressBar::hidden()
}

/// Judges every line of `input` and writes the answers to `output`, in order.
///
/// # Errors
/// [`Error::Stream`] where reading or writing fails; a broken line is an answer.
pub fn run(
    judge: &Judge,
    input: impl BufRead + Send,
    mut output: impl Write,
    progress: &ProgressBar,
) -> Result<Tally, Error> {
    let (sender, receiver) = sync_channel(BLOCK);
    thread::scope(|scope| {
        let reader = scope.spawn(move || read_lines(input, &sender));
        let mut tally = Tally::default();
        let mut number = 0;
        while let Some(lines) = next_block(&receiver) {
            for (line, counted) in judge_block(judge, &lines, number) {
                tally.add(counted);
                writeln!(output, "{line}")?;
            }
            output.flush()?;
            number += lines.len();
            progress.inc(lines.iter().map(|line| line.len() as u64 + 1).sum());
        }
        reader.join().expect("reading lines does not panic")?;
        Ok(tally)
    })
}

fn read_lines(mut input: impl BufRead, sender: &SyncSender<Vec<u8>>) -> std::io::Result<()> {
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        // The receiver is gone when nobody reads the answers any more.
        if !line.trim_ascii().is_empty() && sender.send(line).is_err() {
            return Ok(());
        }
    }
}

/// Waits for one line, and takes what else has already come.
fn next_block(receiver: &Receiver<Vec<u8>>) -> Option<Vec<Vec<u8>>> {
    let first = receiver.recv().ok()?;
    let mut lines = vec![first];
    lines.extend(receiver.try_iter().take(BLOCK - 1));
    Some(lines)
}

/// The answers as JSON, in the order of the lines, and what each counts as.
fn judge_block(judge: &Judge, lines: &[Vec<u8>], before: usize) -> Vec<(String, Tally)> {
    let next = AtomicUsize::new(0);
    let judged = Mutex::new(Vec::with_capacity(lines.len()));
    let work = || {
        let mut mine = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(line) = lines.get(index) else { break };
            let answer = batch_line::judge(judge, line, before + index + 1);
            mine.push((index, answer.to_json(), Tally::of(&answer)));
        }
        judged.lock().expect("no judge panics").append(&mut mine);
    };
    let cores = thread::available_parallelism().map_or(1, usize::from).min(lines.len());
    thread::scope(|scope| {
        for _ in 1..cores {
            scope.spawn(work);
        }
        work();
    });
    let mut judged = judged.into_inner().expect("no judge panics");
    judged.sort_unstable_by_key(|(index, ..)| *index);
    judged.into_iter().map(|(_, line, tally)| (line, tally)).collect()
}
