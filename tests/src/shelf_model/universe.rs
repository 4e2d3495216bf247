//! Authorities and what they sign.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use souplesse_core::bundle::{
    Authorisation, Bundle, Content, Document, Revoked, Right, RuleSets, TrustList, Withdrawal,
};
use souplesse_core::compact::Version;
use souplesse_core::trust::{KeyId, PublicKey, SigningKey};
use souplesse_frames::Random;

use crate::authority::{Authority, evening, pack};

/// An authority, by its place among all.
pub type Who = usize;

/// So many are pinned from the beginning; the others are not known.
pub const PINNED: usize = 3;

/// What kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A tolerance pack.
    Pack,
    /// Keys.
    Trust,
    /// Rules.
    Rules,
    /// Revoked keys.
    Revocations,
    /// Withdrawn packs.
    Withdrawal,
    /// The next key.
    Successor,
    /// Leave for this device, or for another.
    Leave,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 7] = [
        Kind::Pack,
        Kind::Trust,
        Kind::Rules,
        Kind::Revocations,
        Kind::Withdrawal,
        Kind::Successor,
        Kind::Leave,
    ];
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doc {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Its number.
    pub sequence: u64,
    /// Two of one number that differ are in conflict.
    pub variant: u64,
    /// Packs that end with it.
    pub ends: Vec<String>,
    /// Who follows.
    pub successor: Option<Who>,
}

/// An update.
#[derive(Clone, Debug)]
pub struct Update {
    /// Who signed it.
    pub signer: Who,
    /// When, in hours from the evening.
    pub issued: i64,
    /// What it brings.
    pub docs: Vec<Doc>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Authorities, and updates of theirs.
pub struct Universe {
    /// Who signs.
    pub authorities: Vec<Authority>,
    /// What may be offered.
    pub updates: Vec<Update>,
}

/// The number of the device that is tried.
pub const DEVICE: &str = "07070707070707070707070707070707";

/// What each authority may sign.
const RIGHTS: [&[Right]; 5] =
    [&Right::ALL, &Right::ALL, &[Right::Pack], &Right::ALL, &[Right::Pack, Right::Trust]];

impl Universe {
    /// Five authorities and so many updates.
    #[must_use]
    pub fn draw(random: &mut Random, count: usize) -> Self {
        let authorities = RIGHTS.iter().enumerate();
        let authorities =
            authorities.map(|(who, rights)| Authority::new(&format!("Authority {who}"), rights));
        let mut universe = Self { authorities: authorities.collect(), updates: Vec::new() };
        universe.updates.push(universe.first());
        for _ in 1..count {
            let update = universe.draw_update(random);
            universe.updates.push(update);
        }
        universe
    }

    /// One that everybody takes and that changes nothing: with it the keys that are given get into the log.
    fn first(&self) -> Update {
        let doc = Doc {
            kind: Kind::Withdrawal,
            id: "XX-NIL".to_owned(),
            sequence: 1,
            variant: 0,
            ends: vec!["XX-NIL".to_owned()],
            successor: None,
        };
        self.sign(0, -40, vec![doc])
    }

    fn draw_update(&self, random: &mut Random) -> Update {
        let signer = random.below(RIGHTS.len() as u64) as usize;
        let issued = i64::from(random.below(60)) - 40;
        let mut docs = vec![draw_doc(random)];
        if docs[0].kind != Kind::Successor {
            let names =
                |docs: &[Doc]| docs.iter().map(|doc| (doc.kind, doc.id.clone())).collect::<BTreeSet<_>>();
            for _ in 0..random.below(3) / 2 {
                let doc = draw_doc(random);
                if doc.kind != Kind::Successor && !names(&docs).contains(&(doc.kind, doc.id.clone())) {
                    docs.push(doc);
                }
            }
        }
        if let Some(successor) = docs[0].successor.filter(|successor| *successor == signer) {
            docs[0].successor = Some((successor + 1) % RIGHTS.len());
        }
        self.sign(signer, issued, docs)
    }

    fn sign(&self, signer: Who, issued: i64, docs: Vec<Doc>) -> Update {
        let bundle = Bundle {
            version: Version,
            anchor: self.authorities[signer].number(),
            issued: hour(issued),
            expires: evening() + TimeDelta::days(30),
            judge_when_expired: true,
            demonstration: false,
            documents: docs.iter().map(|doc| self.document(doc)).collect(),
        };
        let bytes = self.authorities[signer].sign(&bundle);
        Update { signer, issued, docs, bytes }
    }

    fn document(&self, doc: &Doc) -> Document {
        let content = match doc.kind {
            Kind::Pack => {
                let mut pack = pack(&doc.id);
                pack.title.en = format!("{} {}", doc.sequence, doc.variant);
                pack.supersedes = doc.ends.clone();
                Content::Pack(Box::new(pack))
            }
            Kind::Trust => Content::Trust(TrustList { keys: vec![key(doc)] }),
            Kind::Rules => Content::Rules(RuleSets { sets: vec![rules(doc)], value_sets: Vec::new() }),
            Kind::Revocations => Content::Revocations(Revoked { keys: revoked(doc), hashes: Vec::new() }),
            Kind::Withdrawal => Content::Withdrawal(Withdrawal { revokes: doc.ends.clone() }),
            Kind::Successor => {
                let successor = doc.successor.expect("a successor names one");
                Content::Successor(self.authorities[successor].anchor.clone())
            }
            Kind::Leave => Content::Authorisation(Authorisation {
                device: Some(if doc.variant == 0 { DEVICE.to_owned() } else { "9".repeat(32) }),
                until: evening() + TimeDelta::days(20) + TimeDelta::hours(i64::from(doc.sequence as u32)),
            }),
        };
        Document { id: doc.id.clone(), sequence: doc.sequence, content }
    }
}

fn draw_doc(random: &mut Random) -> Doc {
    let kind = match random.below(20) {
        0..6 => Kind::Pack,
        6..9 => Kind::Trust,
        9..13 => Kind::Rules,
        13..15 => Kind::Revocations,
        15 => Kind::Withdrawal,
        16 => Kind::Leave,
        _ => Kind::Successor,
    };
    let mut one_of = |count: u64| random.below(count);
    let (id, sequence) =
        (format!("XX-{}", ["ONE", "TWO", "SIX"][one_of(3) as usize]), u64::from(1 + one_of(3)));
    let variant = match kind {
        // These say nothing that could differ.
        Kind::Revocations | Kind::Withdrawal | Kind::Successor => 0,
        Kind::Pack | Kind::Trust | Kind::Rules | Kind::Leave => u64::from(one_of(8) / 7),
    };
    let other = format!("XX-{}", ["ONE", "TWO", "SIX"][one_of(3) as usize]);
    let ends = match kind {
        Kind::Pack if other != id && one_of(4) == 0 => vec![other],
        Kind::Withdrawal => vec![other],
        Kind::Pack | Kind::Trust | Kind::Rules | Kind::Revocations | Kind::Successor | Kind::Leave => {
            Vec::new()
        }
    };
    let successor = (kind == Kind::Successor).then(|| one_of(RIGHTS.len() as u64) as usize);
    Doc { kind, id, sequence, variant, ends, successor }
}

/// So many hours behind the evening.
#[must_use]
pub fn hour(hours: i64) -> DateTime<Utc> {
    evening() + TimeDelta::hours(hours)
}

/// The name of the key that a trust list brings.
#[must_use]
pub fn kid(doc: &Doc) -> String {
    kid_of(&doc.id, doc.sequence, doc.variant)
}

fn kid_of(id: &str, sequence: u64, variant: u64) -> String {
    format!("{}{sequence}{variant}", &id[3..])
}

fn key(doc: &Doc) -> SigningKey {
    let name = kid(doc);
    let mut point = vec![4; 65];
    point[1..=name.len()].copy_from_slice(name.as_bytes());
    SigningKey {
        id: KeyId::Kid(name.into_bytes()),
        issuer: String::new(),
        country: None,
        signs: None,
        public: PublicKey::P256(point),
        validity: None,
    }
}

/// The keys that a list of revocations names.
#[must_use]
pub fn revoked_kids(doc: &Doc) -> Vec<String> {
    vec![kid_of(&doc.id, doc.sequence, 0), kid_of("XX-ONE", 1 + doc.sequence % 3, 0)]
}

fn revoked(doc: &Doc) -> Vec<KeyId> {
    revoked_kids(doc).into_iter().map(|name| KeyId::Kid(name.into_bytes())).collect()
}

/// The identifier of its one rule.
#[must_use]
pub fn rule(doc: &Doc) -> String {
    format!("VR-FR-{}{}{}", &doc.id[3..], doc.sequence, doc.variant)
}

fn rules(doc: &Doc) -> String {
    json!({
        "id": doc.id, "purpose": "activity", "from": "2021-08-01T00:00:00Z", "until": "2021-10-01T00:00:00Z",
        "rules": [{
            "Identifier": rule(doc), "Type": "Acceptance", "Country": "FR", "Version": "1.0.0",
            "SchemaVersion": "1.0.0", "Engine": "CERTLOGIC", "EngineVersion": "1.0.0",
            "CertificateType": "Vaccination", "ValidFrom": "2021-08-01T00:00:00Z",
            "ValidTo": "2021-10-01T00:00:00Z", "AffectedFields": [], "Logic": true,
        }],
    })
    .to_string()
}
