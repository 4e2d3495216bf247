//! What is built in: the keys, rules, value sets and tolerance packs that French verifiers held in August 2021,
//! and the public demonstration keys.
//!
//! The readable texts stand in `core/data`; the command makes one CBOR file of them, which is embedded here,
//! so that the core parses no TOML.

use std::collections::BTreeMap;
use std::sync::Arc;

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::bundle::{Anchor, Shelf};
use crate::compact;
use crate::place::{Country, Place};
use crate::rules::tolerance::{Held, Tolerance, ToleranceBook};
use crate::rules::{Purpose, RuleBook};
use crate::trust::{Revocations, SigningKey, TrustStore};
use crate::verifier::{Lost, Verifier};

static EMBEDDED: &[u8] = include_bytes!("../data/built-in.cbor");

/// The built-in data, as it is embedded.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub struct BuiltIn {
    /// The keys that sign passes.
    #[n(0)]
    pub keys: Vec<SigningKey>,
    /// The keys of the demonstration. Their private halves are public: they are trusted on request only.
    #[n(1)]
    pub demonstration_keys: Vec<SigningKey>,
    /// The rule sets, each as its JSON text.
    #[n(2)]
    pub rule_sets: Vec<String>,
    /// The codes of each value set, by its identifier.
    #[n(3)]
    pub value_sets: BTreeMap<String, Vec<String>>,
    /// The tolerance packs, each in compact form.
    #[n(4)]
    pub packs: Vec<ByteVec>,
    /// The anchors that may sign updates, each in compact form. None in this repository.
    #[n(5)]
    pub anchors: Vec<ByteVec>,
    /// The public anchors of the demonstration, each in compact form.
    #[n(6)]
    pub demonstration_anchors: Vec<ByteVec>,
    /// More keys whose private halves are public: no signed update may bring them but for training.
    #[n(7)]
    pub everybodys_keys: Vec<SigningKey>,
}

impl BuiltIn {
    /// Reads the embedded data.
    #[must_use]
    pub fn load() -> Self {
        minicbor::decode(EMBEDDED).expect("a test reads the embedded data")
    }

    /// The embedded form of this data.
    #[must_use]
    pub fn to_cbor(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("a vector takes every byte")
    }

    /// The rules by which passes are judged where nothing else is installed.
    #[must_use]
    pub fn rule_book(&self) -> RuleBook {
        let sets = self.rule_sets.iter().map(String::as_str);
        RuleBook::read(sets, self.value_sets.clone()).expect("a test compiles the built-in rules")
    }

    /// The tolerance packs that are held where nothing else is installed.
    #[must_use]
    pub fn tolerances(&self) -> ToleranceBook {
        let held = self.packs.iter().map(|bytes| {
            let pack = compact::from_cbor(bytes).expect("a test reads the built-in packs");
            let tolerance = Tolerance::new(pack).expect("a test checks the built-in packs");
            Held { tolerance, freshness: None, demonstration: false }
        });
        ToleranceBook { held: held.collect() }
    }

    /// An empty shelf for signed updates.
    #[must_use]
    pub fn shelf(&self) -> Shelf {
        let read = |anchors: &[ByteVec]| -> Vec<Anchor> {
            let anchors = anchors.iter().map(|bytes| compact::from_cbor(bytes));
            anchors.collect::<Result<_, _>>().expect("a test reads the built-in anchors")
        };
        let packs = self.tolerances().held.into_iter().map(|held| held.tolerance.pack().id.clone());
        let everybodys = self.everybodys_keys.iter().chain(&self.demonstration_keys);
        let everybodys = everybodys.map(|key| key.public.clone()).collect();
        let mut shelf = Shelf::new(packs, read(&self.demonstration_anchors), everybodys);
        for anchor in read(&self.anchors) {
            shelf.pin(anchor);
        }
        shelf
    }

    /// The same shelf, which also takes the updates of the demonstration.
    #[must_use]
    pub fn demonstration_shelf(&self) -> Shelf {
        let mut shelf = self.shelf();
        shelf.allow_demonstration();
        shelf
    }

    /// A verifier for ordinary activities in France.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier {
            trust: TrustStore::of(self.keys.iter().cloned()),
            revocations: Revocations::default(),
            rules: Arc::new(self.rule_book()),
            tolerances: Arc::new(self.tolerances()),
            freshness: Vec::new(),
            place: Place::in_country(Country::FRANCE),
            purpose: Purpose::Activity,
            demonstration: false,
            lost: Lost::default(),
        }
    }

    /// The same verifier, which also trusts the demonstration's keys. Every verdict says so.
    #[must_use]
    pub fn demonstration_verifier(&self) -> Verifier {
        let mut verifier = self.verifier();
        verifier.trust.add(self.demonstration_keys.iter().cloned());
        verifier.demonstration = true;
        verifier
    }
}
