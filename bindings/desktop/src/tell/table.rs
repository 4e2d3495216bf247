//! Many answers as one table.

use std::iter;

use anstyle::Style;
use souplesse_core::Outcome;
use souplesse_core::verdict::Verdict;
use souplesse_words::{Language, Words};

use crate::tell::answer::Answer;
use crate::tell::error::Error;
use crate::tell::layout::{self, cut, cut_in_the_middle, pad, width, wrapped};
use crate::tell::marks::Mark;
use crate::tell::spoken::{spoken, spoken_moment};
use crate::tell::visible::visible;
use crate::tell::{paint, spoken};

/// The widest a column gets before its texts are cut.
const WIDEST: usize = 46;
/// Reasons have so many columns before names are cut.
const LEAST_REASON: usize = 28;

/// One row: what was judged, and what came of it.
struct Row<'a> {
    name: String,
    verdict: Result<&'a Verdict, &'a Error>,
}

/// Draws a table of answers, a line that sums them up, and what is to be said beside them.
#[must_use]
pub fn draw(answers: &[Answer], language: Language) -> String {
    let words = Words::of(language);
    let rows = answers.iter().flat_map(rows_of).collect::<Vec<_>>();
    let cells = rows.iter().map(|row| cells_of(row, words, language)).collect::<Vec<_>>();
    let columns = layout::terminal().unwrap_or(usize::MAX);
    let headings = ["table.picture", "table.verdict", "table.who", "table.reason"]
        .map(|key| words.label(key).to_owned());
    let mut lines = match widths(&headings, &cells, columns) {
        Some(widths) => side_by_side(&rows, &headings, &cells, &widths),
        None => rows.iter().zip(&cells).flat_map(|(row, cells)| stacked(row, cells, columns)).collect(),
    };
    lines.push(String::new());
    let ended = rows.iter().map(|row| row.verdict.ok().map(|verdict| verdict.outcome)).collect::<Vec<_>>();
    lines.extend(wrapped(&sum(&ended, words), columns));
    let warning = paint::warning();
    for mark in Mark::of_all(answers).into_iter().filter(|mark| !mark.is_of_one()) {
        lines.extend(
            wrapped(&mark.spoken(language), columns).iter().map(|line| format!("{warning}{line}{warning:#}")),
        );
    }
    lines.join("\n") + "\n"
}

impl Row<'_> {
    fn style(&self) -> Style {
        self.verdict.map(|verdict| paint::verdict(verdict.outcome)).unwrap_or_default()
    }
}

fn rows_of(answer: &Answer) -> impl Iterator<Item = Row<'_>> {
    let first = Row { name: answer.id.to_string(), verdict: answer.result.as_ref() };
    let others =
        answer.others.iter().map(|verdict| Row { name: answer.id.to_string(), verdict: Ok(verdict) });
    iter::once(first).chain(others)
}

fn cells_of(row: &Row<'_>, words: &Words, language: Language) -> [String; 4] {
    let name = visible(&row.name);
    let verdict = match row.verdict {
        Ok(verdict) => verdict,
        Err(error) => return [name, "–".to_owned(), String::new(), error.told(language)],
    };
    let word = words.label(&format!("outcome.{}", verdict.outcome)).to_owned();
    let who = verdict.holder.as_ref().map(|holder| {
        let (surname, given_names) = (&*holder.surname, &*holder.given_names);
        format!("{surname} {given_names}  {}", spoken::spoken_date(&holder.birth_date))
    });
    let reason = verdict.reasons.first().map(|reason| match verdict.valid_until {
        Some(until) if verdict.outcome == Outcome::Tolerated => {
            words.fill("table.until", &[("until", &spoken_moment(until, language))])
        }
        _ => spoken(reason, language).title,
    });
    let marks = Mark::of_verdict(verdict).into_iter().filter(|mark| mark.is_of_one());
    let reason =
        reason.into_iter().chain(marks.map(|mark| mark.spoken(language))).collect::<Vec<_>>().join(" – ");
    [name, format!("{} {word}", paint::mark(verdict.outcome)), who.unwrap_or_default(), reason]
}

/// One line for each row under headings; reasons go on below where the terminal ends.
fn side_by_side(
    rows: &[Row<'_>],
    headings: &[String; 4],
    cells: &[[String; 4]],
    widths: &[usize; 4],
) -> Vec<String> {
    let strong = paint::strong();
    let heading = row(headings, widths, &|word| format!(" {word} "));
    let mut lines = vec![format!("{strong}{}{strong:#}", heading.join("\n"))];
    for (of, cells) in rows.iter().zip(cells) {
        let style = of.style();
        lines.extend(row(cells, widths, &|word| format!("{style} {word} {style:#}")));
    }
    lines
}

/// A row as one line, or more where its reason does not fit into what is left.
fn row(cells: &[String; 4], widths: &[usize; 4], paint: &dyn Fn(&str) -> String) -> Vec<String> {
    let [name, word, who, reason] = cells;
    let [name_width, word_width, who_width, reason_width] = *widths;
    let name = pad(&cut_in_the_middle(name, name_width), name_width);
    let who = pad(&cut(who, who_width), who_width);
    let before = format!("{name}  {}  {who}  ", paint(&pad(word, word_width)));
    let indent = " ".repeat(name_width + word_width + who_width + 8);
    let mut reasons = wrapped(reason, reason_width).into_iter();
    let first = format!("{before}{}", reasons.next().unwrap_or_default()).trim_end().to_owned();
    iter::once(first).chain(reasons.map(|reason| format!("{indent}{reason}"))).collect()
}

/// The columns of each cell: as wide as their texts, unless the terminal is narrower; `None` where that leaves too little.
/// Holders are not cut, since their birth dates are compared.
fn widths(headings: &[String; 4], cells: &[[String; 4]], columns: usize) -> Option<[usize; 4]> {
    let mut widths = headings.each_ref().map(|heading| width(heading));
    for row in cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(layout::width(cell));
        }
    }
    let [name, word, who, reason] = widths;
    let who = who.min(WIDEST);
    // Two columns between the cells, and one on either side of the painted word.
    let room = columns.checked_sub(word + who + 8)?;
    let name = name.min(WIDEST).min(room.checked_sub(reason.min(LEAST_REASON))?);
    (name >= width(&headings[0])).then_some([name, word, who, room - name])
}

/// Where nothing fits beside anything: the verdict and whose it is, and below it the rest.
fn stacked(of: &Row<'_>, cells: &[String; 4], columns: usize) -> Vec<String> {
    let [name, word, who, reason] = cells;
    let style = of.style();
    let who = cut(who, columns.saturating_sub(width(word) + 3));
    let name = cut_in_the_middle(name, columns - 2);
    let below = wrapped(reason, columns - 2);
    let first = [format!("{style} {word} {style:#} {who}").trim_end().to_owned(), format!("  {name}")];
    first.into_iter().chain(below.into_iter().map(|line| format!("  {line}"))).collect()
}

/// How many ended how; `None` is an input that could not be read.
#[must_use]
pub fn sum(ended: &[Option<Outcome>], words: &Words) -> String {
    let count = |how: Option<Outcome>| ended.iter().filter(|ended| **ended == how).count();
    let counts = [
        ("count.accepted", count(Some(Outcome::Valid))),
        ("count.tolerated", count(Some(Outcome::Tolerated))),
        ("count.incomplete", count(Some(Outcome::Incomplete))),
        ("count.not-covered", count(Some(Outcome::NotCovered))),
        ("count.refused", count(Some(Outcome::Refused))),
        ("count.cannot-judge", count(Some(Outcome::CannotJudge))),
        ("count.not-a-pass", count(Some(Outcome::NotAPass))),
        ("count.unreadable", count(None)),
    ];
    let told = counts.iter().filter(|(_, count)| *count > 0).map(|(key, count)| words.count(key, *count));
    told.collect::<Vec<_>>().join(" · ")
}
