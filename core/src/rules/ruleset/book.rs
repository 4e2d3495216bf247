//! All rule sets with the value sets that they look into.

use std::collections::BTreeMap;

use super::read::RulesError;
use super::set::RuleSet;

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
