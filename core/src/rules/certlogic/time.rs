//! Moments that rules compare.

use super::calendar::Unit;

/// A moment, and whether it moves with the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Milliseconds since 1970 in UTC.
    pub milliseconds: i64,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a moment comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The pass or the rule: it stays.
    Fixed,
    /// The time of check, moved by so many units.
    Clock(i64, Unit),
    /// The day of check, as midnight in UTC, moved by so many units.
    Day(i64, Unit),
}

impl Time {
    /// A moment of the pass or the rule.
    #[must_use]
    pub fn fixed(milliseconds: i64) -> Self {
        Self { milliseconds, origin: Origin::Fixed }
    }

    /// The time of check.
    #[must_use]
    pub fn clock(milliseconds: i64) -> Self {
        Self { milliseconds, origin: Origin::Clock(0, Unit::Hour) }
    }

    /// The day of check.
    #[must_use]
    pub fn day(milliseconds: i64) -> Self {
        Self { milliseconds, origin: Origin::Day(0, Unit::Hour) }
    }

    /// The moment moved by so many units. Only what has not been moved yet can be: `plusTime` takes no date-time.
    pub(super) fn moved(self, amount: i64, unit: Unit) -> Self {
        let origin = match self.origin {
            Origin::Fixed => Origin::Fixed,
            Origin::Clock(..) => Origin::Clock(amount, unit),
            Origin::Day(..) => Origin::Day(amount, unit),
        };
        Self { milliseconds: unit.add(self.milliseconds, amount), origin }
    }
}
