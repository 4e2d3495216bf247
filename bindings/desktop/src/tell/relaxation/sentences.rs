//! What a pack says in sentences: on the poster, and for its second reader.

use souplesse_core::rules::tolerance::{Axis, Counts, ElementLevel, Kind, Window};

use super::labels::{Labels, uncapitalised};
use super::times::{span, start};

/// What windows hold, as a heading over them.
pub(crate) fn when_heading(labels: Labels<'_>) -> &'static str {
    when(labels, ["poster.when", "poster.when-test", "poster.when-act", "poster.when-check"])
}

/// The same in fewer words, before their values.
pub(crate) fn when_label(labels: Labels<'_>) -> &'static str {
    when(labels, ["pack.when", "pack.when-test", "pack.when-act", "pack.when-check"])
}

fn when(labels: Labels<'_>, [always, test, act, check]: [&'static str; 4]) -> &'static str {
    labels.words.label(match (labels.pack.windows.is_empty(), labels.pack.axis) {
        (true, _) => always,
        (false, Axis::TimeOfAct) if labels.about_tests() => test,
        (false, Axis::TimeOfAct) => act,
        (false, Axis::TimeOfCheck) => check,
    })
}

/// The windows that are covered, each with its age and its scope.
pub(crate) fn windows(labels: Labels<'_>) -> impl Iterator<Item = String> {
    let covered = labels.pack.windows.iter().filter(|window| window.not_covered.is_none());
    let always = || {
        with_age(labels, labels.words.label("poster.at-all-times").to_owned(), labels.pack.maximum_age_hours)
    };
    let always = labels.pack.windows.is_empty().then(always);
    covered.map(move |window| window_line(labels, window)).chain(always)
}

fn window_line(labels: Labels<'_>, window: &Window) -> String {
    let line = with_age(labels, span(window.from, window.until, labels.words), window.maximum_age_hours);
    scoped(labels, line, window)
}

/// A line about a window, with where and for whom the window holds.
fn scoped(labels: Labels<'_>, line: String, window: &Window) -> String {
    match &window.scope {
        Some(scope) => {
            labels.words.fill("poster.scoped", &[("line", &line), ("scope", &labels.scope(scope))])
        }
        None => line,
    }
}

/// A time, and for how long a paper of then is good.
fn with_age(labels: Labels<'_>, time: String, hours: Option<u16>) -> String {
    let Some(hours) = hours else { return time };
    let key = if labels.about_tests() { "poster.hours-test" } else { "poster.hours-act" };
    labels.words.fill(key, &[("time", &time), ("hours", &hours.to_string())])
}

/// Windows that are not covered, why, and where.
pub(crate) fn closed_windows(labels: Labels<'_>) -> impl Iterator<Item = String> {
    let key = match labels.pack.axis {
        Axis::TimeOfAct if labels.about_tests() => "poster.closed-test",
        Axis::TimeOfAct => "poster.closed-act",
        Axis::TimeOfCheck => "poster.closed-check",
    };
    labels.pack.windows.iter().filter_map(move |window| {
        let reason = labels.reason(window.not_covered.as_ref()?);
        let span = span(window.from, window.until, labels.words);
        let line = labels.words.fill(key, &[("span", &span), ("reason", &reason)]);
        Some(scoped(labels, line, window))
    })
}

/// Kinds that are not covered, each with its reason.
pub(crate) fn other_kinds(labels: Labels<'_>) -> impl Iterator<Item = String> {
    labels.pack.kinds.iter().filter_map(move |kind| {
        let reason = labels.reason(kind.not_covered.as_ref()?);
        Some(labels.words.fill("poster.reason", &[("kind", &labels.kind(kind)), ("reason", &reason)]))
    })
}

/// What a paper must show at this level; where that depends on its kind, with the kinds.
pub(crate) fn elements(labels: Labels<'_>, level: ElementLevel) -> impl Iterator<Item = String> {
    labels.pack.elements.iter().filter_map(move |element| {
        let of_kind = |kind: &&Kind| labels.pack.level(element.id.as_str(), Some(kind.id.as_str())) == level;
        let (with, without): (Vec<_>, Vec<_>) = labels.covered().partition(of_kind);
        let label = labels.element(&element.id);
        let key = match (with.len(), without.len()) {
            (0, _) => return None,
            (_, 0) => return Some(label),
            (with, without) if with < without => "poster.only",
            (_, _) => "poster.except",
        };
        let named = if key == "poster.only" { with } else { without };
        let kinds = named.into_iter().map(|kind| uncapitalised(&labels.kind(kind)));
        let kinds = kinds.collect::<Vec<_>>();
        Some(labels.words.fill(key, &[("element", &label), ("kinds", &kinds.join(", "))]))
    })
}

pub(crate) fn duration(labels: Labels<'_>) -> &'static str {
    match labels.pack.stated_duration.counts {
        Counts::Shortens => labels.words.label("poster.duration-shortens"),
        Counts::Ignored => labels.words.label("poster.duration-ignored"),
    }
}

/// Which checks the pack speaks for.
pub(crate) fn in_force(labels: Labels<'_>) -> String {
    let (from, words) = (labels.pack.in_force.from, labels.words);
    match labels.pack.in_force.sunset {
        Some(sunset) => words.fill("poster.in-force", &[("span", &span(from, sunset, words))]),
        None => words.fill("poster.in-force-open", &[("from", &start(from, words))]),
    }
}

/// The texts that it rests on, with what they say.
pub(crate) fn references(labels: Labels<'_>) -> impl Iterator<Item = String> {
    labels.pack.references.iter().map(move |reference| {
        let number = reference.number.as_ref().map(|number| format!(" {number}")).unwrap_or_default();
        let date = reference.date.format("%d/%m/%Y").to_string();
        let values = [
            ("title", reference.title.as_str()),
            ("number", &number),
            ("date", &date),
            ("quotation", &reference.quotation),
        ];
        labels.words.fill("poster.reference", &values)
    })
}
