//! Many answers as one table.

use souplesse_core::Outcome;
use souplesse_core::verdict::Verdict;
use souplesse_words::{Language, Words};

use crate::tell::answer::Answer;
use crate::tell::spoken::{spoken, spoken_moment};
use crate::tell::visible::visible;
use crate::tell::{paint, spoken};

/// The widest a column gets before its texts are cut.
const WIDEST: usize = 46;

/// One row: what was judged, and what came of it.
struct Row<'a> {
    name: &'a str,
    verdict: Result<&'a Verdict, &'a str>,
}

/// Draws a table of answers, and a line that sums them up.
#[must_use]
pub fn draw(answers: &[Answer], language: Language) -> String {
    let words = Words::of(language);
    let rows = answers.iter().flat_map(rows_of).collect::<Vec<_>>();
    let headings =
        ["table.picture", "table.verdict", "table.who", "table.reason"].map(|key| words.label(key));
    let cells = rows.iter().map(|row| cells_of(row, words, language)).collect::<Vec<_>>();
    let widths = widths(&headings, &cells);
    let strong = paint::strong();
    let mut text = format!("{strong}{}{strong:#}\n", join(&headings.map(str::to_owned), &widths));
    for (row, cells) in rows.iter().zip(&cells) {
        text.push_str(&painted(row, cells, &widths));
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&summary(&rows, words));
    text.push('\n');
    text
}

fn rows_of(answer: &Answer) -> impl Iterator<Item = Row<'_>> {
    let first = Row { name: &answer.id, verdict: answer.result.as_ref().map_err(String::as_str) };
    let others = answer.others.iter().map(|verdict| Row { name: &answer.id, verdict: Ok(verdict) });
    std::iter::once(first).chain(others)
}

fn cells_of(row: &Row<'_>, words: &Words, language: Language) -> [String; 4] {
    let name = visible(row.name);
    let verdict = match row.verdict {
        Ok(verdict) => verdict,
        Err(error) => return [name, "–".to_owned(), String::new(), visible(error)],
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
    [
        name,
        format!("{} {word}", paint::mark(verdict.outcome)),
        who.unwrap_or_default(),
        reason.unwrap_or_default(),
    ]
}

fn widths(headings: &[&str; 4], cells: &[[String; 4]]) -> [usize; 4] {
    let mut widths = headings.map(paint::width);
    for row in cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(paint::width(cell).min(WIDEST));
        }
    }
    widths
}

fn painted(row: &Row<'_>, cells: &[String; 4], widths: &[usize; 4]) -> String {
    let [name, word, who, reason] = cells;
    let [name_width, word_width, who_width, _] = *widths;
    let style = row.verdict.map(|verdict| paint::verdict(verdict.outcome)).unwrap_or_default();
    let name = paint::pad(&paint::cut(name, name_width), name_width);
    let word = paint::pad(word, word_width);
    let who = paint::pad(&paint::cut(who, who_width), who_width);
    // The last column may be as long as it needs: nothing stands behind it.
    format!("{name}  {style} {word} {style:#}  {who}  {reason}").trim_end().to_owned()
}

fn join(cells: &[String; 4], widths: &[usize; 4]) -> String {
    let [name, word, who, reason] = cells;
    let [name_width, word_width, who_width, _] = *widths;
    let name = paint::pad(name, name_width);
    let word = paint::pad(word, word_width);
    let who = paint::pad(who, who_width);
    format!("{name}   {word}   {who}  {reason}")
}

fn summary(rows: &[Row<'_>], words: &Words) -> String {
    let ended = |outcome: Outcome| {
        let so = |row: &&Row<'_>| row.verdict.is_ok_and(|verdict| verdict.outcome == outcome);
        rows.iter().filter(so).count()
    };
    let unreadable = rows.iter().filter(|row| row.verdict.is_err()).count();
    let counts = [
        ("count.accepted", ended(Outcome::Valid)),
        ("count.tolerated", ended(Outcome::Tolerated)),
        ("count.incomplete", ended(Outcome::Incomplete)),
        ("count.not-covered", ended(Outcome::NotCovered)),
        ("count.refused", ended(Outcome::Refused)),
        ("count.cannot-judge", ended(Outcome::CannotJudge)),
        ("count.not-a-pass", ended(Outcome::NotAPass)),
        ("count.unreadable", unreadable),
    ];
    let told = counts.iter().filter(|(_, count)| *count > 0).map(|(key, count)| words.count(key, *count));
    told.collect::<Vec<_>>().join(" · ")
}
