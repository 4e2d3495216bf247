//! `souplesse pack table`: a pack as its author's truth table.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use chrono::{Datelike, NaiveDateTime};
use souplesse_core::rules::tolerance::{Axis, Text, Tolerance, Word};
use souplesse_core::{Outcome, Profile};
use souplesse_words::{Language, Words};

use super::circumstances::Circumstance;
use super::consequences::{Age, Case, Consequence, cases, judge};
use super::{csv, html, source};
use crate::cli::{Common, TableFormat};
use crate::judge::setup;
use crate::tell::error::Error;
use crate::tell::spoken::spoken_time;
use crate::tell::{layout, paint};

/// The columns of `sam. 14/08/21 11 h 59`.
const WHEN: usize = 21;

/// A table: a section for each place where something else is said.
pub(super) struct Table<'t> {
    pub tolerance: &'t Tolerance,
    pub words: &'static Words,
    pub language: Language,
    pub sections: Vec<Section>,
}

/// What is said in some places, in all of them alike.
pub(super) struct Section {
    /// None where places make no difference.
    places: Vec<Circumstance>,
    pub lines: Vec<Line>,
}

/// The papers of one kind, time and age.
#[derive(PartialEq, Eq)]
pub(super) struct Line {
    pub kind: Option<Word>,
    pub time: NaiveDateTime,
    pub age: Age,
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
    let table = Table {
        tolerance: &tolerance,
        words: Words::of(common.language()),
        language: common.language(),
        sections: sections(&tolerance, other.as_ref(), common)?,
    };
    let text = match format {
        TableFormat::Text => table.text(),
        TableFormat::Csv => csv::draw(&table),
        TableFormat::Html => html::draw(&table),
    };
    write!(anstream::stdout(), "{text}")?;
    Ok(())
}

/// One for the place that the call names; else one for each place that makes a difference.
fn sections(
    tolerance: &Tolerance,
    other: Option<&Tolerance>,
    common: &Common,
) -> Result<Vec<Section>, Error> {
    let (place, profile) = (setup::place(common)?, Profile::from(common.profile));
    let packs = std::iter::once(tolerance).chain(other).collect::<Vec<_>>();
    let is_named = common.region.is_some() || common.place.is_some();
    let all =
        if is_named { vec![Circumstance::of(&place, profile)] } else { Circumstance::all(&packs, profile) };
    let mut sections: Vec<Section> = Vec::new();
    for circumstance in all {
        let lines = lines(&packs, |tolerance, case| judge(tolerance, case, &circumstance));
        match sections.iter_mut().find(|section| section.lines == lines) {
            Some(section) => section.places.push(circumstance),
            None => sections.push(Section { places: vec![circumstance], lines }),
        }
    }
    Ok(sections)
}

/// What the first of these packs says; where there is a second, what it says otherwise.
fn lines(packs: &[&Tolerance], judge: impl Fn(&Tolerance, &Case) -> Consequence) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for case in cases(packs) {
        let mut said = packs.iter().map(|tolerance| judge(tolerance, &case));
        let Some(now) = said.next() else { continue };
        let before = said.next();
        if before.as_ref() == Some(&now) {
            continue;
        }
        let same = |line: &&mut Line| (&line.kind, line.time, line.age) == (&case.kind, case.time, case.age);
        match lines.last_mut().filter(same) {
            Some(line) => line.cells.push((case, before, now)),
            None => lines.push(Line {
                kind: case.kind.clone(),
                time: case.time,
                age: case.age,
                cells: vec![(case, before, now)],
            }),
        }
    }
    lines
}

impl Section {
    /// Where it is said; nothing where that makes no difference.
    pub(super) fn told(&self, words: &Words) -> String {
        let places = self.places.iter().map(|place| place.told(words)).filter(|told| !told.is_empty());
        places.collect::<Vec<_>>().join("; ")
    }
}

impl Table<'_> {
    fn text(&self) -> String {
        let strong = paint::strong();
        let mut text = format!("{strong}{}{strong:#}  {}\n", self.tolerance.pack().id, self.title());
        for line in self.header() {
            writeln!(text, "{line}").expect("a text takes every line");
        }
        if self.sections.iter().all(|section| section.lines.is_empty()) {
            writeln!(text, "{}", self.words.label("pack-table.nothing-changes"))
                .expect("a text takes every line");
            return text;
        }
        for section in &self.sections {
            self.write_section(&mut text, section);
        }
        text
    }

    fn write_section(&self, text: &mut String, section: &Section) {
        let (strong, told) = (paint::strong(), section.told(self.words));
        if !told.is_empty() {
            writeln!(text, "\n{strong}== {told}{strong:#}").expect("a text takes every line");
        }
        if section.lines.is_empty() {
            writeln!(text, "{}", self.words.label("pack-table.nothing-changes"))
                .expect("a text takes every line");
        }
        let mut kind = None;
        for line in &section.lines {
            if kind != Some(&line.kind) {
                write!(text, "\n{strong}{}{strong:#}\n", self.kind(line)).expect("a text takes every line");
                kind = Some(&line.kind);
            }
            for (index, (told, _, papers)) in self.told(line).iter().enumerate() {
                let time = if index == 0 { self.time(line.time) } else { String::new() };
                writeln!(text, "  {}  {told}  ({papers})", layout::pad(&time, WHEN))
                    .expect("a text takes every line");
            }
        }
    }

    /// Whose time the rows have, how old papers are in them, and how old they may be.
    pub(super) fn header(&self) -> Vec<String> {
        let pack = self.tolerance.pack();
        let key = match pack.axis {
            Axis::TimeOfAct => "pack-table.rows-act",
            Axis::TimeOfCheck => "pack-table.rows-check",
        };
        let mut header = vec![self.words.fill(key, &[("zone", &pack.zone.0.to_string())])];
        if pack.axis == Axis::TimeOfCheck || pack.windows.is_empty() {
            let windows = pack.windows.iter().filter(|window| window.not_covered.is_none());
            let of_windows = windows.map(|window| (window.id.to_string(), window.maximum_age_hours));
            let of_pack = pack.windows.is_empty().then(|| (pack.id.clone(), pack.maximum_age_hours));
            header.extend(of_windows.chain(of_pack).map(|(window, hours)| match hours {
                Some(hours) => {
                    self.words.fill("pack-table.age", &[("window", &window), ("hours", &hours.to_string())])
                }
                None => self.words.fill("pack-table.no-age", &[("window", &window)]),
            }));
        }
        header
    }

    /// How old the papers of a row are; nothing where they are as fresh as can be.
    pub(super) fn age(&self, age: Age) -> String {
        match age {
            Age::Fresh => String::new(),
            Age::WithinHours(hours) => {
                self.words.fill("pack-table.within-hours", &[("hours", &hours.to_string())])
            }
            Age::AtHours(hours) => self.words.fill("pack-table.at-hours", &[("hours", &hours.to_string())]),
        }
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
        if line.age != Age::Fresh {
            return groups
                .into_iter()
                .map(|(told, outcome, _)| (told, outcome, self.age(line.age)))
                .collect();
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
        format!("{day} {} {}", time.format("%d/%m/%y"), spoken_time(time.time(), self.words))
    }
}
