//! The times that can be tapped: the hours of the packs' windows, cut so that there are never too many.

use chrono::{DateTime, DurationRound, NaiveDateTime, TimeDelta, Utc};

use super::chip::Chip;
use crate::rules::tolerance::{Axis, ElementLevel, Held, Word};
use crate::time::{MINUTE, hours_before};

pub(super) const HALF_A_DAY: TimeDelta = TimeDelta::hours(12);

/// More chips than this would not be found: then they become longer.
const MOST: usize = 48;

/// The lengths of chips, in hours.
const LENGTHS: [i64; 5] = [1, 12, 24, 7 * 24, 366 * 24];

/// A time of act that makes a difference.
#[derive(Clone, Copy)]
struct Range {
    from: NaiveDateTime,
    until: NaiveDateTime,
    covered: bool,
}

/// The chips of now, in order. They do not overlap. Times behind now have none, except in the hour that it is.
pub(super) fn chips(packs: &[&Held], at: DateTime<Utc>) -> Vec<Chip> {
    let Some(now) = packs.iter().map(|held| held.tolerance.local(at)).max() else {
        return Vec::new();
    };
    let ranges = packs.iter().flat_map(|held| ranges(held, at)).filter(|range| range.from <= now);
    let (covered, not_covered): (Vec<_>, Vec<_>) = ranges.partition(|range| range.covered);
    let covered = joined(covered);
    let by_hour = packs.iter().any(|held| asks(held, Word::TEST_TIME));
    let mut chips = LENGTHS
        .iter()
        .filter(|hours| by_hour || **hours >= 24)
        .map(|hours| cut(&covered, TimeDelta::hours(*hours), now))
        .find(|chips| chips.len() <= MOST)
        .unwrap_or_default();
    chips.extend(not_covered.iter().flat_map(|range| uncovered_parts(*range, &covered, now)));
    chips.sort_unstable();
    chips.dedup();
    chips
}

/// Whether any kind that the pack covers must or should show this element.
pub(super) fn asks(held: &Held, element: &str) -> bool {
    let pack = held.tolerance.pack();
    let mut kinds = pack.kinds.iter().filter(|kind| kind.not_covered.is_none());
    kinds.any(|kind| pack.level(element, Some(kind.id.as_str())) != ElementLevel::Unasked)
}

/// The times of act that a pack tells apart.
fn ranges(held: &Held, at: DateTime<Utc>) -> Vec<Range> {
    if !asks(held, Word::TEST_DATE) {
        return Vec::new();
    }
    let pack = held.tolerance.pack();
    if pack.axis == Axis::TimeOfAct && !pack.windows.is_empty() {
        let windows = pack.windows.iter();
        let range = windows.map(|window| Range {
            from: window.from,
            until: window.until,
            covered: window.not_covered.is_none(),
        });
        return range.collect();
    }
    let ages =
        pack.windows.iter().filter_map(|window| window.maximum_age_hours).chain(pack.maximum_age_hours);
    let Some(oldest) = ages.max() else { return Vec::new() };
    let now = held.tolerance.local(at);
    let from = held.tolerance.local(hours_before(at, oldest));
    vec![Range { from: from + MINUTE, until: now + MINUTE, covered: true }]
}

/// Ranges that overlap or touch as one.
fn joined(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_unstable_by_key(|range| range.from);
    let mut joined: Vec<Range> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.from <= last.until => last.until = last.until.max(range.until),
            _ => joined.push(range),
        }
    }
    joined
}

/// Whole hours, half-days or days of what is covered, cut at its edges.
fn cut(ranges: &[Range], length: TimeDelta, now: NaiveDateTime) -> Vec<Chip> {
    let mut chips = Vec::new();
    for range in ranges {
        let mut from = range.from;
        while from < range.until && from <= now && chips.len() <= MOST {
            let start = from.duration_trunc(length).unwrap_or(from);
            let until = (start + length).min(range.until);
            chips.push(Chip { from, until, covered: true });
            from = until;
        }
    }
    chips
}

/// What is left of a window that is not covered, up to now, where no other pack covers it.
fn uncovered_parts(range: Range, covered: &[Range], now: NaiveDateTime) -> Vec<Chip> {
    let mut parts = vec![(range.from, range.until.min(now + MINUTE))];
    for other in covered {
        parts = parts
            .into_iter()
            .flat_map(|(from, until)| [(from, until.min(other.from)), (from.max(other.until), until)])
            .filter(|(from, until)| from < until)
            .collect();
    }
    parts.into_iter().map(|(from, until)| Chip { from, until, covered: false }).collect()
}
