//! Papers of one person after another, at a terminal: of what was answered for one, nothing is left for the next.

use std::time::{Duration, Instant};

use console::{Key, Term};
use souplesse_core::Outcome;
use souplesse_core::attestation::Answers;
use souplesse_words::Words;

use super::keys::Keys;
use super::{ask, guided, name};
use crate::cli::Common;
use crate::judge::Judge;
use crate::tell::error::{Error, Misuse};
use crate::tell::table;
use crate::tell::tally::Tally;
use crate::verbs::large;
use crate::verbs::terminal::Second;

/// A key that comes sooner was meant for the question before.
const SOON: Duration = Duration::from_millis(200);

/// Asks and judges until the person stops; what the call says is said of the first paper. Gives the exit status.
///
/// # Errors
/// Where the terminal is gone, or the person breaks off before any verdict.
pub(super) fn run(common: &Common, judge: &Judge, start: Answers) -> Result<u8, Error> {
    let mut queue = Queue { common, judge: judge.clone(), outcomes: Vec::new(), tally: Tally::default() };
    let screen = Second::enter()?;
    let asked = queue.ask(&screen, start);
    drop(screen);
    asked?;
    if queue.outcomes.is_empty() {
        return Err(Misuse::BrokenOff.into());
    }
    anstream::println!("{}", table::sum(&queue.outcomes, Words::of(common.language())));
    Ok(queue.tally.exit_status())
}

struct Queue<'q> {
    common: &'q Common,
    judge: Judge,
    outcomes: Vec<Option<Outcome>>,
    tally: Tally,
}

impl Queue<'_> {
    fn ask(&mut self, screen: &Second, mut start: Answers) -> Result<(), Error> {
        loop {
            self.judge.refresh();
            let words = Words::of(self.common.language());
            screen.show(&self.above())?;
            let verdict = guided::run(&mut ask::Terminal::new(words), self.common, &self.judge, &start)?;
            let Some(verdict) = verdict else { return Ok(()) };
            let answer = self.judge.judged(name(self.common), verdict);
            self.tally.add(Tally::of(&answer));
            let next = words.label("typed.next-person");
            let shown = Instant::now();
            screen.show(&large::answer(&answer, self.common, next))?;
            self.outcomes.push(answer.result.ok().map(|verdict| verdict.outcome));
            if !is_there_another(shown)? {
                return Ok(());
            }
            start = Answers::default();
        }
    }

    /// What stands above the questions.
    fn above(&self) -> String {
        let mut lines = large::warnings(&self.judge, self.common);
        if !self.outcomes.is_empty() {
            lines.push(format!("  {}", table::sum(&self.outcomes, Words::of(self.common.language()))));
        }
        if lines.is_empty() { "\n".to_owned() } else { format!("\n{}\n\n", lines.join("\n")) }
    }
}

/// Whether the person at the door goes on, after an answer that is shown since then. What a scanner types is no word of theirs: half
/// of all passes have a Q.
fn is_there_another(shown: Instant) -> Result<bool, Error> {
    let mut keys = Keys::raw(Term::stderr());
    loop {
        let key = keys.next_alone()?;
        let is_meant = shown.elapsed() >= SOON;
        if key == Key::CtrlC || matches!(key, Key::Char('q' | 'Q' | '\u{4}')) {
            return Ok(false);
        }
        if key == Key::Enter && is_meant {
            return Ok(true);
        }
    }
}
