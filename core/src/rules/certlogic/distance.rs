//! When two times that both move with the clock pass each other.
//!
//! From one midnight to the next, here or in UTC, the distance between them stays, or it shrinks or grows as the clock runs.

use std::ops::Range;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::calendar::{DAY, Unit};
use super::time::Origin;
use crate::time;

/// Months and days of the same length on average are never further apart: a few days for each month that is moved by,
/// and one for the local day.
const FURTHEST: i64 = 10 * DAY;

/// How far is looked in one go. What has not turned until then may turn later.
pub(super) const HORIZON: i64 = 62 * DAY;

/// From one moving time to another.
#[derive(Clone, Copy)]
pub(super) struct Distance {
    pub one: Origin,
    pub other: Origin,
    pub zone: Tz,
}

impl Distance {
    /// The last and the next moment at which the one comes to stand before, at or behind the other, in milliseconds; else
    /// moments from which to look again. None where that never happens.
    pub(super) fn turns_around(&self, now: i64, horizon: i64) -> [Option<i64>; 2] {
        if self.stays() || self.at(now).abs() > FURTHEST {
            return [None, None];
        }
        [Some(self.last_turn(now, horizon)), Some(self.next_turn(now, horizon))]
    }

    /// Whether it is the same at all times.
    fn stays(&self) -> bool {
        let even = |unit| matches!(unit, Unit::Hour | Unit::Day);
        match (self.one, self.other) {
            (Origin::Clock(_, one), Origin::Clock(_, other))
            | (Origin::Day(_, one), Origin::Day(_, other)) => even(one) && even(other),
            _ => false,
        }
    }

    fn next_turn(&self, now: i64, horizon: i64) -> i64 {
        let sign = self.at(now).signum();
        let mut piece = self.piece(now);
        piece.start = now;
        while piece.start < now.saturating_add(horizon) {
            let [first, last] = [piece.start, piece.end - 1].map(|moment| self.at(moment));
            if first.signum() != sign {
                return piece.start;
            }
            if last.signum() != sign {
                return piece.start + first.abs().max(1);
            }
            piece = self.piece(piece.end);
        }
        piece.start
    }

    fn last_turn(&self, now: i64, horizon: i64) -> i64 {
        let sign = self.at(now).signum();
        let mut piece = self.piece(now);
        piece.end = now + 1;
        while piece.start > now.saturating_sub(horizon) {
            let [first, last] = [piece.start, piece.end - 1].map(|moment| self.at(moment));
            if last.signum() != sign {
                return piece.end;
            }
            if first.signum() != sign {
                return piece.end - last.abs().max(1);
            }
            piece = self.piece(piece.start - 1);
        }
        piece.end
    }

    fn at(&self, moment: i64) -> i64 {
        let [one, other] = [self.one, self.other].map(|origin| match origin {
            Origin::Fixed => 0,
            Origin::Clock(amount, unit) => unit.add(moment, amount),
            Origin::Day(amount, unit) => unit.add(midnight(self.local_day(moment)), amount),
        });
        one.saturating_sub(other)
    }

    /// The time around a moment in which no day begins, here or in UTC.
    fn piece(&self, moment: i64) -> Range<i64> {
        let start = moment.div_euclid(DAY).saturating_mul(DAY);
        let today = self.local_day(moment);
        let days = [Some(today), today.checked_add_days(Days::new(1))].into_iter().flatten();
        let begins = days.filter_map(|day| start_of_day(midnight(day), self.zone));
        begins.fold(start..start.saturating_add(DAY), |piece, day| match day.timestamp_millis() {
            day if !piece.contains(&day) => piece,
            day if day <= moment => day..piece.end,
            day => piece.start..day,
        })
    }

    fn local_day(&self, moment: i64) -> NaiveDate {
        let instant = DateTime::from_timestamp_millis(moment).unwrap_or_default();
        time::in_zone(instant, self.zone).date_naive()
    }
}

fn midnight(day: NaiveDate) -> i64 {
    day.and_time(NaiveTime::MIN).and_utc().timestamp_millis()
}

/// When the day with that midnight in UTC begins in a zone.
pub(super) fn start_of_day(midnight: i64, zone: Tz) -> Option<DateTime<Utc>> {
    let day = DateTime::from_timestamp_millis(midnight)?.date_naive();
    Some(time::at_local_time(day.and_time(NaiveTime::MIN), zone).to_utc())
}
