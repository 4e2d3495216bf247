//! `souplesse pack poster`: what is put up at a door.

use std::path::Path;

use souplesse_core::bundle::to_text;
use souplesse_core::rules::tolerance::{Axis, Counts, ElementLevel, Kind, Pack, Scope, Tolerance, Window};
use souplesse_words::{Language, Words};

use super::labels::{about_tests, covered, element_label, kind_label, reason_label, uncapitalised};
use super::page::{escape, fill};
use super::times::{span, start};
use super::{form, qr, read_signed_pack};
use crate::tell::error::Error;

const POSTER: &str = include_str!("poster.html");

/// Printed codes are read from 40 cm away: no module is smaller than this, in millimetres.
const MODULE: f64 = 0.5;
/// A code that is larger than it must be is read from farther away, in millimetres.
const SIDE: f64 = 84.0;

/// Lays out the poster, or the blank `form` instead.
pub(super) fn page(update: &Path, form: bool) -> Result<String, Error> {
    let (pack, bytes) = read_signed_pack(update)?;
    let tolerance = Tolerance::new(pack)
        .map_err(|error| Error::Unusable { path: update.to_owned(), detail: error.to_string() })?;
    let pack = tolerance.pack();
    if form { Ok(form::draw(pack)) } else { draw(pack, &to_text(&bytes)) }
}

fn draw(pack: &Pack, code: &str) -> Result<String, Error> {
    let words = Words::of(Language::French);
    let label = |key: &str| escape(words.label(key));
    #[expect(clippy::cast_precision_loss, reason = "no code has more than 177 modules")]
    let modules = (qr::side(code)? + 8) as f64;
    let side = (modules * MODULE).max(SIDE);
    let other_kinds = pack.kinds.iter().filter(|kind| kind.not_covered.is_some());
    let other_kinds = other_kinds.map(|kind| reason_line(pack, kind, words));
    let others = other_kinds.chain(closed_windows(pack, words));
    Ok(fill(
        POSTER,
        &[
            ("title", escape(&pack.title.fr)),
            ("authority", escape(&pack.authority.fr)),
            ("heading", label("poster.heading")),
            ("until", escape(&in_force(pack, words))),
            ("kinds", section("poster.accepted", covered(pack).map(|kind| kind_label(pack, kind, words)))),
            ("windows", section(when_label(pack), windows(pack, words))),
            ("duration", escape(duration(pack, words))),
            ("elements", section("poster.shows", elements(pack, ElementLevel::Essential, words))),
            ("firm", section("poster.decide", elements(pack, ElementLevel::Firm, words))),
            ("others", section("poster.not-accepted", others)),
            ("scan", label("poster.scan")),
            ("code", qr::svg(code)?),
            ("side", format!("{side:.1}")),
            ("references", list(references(pack))),
            ("id", escape(&pack.id)),
        ],
    ))
}

/// A heading and what stands under it; nothing where there is nothing to say.
fn section(heading: &str, items: impl Iterator<Item = String>) -> String {
    let items = list(items);
    if items.is_empty() {
        return items;
    }
    format!("<h2>{}</h2><ul>{items}</ul>", escape(Words::of(Language::French).label(heading)))
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| format!("<li>{}</li>", escape(&item))).collect()
}

/// A kind that is not covered, and why.
fn reason_line(pack: &Pack, kind: &Kind, words: &Words) -> String {
    let label = kind_label(pack, kind, words);
    let reason = kind.not_covered.as_ref().map(|reason| reason_label(pack, reason, words));
    words.fill("poster.reason", &[("kind", &label), ("reason", &reason.unwrap_or_default())])
}

fn when_label(pack: &Pack) -> &'static str {
    match (pack.windows.is_empty(), pack.axis) {
        (true, _) => "poster.when",
        (false, Axis::TimeOfAct) if about_tests(pack) => "poster.when-test",
        (false, Axis::TimeOfAct) => "poster.when-act",
        (false, Axis::TimeOfCheck) => "poster.when-check",
    }
}

fn windows(pack: &Pack, words: &Words) -> impl Iterator<Item = String> {
    let covered = pack.windows.iter().filter(|window| window.not_covered.is_none());
    let always = pack.windows.is_empty().then(|| at_all_times(pack, words));
    covered.map(move |window| window_line(pack, window, words)).chain(always)
}

fn window_line(pack: &Pack, window: &Window, words: &Words) -> String {
    let span = span(window.from, window.until, words);
    let line = with_age(pack, span, window.maximum_age_hours, words);
    match &window.scope {
        Some(scope) => words.fill("poster.scoped", &[("line", &line), ("scope", &scope_line(scope, words))]),
        None => line,
    }
}

fn at_all_times(pack: &Pack, words: &Words) -> String {
    with_age(pack, words.label("poster.at-all-times").to_owned(), pack.maximum_age_hours, words)
}

/// A time, and for how long a paper of then is good.
fn with_age(pack: &Pack, time: String, hours: Option<u16>, words: &Words) -> String {
    let Some(hours) = hours else { return time };
    let key = if about_tests(pack) { "poster.hours-test" } else { "poster.hours-act" };
    words.fill(key, &[("time", &time), ("hours", &hours.to_string())])
}

/// Where and for whom a window holds.
fn scope_line(scope: &Scope, words: &Words) -> String {
    let regions = scope.regions.iter().map(ToString::to_string);
    let places = scope.places.iter().map(ToString::to_string);
    let profiles = scope.profiles.iter().map(|profile| words.label(&format!("profile.{profile}")).to_owned());
    let limits = [
        ("poster.regions", regions.collect()),
        ("poster.places", places.collect()),
        ("poster.profiles", profiles.collect::<Vec<_>>()),
    ];
    let limits = limits.into_iter().filter(|(_, names)| !names.is_empty());
    let limits = limits.map(|(key, names)| words.fill(key, &[("names", &names.join(", "))]));
    limits.collect::<Vec<_>>().join(", ")
}

/// What a paper must show at this level; where that depends on its kind, with the kinds.
fn elements(pack: &Pack, level: ElementLevel, words: &Words) -> impl Iterator<Item = String> {
    pack.elements.iter().filter_map(move |element| {
        let at_level = |kind: &&Kind| pack.level(element.id.as_str(), Some(kind.id.as_str())) == level;
        let (with, without): (Vec<_>, Vec<_>) = covered(pack).partition(at_level);
        let label = element_label(pack, &element.id, words);
        let key = match (with.len(), without.len()) {
            (0, _) => return None,
            (_, 0) => return Some(label),
            (with, without) if with < without => "poster.only",
            (_, _) => "poster.except",
        };
        let named = if key == "poster.only" { with } else { without };
        let kinds = named.into_iter().map(|kind| uncapitalised(&kind_label(pack, kind, words)));
        let kinds = kinds.collect::<Vec<_>>();
        Some(words.fill(key, &[("element", &label), ("kinds", &kinds.join(", "))]))
    })
}

/// Windows that are not covered, and why.
fn closed_windows(pack: &Pack, words: &Words) -> impl Iterator<Item = String> {
    let key = match pack.axis {
        Axis::TimeOfAct if about_tests(pack) => "poster.closed-test",
        Axis::TimeOfAct => "poster.closed-act",
        Axis::TimeOfCheck => "poster.closed-check",
    };
    pack.windows.iter().filter_map(move |window| {
        let reason = reason_label(pack, window.not_covered.as_ref()?, words);
        Some(words.fill(key, &[("span", &span(window.from, window.until, words)), ("reason", &reason)]))
    })
}

fn duration<'w>(pack: &Pack, words: &'w Words) -> &'w str {
    match pack.stated_duration.counts {
        Counts::Shortens => words.label("poster.duration-shortens"),
        Counts::Ignored => words.label("poster.duration-ignored"),
    }
}

fn in_force(pack: &Pack, words: &Words) -> String {
    let from = pack.in_force.from;
    match pack.in_force.sunset {
        Some(sunset) => words.fill("poster.in-force", &[("span", &span(from, sunset, words))]),
        None => words.fill("poster.in-force-open", &[("from", &start(from, words))]),
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
