//! A door in the terminal: one scan after another, each with a large answer that is gone after a while.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use souplesse_core::Outcome;
use souplesse_words::Words;

use crate::cli::Common;
use crate::judge::Judge;
use crate::read::limits::CODE_LINE;
use crate::read::lines::LineError;
use crate::read::typed::{Typed, Typing};
use crate::tell::error::Error;
use crate::tell::tally::Tally;
use crate::tell::{paint, table};
use crate::verbs::large;
use crate::verbs::terminal::Second;

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
                    Typed::TooLong => self.judge.broken("-", LineError::TooLong { most: CODE_LINE }),
                    Typed::Text(text) => {
                        self.judge.refresh();
                        self.judge.text("-", &text)
                    }
                };
                let next = Words::of(self.common.language()).label("terminal.next");
                screen.show(&large::answer(&answer, self.common, next))?;
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
        lines.extend(large::warnings(&self.judge, self.common));
        if !self.outcomes.is_empty() {
            lines.push(format!("\n  {}", table::sum(&self.outcomes, words)));
        }
        format!("\n{}\n", lines.join("\n"))
    }
}
