//! A door in the terminal: one scan after another, each with a large answer that is gone after a while.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use souplesse_core::Outcome;
use souplesse_words::Words;

use super::terminal::Second;
use super::typed::{Typed, Typing};
use crate::cli::Common;
use crate::judge::{Judge, data_folder};
use crate::read::limits::CODE_LINE;
use crate::read::lines::LineError;
use crate::tell::answer::Answer;
use crate::tell::error::Error;
use crate::tell::layout::{self, wrapped};
use crate::tell::marks::Mark;
use crate::tell::tally::Tally;
use crate::tell::{card, paint, table};

/// Nobody's name stays longer on the screen.
const SHOWN: Duration = Duration::from_secs(30);
/// How often it is looked whether a scanner has stopped.
const TICK: Duration = Duration::from_millis(100);

/// Judges what is typed until the person stops. Gives the exit status.
///
/// # Errors
/// Where the terminal is gone.
pub fn run(common: &Common, judge: &Judge) -> Result<u8, Error> {
    let (sender, typed) = sync_channel(16);
    // It ends with the program: nothing wakes a thread that waits for a key.
    thread::spawn(move || read(&sender));
    let mut door = Door { common, judge: judge.clone(), outcomes: Vec::new(), tally: Tally::default() };
    let screen = Second::enter()?;
    let walked = door.work(&typed, &screen);
    drop(screen);
    walked?;
    if !door.outcomes.is_empty() {
        anstream::println!("{}", table::sum(&door.outcomes, Words::of(common.language())));
    }
    Ok(door.tally.exit_status())
}

fn read(sender: &SyncSender<Vec<u8>>) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = io::stdin().read(&mut bytes) {
        if sender.send(bytes[..count].to_vec()).is_err() {
            return;
        }
    }
}

struct Door<'d> {
    common: &'d Common,
    judge: Judge,
    outcomes: Vec<Option<Outcome>>,
    tally: Tally,
}

impl Door<'_> {
    fn work(&mut self, typed: &Receiver<Vec<u8>>, screen: &Second) -> Result<(), Error> {
        let started = Instant::now();
        let mut typing = Typing::default();
        let mut shown_at = None;
        screen.show(&self.waiting())?;
        loop {
            let arrived = match typed.recv_timeout(TICK) {
                Ok(bytes) => typing.take(&bytes, started.elapsed()),
                Err(RecvTimeoutError::Timeout) => typing.pause(started.elapsed()).into_iter().collect(),
                Err(RecvTimeoutError::Disconnected) => vec![Typed::End],
            };
            for typed in arrived {
                let answer = match typed {
                    Typed::End => return Ok(()),
                    Typed::TooLong => {
                        self.judge.broken("-", &LineError::TooLong { most: CODE_LINE }.to_string())
                    }
                    Typed::Text(text) => {
                        self.judge.refresh();
                        self.judge.text("-", &text)
                    }
                };
                screen.show(&self.shown(&answer))?;
                self.tally.add(Tally::of(&answer));
                self.outcomes.push(answer.result.ok().map(|verdict| verdict.outcome));
                shown_at = Some(Instant::now());
            }
            if shown_at.is_some_and(|shown: Instant| shown.elapsed() >= SHOWN) {
                shown_at = None;
                screen.show(&self.waiting())?;
            }
        }
    }

    /// What stands there while nobody is.
    fn waiting(&self) -> String {
        let words = Words::of(self.common.language());
        let strong = paint::strong();
        let mut lines = vec![format!("  {strong}{}{strong:#}", words.label("terminal.scan"))];
        lines.push(format!("  {}", words.label("terminal.end")));
        let mut marks = Vec::new();
        marks.extend(self.judge.verifier.demonstration.then_some(Mark::Demonstration));
        marks.extend(self.judge.unsigned.then_some(Mark::Unsigned));
        let mut warnings = marks.iter().map(|mark| mark.spoken(self.common.language())).collect::<Vec<_>>();
        if let Some(device) = &self.judge.device {
            let notices = data_folder::current_notices(device, self.common);
            warnings.extend(notices.iter().map(|notice| data_folder::spoken(notice, words)));
        }
        let warning = paint::warning();
        for line in warnings.iter().flat_map(|text| wrapped(text, layout::page() - 2)) {
            lines.push(format!("  {warning}{line}{warning:#}"));
        }
        if !self.outcomes.is_empty() {
            lines.push(format!("\n  {}", table::sum(&self.outcomes, words)));
        }
        format!("\n{}\n", lines.join("\n"))
    }

    /// The word across the whole width, whose pass it is, why, and what to do.
    fn shown(&self, answer: &Answer) -> String {
        let words = Words::of(self.common.language());
        let faint = paint::faint();
        let next = words.label("terminal.next");
        let card = card::draw(answer, self.common.language());
        let Ok(verdict) = &answer.result else { return format!("\n{card}\n  {faint}{next}{faint:#}\n") };
        let (_, below) = card.split_once('\n').unwrap_or_default();
        let style = paint::verdict(verdict.outcome);
        let outcome = format!("outcome.{}", verdict.outcome);
        let word = words.label(&outcome);
        let columns = layout::page();
        let word = layout::pad(&format!("   {} {word}", paint::mark(verdict.outcome)), columns);
        let empty = " ".repeat(columns);
        format!(
            "\n{style}{empty}{style:#}\n{style}{word}{style:#}\n{style}{empty}{style:#}\n\n{below}\n  {faint}{next}{faint:#}\n"
        )
    }
}
