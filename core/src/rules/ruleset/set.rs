//! Rules that belong together: for one purpose, and for a time.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::rule::Rule;
use crate::names::names;
use crate::verdict::Translation;

/// What passes are checked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Restaurants, events and the like.
    Activity,
    /// Crossing a border. A set that does not say what it is for is for this.
    #[default]
    Travel,
}

names!("purpose", Purpose {
    Activity = "activity",
    Travel = "travel",
});

/// A set of rules.
#[derive(Clone, Debug)]
pub struct RuleSet {
    /// Its name; empty for an official list, which has none.
    pub id: String,
    /// What it is for.
    pub purpose: Purpose,
    /// What it is called.
    pub title: Vec<Translation>,
    /// From this moment on; `None` leaves it to the rules.
    pub from: Option<DateTime<Utc>>,
    /// Up to this moment, which no longer belongs to it; `None` leaves it to the rules.
    pub until: Option<DateTime<Utc>>,
    /// Who needed no pass at all.
    pub minors: Option<Minors>,
    /// The rules, those of one identifier side by side, the newest version first.
    pub rules: Vec<Rule>,
}

/// Who is too young to need a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minors {
    /// Years; at that age one is no minor any more.
    pub under: u32,
    /// The first day on which minors need a pass too.
    pub until: NaiveDate,
}

impl RuleSet {
    /// The time that the set covers: from, and up to but not including; its own dates, else its rules'.
    /// `None` for a set without rules and dates.
    #[must_use]
    pub fn period(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let from = self.from.or_else(|| self.rules.iter().map(|rule| rule.valid_from).min())?;
        let until = self.until.or_else(|| self.rules.iter().map(|rule| rule.valid_to).max())?;
        Some((from, until))
    }

    pub(super) fn is_in_force(&self, at: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }
}
