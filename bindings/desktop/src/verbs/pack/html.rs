//! The table of a pack as one HTML page.

use std::fmt::Write as _;

use super::table::{Line, Section, Table};
use crate::tell::html::{escape, fill};

const PAGE: &str = include_str!("table.html");

const TABLE: &str = include_str!("table-section.html");

pub(super) fn draw(table: &Table<'_>) -> String {
    let pack = table.tolerance.pack();
    let header = table.header().into_iter().map(|line| format!("<p>{}</p>", escape(&line)));
    let sections = table.sections.iter().filter(|section| !section.lines.is_empty());
    let sections = sections.map(|section| draw_section(table, section)).collect::<String>();
    let nothing = || format!("<p>{}</p>", escape(table.words.label("pack-table.nothing-changes")));
    fill(
        PAGE,
        &[
            ("language", table.language.code().to_owned()),
            ("id", escape(&pack.id)),
            ("title", escape(table.title())),
            ("header", header.collect()),
            ("sections", if sections.is_empty() { nothing() } else { sections }),
        ],
    )
}

fn draw_section(table: &Table<'_>, section: &Section) -> String {
    let told = section.told(table.words);
    let heading = if told.is_empty() { told } else { format!("<h2>{}</h2>", escape(&told)) };
    fill(
        TABLE,
        &[
            ("heading", heading),
            ("axis", escape(table.axis())),
            ("kind", escape(table.words.label("pack-table.kind"))),
            ("paper", escape(table.words.label("pack-table.paper"))),
            ("answer", escape(table.words.label("pack-table.answer"))),
            ("rows", section.lines.iter().map(|line| rows(table, line)).collect()),
        ],
    )
}

/// The rows of one kind and time: one for each answer, with the papers that get it.
fn rows(table: &Table<'_>, line: &Line) -> String {
    let groups = table.told(line);
    let span = groups.len();
    let mut rows = String::new();
    for (index, (told, outcome, papers)) in groups.iter().enumerate() {
        let head = if index == 0 {
            let (kind, time) = (escape(&table.kind(line)), escape(&table.time(line.time)));
            format!("<th rowspan={span}>{kind}</th><th rowspan={span}>{time}</th>")
        } else {
            String::new()
        };
        let class = outcome.as_str();
        writeln!(rows, "<tr>{head}<td>{}</td><td class={class}>{}</td></tr>", escape(papers), escape(told))
            .expect("a text takes every line");
    }
    rows
}
