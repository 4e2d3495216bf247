//! `souplesse pack poster`: what is put up at a door, and the blank form that a professional fills.

use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use souplesse_core::rules::tolerance::{Axis, Counts, ElementLevel, Kind, Pack, Tolerance, Word};
use souplesse_words::{Language, Words};

use super::page::{escape, fill};
use super::{qr, read_signed};
use crate::error::Error;

const POSTER: &str = include_str!("poster.html");
const FORM: &str = include_str!("form.html");

/// Printed codes are read from 40 cm away: no module is smaller than this, in millimetres.
const MODULE: f64 = 0.5;
/// A code that is larger than it must be is read from farther away, in millimetres.
const SIDE: f64 = 84.0;

pub(super) fn run(update: &Path, output: &Path, form: bool) -> Result<(), Error> {
    let (pack, bytes) = read_signed(update)?;
    let tolerance = Tolerance::new(pack)
        .map_err(|error| Error::Unusable { path: update.to_owned(), detail: error.to_string() })?;
    let page =
        if form { draw_form(tolerance.pack()) } else { draw_poster(tolerance.pack(), &qr::text_of(&bytes))? };
    fs::write(output, page).map_err(|source| Error::Write { path: output.to_owned(), source })
}

fn draw_poster(pack: &Pack, code: &str) -> Result<String, Error> {
    let words = Words::of(Language::French);
    let label = |key: &str| escape(words.label(key));
    #[expect(clippy::cast_precision_loss, reason = "no code has more than 177 modules")]
    let modules = (qr::side(code)? + 8) as f64;
    let side = (modules * MODULE).max(SIDE);
    let covered = pack.kinds.iter().filter(|kind| kind.not_covered.is_none());
    let others = pack.kinds.iter().filter(|kind| kind.not_covered.is_some());
    Ok(fill(
        POSTER,
        &[
            ("title", escape(&pack.title.fr)),
            ("authority", escape(&pack.authority.fr)),
            ("heading", label("poster.heading")),
            ("accepted", label("poster.accepted")),
            ("kinds", list(covered.map(|kind| kind_label(pack, kind, words)))),
            ("when", label(when_label(pack))),
            ("windows", list(windows(pack, words))),
            ("shows", label("poster.shows")),
            ("elements", list(elements(pack, ElementLevel::Essential, words))),
            ("decide", label("poster.decide")),
            ("firm", list(elements(pack, ElementLevel::Firm, words))),
            ("not-accepted", label("poster.not-accepted")),
            (
                "others",
                list(others.map(|kind| reason_line(pack, kind, words)).chain(closed_windows(pack, words))),
            ),
            ("until", escape(&in_force(pack, words))),
            ("duration", escape(duration(pack, words))),
            ("scan", label("poster.scan")),
            ("code", qr::svg(code)?),
            ("side", format!("{side:.1}")),
            ("references", list(references(pack))),
            ("id", escape(&pack.id)),
        ],
    ))
}

fn draw_form(pack: &Pack) -> String {
    let words = Words::of(Language::French);
    let label = |key: &str| escape(words.label(key));
    let covered = pack.kinds.iter().filter(|kind| kind.not_covered.is_none());
    let boxes =
        covered.map(|kind| format!("<span class=box></span> {}", escape(&kind_label(pack, kind, words))));
    let fields = pack.elements.iter().filter(|element| !is_drawn_apart(element.id.as_str()));
    let fields = fields.map(|element| {
        let note = if element.level == ElementLevel::Note {
            format!(" {}", label("form.if-any"))
        } else {
            String::new()
        };
        format!(
            "<div class=field><b>{}</b>{note}<i></i></div>",
            escape(&element_label(pack, &element.id, words))
        )
    });
    let asked = |word: &str| pack.element(word).is_some();
    let sheet = |copy: &str| {
        fill(
            include_str!("form-sheet.html"),
            &[
                ("heading", label("form.heading")),
                ("copy", label(copy)),
                ("title", escape(&pack.title.fr)),
                ("kind", escape(&element_label_of(pack, Word::TEST_KIND, words))),
                ("kinds", boxes.clone().collect::<Vec<_>>().join(" &emsp; ")),
                ("fields", fields.clone().collect()),
                ("result", if asked("negative-result") { label("form.result") } else { String::new() }),
                (
                    "stamp",
                    if asked("stamp") {
                        frame(&element_label_of(pack, "stamp", words))
                    } else {
                        String::new()
                    },
                ),
                (
                    "signature",
                    if asked("signature") {
                        frame(&element_label_of(pack, "signature", words))
                    } else {
                        String::new()
                    },
                ),
                (
                    "foot",
                    label(if copy == "form.copy-holder" {
                        "form.foot-holder"
                    } else {
                        "form.foot-professional"
                    }),
                ),
                ("portal", escape(pack.portal.as_deref().unwrap_or_default())),
                ("id", escape(&pack.id)),
            ],
        )
    };
    fill(
        FORM,
        &[
            ("heading", label("form.heading")),
            ("holder", sheet("form.copy-holder")),
            ("cut", label("form.cut")),
            ("professional", sheet("form.copy-professional")),
        ],
    )
}

/// Elements that are no line to write on.
fn is_drawn_apart(word: &str) -> bool {
    [Word::TEST_KIND, "negative-result", "stamp", "signature"].contains(&word)
}

fn frame(label: &str) -> String {
    format!("<div class=frame>{}</div>", escape(label))
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| format!("<li>{}</li>", escape(&item))).collect()
}

fn kind_label(pack: &Pack, kind: &Kind, words: &Words) -> String {
    spoken(pack, "kind-of-paper", &kind.id, words)
}

fn element_label(pack: &Pack, word: &Word, words: &Words) -> String {
    spoken(pack, "element", word, words)
}

fn element_label_of(pack: &Pack, word: &str, words: &Words) -> String {
    pack.element(word).map_or_else(
        || words.label(&format!("element.{word}")).to_owned(),
        |element| element_label(pack, &element.id, words),
    )
}

fn spoken(pack: &Pack, table: &str, word: &Word, words: &Words) -> String {
    match pack.words_of(word.as_str()) {
        Some(own) => own.label.fr.clone(),
        None => words.label(&format!("{table}.{word}")).to_owned(),
    }
}

/// A kind that is not covered, and why.
fn reason_line(pack: &Pack, kind: &Kind, words: &Words) -> String {
    let label = kind_label(pack, kind, words);
    let reason = kind.not_covered.as_ref().map(|reason| reason_title(pack, reason, words));
    words.fill("poster.reason", &[("kind", &label), ("reason", &reason.unwrap_or_default())])
}

fn reason_title(pack: &Pack, reason: &Word, words: &Words) -> String {
    match pack.words_of(reason.as_str()) {
        Some(own) => own.label.fr.clone(),
        None => words.code(reason.as_str()).title.into_owned(),
    }
}

fn when_label(pack: &Pack) -> &'static str {
    match (pack.windows.is_empty(), pack.axis) {
        (true, _) => "poster.at-all-times",
        (false, Axis::TimeOfAct) => "poster.when-act",
        (false, Axis::TimeOfCheck) => "poster.when-check",
    }
}

fn windows(pack: &Pack, words: &Words) -> impl Iterator<Item = String> {
    let covered = pack.windows.iter().filter(|window| window.not_covered.is_none());
    covered.map(move |window| {
        let mut values = vec![("from", start(window.from, words)), ("until", end(window.until, words))];
        values.extend(window.maximum_age_hours.map(|hours| ("hours", hours.to_string())));
        let key = if window.maximum_age_hours.is_some() { "poster.window-hours" } else { "poster.window" };
        words.fill(key, &values.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
    })
}

/// What a paper must show, with the kinds of which it need not.
fn elements(pack: &Pack, level: ElementLevel, words: &Words) -> impl Iterator<Item = String> {
    let of_level = pack.elements.iter().filter(move |element| element.level == level);
    of_level.map(move |element| {
        let label = element_label(pack, &element.id, words);
        let except = element.except.iter().filter(|exception| exception.level > level);
        let except = except.filter_map(|exception| pack.kind(exception.kind.as_str()));
        let except = except.map(|kind| kind_label(pack, kind, words).to_lowercase()).collect::<Vec<_>>();
        if except.is_empty() {
            return label;
        }
        words.fill("poster.except", &[("element", &label), ("kinds", &except.join(", "))])
    })
}

/// Windows that are not covered, and why.
fn closed_windows(pack: &Pack, words: &Words) -> impl Iterator<Item = String> {
    pack.windows.iter().filter_map(move |window| {
        let reason = reason_title(pack, window.not_covered.as_ref()?, words);
        let times =
            [("from", start(window.from, words)), ("until", end(window.until, words)), ("reason", reason)];
        Some(words.fill("poster.closed", &times.each_ref().map(|(name, value)| (*name, value.as_str()))))
    })
}

fn duration<'w>(pack: &Pack, words: &'w Words) -> &'w str {
    match pack.stated_duration.counts {
        Counts::Shortens => words.label("poster.duration-shortens"),
        Counts::Ignored => words.label("poster.duration-ignored"),
    }
}

fn in_force(pack: &Pack, words: &Words) -> String {
    let from = start(pack.in_force.from, words);
    match pack.in_force.sunset {
        Some(sunset) => words.fill("poster.in-force", &[("from", &from), ("until", &end(sunset, words))]),
        None => words.fill("poster.in-force-open", &[("from", &from)]),
    }
}

fn references(pack: &Pack) -> impl Iterator<Item = String> {
    pack.references.iter().map(|reference| {
        let number = reference.number.as_ref().map(|number| format!(" {number}")).unwrap_or_default();
        let date = reference.date.format("%d/%m/%Y");
        format!("{}{number} ({date}) : « {} »", reference.title, reference.quotation)
            .replace(" :", "\u{a0}:")
            .replace("« ", "«\u{a0}")
            .replace(" »", "\u{a0}»")
    })
}

/// `sam. 14/08/2021 à 12 h`.
fn start(time: NaiveDateTime, words: &Words) -> String {
    let minutes = if time.minute() == 0 { "" } else { &time.format("\u{a0}%M").to_string() };
    let day = words.weekday(time.weekday().num_days_from_monday());
    format!("{day} {} à {}\u{a0}h{minutes}", time.format("%d/%m/%Y"), time.hour())
}

/// The same for an end; midnight belongs to the day before, as people say it.
fn end(time: NaiveDateTime, words: &Words) -> String {
    if time.time() != NaiveTime::MIN {
        return start(time, words);
    }
    let day = time - TimeDelta::days(1);
    format!("{} {} à minuit", words.weekday(day.weekday().num_days_from_monday()), day.format("%d/%m/%Y"))
}
