//! Every consequence of a pack: kinds × times × what is missing.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use souplesse_core::Outcome;
use souplesse_core::rules::tolerance::{
    Axis, Circumstances, ElementLevel, Lacks, Paper, Stated, Tolerance, Word,
};

use super::circumstances::Circumstance;

const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// A paper on whose kind, time and gaps a door is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// Its kind; `None` is not stated.
    pub kind: Option<Word>,
    /// On the pack's axis: the time of act, or of check.
    pub time: NaiveDateTime,
    /// How long before the check the act was, where windows hold the time of check.
    pub age: Age,
    /// The element that is missing.
    pub missing: Option<Word>,
}

/// How old a paper is when it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// As fresh as one can be.
    Fresh,
    /// A minute younger than so many hours.
    WithinHours(u16),
    /// So many hours.
    AtHours(u16),
}

/// What a door says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// The one word.
    pub outcome: Outcome,
    /// The deciding code.
    pub code: String,
    /// Until when the paper is or was good.
    pub until: Option<NaiveDateTime>,
    /// What is noted besides.
    pub notes: Vec<String>,
}

/// All cases in which one of these packs may decide in its own way, in order.
pub fn cases(packs: &[&Tolerance]) -> Vec<Case> {
    let mut kinds: Vec<Option<Word>> = Vec::new();
    let mut missing: Vec<Option<Word>> = vec![None];
    for tolerance in packs {
        kinds.extend(tolerance.pack().kinds.iter().map(|kind| Some(kind.id.clone())));
        missing.extend(tolerance.pack().elements.iter().map(|element| Some(element.id.clone())));
    }
    kinds.push(None);
    let times = packs.iter().flat_map(|tolerance| times(tolerance)).collect::<BTreeSet<_>>();
    let mut cases = Vec::new();
    for kind in in_order(kinds) {
        for time in &times {
            let case = |age, missing| Case { kind: kind.clone(), time: *time, age, missing };
            cases.extend(in_order(missing.clone()).into_iter().map(|missing| case(Age::Fresh, missing)));
            let hours = packs.iter().flat_map(|tolerance| ages(tolerance, *time)).collect::<BTreeSet<_>>();
            let ages = hours.into_iter().flat_map(|hours| [Age::WithinHours(hours), Age::AtHours(hours)]);
            cases.extend(ages.map(|age| case(age, None)));
        }
    }
    cases
}

/// What a door says of a paper: by the time of the act, of one that is looked at as soon as there is one and the pack is in force.
pub fn judge(tolerance: &Tolerance, case: &Case, circumstance: &Circumstance) -> Consequence {
    let pack = tolerance.pack();
    let (act, at) = match pack.axis {
        Axis::TimeOfAct => (case.time, instant(tolerance, case.time).max(tolerance.from())),
        Axis::TimeOfCheck => {
            let at = instant(tolerance, case.time);
            (tolerance.local(at - case.age.before()), at)
        }
    };
    let missing = case.missing.iter().cloned().collect();
    let paper = Paper {
        kind: case.kind.as_ref().map(Word::as_str),
        act: Some(act),
        lacks: Lacks::These(&missing),
        stated: match &case.missing {
            Some(word) if *word == *Word::DURATION => Stated::Nothing,
            Some(_) | None => Stated::Something,
        },
    };
    if !tolerance.is_in_force(at) {
        let code = "no-tolerance-in-force".to_owned();
        return Consequence { outcome: Outcome::NotCovered, code, until: None, notes: Vec::new() };
    }
    let Circumstance { place, profile, .. } = circumstance;
    let circumstances = Circumstances {
        at,
        device: None,
        region: place.region.as_ref().map(|region| &region.is),
        place: place.kind.as_ref().map(|kind| &kind.is),
        profile: *profile,
    };
    let decision = tolerance.decide(&paper, &circumstances);
    let mut codes = tolerance.reasons(&decision, &paper).into_iter().map(|reason| reason.code.to_string());
    Consequence {
        outcome: decision.outcome,
        code: codes.next().unwrap_or_default(),
        until: decision.until.map(|until| tolerance.local(until)),
        notes: codes.collect(),
    }
}

impl Age {
    fn before(self) -> TimeDelta {
        match self {
            Age::Fresh => MINUTE,
            Age::WithinHours(hours) => TimeDelta::hours(i64::from(hours)) - MINUTE,
            Age::AtHours(hours) => TimeDelta::hours(i64::from(hours)),
        }
    }
}

/// The ages at which papers turn that are checked then.
fn ages(tolerance: &Tolerance, time: NaiveDateTime) -> Vec<u16> {
    let pack = tolerance.pack();
    if pack.axis == Axis::TimeOfAct {
        return Vec::new();
    }
    let holding = pack.windows.iter().filter(|window| window.from <= time && time < window.until);
    let ages = holding.filter_map(|window| window.maximum_age_hours);
    ages.chain(pack.maximum_age_hours).collect()
}

/// The times at which something may turn, each with the minute before and behind.
fn times(tolerance: &Tolerance) -> BTreeSet<NaiveDateTime> {
    let pack = tolerance.pack();
    let windows = pack.windows.iter().flat_map(|window| [window.from, window.until]);
    let life = [Some(pack.in_force.from), pack.in_force.sunset].into_iter().flatten();
    let edges = if pack.windows.is_empty() { life.collect::<Vec<_>>() } else { windows.collect() };
    let dated = pack
        .elements
        .iter()
        .any(|element| *element.id.as_str() == *Word::TEST_TIME && element.level != ElementLevel::Unasked);
    let step = if dated || pack.axis == Axis::TimeOfCheck { MINUTE } else { TimeDelta::days(1) };
    edges.into_iter().flat_map(|edge| [edge - step, edge, edge + step]).collect()
}

fn instant(tolerance: &Tolerance, local: NaiveDateTime) -> DateTime<Utc> {
    let zone = tolerance.zone();
    zone.from_local_datetime(&local).earliest().unwrap_or_else(|| zone.from_utc_datetime(&local)).to_utc()
}

/// Each once, in the order in which they come.
fn in_order(words: Vec<Option<Word>>) -> Vec<Option<Word>> {
    let mut unique = Vec::new();
    for word in words {
        if !unique.contains(&word) {
            unique.push(word);
        }
    }
    unique
}
