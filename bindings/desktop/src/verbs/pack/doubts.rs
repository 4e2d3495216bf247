//! What a sound pack may not mean: told to its author before it is signed.

use chrono::{Datelike, LocalResult, NaiveDateTime, TimeDelta, TimeZone};
use souplesse_core::rules::tolerance::{Axis, Pack, Scope, Tolerance, Window};
use souplesse_words::Words;

use super::source::built_in;
use crate::read::pack_faults::{TEMPLATE, read_all};
use crate::tell::spoken::spoken_local;
use crate::tell::visible::visible;

/// A sunset that is farther away than this ends nothing that anybody remembers, in days.
const FAR: i64 = 730;

/// Something that an author should look at again.
pub(super) struct Doubt {
    /// Where it stands in the pack, such as `windows[1].until`.
    pub path: String,
    /// What it is, in the words of the reader.
    pub text: String,
}

/// What there is to doubt of a pack; `written` is what stands in its text at a path.
pub(super) fn doubts(
    tolerance: &Tolerance,
    written: impl Fn(&str) -> Option<String>,
    words: &Words,
) -> Vec<Doubt> {
    let mut found = Found { words, doubts: Vec::new() };
    let pack = tolerance.pack();
    found.of_windows(pack);
    found.of_clocks(tolerance);
    found.of_ends(tolerance);
    found.of_ages(tolerance);
    found.of_places(pack, written);
    found.of_texts(pack);
    found.of_template(pack);
    if built_in().any(|known| known.id == pack.id && known != *pack) {
        found.add("id".to_owned(), "built-in", &[("id", &pack.id)]);
    }
    found.doubts
}

struct Found<'w> {
    words: &'w Words,
    doubts: Vec<Doubt>,
}

impl Found<'_> {
    fn add(&mut self, path: String, key: &str, values: &[(&str, &str)]) {
        let text = self.words.fill(&format!("doubt.{key}"), values);
        self.doubts.push(Doubt { path, text });
    }

    /// Windows that never decide, since one before them holds whenever they do.
    fn of_windows(&mut self, pack: &Pack) {
        for (index, window) in pack.windows.iter().enumerate() {
            let hides = |other: &&Window| {
                other.from <= window.from
                    && window.until <= other.until
                    && is_wider(other.scope.as_ref(), window.scope.as_ref())
            };
            if let Some(other) = pack.windows.iter().take(index).find(hides) {
                let (this, other) = (window.id.to_string(), other.id.to_string());
                self.add(
                    format!("windows[{index}].id"),
                    "hidden-window",
                    &[("window", &this), ("other", &other)],
                );
            }
        }
    }

    /// Local times that no clock shows, or that come twice.
    fn of_clocks(&mut self, tolerance: &Tolerance) {
        let pack = tolerance.pack();
        for (path, time) in times(pack) {
            let key = match tolerance.zone().from_local_datetime(&time) {
                LocalResult::Single(_) => continue,
                LocalResult::Ambiguous(..) => "doubled-time",
                LocalResult::None => "no-such-time",
            };
            self.add(
                path,
                key,
                &[("time", &spoken_local(time, self.words)), ("zone", tolerance.zone().name())],
            );
        }
        if !tolerance.zone().name().contains('/') {
            self.add("zone".to_owned(), "zone", &[("zone", tolerance.zone().name())]);
        }
    }

    fn of_ends(&mut self, tolerance: &Tolerance) {
        let pack = tolerance.pack();
        let Some(sunset) = pack.in_force.sunset else {
            return self.add("in-force".to_owned(), "no-sunset", &[]);
        };
        let issued = tolerance.local(pack.issued);
        if sunset <= issued {
            let values = [("sunset", sunset), ("issued", issued)];
            let values = values.map(|(name, time)| (name, spoken_local(time, self.words)));
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            self.add("in-force.sunset".to_owned(), "ends-before-issue", &values);
        }
        if sunset - pack.in_force.from > TimeDelta::days(FAR) {
            let year = sunset.year().to_string();
            self.add("in-force.sunset".to_owned(), "far-sunset", &[("year", &year)]);
        }
        let cut = pack.windows.iter().filter(|window| window.not_covered.is_none() && sunset < window.until);
        for window in cut {
            let values = [("sunset", spoken_local(sunset, self.words)), ("window", window.id.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            self.add("in-force.sunset".to_owned(), "early-sunset", &values);
        }
    }

    fn of_ages(&mut self, tolerance: &Tolerance) {
        let pack = tolerance.pack();
        if pack.windows.is_empty() && pack.maximum_age_hours.is_none() {
            self.add(String::new(), "no-age", &[]);
        }
        let covered = pack.windows.iter().enumerate().filter(|(_, window)| window.not_covered.is_none());
        for (index, window) in covered {
            let Some(hours) = window.maximum_age_hours else {
                self.add(format!("windows[{index}]"), "no-age-window", &[("window", window.id.as_str())]);
                continue;
            };
            let is_days = hours % 24 == 0 && pack.axis == Axis::TimeOfAct;
            if is_days && clock_changes(tolerance, window.from, window.until, hours) {
                let values = [("hours", hours.to_string()), ("days", (hours / 24).to_string())];
                let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
                self.add(format!("windows[{index}].maximum-age-hours"), "days", &values);
            }
        }
    }

    fn of_places(&mut self, pack: &Pack, written: impl Fn(&str) -> Option<String>) {
        for (index, window) in pack.windows.iter().enumerate() {
            let regions = window.scope.iter().flat_map(|scope| scope.regions.iter().enumerate());
            for (place, region) in regions {
                let path = format!("windows[{index}].scope.regions[{place}]");
                let is_french = region.as_str().starts_with("FR-");
                if is_french && self.words.get(&format!("region.{region}")).is_none() {
                    self.add(path, "unknown-region", &[("region", region.as_str())]);
                } else if let Some(other) = written(&path).filter(|written| written != region.as_str()) {
                    let other = visible(&other);
                    self.add(path, "region-form", &[("written", &other), ("region", region.as_str())]);
                }
            }
        }
    }

    /// Characters that do something in place of being seen.
    fn of_texts(&mut self, pack: &Pack) {
        let both = |path: String, text: &souplesse_core::rules::tolerance::Text| {
            [(format!("{path}.fr"), text.fr.clone()), (format!("{path}.en"), text.en.clone())]
        };
        let named = [("title", &pack.title), ("authority", &pack.authority)];
        let named = named.into_iter().flat_map(|(path, text)| both(path.to_owned(), text));
        let own = pack.words.iter().enumerate().flat_map(|(index, word)| {
            let texts = [("label", &word.label), ("text", &word.text)];
            texts.into_iter().flat_map(move |(field, text)| both(format!("words[{index}].{field}"), text))
        });
        let references = pack.references.iter().enumerate().flat_map(|(index, reference)| {
            let texts = [("title", &reference.title), ("quotation", &reference.quotation)];
            texts.map(|(field, text)| (format!("references[{index}].{field}"), text.clone()))
        });
        for (path, text) in named.chain(own).chain(references) {
            let hidden = text.chars().find(|letter| visible(&letter.to_string()) != letter.to_string());
            if let Some(letter) = hidden {
                let code = format!("U+{:04X}", u32::from(letter));
                self.add(path, "formless", &[("character", &code)]);
            }
        }
    }

    /// What stands in the template for the author to replace.
    fn of_template(&mut self, pack: &Pack) {
        let template = read_all(TEMPLATE).expect("a test reads the template");
        let theirs = examples(template.pack());
        for (path, text) in examples(pack) {
            if theirs.iter().any(|(_, example)| *example == text) {
                self.add(path, "example", &[("text", &visible(&text))]);
            }
        }
    }
}

/// The texts of a pack that are an author's own, each with its path.
fn examples(pack: &Pack) -> Vec<(String, String)> {
    let mut texts = vec![("id".to_owned(), pack.id.to_string())];
    for (path, text) in [("title", &pack.title), ("authority", &pack.authority)] {
        texts.push((format!("{path}.fr"), text.fr.clone()));
        texts.push((format!("{path}.en"), text.en.clone()));
    }
    for (index, reference) in pack.references.iter().enumerate() {
        texts.push((format!("references[{index}].title"), reference.title.clone()));
        texts.extend(reference.number.clone().map(|number| (format!("references[{index}].number"), number)));
        texts.push((format!("references[{index}].quotation"), reference.quotation.clone()));
        texts.push((format!("references[{index}].date"), reference.date.to_string()));
    }
    texts.push(("issued".to_owned(), pack.issued.to_rfc3339()));
    texts.extend(times(pack).map(|(path, time)| (path, time.format("%Y-%m-%dT%H:%M").to_string())));
    texts
}

/// Every local time that a pack names, with its path.
fn times(pack: &Pack) -> impl Iterator<Item = (String, NaiveDateTime)> {
    let windows = pack.windows.iter().enumerate().flat_map(|(index, window)| {
        [("from", window.from), ("until", window.until)]
            .map(|(field, time)| (format!("windows[{index}].{field}"), time))
    });
    let sunset = pack.in_force.sunset.map(|sunset| ("in-force.sunset".to_owned(), sunset));
    windows.chain([("in-force.from".to_owned(), pack.in_force.from)]).chain(sunset)
}

/// Whether a scope holds wherever the other one does.
fn is_wider(wide: Option<&Scope>, narrow: Option<&Scope>) -> bool {
    let Some(wide) = wide else { return true };
    let Some(narrow) = narrow else { return false };
    holds_all(&wide.regions, &narrow.regions)
        && holds_all(&wide.places, &narrow.places)
        && holds_all(&wide.profiles, &narrow.profiles)
}

/// An empty list limits nothing.
fn holds_all<T: PartialEq>(wide: &[T], narrow: &[T]) -> bool {
    wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(|one| wide.contains(one)))
}

/// Whether a paper of the window is good for so many hours and not until the same hour of some day.
fn clock_changes(tolerance: &Tolerance, from: NaiveDateTime, until: NaiveDateTime, hours: u16) -> bool {
    let age = TimeDelta::hours(i64::from(hours));
    [from, until].into_iter().any(|act| {
        let instant = tolerance.zone().from_local_datetime(&act).earliest();
        instant.is_some_and(|instant| tolerance.local(instant.to_utc() + age) != act + age)
    })
}
