//! The register as a table for spreadsheets: RFC 4180, with what a French one needs.
//!
//! A French spreadsheet takes the comma for the sign of decimals and the semicolon for the end of a cell, and takes a file for
//! UTF-8 only if it begins with a byte order mark. So there is one, and cells end with semicolons; lines end and cells
//! are quoted as the RFC says. No cell begins like a formula: see [`Name`](super::Name).

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::counts::Counts;
use super::line::{Entry, Line};
use super::name::Name;
use crate::time;
use crate::verdict::Outcome;

/// The columns, as they are named to those who have words for people.
pub const COLUMNS: [&str; 14] = [
    "number",
    "date",
    "time",
    "entry",
    "who",
    "since",
    Outcome::Valid.as_str(),
    Outcome::Tolerated.as_str(),
    Outcome::Incomplete.as_str(),
    Outcome::Refused.as_str(),
    Outcome::NotCovered.as_str(),
    Outcome::CannotJudge.as_str(),
    Outcome::NotAPass.as_str(),
    "hash",
];

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The lines as a table. Times are on the clock of `zone`; `word` gives the text for a column (`column.who`) and for what a
/// line tells (`entry.named`).
pub fn to_csv(lines: impl IntoIterator<Item = Line>, zone: Tz, word: &dyn Fn(&str) -> String) -> String {
    let mut text = BYTE_ORDER_MARK.to_owned();
    write_row(&mut text, COLUMNS.map(|column| word(&format!("column.{column}"))));
    for line in lines {
        write_row(&mut text, cells(&line, zone, word));
    }
    text
}

fn cells(line: &Line, zone: Tz, word: &dyn Fn(&str) -> String) -> [String; COLUMNS.len()] {
    let local = |moment: DateTime<Utc>| time::in_zone(moment, zone);
    let written = |moment: DateTime<Utc>| local(moment).format("%Y-%m-%d %H:%M:%S").to_string();
    let mut cells = [const { String::new() }; COLUMNS.len()];
    let [number, date, time, entry, who, since, counts @ .., hash] = &mut cells;
    *number = line.number.to_string();
    *date = local(line.at).format("%Y-%m-%d").to_string();
    *time = local(line.at).format("%H:%M:%S").to_string();
    *entry = word(&format!("entry.{}", kind(&line.entry)));
    *hash = line.hash().to_string();
    match &line.entry {
        Entry::Named { who: name } | Entry::Withdrawn { who: name } => *who = name.to_string(),
        Entry::Opened { who: names } => *who = joined(names),
        Entry::Closed { counts: numbers, abandoned, .. } => {
            *since = abandoned.map(written).unwrap_or_default();
            write_counts(numbers, counts);
        }
        Entry::Removed { by, .. } => *who = by.to_string(),
        Entry::Mended { .. } => {}
    }
    cells
}

fn kind(entry: &Entry) -> &'static str {
    use super::line::Mending;
    match entry {
        Entry::Named { .. } => "named",
        Entry::Withdrawn { .. } => "withdrawn",
        Entry::Opened { .. } => "opened",
        Entry::Closed { abandoned: None, .. } => "closed",
        Entry::Closed { abandoned: Some(_), .. } => "abandoned",
        Entry::Removed { .. } => "removed",
        Entry::Mended { what: Mending::MovedAside } => "moved-aside",
        Entry::Mended { what: Mending::LinesLost } => "lines-lost",
        Entry::Mended { what: Mending::HeadLost } => "head-lost",
        Entry::Mended { what: Mending::ClockSet } => "clock-set",
        Entry::Mended { what: Mending::CountsLost } => "counts-lost",
    }
}

fn joined(names: &[Name]) -> String {
    names.iter().map(Name::as_str).collect::<Vec<_>>().join(" + ")
}

fn write_counts(counts: &Counts, cells: &mut [String]) {
    for (cell, (_, number)) in cells.iter_mut().zip(counts.by_outcome()) {
        *cell = number.to_string();
    }
}

fn write_row(text: &mut String, cells: [String; COLUMNS.len()]) {
    let cells = cells.map(|cell| quoted(&cell));
    text.push_str(&cells.join(";"));
    text.push_str("\r\n");
}

fn quoted(cell: &str) -> String {
    if cell.contains([';', ',', '"', '\r', '\n']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}
