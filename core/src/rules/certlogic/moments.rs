//! The moments at which a judgement would come out otherwise.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use super::calendar::Unit;
use super::term::{Origin, Time};
use crate::time;

const DAY: i64 = 86_400_000;
/// Moving a date by months and back misses it by at most three days.
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
        let zone = self.zone;
        for target in [fixed, fixed.saturating_add(1)] {
            match moving {
                Origin::Clock(amount, unit) => {
                    let reached = turns(target, amount, unit, 1);
                    self.found.extend(reached.filter_map(DateTime::from_timestamp_millis));
                }
                Origin::Day(amount, unit) => {
                    let reached = turns(target, amount, unit, DAY);
                    self.found.extend(reached.filter_map(|midnight| start_of_day(midnight, zone)));
                }
                Origin::Fixed => {}
            }
        }
    }
}

fn start_of_day(midnight: i64, zone: Tz) -> Option<DateTime<Utc>> {
    let day = DateTime::from_timestamp_millis(midnight)?.date_naive();
    Some(time::at_local_time(day.and_time(NaiveTime::MIN), zone).to_utc())
}

/// The multiples of `step` milliseconds at which a time, moved by so many units, comes to stand on the other side of
/// `target`.
///
/// Moving by hours and days keeps distances: there is one, where the target is moved back.
fn turns(target: i64, amount: i64, unit: Unit, step: i64) -> impl Iterator<Item = i64> {
    let keeps_distances = matches!(unit, Unit::Hour | Unit::Day);
    let back = unit.add(target, amount.saturating_neg());
    let only =
        back.div_euclid(step).saturating_add(i64::from(back.rem_euclid(step) != 0)).saturating_mul(step);
    let only = keeps_distances.then_some(only);
    let several = (!keeps_distances).then(|| turns_by_months(target, amount, unit, step));
    only.into_iter().chain(several.into_iter().flatten())
}

/// Months can make it three: 30 January and a month is 2 March, but 1 February and a month is 1 March.
/// Within one day, though, moving keeps distances.
fn turns_by_months(target: i64, amount: i64, unit: Unit, step: i64) -> impl Iterator<Item = i64> {
    let reaches = move |time: i64| unit.add(time, amount) >= target;
    let middle = unit.add(target, amount.saturating_neg()).div_euclid(DAY);
    (middle - SLACK_DAYS..=middle + SLACK_DAYS)
        .map(|day| day.saturating_mul(DAY))
        .flat_map(move |midnight| {
            let within = target.saturating_sub(unit.add(midnight, amount));
            let within = Some(within).filter(|distance| (1..DAY).contains(distance));
            [Some(midnight), within.map(|distance| midnight.saturating_add(distance))]
        })
        .flatten()
        .filter(move |time| time % step == 0 && reaches(*time) != reaches(time.saturating_sub(step)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn months_that_run_over_turn_more_than_once() {
        let moved = Time::clock(0).moved(1, Unit::Month);
        assert_eq!(
            turns(moved, "2021-03-02")[..3],
            ["2021-01-30T00:00:00Z", "2021-02-01T00:00:00Z", "2021-02-02T00:00:00Z"]
        );
    }

    const HOUR: i64 = DAY / 24;

    fn any_unit() -> impl Strategy<Value = Unit> {
        prop_oneof![Just(Unit::Year), Just(Unit::Month), Just(Unit::Day), Just(Unit::Hour)]
    }

    proptest! {
        #[test]
        fn turns_are_those_that_trying_every_hour_finds(
            hour in -200_000i64..600_000, amount in -40i64..40, unit in any_unit(), days in any::<bool>()
        ) {
            let target = hour * HOUR;
            let step = if days { DAY } else { HOUR };
            let start = unit.add(target, -amount).div_euclid(DAY) - 20;
            let tried = (start * DAY..(start + 40) * DAY).step_by(usize::try_from(step).unwrap());
            let reaches = |time: i64| unit.add(time, amount) >= target;
            let expected = tried.filter(|time| reaches(*time) != reaches(time - step)).collect::<Vec<_>>();
            prop_assert_eq!(super::turns(target, amount, unit, step).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn what_stays_never_turns() {
        assert_eq!(turns(Time::fixed(0), "2021-08-14"), [""; 0]);
    }
}
