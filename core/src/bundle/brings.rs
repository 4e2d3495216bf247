//! What a document would change, to be shown to people before they consent.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::anchor::{Anchor, KeyNumber, Right};
use super::document::{Authorisation, Content, Revoked, RuleSets, TrustList};
use super::signatories::Signatories;
use super::signed::Held;
use crate::rules::RuleBook;
use crate::rules::tolerance::{ElementLevel, Pack, Text, Word, WordText};

/// What matters of a document of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brings {
    /// A tolerance pack. Times are local, in the pack's zone.
    Pack {
        /// Whose relaxation it is, as the pack says.
        authority: Text,
        /// From when on it relaxes anything.
        from: NaiveDateTime,
        /// From when on it no longer does; `None` where it does not say.
        until: Option<NaiveDateTime>,
        /// The kinds of papers that it speaks for.
        kinds: Vec<Word>,
        /// When the tests must have been made.
        windows: Vec<Span>,
        /// What must stand on a paper.
        elements: Vec<Word>,
        /// What its words mean, where the product has no words for them.
        words: Vec<WordText>,
        /// The packs that end with it.
        ends: Vec<String>,
    },
    /// Keys that sign passes.
    Trust {
        /// How many.
        keys: u64,
        /// Of which countries, ISO 3166-1 alpha-2.
        countries: Vec<String>,
    },
    /// Rules and value sets.
    Rules {
        /// How many rules.
        rules: u64,
        /// How many value sets.
        value_sets: u64,
        /// Of which countries.
        countries: Vec<String>,
    },
    /// Revoked passes and keys.
    Revocations {
        /// How many keys.
        keys: u64,
        /// How many hashes of passes.
        hashes: u64,
    },
    /// A withdrawal.
    Withdrawal {
        /// The packs that end.
        packs: Vec<String>,
    },
    /// The next key of its signer.
    Successor {
        /// What it calls itself.
        name: String,
        /// Its number.
        key: Option<KeyNumber>,
        /// What it may sign then: of what it asks for no more than its predecessor may, or what it may already.
        may_sign: Vec<Right>,
        /// Whether it is known already by itself: then it stays what it is, and its predecessor alone signs no longer.
        is_known: bool,
    },
    /// Leave for a device to use the profile of controllers.
    Authorisation {
        /// The device's number; `None` is any device.
        device: Option<String>,
        /// Until then.
        until: DateTime<Utc>,
    },
}

/// Local times from and up to, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first minute.
    pub from: NaiveDateTime,
    /// The last minute.
    pub until: NaiveDateTime,
}

impl Brings {
    /// What comes of it where these keys are known and `signer` signed it.
    pub(super) fn among(self, signatories: &Signatories, signer: KeyNumber) -> Self {
        let Brings::Successor { name, key, may_sign, .. } = self else { return self };
        let known = key.and_then(|key| signatories.get(key));
        // Once the succession has been accepted, it is known by it.
        let succession = signatories.get(signer).and_then(|known| known.successor);
        let is_known = match succession.filter(|succession| Some(succession.to) == key) {
            Some(succession) => succession.was_known,
            None => known.is_some(),
        };
        let rights = signatories.get(signer).map(|known| &known.anchor.may_sign);
        let may_sign = match known {
            Some(known) => known.anchor.may_sign.clone(),
            None => {
                may_sign.into_iter().filter(|right| rights.is_some_and(|had| had.contains(right))).collect()
            }
        };
        Brings::Successor { name, key, may_sign, is_known }
    }

    pub(super) fn of(held: &Held) -> Self {
        match held.content() {
            Content::Pack(pack) => of_pack(pack),
            Content::Trust(TrustList { keys }) => Brings::Trust {
                keys: count(keys.len()),
                countries: sorted(keys.iter().filter_map(|key| key.country.clone())),
            },
            Content::Rules(rules) => of_rules(rules, held.rules()),
            Content::Revocations(Revoked { keys, hashes }) => Brings::Revocations {
                keys: count(keys.len()),
                hashes: count(hashes.iter().map(|list| list.codes.len()).sum()),
            },
            Content::Withdrawal(withdrawal) => Brings::Withdrawal { packs: withdrawal.revokes.clone() },
            Content::Successor(anchor) => {
                let Anchor { name, may_sign, .. } = anchor.clone();
                Brings::Successor { name, key: anchor.number(), may_sign, is_known: false }
            }
            Content::Authorisation(Authorisation { device, until }) => {
                Brings::Authorisation { device: device.clone(), until: *until }
            }
        }
    }
}

fn of_pack(pack: &Pack) -> Brings {
    let must_be_there = |level| matches!(level, ElementLevel::Essential | ElementLevel::Firm);
    let elements = pack.elements.iter().filter(|element| must_be_there(element.level));
    Brings::Pack {
        authority: pack.authority.clone(),
        from: pack.in_force.from,
        until: pack.in_force.sunset,
        kinds: pack
            .kinds
            .iter()
            .filter(|kind| kind.not_covered.is_none())
            .map(|kind| kind.id.clone())
            .collect(),
        windows: pack
            .windows
            .iter()
            .filter(|window| window.not_covered.is_none())
            .map(|window| Span { from: window.from, until: window.until })
            .collect(),
        elements: elements.map(|element| element.id.clone()).collect(),
        words: pack.words.clone(),
        ends: pack.supersedes.iter().chain(&pack.revokes).cloned().collect(),
    }
}

fn of_rules(rules: &RuleSets, read: Option<&RuleBook>) -> Brings {
    let all = || read.into_iter().flat_map(|book| &book.sets).flat_map(|set| &set.rules);
    Brings::Rules {
        rules: count(all().count()),
        value_sets: count(rules.value_sets.len()),
        countries: sorted(all().map(|rule| rule.country.clone())),
    }
}

fn sorted(texts: impl Iterator<Item = String>) -> Vec<String> {
    texts.collect::<BTreeSet<_>>().into_iter().collect()
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
