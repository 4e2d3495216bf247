//! What is installed as part of a verifier.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use data_encoding::BASE64;

use super::document::{Content, Revoked};
use super::ledger::Key;
use super::shelf::Shelf;
use crate::rules::tolerance::{self, Tolerance, ToleranceBook};
use crate::rules::{Purpose, RuleBook};
use crate::trust::{RevocationError, Revocations, SigningKey};
use crate::verifier::Verifier;

/// Rules by the time from which they count; those of one time are one whole, as files of one country are one rule set.
type Layers<'s> = BTreeMap<(DateTime<Utc>, DateTime<Utc>), Vec<(&'s Key, &'s RuleBook)>>;

impl Shelf {
    /// The verifier with what is installed: keys are added and revoked ones taken away, rules replace those of their
    /// country and purpose, packs add up. Of what is lost the verifier knows what it might have been.
    #[must_use]
    pub fn furnish(&self, verifier: &Verifier) -> Verifier {
        let mut furnished = verifier.clone();
        let layers = self.layers();
        let rules_in_force = in_force(&layers);
        for (key, _, held) in self.in_force() {
            match held.content() {
                Content::Trust(list) => {
                    let is_for_training = key.0.demonstration;
                    let believed = |signing: &&SigningKey| {
                        is_for_training || !self.everybodys_keys.contains(&signing.public)
                    };
                    furnished.trust.add(list.keys.iter().filter(believed).cloned());
                }
                Content::Rules(_) if rules_in_force.contains(key) => {}
                Content::Revocations(revoked) => {
                    revoked.add_to(&mut furnished.revocations).expect("checked when it was installed");
                }
                Content::Rules(_)
                | Content::Pack(_)
                | Content::Withdrawal(_)
                | Content::Successor(_)
                | Content::Authorisation(_) => continue,
            }
            furnished.freshness.push(held.freshness());
            furnished.demonstration |= key.0.demonstration;
        }
        for (_, _, held) in self.in_force() {
            if let Content::Revocations(revoked) = held.content() {
                revoked.keys.iter().for_each(|key| furnished.trust.revoke(key));
            }
        }
        let mut rules = (*verifier.rules).clone();
        layers.into_values().for_each(|layer| rules.replace(merged(layer)));
        furnished.rules = Arc::new(rules);
        furnished.tolerances = Arc::new(self.tolerances(&verifier.tolerances));
        self.missing().iter().for_each(|missing| furnished.lost.add(missing.kind));
        furnished
    }

    /// The rules of which anything is left when newer ones have taken their place.
    pub(super) fn rules_in_force(&self) -> BTreeSet<Key> {
        in_force(&self.layers()).into_iter().cloned().collect()
    }

    fn layers(&self) -> Layers<'_> {
        let mut layers = Layers::new();
        for (key, current, held) in self.in_force() {
            if let (Some(rules), Some(origin)) = (held.rules(), current.origin) {
                layers.entry(origin.from).or_default().push((key, rules));
            }
        }
        layers
    }

    /// The packs that are left of those built in, and those installed.
    fn tolerances(&self, built_in: &ToleranceBook) -> ToleranceBook {
        let installed = self.in_force().filter_map(|((author, _), _, held)| {
            Some(tolerance::Held {
                tolerance: as_pack(held.content())?,
                freshness: Some(held.freshness()),
                demonstration: author.demonstration,
            })
        });
        let installed = installed.collect::<Vec<_>>();
        let replaced = installed.iter().map(|held| &held.tolerance.pack().id).collect::<BTreeSet<_>>();
        let kept = built_in.held.iter().filter(|held| {
            let id = &held.tolerance.pack().id;
            !replaced.contains(id) && !self.state.ledger.withdrawn_built_in.contains(id)
        });
        ToleranceBook { held: kept.cloned().chain(installed.iter().cloned()).collect() }
    }
}

fn as_pack(content: &Content) -> Option<Tolerance> {
    match content {
        Content::Pack(pack) => Tolerance::new((**pack).clone()).ok(),
        Content::Trust(_)
        | Content::Rules(_)
        | Content::Revocations(_)
        | Content::Withdrawal(_)
        | Content::Successor(_)
        | Content::Authorisation(_) => None,
    }
}

fn merged(layer: Vec<(&Key, &RuleBook)>) -> RuleBook {
    let mut whole = RuleBook::default();
    layer.into_iter().for_each(|(_, book)| whole.merge(book.clone()));
    whole
}

/// Those of which something is left: rules of a country and purpose, or a value set, that no later ones replace.
fn in_force<'s>(layers: &Layers<'s>) -> BTreeSet<&'s Key> {
    let (mut replaced, mut replaced_sets) = (BTreeSet::<(Purpose, &str)>::new(), BTreeSet::<&str>::new());
    let mut left = BTreeSet::new();
    for layer in layers.values().rev() {
        for (key, book) in layer {
            let is_left = book.covers().any(|covered| !replaced.contains(&covered))
                || book.value_sets.keys().any(|id| !replaced_sets.contains(id.as_str()));
            if is_left {
                left.insert(*key);
            }
        }
        for (_, book) in layer {
            replaced.extend(book.covers());
            replaced_sets.extend(book.value_sets.keys().map(String::as_str));
        }
    }
    left
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
