//! The moments at which a judgement would come out otherwise.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use super::calendar::Unit;
use super::term::{Origin, Time};
use crate::time;

const DAY: i64 = 86_400_000;
/// Moving a date by months and back misses it by less than this many days.
const SLACK_DAYS: i64 = 5;

/// Collects the moments at which a comparison that was made turns.
#[derive(Clone, Debug)]
pub struct Moments {
    zone: Tz,
    found: Vec<DateTime<Utc>>,
}

impl Moments {
    /// No moments yet. `zone` is where local days begin.
    #[must_use]
    pub fn new(zone: Tz) -> Self {
        Self { zone, found: Vec::new() }
    }

    /// Forgets all moments.
    pub fn clear(&mut self) {
        self.found.clear();
    }

    /// Something turns at `moment`.
    pub fn push(&mut self, moment: DateTime<Utc>) {
        self.found.push(moment);
    }

    /// Something turns right behind `moment`, which still belongs to what was.
    pub fn push_behind(&mut self, moment: DateTime<Utc>) {
        self.found.extend(moment.checked_add_signed(chrono::TimeDelta::milliseconds(1)));
    }

    /// The first moment later than `at`.
    #[must_use]
    pub fn first_after(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.found.iter().copied().filter(|moment| *moment > at).min()
    }

    /// The last moment that is not later than `at`.
    #[must_use]
    pub fn last_until(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.found.iter().copied().filter(|moment| *moment <= at).max()
    }

    /// Two moments were compared: where one moves with the clock and the other stays,
    /// they become equal at one moment and part again right behind it.
    pub(super) fn compared(&mut self, left: Time, right: Time) {
        let (moving, fixed) = match (left.origin, right.origin) {
            (Origin::Fixed, Origin::Fixed) => return,
            (Origin::Fixed, moving) => (moving, left.milliseconds),
            (moving, Origin::Fixed) => (moving, right.milliseconds),
            // Both move: their distance stays.
            (Origin::Clock(..) | Origin::Day(..), Origin::Clock(..) | Origin::Day(..)) => return,
        };
        for target in [fixed, fixed.saturating_add(1)] {
            let reached = match moving {
                Origin::Clock(amount, unit) => {
                    DateTime::from_timestamp_millis(first_reaching(target, amount, unit, 1))
                }
                Origin::Day(amount, unit) => self.start_of_day(first_reaching(target, amount, unit, DAY)),
                Origin::Fixed => None,
            };
            self.found.extend(reached);
        }
    }

    fn start_of_day(&self, midnight: i64) -> Option<DateTime<Utc>> {
        let day = DateTime::from_timestamp_millis(midnight)?.date_naive();
        Some(time::at_local_time(day.and_time(NaiveTime::MIN), self.zone).to_utc())
    }
}

/// The first multiple of `step` milliseconds that, moved by so many units, is not before `target`.
///
/// Moving by days and hours keeps distances, so that the answer stands beside the target moved back.
/// Months and years are of different lengths, so it is searched for around there.
fn first_reaching(target: i64, amount: i64, unit: Unit, step: i64) -> i64 {
    let back = unit.add(target, amount.saturating_neg());
    let mut before = back.saturating_sub(SLACK_DAYS * DAY).div_euclid(step);
    let mut reached = back.saturating_add(SLACK_DAYS * DAY).div_euclid(step) + 1;
    while reached - before > 1 {
        let middle = before + (reached - before) / 2;
        if unit.add(middle * step, amount) >= target {
            reached = middle;
        } else {
            before = middle;
        }
    }
    reached * step
}

#[cfg(test)]
mod tests {
    use super::super::calendar::parse;
    use super::*;

    fn turns(moving: Time, fixed: &str) -> Vec<String> {
        let mut moments = Moments::new(chrono_tz::Europe::Paris);
        moments.compared(moving, Time::fixed(parse(fixed).unwrap()));
        moments
            .found
            .iter()
            .map(|moment| moment.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
            .collect()
    }

    #[test]
    fn the_clock_turns_to_the_millisecond() {
        let clock = Time::clock(0);
        assert_eq!(
            turns(clock, "2021-08-14T18:30:00Z"),
            ["2021-08-14T18:30:00Z", "2021-08-14T18:30:00.001Z"]
        );
        let earlier = clock.moved(-72, Unit::Hour);
        assert_eq!(turns(earlier, "2021-08-14T18:30:00Z")[0], "2021-08-17T18:30:00Z");
        let minor = clock.moved(-18, Unit::Year);
        assert_eq!(turns(minor, "2004-02-29")[0], "2022-03-01T00:00:00Z");
    }

    #[test]
    fn a_local_day_turns_at_its_own_midnight() {
        let day = Time::day(0);
        assert_eq!(turns(day, "2021-08-14"), ["2021-08-13T22:00:00Z", "2021-08-14T22:00:00Z"]);
        assert_eq!(turns(day, "2021-12-14")[0], "2021-12-13T23:00:00Z");
        assert_eq!(turns(day.moved(-7, Unit::Day), "2021-08-07")[0], "2021-08-13T22:00:00Z");
    }

    #[test]
    fn what_stays_never_turns() {
        assert_eq!(turns(Time::fixed(0), "2021-08-14"), [""; 0]);
    }
}
