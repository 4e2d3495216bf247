//! The table of a pack for spreadsheets, in the form of the register's export: RFC 4180 with semicolons and a byte order
//! mark, as French spreadsheets want it. Every case is one line, in words that scripts know.

use chrono::NaiveDateTime;
use souplesse_core::rules::tolerance::Word;

use super::consequences::{Age, Case, Consequence};
use super::table::{Section, Table};

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

const COLUMNS: [&str; 12] = [
    "where",
    "kind",
    "time",
    "age",
    "missing",
    "outcome",
    "code",
    "notes",
    "until",
    "outcome-before",
    "code-before",
    "until-before",
];

pub(super) fn draw(table: &Table<'_>) -> String {
    let mut text = BYTE_ORDER_MARK.to_owned();
    let heads = COLUMNS.map(|column| table.words.label(&format!("pack-table.column.{column}")).to_owned());
    write_row(&mut text, &heads);
    for section in &table.sections {
        for (case, before, now) in section.lines.iter().flat_map(|line| &line.cells) {
            write_row(&mut text, &cells(table, section, case, before.as_ref(), now));
        }
    }
    text
}

fn cells(
    table: &Table<'_>,
    section: &Section,
    case: &Case,
    before: Option<&Consequence>,
    now: &Consequence,
) -> [String; COLUMNS.len()] {
    let word = |word: &Option<Word>| word.as_ref().map(Word::to_string).unwrap_or_default();
    let minute = |time: Option<NaiveDateTime>| {
        time.map(|time| time.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
    };
    let age = match case.age {
        Age::Fresh => String::new(),
        Age::WithinHours(_) | Age::AtHours(_) => table.age(case.age),
    };
    [
        section.told(table.words),
        word(&case.kind),
        minute(Some(case.time)),
        age,
        word(&case.missing),
        now.outcome.to_string(),
        now.code.clone(),
        now.notes.join(" "),
        minute(now.until),
        before.map(|before| before.outcome.to_string()).unwrap_or_default(),
        before.map(|before| before.code.clone()).unwrap_or_default(),
        minute(before.and_then(|before| before.until)),
    ]
}

fn write_row(text: &mut String, cells: &[String]) {
    let cells = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>();
    text.push_str(&cells.join(";"));
    text.push_str("\r\n");
}

fn quoted(cell: &str) -> String {
    if cell.contains([';', ',', '"', '\r', '\n']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}
