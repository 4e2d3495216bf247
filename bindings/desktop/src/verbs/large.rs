//! What a person at a door reads from afar in a terminal, whoever or whatever is checked there.

use souplesse_words::Words;

use crate::cli::Common;
use crate::judge::{Judge, data_folder};
use crate::tell::answer::Answer;
use crate::tell::layout::{self, wrapped};
use crate::tell::marks::Mark;
use crate::tell::{card, notice, paint};

/// How many lines more the word takes across the whole width than above a card.
const BANNER: usize = 4;
/// A terminal of fewer lines shows the card alone.
const LOW: usize = 12;

/// The word across the whole width, whose pass it is, why, and what to do; below it what comes `next`.
pub(super) fn answer(answer: &Answer, common: &Common, next: &str) -> String {
    let words = Words::of(common.language());
    let faint = paint::faint();
    let columns = layout::page();
    let next = wrapped(next, columns - 2).into_iter().map(|line| format!("\n  {faint}{line}{faint:#}"));
    let next = next.collect::<String>();
    let Ok(verdict) = &answer.result else {
        let card = card::draw(answer, common.language());
        return format!("\n{card}{next}\n");
    };
    // What stands above would scroll away, and that is the word.
    let rows = layout::rows().unwrap_or(usize::MAX);
    let around = next.lines().count() + 1;
    let is_low = rows < LOW + around;
    let card_rows = rows.saturating_sub(if is_low { around } else { around + BANNER });
    let card = card::draw_within(card_rows, answer, common.language());
    if is_low {
        return format!("{card}{next}\n");
    }
    let (_, below) = card.split_once('\n').unwrap_or_default();
    let style = paint::verdict(verdict.outcome);
    let outcome = format!("outcome.{}", verdict.outcome);
    let word = words.label(&outcome);
    let word = layout::pad(&format!("   {} {word}", paint::mark(verdict.outcome)), columns);
    let empty = " ".repeat(columns);
    format!("\n{style}{empty}{style:#}\n{style}{word}{style:#}\n{style}{empty}{style:#}\n\n{below}{next}\n")
}

/// What is wrong with the device or with what it judges by, before anything is judged: a line each.
pub(super) fn warnings(judge: &Judge, common: &Common) -> Vec<String> {
    let words = Words::of(common.language());
    let mut marks = Vec::new();
    marks.extend(judge.verifier.demonstration.then_some(Mark::Demonstration));
    marks.extend(judge.unsigned.then_some(Mark::Unsigned));
    let mut warnings = marks.iter().map(|mark| mark.spoken(common.language())).collect::<Vec<_>>();
    if let Some(device) = &judge.device {
        let notices = data_folder::current_notices(device, common);
        warnings.extend(notices.iter().map(|notice| notice::spoken(notice, words)));
    }
    let warning = paint::warning();
    let lines = warnings.iter().flat_map(|text| wrapped(text, layout::page() - 2));
    lines.map(|line| format!("  {warning}{line}{warning:#}")).collect()
}
