//! A time that can be tapped.

use chrono::NaiveDateTime;

/// A time to choose, from and up to but not including, in local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chip {
    /// Its start.
    pub from: NaiveDateTime,
    /// Its end.
    pub until: NaiveDateTime,
    /// Whether a relaxation covers it.
    pub covered: bool,
}
