//! A device and the model, to which the same is done.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use chrono::TimeDelta;
use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{DocumentKind, Shelf, Taken};
use souplesse_core::device::{Device, Places};
use souplesse_core::rules::RuleBook;
use souplesse_core::rules::tolerance::ToleranceBook;
use souplesse_core::trust::KeyId;
use souplesse_core::{Code, Now, Uptime, Verifier};

use super::model::{Model, Seen};
use super::universe::{Kind, PINNED, Universe, Who};
use crate::authority::evening;
use crate::device::in_memory;

/// A device, and what the model says that it is.
pub struct Pair<'u> {
    universe: &'u Universe,
    model: Model<'u>,
    places: Places,
    device: Device,
    /// The device's clock, in hours behind the evening; it may be set back.
    hour: i64,
    started: u64,
}

impl<'u> Pair<'u> {
    /// Both, on which nothing happened but that the first keys are known.
    ///
    /// # Panics
    /// Where they differ already.
    #[must_use]
    pub fn new(universe: &'u Universe) -> Self {
        let (mut model, places) = (Model::new(universe), in_memory());
        let device = open(universe, &places, model.given(), 0, 1);
        assert_eq!(model.offer(0, (0, 0), false), Code::UpdateInstalled);
        let first = device.install(&universe.updates[0].bytes, &[], reading(0, 1));
        assert_eq!(first.expect("memory refuses nothing").code, Code::UpdateInstalled);
        Self { universe, model, places, device, hour: 0, started: 1 }
    }

    /// Does something to both, as `choose` draws numbers below a limit, and compares them.
    ///
    /// # Panics
    /// Where they differ, or something is as it may never be; `place` says where.
    pub fn step(&mut self, choose: &mut dyn FnMut(u64) -> u32, place: &str) {
        let before = self.seen();
        let told = self.act(choose);
        let (seen, expected) = (self.seen(), self.model.seen());
        let place = format!("{place}: {told}");
        assert_eq!(seen, expected, "{place}");
        self.check_what_may_never_be(&before, &seen, &told, &place);
    }

    fn act(&mut self, choose: &mut dyn FnMut(u64) -> u32) -> String {
        match choose(20) {
            0 => {
                self.hour += i64::from(choose(30)) - 12;
                format!("the clock is set to hour {}", self.hour)
            }
            1 => self.give_up(choose(100) as usize),
            2 if choose(3) == 0 => self.remove(choose(5) as usize),
            3 | 4 => self.lose(choose),
            5 | 6 => self.restart(choose),
            _ => self.offer(choose),
        }
    }

    fn offer(&mut self, choose: &mut dyn FnMut(u64) -> u32) -> String {
        let index = choose(self.universe.updates.len() as u64) as usize;
        let update = &self.universe.updates[index];
        let with_key = choose(12) == 0;
        let anchors =
            if with_key { vec![self.universe.authorities[update.signer].anchor.clone()] } else { vec![] };
        // A clock that was set back is not believed.
        let believed = self.device.moment(self.now()).device.expect("no what-if") - evening();
        let at = self.device.reckoned(self.now()) - evening();
        let expected = self.model.offer(index, (believed.num_hours(), at.num_hours()), with_key);
        let was = self.device.shelf().contents();
        let taken = self.device.install(&update.bytes, &anchors, self.now()).expect("memory refuses nothing");
        let told = format!("{index} {:?} by {}, with its key: {with_key}", update.docs, update.signer);
        assert_eq!(taken.code, expected, "{told}: {:?}", taken.detail);
        let now = self.device.shelf().contents();
        for gone in was.iter().filter(|was| {
            was.is_in_force && !now.iter().any(|now| now.is_in_force && is_same(&now.document, &was.document))
        }) {
            assert!(
                taken.replaces.iter().any(|replaced| is_same(&replaced.document, &gone.document)),
                "{told}: {gone:?} leaves and nobody says so"
            );
        }
        if expected == Code::UpdateInstalled {
            format!("installed {told}")
        } else {
            format!("refused {told}")
        }
    }

    fn give_up(&mut self, place: usize) -> String {
        let Some(((author, kind, id), sequence)) = self.model.give_up(place) else {
            return "nothing to give up".to_owned();
        };
        let author = self.universe.authorities[author].number();
        let given =
            self.device.give_up(author, kind_of(kind), &id, self.now()).expect("memory refuses nothing");
        let given = given.unwrap_or_else(|| panic!("{kind:?} {id} is not there to be given up"));
        assert_eq!(given.up, [(kind_of(kind), id.clone(), sequence)]);
        format!("gave up {kind:?} {id}")
    }

    fn remove(&mut self, who: Who) -> String {
        let number = self.universe.authorities[who].number();
        let may_be = self.model.remove(who);
        let given = self.device.remove_anchor(number, self.now()).expect("memory refuses nothing");
        assert_eq!(given.is_some(), may_be, "{who}");
        format!("removed {who}: {may_be}")
    }

    /// Loses or damages a file; it is found out when the device is opened.
    fn lose(&mut self, choose: &mut dyn FnMut(u64) -> u32) -> String {
        let kept = self.device.updates();
        if kept.is_empty() {
            return "nothing to lose".to_owned();
        }
        let bytes = &kept[choose(kept.len() as u64) as usize];
        let index =
            self.universe.updates.iter().position(|update| update.bytes == *bytes).expect("it was offered");
        let name = format!("{}.souplesse", HEXLOWER.encode(digest(&SHA256, bytes).as_ref()));
        match choose(2) {
            0 => self.places.updates.remove(name.as_bytes()),
            _ => self.places.updates.put(name.as_bytes(), &bytes[1..]),
        }
        .expect("memory refuses nothing");
        self.model.lose(index);
        self.reopen();
        format!("lost {index}")
    }

    /// Perhaps with other keys than before.
    fn restart(&mut self, choose: &mut dyn FnMut(u64) -> u32) -> String {
        if choose(3) == 0 {
            let (who, mut given) = (choose(PINNED as u64) as usize, self.model.given().clone());
            if !given.remove(&who) {
                given.insert(who);
            }
            self.model.start(given);
        }
        self.reopen();
        // Another process sees the same.
        let onlooker = Places { database: None, ..self.places.clone() };
        let onlooker = open(self.universe, &onlooker, self.model.given(), self.hour, self.started);
        assert_eq!(seen(self.universe, &onlooker), seen(self.universe, &self.device), "another process");
        format!("restarted with {:?}", self.model.given())
    }

    fn reopen(&mut self) {
        self.started += 1;
        self.device = open(self.universe, &self.places, self.model.given(), self.hour, self.started);
    }

    fn now(&self) -> Now {
        reading(self.hour, self.started)
    }

    fn seen(&self) -> Seen {
        seen(self.universe, &self.device)
    }

    fn check_what_may_never_be(&self, before: &Seen, after: &Seen, told: &str, place: &str) {
        for (who, rights) in &after.rights {
            let had = before.rights.get(who);
            let grew = had.is_some_and(|had| !rights.is_subset(had));
            assert!(
                !grew || told.contains("with its key: true"),
                "{place}: {who} has more rights than before"
            );
        }
        let lost = before.keys.difference(&after.keys).count()
            + before.packs.len().saturating_sub(after.packs.len());
        let is_said = ["installed", "gave up", "removed"].iter().any(|word| told.starts_with(word))
            || !after.missing.is_empty();
        assert!(lost == 0 || is_said, "{place}: something left without a word");
        let notices = self.device.notices();
        let is_missing = notices.iter().any(|notice| notice.code == Code::UpdatesDamaged);
        assert_eq!(is_missing, !after.missing.is_empty(), "{place}: {notices:?}");
    }
}

/// A device that is given these keys and has nothing built in.
///
/// # Panics
/// Where a key is none.
#[must_use]
pub fn open(universe: &Universe, places: &Places, given: &BTreeSet<Who>, hour: i64, started: u64) -> Device {
    let mut shelf = Shelf::new([], Vec::new(), Vec::new());
    for who in given {
        assert!(shelf.pin(universe.authorities[*who].anchor.clone()));
    }
    Device::open(places.clone(), Vec::new(), (bare(), shelf), [7; 16], reading(hour, started))
}

/// Nothing is built in, so that all that is seen was installed.
fn bare() -> Verifier {
    static BARE: LazyLock<Verifier> = LazyLock::new(|| {
        let mut verifier = BuiltIn::load().verifier();
        verifier.trust.replace([]);
        verifier.rules = Arc::new(RuleBook::default());
        verifier.tolerances = Arc::new(ToleranceBook::default());
        verifier
    });
    BARE.clone()
}

/// So many hours behind the evening, at that start of the device.
#[must_use]
pub fn reading(hour: i64, started: u64) -> Now {
    Now { wall: evening() + TimeDelta::hours(hour), uptime: Uptime { start: started, millis: 0 } }
}

/// What can be seen of a device.
///
/// # Panics
/// Where there is something that nobody drew.
#[must_use]
pub fn seen(universe: &Universe, device: &Device) -> Seen {
    let (verifier, shelf) = (device.verifier(), device.shelf());
    let text = |id: &KeyId| match id {
        KeyId::Kid(kid) => String::from_utf8_lossy(kid).into_owned(),
        KeyId::TwoDDoc(id) => id.clone(),
    };
    let who = |number| universe.authorities.iter().position(|authority| authority.number() == number);
    let missing = shelf.missing().into_iter().map(|missing| {
        let kind = Kind::ALL.into_iter().find(|kind| kind_of(*kind) == missing.kind).expect("a kind");
        (who(missing.key).expect("it is one of them"), kind, missing.id, missing.sequence)
    });
    let mut missing = missing.collect::<Vec<_>>();
    missing.sort();
    let held = verifier.tolerances.held.iter();
    let mut packs = held.map(|held| held.tolerance.pack().id.clone()).collect::<Vec<_>>();
    packs.sort();
    let anchors = shelf.anchors();
    Seen {
        packs,
        keys: verifier.trust.keys().map(|key| text(&key.id)).collect(),
        rules: verifier
            .rules
            .sets
            .iter()
            .flat_map(|set| &set.rules)
            .map(|rule| rule.identifier.clone())
            .collect(),
        missing,
        has_leave: shelf.controller_until(evening()).is_some(),
        rights: anchors
            .into_iter()
            .map(|known| (who(known.key).expect("it is one of them"), known.may_sign.into_iter().collect()))
            .collect(),
    }
}

fn kind_of(kind: Kind) -> DocumentKind {
    match kind {
        Kind::Pack => DocumentKind::Pack,
        Kind::Trust => DocumentKind::Trust,
        Kind::Rules => DocumentKind::Rules,
        Kind::Revocations => DocumentKind::Revocations,
        Kind::Withdrawal => DocumentKind::Withdrawal,
        Kind::Successor => DocumentKind::Successor,
        Kind::Leave => DocumentKind::Authorisation,
    }
}

/// What is shown of a document changes with what is known of its signer.
fn is_same(one: &Taken, other: &Taken) -> bool {
    (one.kind, &one.id, one.sequence) == (other.kind, &other.id, other.sequence)
}
