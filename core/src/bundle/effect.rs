//! What is installed as part of a verifier.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use data_encoding::BASE64;

use super::document::{Content, Revoked, RuleSets};
use super::shelf::{HeldDocument, Shelf};
use crate::rules::RuleBook;
use crate::rules::tolerance::{Held, Tolerance, ToleranceBook};
use crate::trust::{RevocationError, Revocations};
use crate::verifier::Verifier;

impl Shelf {
    /// The verifier with what is installed: keys are added and revoked ones taken away, rules replace those of their
    /// country and purpose, packs add up.
    #[must_use]
    pub fn furnish(&self, verifier: &Verifier) -> Verifier {
        let mut furnished = verifier.clone();
        for held in self.held.values() {
            match &held.content {
                Content::Trust(list) => furnished.trust.add(list.keys.iter().cloned()),
                Content::Rules(_) => {}
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
                revoked.keys.iter().for_each(|key| furnished.trust.revoke(key));
            }
        }
        furnished.rules = Arc::new(self.rules(&verifier.rules));
        furnished.tolerances = Arc::new(self.tolerances(&verifier.tolerances));
        furnished
    }

    /// The rules with what is installed. Those of one update are put together before they take anything's place: files of
    /// one country are one rule set. Updates follow each other as they were issued, then as they were installed.
    fn rules(&self, built_in: &RuleBook) -> RuleBook {
        let mut updates = BTreeMap::<(DateTime<Utc>, u32), Vec<&RuleSets>>::new();
        for held in self.held.values() {
            if let Content::Rules(rules) = &held.content {
                updates.entry((held.issued, held.update)).or_default().push(rules);
            }
        }
        let mut book = built_in.clone();
        updates.into_values().for_each(|rules| book.replace(read(&rules)));
        book
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

/// The rules and value sets of one update.
fn read(update: &[&RuleSets]) -> RuleBook {
    let texts = update.iter().flat_map(|rules| &rules.sets).map(String::as_str);
    let value_sets = update.iter().flat_map(|rules| &rules.value_sets);
    let value_sets = value_sets.map(|set| (set.id.clone(), set.codes.clone())).collect();
    RuleBook::read(texts, value_sets).expect("checked when it was installed")
}

impl Revoked {
    /// Whether all hashes can be read.
    pub(super) fn check(&self) -> Result<(), RevocationError> {
        self.add_to(&mut Revocations::default())
    }

    fn add_to(&self, revocations: &mut Revocations) -> Result<(), RevocationError> {
        for list in &self.hashes {
            for code in &list.codes {
                let hash = BASE64.decode(code.as_bytes()).map_err(|_| RevocationError::Encoding)?;
                revocations.add(list.of, list.key.as_ref(), &hash)?;
            }
        }
        Ok(())
    }
}
