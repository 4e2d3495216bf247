//! The table of a pack as one HTML page.

use std::fmt::Write as _;

use super::table::{Line, Table};
use crate::tell::html::{escape, fill};

const PAGE: &str = include_str!("table.html");

pub(super) fn draw(table: &Table<'_>) -> String {
    let pack = table.tolerance.pack();
    let language = table.language.code();
    fill(
        PAGE,
        &[
            ("language", language.to_owned()),
            ("id", escape(&pack.id)),
            ("title", escape(table.title())),
            ("axis", escape(table.axis())),
            ("kind", escape(table.words.label("pack-table.kind"))),
            ("paper", escape(table.words.label("pack-table.paper"))),
            ("answer", escape(table.words.label("pack-table.answer"))),
            ("rows", table.lines.iter().map(|line| rows(table, line)).collect()),
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
