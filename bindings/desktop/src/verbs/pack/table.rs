//! `souplesse pack table`: a pack as its author's truth table.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use chrono::{Datelike, NaiveDateTime};
use souplesse_core::rules::tolerance::{Axis, Text, Tolerance, Word};
use souplesse_core::{Outcome, Profile};
use souplesse_words::{Language, Words};

use super::consequences::{Case, Consequence, cases, judge};
use super::{html, source};
use crate::cli::{Common, TableFormat};
use crate::judge::setup;
use crate::tell::error::Error;
use crate::tell::{layout, paint};

/// A table: every paper of one kind and time is one line.
pub(super) struct Table<'t> {
    pub tolerance: &'t Tolerance,
    pub words: &'static Words,
    pub language: Language,
    pub lines: Vec<Line>,
}

/// The papers of one kind and time.
pub(super) struct Line {
    pub kind: Option<Word>,
    pub time: NaiveDateTime,
    /// The complete paper first, then one for each missing element; before the change, and as it is.
    pub cells: Vec<(Case, Option<Consequence>, Consequence)>,
}

pub(super) fn run(
    pack: &Path,
    other: Option<&Path>,
    format: TableFormat,
    common: &Common,
) -> Result<(), Error> {
    let tolerance = source::read(pack, common)?.tolerance;
    let other = other.map(|other| source::read(other, common)).transpose()?;
    let other = other.map(|other| other.tolerance);
    let (place, profile) = (setup::place(common)?, Profile::from(common.profile));
    let table = Table {
        tolerance: &tolerance,
        words: Words::of(common.language()),
        language: common.language(),
        lines: lines(&tolerance, other.as_ref(), |tolerance, case| judge(tolerance, case, &place, profile)),
    };
    let text = match format {
        TableFormat::Text => table.text(),
        TableFormat::Csv => table.csv(),
        TableFormat::Html => html::draw(&table),
    };
    write!(anstream::stdout(), "{text}")?;
    Ok(())
}

fn lines(
    tolerance: &Tolerance,
    other: Option<&Tolerance>,
    judge: impl Fn(&Tolerance, &Case) -> Consequence,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let packs = std::iter::once(tolerance).chain(other).collect::<Vec<_>>();
    for case in cases(&packs) {
        let before = other.map(|other| judge(other, &case));
        let now = judge(tolerance, &case);
        if before.as_ref() == Some(&now) {
            continue;
        }
        let same = |line: &&mut Line| line.kind == case.kind && line.time == case.time;
        match lines.last_mut().filter(|line| same(line)) {
            Some(line) => line.cells.push((case, before, now)),
            None => lines.push(Line {
                kind: case.kind.clone(),
                time: case.time,
                cells: vec![(case, before, now)],
            }),
        }
    }
    lines
}

impl Table<'_> {
    fn text(&self) -> String {
        let strong = paint::strong();
        let mut text = format!("{strong}{}{strong:#}  {}\n", self.tolerance.pack().id, self.title());
        if self.lines.is_empty() {
            writeln!(text, "{}", self.words.label("pack-table.nothing-changes"))
                .expect("a text takes every line");
        }
        let mut kind = None;
        for line in &self.lines {
            if kind != Some(&line.kind) {
                write!(text, "\n{strong}{}{strong:#}\n", self.kind(line)).expect("a text takes every line");
                kind = Some(&line.kind);
            }
            for (index, (told, _, papers)) in self.told(line).iter().enumerate() {
                let time = if index == 0 { self.time(line.time) } else { String::new() };
                writeln!(text, "  {}  {told}  ({papers})", layout::pad(&time, 20))
                    .expect("a text takes every line");
            }
        }
        text
    }

    /// What is said of the papers of one line, those with the same answer together: answer, its outcome, and the papers.
    pub(super) fn told(&self, line: &Line) -> Vec<(String, Outcome, String)> {
        let mut groups: Vec<(String, Outcome, Vec<&Case>)> = Vec::new();
        for (case, before, now) in &line.cells {
            let told = match before {
                Some(before) => format!("{} → {}", self.answer(before), self.answer(now)),
                None => self.answer(now),
            };
            match groups.iter_mut().find(|(known, ..)| *known == told) {
                Some((.., cases)) => cases.push(case),
                None => groups.push((told, now.outcome, vec![case])),
            }
        }
        let count = groups.len();
        groups.into_iter().map(|(told, outcome, cases)| (told, outcome, self.papers(&cases, count))).collect()
    }

    /// Which papers get one of so many answers; a list that is long says less than "all others".
    fn papers(&self, cases: &[&Case], answers: usize) -> String {
        let missing = cases.iter().filter_map(|case| case.missing.as_ref()).map(|word| self.element(word));
        let missing = missing.collect::<Vec<_>>();
        let complete = missing.len() < cases.len();
        let elements = missing.join(", ");
        match (complete, missing.len()) {
            (true, _) if answers == 1 => self.words.label("pack-table.whatever").to_owned(),
            (true, 0) => self.words.label("pack-table.complete").to_owned(),
            (true, 5..) => self.words.label("pack-table.all-others").to_owned(),
            (true, _) => self.words.fill("pack-table.complete-or", &[("elements", &elements)]),
            (false, _) => self.words.fill("pack-table.without", &[("elements", &elements)]),
        }
    }

    /// The outcome with its code where it is not told by what is missing, and until when.
    fn answer(&self, consequence: &Consequence) -> String {
        let key = format!("outcome.{}", consequence.outcome);
        let word = self.words.label(&key);
        let code = Some(consequence.code.as_str())
            .filter(|code| !code.starts_with("missing-") && *code != "tolerated");
        let code = code.map(|code| format!(" {code}")).unwrap_or_default();
        let until = consequence
            .until
            .map(|until| self.words.fill("pack-table.until", &[("until", &self.time(until))]));
        format!(
            "{} {word}{code}{}",
            paint::mark(consequence.outcome),
            until.map_or(String::new(), |until| format!(" {until}"))
        )
    }

    fn element(&self, word: &Word) -> String {
        self.spoken("element", word).to_lowercase()
    }

    pub(super) fn kind(&self, line: &Line) -> String {
        match &line.kind {
            Some(word) => self.spoken("kind-of-paper", word),
            None => self.words.label("pack-table.unstated").to_owned(),
        }
    }

    fn spoken(&self, table: &str, word: &Word) -> String {
        if let Some(own) = self.tolerance.pack().words_of(word.as_str()) {
            return self.in_language(&own.label).to_owned();
        }
        let key = format!("{table}.{word}");
        let label = self.words.label(&key);
        if label == key { word.to_string() } else { label.to_owned() }
    }

    pub(super) fn title(&self) -> &str {
        self.in_language(&self.tolerance.pack().title)
    }

    pub(super) fn axis(&self) -> &'static str {
        self.words.label(match self.tolerance.pack().axis {
            Axis::TimeOfAct => "pack-table.act",
            Axis::TimeOfCheck => "pack-table.check",
        })
    }

    fn in_language<'x>(&self, text: &'x Text) -> &'x str {
        match self.language {
            Language::French => &text.fr,
            Language::English => &text.en,
        }
    }

    pub(super) fn time(&self, time: NaiveDateTime) -> String {
        let day = self.words.weekday(time.weekday().num_days_from_monday());
        format!("{day} {}", time.format("%d/%m/%y %H:%M"))
    }

    /// RFC 4180: every case is one line, in words that scripts know.
    fn csv(&self) -> String {
        let mut text = String::from(
            "kind,time,missing,outcome,code,notes,until,outcome_before,code_before,until_before\r\n",
        );
        for (case, before, now) in self.lines.iter().flat_map(|line| &line.cells) {
            let word = |word: &Option<Word>| word.as_ref().map(Word::to_string).unwrap_or_default();
            let minute =
                |time: Option<NaiveDateTime>| time.map(|time| time.format("%Y-%m-%dT%H:%M").to_string());
            let mut fields = vec![
                word(&case.kind),
                minute(Some(case.time)).unwrap_or_default(),
                word(&case.missing),
                now.outcome.to_string(),
                now.code.clone(),
                now.notes.join(" "),
                minute(now.until).unwrap_or_default(),
            ];
            fields.extend(match before {
                Some(before) => {
                    let until = minute(before.until).unwrap_or_default();
                    [before.outcome.to_string(), before.code.clone(), until]
                }
                None => [const { String::new() }; 3],
            });
            text.push_str(&fields.join(","));
            text.push_str("\r\n");
        }
        text
    }
}
