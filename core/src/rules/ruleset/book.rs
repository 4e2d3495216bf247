//! All rule sets with the value sets that they look into.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::code;
use super::read::RulesError;
use super::set::{Purpose, RuleSet};

/// The rules of all countries and purposes.
#[derive(Clone, Debug, Default)]
pub struct RuleBook {
    /// The sets, in the order in which they were given.
    pub sets: Vec<RuleSet>,
    /// The codes of each value set, by its identifier.
    pub value_sets: BTreeMap<String, Vec<String>>,
}

impl RuleBook {
    /// Reads rule sets, each in any of the forms of [`RuleSet::read`]. Official lists that come in several files
    /// are one set: of a rule's versions only the newest counts, wherever it stands.
    ///
    /// # Errors
    /// [`RulesError`], for the first text that cannot be read.
    pub fn read<'t>(
        texts: impl IntoIterator<Item = &'t str>,
        value_sets: BTreeMap<String, Vec<String>>,
    ) -> Result<Self, RulesError> {
        let mut book = Self { sets: Vec::new(), value_sets };
        for text in texts {
            book.add(RuleSet::read(text)?);
        }
        Ok(book)
    }

    /// The date of the rules by which passes are judged in a country: of the set in force, or of the newest of its rules
    /// that is; `None` where none is in force.
    #[must_use]
    pub fn date(&self, country: &str, purpose: Purpose, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let country = code::country(country);
        let sets = self.sets.iter().filter(|set| set.purpose == purpose && set.is_in_force(at));
        let dates = sets.filter_map(|set| {
            let rules = set.rules.iter().filter(|rule| rule.accepts_in(&country) && rule.is_in_force(at));
            let newest = rules.map(|rule| rule.valid_from).max()?;
            Some(set.from.unwrap_or(newest))
        });
        dates.max()
    }

    /// Puts the rules of a newer book in the place of those of the same countries and purposes, and its value sets in the
    /// place of those of the same ids.
    pub fn replace(&mut self, newer: RuleBook) {
        for new in &newer.sets {
            let countries = new.rules.iter().map(|rule| &rule.country).collect::<BTreeSet<_>>();
            for old in self.sets.iter_mut().filter(|old| old.purpose == new.purpose) {
                old.rules.retain(|rule| !countries.contains(&rule.country));
            }
        }
        self.sets.retain(|set| !set.rules.is_empty());
        self.sets.extend(newer.sets);
        self.value_sets.extend(newer.value_sets);
    }

    /// Makes another book a part of this one, as though both had been read at once.
    pub(crate) fn merge(&mut self, other: RuleBook) {
        other.sets.into_iter().for_each(|set| self.add(set));
        self.value_sets.extend(other.value_sets);
    }

    /// For what, and for which countries, there are rules.
    pub(crate) fn covers(&self) -> impl Iterator<Item = (Purpose, &str)> {
        self.sets.iter().flat_map(|set| set.rules.iter().map(|rule| (set.purpose, rule.country.as_str())))
    }

    /// The times that rules of a country for a purpose cover: from, and up to but not including.
    pub fn periods(
        &self,
        country: &str,
        purpose: Purpose,
    ) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> {
        let country = code::country(country);
        let accepting = move |set: &&RuleSet| {
            set.purpose == purpose && set.rules.iter().any(|rule| rule.accepts_in(&country))
        };
        self.sets.iter().filter(accepting).filter_map(RuleSet::period)
    }

    fn add(&mut self, set: RuleSet) {
        let official = self.sets.iter_mut().find(|known| known.id.is_empty() && set.id.is_empty());
        let Some(official) = official else {
            self.sets.push(set);
            return;
        };
        official.rules.extend(set.rules);
        official.rules.sort_by(|left, right| {
            left.identifier.cmp(&right.identifier).then(right.version.cmp(&left.version))
        });
    }
}
