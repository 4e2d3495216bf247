//! Every field of everything that is signed is written and read again, with and without each one that may be absent.
//!
//! Structs are written out to their last field here, so that a new one does not compile until it is tested too.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use proptest::prelude::*;
use souplesse_core::Profile;
use souplesse_core::bundle::{
    Anchor, Authorisation, Bundle, Content, Document, Revoked, RevokedHashes, Right, RuleSets, TrustList,
    ValueSet, Withdrawal,
};
use souplesse_core::compact::{self, Version};
use souplesse_core::place::{Country, Region};
use souplesse_core::rules::tolerance::{
    Axis, Counts, Element, ElementLevel, Exception, InForce, Kind, Pack, Reference, Scope, StatedDuration,
    Text, Window, Word, WordText, Zone,
};
use souplesse_core::trust::{Hashed, KeyId, Kind as Proof, PublicKey, SigningKey, Validity};
use souplesse_tests::authority::evening;

/// Decides what is there, by one bit after another.
struct Draw {
    bits: Vec<bool>,
    next: usize,
    text: String,
}

impl Draw {
    fn bit(&mut self) -> bool {
        self.next += 1;
        self.bits[self.next % self.bits.len()]
    }

    fn one_of<T: Copy>(&mut self, values: &[T]) -> T {
        let index = (0..values.len()).find(|_| self.bit()).unwrap_or_default();
        values[index]
    }

    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.bit().then(|| value(self))
    }

    fn some<T>(&mut self, value: impl Fn(&mut Self) -> T) -> Vec<T> {
        let count = self.one_of(&[1, 3, 0]);
        (0..count).map(|_| value(self)).collect()
    }

    fn text(&mut self) -> String {
        if self.bit() { self.text.clone() } else { "essential".to_owned() }
    }

    fn word(&mut self) -> Word {
        Word::try_from(self.one_of(&["stamp", "antigen", "own-word", "x"])).expect("a word")
    }

    fn region(&mut self) -> Region {
        Region::of(Country::FRANCE, self.one_of(&["971", "IDF", "D"])).expect("a region")
    }

    fn texts(&mut self) -> Text {
        Text { fr: self.text(), en: self.text() }
    }

    fn moment(&mut self) -> DateTime<Utc> {
        evening() + TimeDelta::seconds(self.one_of(&[0, 1, -86_400 * 7_000]))
    }

    fn local(&mut self) -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(2021, 8, self.one_of(&[1, 14, 31])).expect("a day");
        day.and_hms_opt(self.one_of(&[0, 12, 23]), self.one_of(&[0, 30, 59]), 0).expect("a time")
    }
}

proptest! {
    #[test]
    fn every_field_that_is_signed_is_read_as_it_was_written(
        bits in proptest::collection::vec(any::<bool>(), 97), text in "\\PC{0,12}"
    ) {
        let bundle = bundle(&mut Draw { bits, next: 0, text });
        let written = compact::to_cbor(&bundle);
        prop_assert_eq!(compact::from_cbor::<Bundle>(&written), Ok(bundle));
    }
}

#[test]
fn nothing_that_may_be_there_lacks_a_number() {
    for present in [true, false] {
        let bundle = bundle(&mut Draw { bits: vec![present], next: 0, text: String::new() });
        assert_eq!(compact::from_cbor::<Bundle>(&compact::to_cbor(&bundle)), Ok(bundle));
    }
}

fn bundle(draw: &mut Draw) -> Bundle {
    let contents = [
        Content::Pack(Box::new(pack(draw))),
        Content::Trust(TrustList { keys: draw.some(signing_key) }),
        Content::Rules(RuleSets {
            sets: draw.some(Draw::text),
            value_sets: draw.some(|draw| ValueSet { id: draw.text(), codes: draw.some(Draw::text) }),
        }),
        Content::Revocations(Revoked { keys: draw.some(key_id), hashes: draw.some(hashes) }),
        Content::Withdrawal(Withdrawal { revokes: draw.some(Draw::text) }),
        Content::Successor(Anchor {
            name: draw.text(),
            public: public_key(draw),
            may_sign: Right::ALL.into_iter().filter(|_| draw.bit()).collect(),
        }),
        Content::Authorisation(Authorisation { device: draw.maybe(Draw::text), until: draw.moment() }),
    ];
    Bundle {
        version: Version,
        anchor: souplesse_tests::updates::authority().anchor.number().expect("on P-256"),
        issued: draw.moment(),
        expires: draw.moment(),
        judge_when_expired: draw.bit(),
        demonstration: draw.bit(),
        documents: contents
            .map(|content| Document { id: draw.text(), sequence: draw.one_of(&[1, u64::MAX]), content })
            .into(),
    }
}

fn pack(draw: &mut Draw) -> Pack {
    Pack {
        version: Version,
        id: draw.text(),
        title: draw.texts(),
        authority: draw.texts(),
        issued: draw.moment(),
        axis: draw.one_of(&[Axis::TimeOfAct, Axis::TimeOfCheck]),
        zone: Zone(draw.one_of(&[chrono_tz::Europe::Paris, chrono_tz::America::Martinique])),
        in_force: InForce { from: draw.local(), sunset: draw.maybe(Draw::local) },
        stated_duration: StatedDuration {
            counts: draw.one_of(&[Counts::Shortens, Counts::Ignored]),
            usual_hours: draw.some(|draw| draw.one_of(&[1, 12, 8760])),
        },
        references: draw.some(|draw| Reference {
            title: draw.text(),
            number: draw.maybe(Draw::text),
            date: draw.local().date(),
            quotation: draw.text(),
        }),
        kinds: draw.some(|draw| Kind {
            id: draw.word(),
            not_covered: draw.maybe(Draw::word),
            portal: draw.maybe(Draw::text),
        }),
        windows: draw.some(|draw| Window {
            id: draw.word(),
            from: draw.local(),
            until: draw.local(),
            not_covered: draw.maybe(Draw::word),
            maximum_age_hours: draw.maybe(|draw| draw.one_of(&[1, 72, 8760])),
            scope: draw.maybe(|draw| Scope {
                regions: draw.some(Draw::region),
                places: draw.some(Draw::word),
                profiles: draw.some(|draw| draw.one_of(&[Profile::Venue, Profile::Controller])),
            }),
        }),
        maximum_age_hours: draw.maybe(|draw| draw.one_of(&[1, 72, 8760])),
        elements: draw.some(|draw| Element {
            id: draw.word(),
            level: level(draw),
            except: draw.some(|draw| Exception { kind: draw.word(), level: level(draw) }),
        }),
        portal: draw.maybe(Draw::text),
        words: draw.some(|draw| WordText { id: draw.word(), label: draw.texts(), text: draw.texts() }),
        supersedes: draw.some(Draw::text),
        revokes: draw.some(Draw::text),
    }
}

fn level(draw: &mut Draw) -> ElementLevel {
    draw.one_of(&[ElementLevel::Essential, ElementLevel::Firm, ElementLevel::Note, ElementLevel::Unasked])
}

fn signing_key(draw: &mut Draw) -> SigningKey {
    SigningKey {
        id: key_id(draw),
        issuer: draw.text(),
        country: draw.maybe(Draw::text),
        signs: draw
            .maybe(|draw| draw.some(|draw| draw.one_of(&[Proof::Test, Proof::Vaccination, Proof::Recovery]))),
        public: public_key(draw),
        validity: draw.maybe(|draw| Validity { not_before: draw.moment(), not_after: draw.moment() }),
    }
}

fn key_id(draw: &mut Draw) -> KeyId {
    if draw.bit() { KeyId::Kid(vec![7; draw.one_of(&[6, 8])]) } else { KeyId::TwoDDoc("FR03AV01".to_owned()) }
}

fn public_key(draw: &mut Draw) -> PublicKey {
    match draw.one_of(&[0, 1, 2, 3]) {
        0 => PublicKey::P256(vec![4; 65]),
        1 => PublicKey::P384(vec![4; 97]),
        2 => PublicKey::P521(vec![4; 133]),
        _ => PublicKey::Rsa { modulus: vec![9; 256], exponent: vec![1, 0, 1] },
    }
}

fn hashes(draw: &mut Draw) -> RevokedHashes {
    RevokedHashes {
        of: draw.one_of(&[Hashed::Uci, Hashed::CountryUci, Hashed::Signature, Hashed::TwoDDoc]),
        key: draw.maybe(key_id),
        codes: draw.some(Draw::text),
    }
}
