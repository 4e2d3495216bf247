//! The moments at which a judgement would come out otherwise.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::calendar::{DAY, Unit};
use super::distance::{Distance, HORIZON, start_of_day};
use super::time::{Origin, Time};

/// Moving a date by months and back misses it by at most three days.
const SLACK_DAYS: i64 = 5;

/// The neighbours of one moment: when a comparison that was made then turned last, and when it turns next.
#[derive(Clone, Copy, Debug)]
pub struct Moments {
    zone: Tz,
    at: DateTime<Utc>,
    last: Option<DateTime<Utc>>,
    next: Option<DateTime<Utc>>,
    /// How many more searches may look far; the others end with their day.
    far_searches: u8,
}

/// More than any rule set makes.
const FAR_SEARCHES: u8 = 16;

impl Moments {
    /// None yet, around a judgement at `at`. `zone` is where local days begin.
    #[must_use]
    pub fn around(at: DateTime<Utc>, zone: Tz) -> Self {
        Self { zone, at, last: None, next: None, far_searches: FAR_SEARCHES }
    }

    /// None yet, around a judgement at another time.
    #[must_use]
    pub fn moved_to(&self, at: DateTime<Utc>) -> Self {
        Self::around(at, self.zone)
    }

    /// Something turns at `moment`.
    pub fn push(&mut self, moment: DateTime<Utc>) {
        if moment <= self.at {
            self.last = self.last.max(Some(moment));
        } else {
            self.next = Some(self.next.map_or(moment, |next| next.min(moment)));
        }
    }

    /// Something turns right behind `moment`, which still belongs to what was.
    pub fn push_behind(&mut self, moment: DateTime<Utc>) {
        moment
            .timestamp_millis()
            .checked_add(1)
            .and_then(DateTime::from_timestamp_millis)
            .into_iter()
            .for_each(|behind| self.push(behind));
    }

    /// The first moment later than that of the judgement.
    #[must_use]
    pub fn next(&self) -> Option<DateTime<Utc>> {
        self.next
    }

    /// The last moment that is not later.
    #[must_use]
    pub fn last(&self) -> Option<DateTime<Utc>> {
        self.last
    }

    /// Two times were compared.
    pub(super) fn compared(&mut self, left: Time, right: Time) {
        match (left.origin, right.origin) {
            (Origin::Fixed, Origin::Fixed) => {}
            (moving, Origin::Fixed) => self.reach(moving, right.milliseconds),
            (Origin::Fixed, moving) => self.reach(moving, left.milliseconds),
            (one, other) => self.pass_each_other(one, other),
        }
    }

    /// A time that moves and one that stays become equal at one moment and part again right behind it.
    fn reach(&mut self, moving: Origin, fixed: i64) {
        let zone = self.zone;
        for target in [fixed, fixed.saturating_add(1)] {
            match moving {
                Origin::Clock(amount, unit) => {
                    let reached = turns(target, amount, unit, 1);
                    reached.filter_map(DateTime::from_timestamp_millis).for_each(|moment| self.push(moment));
                }
                Origin::Day(amount, unit) => {
                    let reached = turns(target, amount, unit, DAY);
                    reached
                        .filter_map(|midnight| start_of_day(midnight, zone))
                        .for_each(|moment| self.push(moment));
                }
                Origin::Fixed => {}
            }
        }
    }

    /// Two times that both move keep their distance, but that months are of many lengths, and that a local day stands still
    /// while the clock runs.
    fn pass_each_other(&mut self, one: Origin, other: Origin) {
        let horizon = if self.far_searches == 0 { 1 } else { HORIZON };
        self.far_searches = self.far_searches.saturating_sub(1);
        let distance = Distance { one, other, zone: self.zone };
        let found = distance.turns_around(self.at.timestamp_millis(), horizon);
        found
            .into_iter()
            .flatten()
            .filter_map(DateTime::from_timestamp_millis)
            .for_each(|turn| self.push(turn));
    }
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

    /// The next turns, from a moment on.
    fn turns(moving: Time, fixed: &str, from: &str) -> Vec<String> {
        let fixed = Time::fixed(parse(fixed).unwrap());
        let mut at = from.parse().unwrap();
        let mut found = Vec::new();
        while found.len() < 3 {
            let mut moments = Moments::around(at, chrono_tz::Europe::Paris);
            moments.compared(moving, fixed);
            let Some(next) = moments.next() else { break };
            let mut behind = Moments::around(next, chrono_tz::Europe::Paris);
            behind.compared(fixed, moving);
            assert_eq!(behind.last(), Some(next));
            found.push(next.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
            at = next;
        }
        found
    }

    #[test]
    fn the_clock_turns_to_the_millisecond() {
        let clock = Time::clock(0);
        let start = "2000-01-01T00:00:00Z";
        assert_eq!(
            turns(clock, "2021-08-14T18:30:00Z", start),
            ["2021-08-14T18:30:00Z", "2021-08-14T18:30:00.001Z"]
        );
        let earlier = clock.moved(-72, Unit::Hour);
        assert_eq!(turns(earlier, "2021-08-14T18:30:00Z", start)[0], "2021-08-17T18:30:00Z");
        let minor = clock.moved(-18, Unit::Year);
        assert_eq!(turns(minor, "2004-02-29", start)[0], "2022-03-01T00:00:00Z");
    }

    #[test]
    fn a_local_day_turns_at_its_own_midnight() {
        let day = Time::day(0);
        let start = "2000-01-01T00:00:00Z";
        assert_eq!(turns(day, "2021-08-14", start), ["2021-08-13T22:00:00Z", "2021-08-14T22:00:00Z"]);
        assert_eq!(turns(day, "2021-12-14", start)[0], "2021-12-13T23:00:00Z");
        assert_eq!(turns(day.moved(-7, Unit::Day), "2021-08-07", start)[0], "2021-08-13T22:00:00Z");
    }

    #[test]
    fn months_that_run_over_turn_more_than_once() {
        let moved = Time::clock(0).moved(1, Unit::Month);
        assert_eq!(
            turns(moved, "2021-03-02", "2021-01-01T00:00:00Z"),
            ["2021-01-30T00:00:00Z", "2021-01-30T00:00:00.001Z", "2021-02-01T00:00:00Z"]
        );
    }

    #[test]
    fn the_end_of_what_is_in_force_is_right_behind_it() {
        let at = "2021-08-14T18:30:00Z".parse().unwrap();
        for (end, next) in [
            ("2021-08-31T21:59:59.999Z", "2021-08-31T22:00:00Z"),
            ("2021-08-31T21:59:59.9995Z", "2021-08-31T22:00:00Z"),
        ] {
            let mut moments = Moments::around(at, chrono_tz::Europe::Paris);
            moments.push_behind(end.parse().unwrap());
            assert_eq!(moments.next(), Some(next.parse().unwrap()));
        }
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
        assert_eq!(turns(Time::fixed(0), "2021-08-14", "2000-01-01T00:00:00Z"), [""; 0]);
    }
}
