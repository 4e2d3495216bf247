//! What is installed as part of a verifier.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use data_encoding::BASE64;

use super::document::{Content, Revoked, RuleSets};
use super::shelf::{HeldDocument, Shelf};
use crate::rules::tolerance::{Held, Tolerance, ToleranceBook};
use crate::rules::{RuleBook, RuleSet};
use crate::trust::{RevocationError, Revocations};
use crate::verifier::Verifier;

impl Shelf {
    /// The verifier with what is installed: keys are added and revoked ones taken away, rules replace those of their
    /// country and purpose, packs add up.
    #[must_use]
    pub fn furnish(&self, verifier: &Verifier) -> Verifier {
        let mut furnished = verifier.clone();
        let mut book = (*verifier.rules).clone();
        for held in self.held.values() {
            match &held.content {
                Content::Trust(list) => furnished.trust.add(list.keys.iter().cloned()),
                Content::Rules(rules) => rules.replace_in(&mut book),
                Content::Revocations(revoked) => {
                    revoked.add_to(&mut furnished.revocations).expect("checked when it was installed");
                }
                Content::Pack(_)
                | Content::Withdrawal(_)
                | Content::Successor(_)
                | Content::Authorisation(_) => {
                    continue;
                }
            }
            furnished.freshness.push(held.freshness);
            furnished.demonstration |= held.demonstration;
        }
        for held in self.held.values() {
            if let Content::Revocations(revoked) = &held.content {
                revoked.keys.iter().for_each(|key| furnished.trust.remove(key));
            }
        }
        furnished.rules = Arc::new(book);
        furnished.tolerances = Arc::new(self.tolerances(&verifier.tolerances));
        furnished
    }

    /// The packs that are left of those built in, and those installed.
    fn tolerances(&self, built_in: &ToleranceBook) -> ToleranceBook {
        let installed = self.held.values().filter_map(|held| Some((as_pack(held)?, held)));
        let installed = installed.map(|(tolerance, held)| Held {
            tolerance,
            freshness: Some(held.freshness),
            demonstration: held.demonstration,
        });
        let installed = installed.collect::<Vec<_>>();
        let replaced = installed.iter().map(|held| &held.tolerance.pack().id).collect::<BTreeSet<_>>();
        let kept = built_in.held.iter().filter(|held| {
            let id = &held.tolerance.pack().id;
            !replaced.contains(id) && !self.ledger.is_built_in_withdrawn(id)
        });
        ToleranceBook { held: kept.cloned().chain(installed.iter().cloned()).collect() }
    }
}

fn as_pack(held: &HeldDocument) -> Option<Tolerance> {
    match &held.content {
        Content::Pack(pack) => Tolerance::new((**pack).clone()).ok(),
        Content::Trust(_)
        | Content::Rules(_)
        | Content::Revocations(_)
        | Content::Withdrawal(_)
        | Content::Successor(_)
        | Content::Authorisation(_) => None,
    }
}

impl RuleSets {
    /// Puts these in the place of the rules of the same countries and purposes.
    fn replace_in(&self, book: &mut RuleBook) {
        let sets = self.sets.iter().map(|text| RuleSet::read(text).expect("checked when it was installed"));
        let sets = sets.collect::<Vec<_>>();
        for new in &sets {
            let countries = new.rules.iter().map(|rule| &rule.country).collect::<BTreeSet<_>>();
            for old in book.sets.iter_mut().filter(|old| old.purpose == new.purpose) {
                old.rules.retain(|rule| !countries.contains(&rule.country));
            }
        }
        book.sets.retain(|set| !set.rules.is_empty());
        book.sets.extend(sets);
        let value_sets = self.value_sets.iter().map(|set| (set.id.clone(), set.codes.clone()));
        book.value_sets.extend(value_sets.collect::<BTreeMap<_, _>>());
    }
}

impl Revoked {
    /// Whether all hashes can be read.
    pub(super) fn check(&self) -> Result<(), RevocationError> {
        self.add_to(&mut Revocations::default())
    }

    fn add_to(&self, revocations: &mut Revocations) -> Result<(), RevocationError> {
        for list in &self.hashes {
            for code in &list.codes {
                let hash = BASE64
                    .decode(code.as_bytes())
                    .map_err(|_| RevocationError::Encoding { text: code.clone() })?;
                revocations.add(list.of, list.key.as_ref(), &hash)?;
            }
        }
        Ok(())
    }
}
