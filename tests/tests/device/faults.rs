//! A store that fails once, at the worst moment: nothing is forgotten, nothing is half done, and it is told.

use std::sync::{Arc, Mutex};

use souplesse_core::Code;
use souplesse_core::device::{Device, Places};
use souplesse_core::store::{Memory, Store, StoreError, Visit};
use souplesse_tests::authority::{Authority, pack_document};
use souplesse_tests::device::{codes, open, packs, reading};
use souplesse_tests::updates::authority;

use super::{BUILT_IN, name_of};

/// What fails, and whether it has been done all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Get,
    Put,
    PutAllTheSame,
}

/// A store that fails once with what lies under a key, or in which another process replaces an update as it is about to be read.
#[derive(Default)]
struct Faulty {
    kept: Memory,
    next: Mutex<Option<(Fault, &'static [u8])>>,
    /// What the other process will have left: the log and the update that it names.
    replaced: Mutex<Option<[Named; 2]>>,
}

/// A file's name and content.
type Named = (Vec<u8>, Vec<u8>);

impl Faulty {
    fn fail_once(&self, fault: Fault, key: &'static [u8]) {
        *self.next.lock().unwrap() = Some((fault, key));
    }

    fn has_failed(&self) -> bool {
        self.next.lock().unwrap().is_none()
    }

    fn fails(&self, fault: Fault, key: &[u8]) -> Result<(), StoreError> {
        let mut next = self.next.lock().unwrap();
        if *next != Some((fault, key)) {
            return Ok(());
        }
        *next = None;
        let source = std::io::Error::other("this once");
        Err(StoreError::Io { path: String::from_utf8_lossy(key).into_owned().into(), source })
    }
}

impl Store for Faulty {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.fails(Fault::Get, key)?;
        let is_update = key.ends_with(b".souplesse");
        if let Some(replaced) = self.replaced.lock().unwrap().take_if(|_| is_update) {
            self.kept.remove(key)?;
            replaced.iter().try_for_each(|(name, content)| self.kept.put(name, content))?;
        }
        self.kept.get(key)
    }

    fn put(&self, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.fails(Fault::Put, key)?;
        self.kept.put(key, value)?;
        self.fails(Fault::PutAllTheSame, key)
    }

    fn remove(&self, key: &[u8]) -> Result<(), StoreError> {
        self.kept.remove(key)
    }

    fn scan(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.kept.scan(prefix, visit)
    }

    fn flush(&self) -> Result<(), StoreError> {
        self.kept.flush()
    }
}

/// A device on stores that fail when they are told to.
struct Desk {
    authority: Authority,
    database: Arc<Faulty>,
    updates: Arc<Faulty>,
    places: Places,
}

impl Desk {
    /// With the second version of a pack installed.
    fn new() -> Self {
        let (database, updates) = (Arc::<Faulty>::default(), Arc::<Faulty>::default());
        let apart = Arc::<Memory>::default();
        let places = Places { database: Some(database.clone()), apart, updates: updates.clone() };
        let desk = Self { authority: authority(), database, updates, places };
        assert_eq!(desk.install(&desk.open(), "XX-ONE", 2), Code::UpdateInstalled);
        desk
    }

    fn open(&self) -> Device {
        open(self.places.clone(), Vec::new(), &self.authority)
    }

    fn install(&self, device: &Device, id: &str, sequence: u64) -> Code {
        self.try_install(device, id, sequence).expect("nothing fails").code
    }

    fn try_install(
        &self,
        device: &Device,
        id: &str,
        sequence: u64,
    ) -> Result<souplesse_core::bundle::Update, StoreError> {
        device.install(&self.authority.update(pack_document(id, sequence)), &[], reading(0))
    }

    fn witness(&self) -> Vec<u8> {
        self.database.kept.get(b"witness").unwrap().expect("numbers are kept")
    }
}

#[test]
fn numbers_that_cannot_be_read_once_are_not_forgotten() {
    let desk = Desk::new();
    let kept = desk.witness();
    for log_is_lost in [false, true] {
        desk.database.fail_once(Fault::Get, b"witness");
        let log = desk.updates.kept.get(b"log").unwrap().unwrap();
        if log_is_lost {
            desk.updates.remove(b"log").unwrap();
        }
        let device = desk.open();
        assert!(desk.database.has_failed());
        let told = codes(&device);
        assert!(told.contains(&"register-unavailable".to_owned()), "{told:?}");
        assert_eq!(told.contains(&"updates-damaged".to_owned()), log_is_lost, "{told:?}");
        assert_eq!(packs(&device).contains(&"XX-ONE".to_owned()), !log_is_lost, "what is known is judged by");
        assert!(desk.try_install(&device, "XX-TWO", 1).is_err(), "nobody knows what is newer");
        assert_eq!(desk.witness(), kept);
        assert_eq!(desk.updates.kept.get(b"log").unwrap(), (!log_is_lost).then(|| log.clone()));
        drop(device);
        // The next opening has the numbers, and what they witness.
        let device = desk.open();
        let expected = if log_is_lost { vec!["updates-found-again".to_owned()] } else { Vec::new() };
        assert_eq!(
            (codes(&device), packs(&device)),
            (expected, [BUILT_IN, "XX-ONE"].map(str::to_owned).into())
        );
        assert_eq!(desk.install(&device, "XX-ONE", 1), Code::UpdateOlder);
        assert_eq!(desk.witness(), kept);
    }
}

#[test]
fn a_log_that_cannot_be_written_leaves_everything_as_it_was() {
    for fault in [Fault::Put, Fault::PutAllTheSame] {
        let desk = Desk::new();
        let device = desk.open();
        let (log, witness) = (desk.updates.kept.get(b"log").unwrap(), desk.witness());
        desk.updates.fail_once(fault, b"log");
        let failed = desk.try_install(&device, "XX-ONE", 3);
        assert!(matches!(failed, Err(StoreError::Io { .. })), "{fault:?}");
        assert!(desk.updates.has_failed());
        assert_eq!((desk.updates.kept.get(b"log").unwrap(), desk.witness()), (log, witness), "{fault:?}");
        for device in [device, desk.open()] {
            let sequences = device.shelf().contents().iter().map(|known| known.document.sequence).collect();
            assert_eq!((codes(&device), sequences), (Vec::new(), vec![2]), "{fault:?}");
            assert_eq!(device.updates().len(), 1, "its file is there");
        }
        let device = desk.open();
        assert_eq!(desk.install(&device, "XX-ONE", 3), Code::UpdateInstalled, "{fault:?}");
    }
}

#[test]
fn numbers_that_cannot_be_written_are_told_and_follow_from_the_log() {
    for fault in [Fault::Put, Fault::PutAllTheSame] {
        let desk = Desk::new();
        let device = desk.open();
        let (log, witness) = (desk.updates.kept.get(b"log").unwrap().unwrap(), desk.witness());
        desk.database.fail_once(fault, b"witness");
        assert_eq!(desk.install(&device, "XX-ONE", 3), Code::UpdateInstalled, "the log has it");
        assert!(desk.database.has_failed());
        assert_eq!(codes(&device), ["register-unavailable"]);
        assert_eq!(desk.witness() == witness, fault == Fault::Put);
        // The next opening writes them again, and nothing is left to tell.
        assert_eq!(codes(&desk.open()), [""; 0]);
        assert_ne!(desk.witness(), witness);
        // They witness: an older log in the place of the new one is found out.
        desk.updates.put(b"log", &log).unwrap();
        let device = desk.open();
        assert_eq!(
            (codes(&device), packs(&device)),
            (vec!["updates-damaged".to_owned()], vec![BUILT_IN.to_owned()])
        );
        assert_eq!(desk.install(&device, "XX-ONE", 2), Code::UpdateOlder);
    }
}

#[test]
fn what_is_wrong_is_told_once_however_often_it_happens() {
    let desk = Desk::new();
    let device = desk.open();
    for sequence in [3, 4] {
        desk.database.fail_once(Fault::Put, b"witness");
        assert_eq!(desk.install(&device, "XX-ONE", sequence), Code::UpdateInstalled);
        assert!(desk.database.has_failed());
    }
    assert_eq!(codes(&device), ["register-unavailable"]);
    assert!(device.notices()[0].detail.ends_with("this once"), "{}", device.notices()[0].detail);
}

#[test]
fn a_damaged_clock_or_notices_are_called_that_and_no_lost_lines_of_the_register() {
    let authority = authority();
    for key in [&b"clock"[..], b"notices"] {
        let places = souplesse_tests::device::in_memory();
        let device = open(places.clone(), Vec::new(), &authority);
        device.moment(reading(0));
        drop(device);
        places.apart.put(key, b"nonsense").unwrap();
        let device = open(places.clone(), Vec::new(), &authority);
        assert_eq!(codes(&device), ["kept-damaged"], "{}", key.escape_ascii());
        device.acknowledge(reading(1)).unwrap();
        device.moment(reading(120));
        assert_eq!(codes(&open(places, Vec::new(), &authority)), [""; 0]);
    }
}

#[test]
fn who_has_no_register_acknowledges_for_himself_alone() {
    let authority = authority();
    let places = souplesse_tests::device::in_memory();
    places.apart.put(b"notices", b"nonsense").unwrap();
    drop(open(places.clone(), Vec::new(), &authority));
    let kept = places.apart.get(b"notices").unwrap();
    let onlooker = Places { database: None, ..places.clone() };
    let second = open(onlooker, Vec::new(), &authority);
    assert_eq!(codes(&second), ["kept-damaged"]);
    second.acknowledge(reading(1)).unwrap();
    assert_eq!((codes(&second), places.apart.get(b"notices").unwrap()), (vec![], kept));
    assert_eq!(codes(&open(places, Vec::new(), &authority)), ["kept-damaged"]);
}

#[test]
fn what_is_installed_already_is_not_written_again() {
    let desk = Desk::new();
    let device = desk.open();
    let update = desk.authority.update(pack_document("XX-ONE", 2));
    // With the key, for good, as a person gives it.
    let anchors = [desk.authority.anchor.clone()];
    device.install(&update, &anchors, reading(0)).unwrap();
    for key in [&b"log"[..], b"witness"] {
        desk.updates.fail_once(Fault::Put, key);
        desk.database.fail_once(Fault::Put, key);
        let again = device.install(&update, &anchors, reading(0)).unwrap();
        assert_eq!(again.code, Code::UpdateAlreadyInstalled);
        assert!(!desk.updates.has_failed() && !desk.database.has_failed(), "{}", key.escape_ascii());
    }
}

#[test]
fn an_update_that_another_process_replaces_while_it_is_read_is_not_missed() {
    let authority = authority();
    let [older, newer] = [1, 2].map(|sequence| authority.update(pack_document("XX-ONE", sequence)));
    // As the other process leaves it: both updates were installed one behind the other.
    let other = souplesse_tests::device::in_memory();
    let device = open(other.clone(), Vec::new(), &authority);
    let mut logs = Vec::new();
    for update in [&older, &newer] {
        device.install(update, &[], reading(0)).unwrap();
        logs.push(other.updates.get(b"log").unwrap().unwrap());
    }
    let updates = Arc::<Faulty>::default();
    updates.kept.put(b"log", &logs[0]).unwrap();
    updates.kept.put(name_of(&older).as_bytes(), &older).unwrap();
    let next = [(b"log".to_vec(), logs.remove(1)), (name_of(&newer).into_bytes(), newer.clone())];
    *updates.replaced.lock().unwrap() = Some(next);
    let onlooker = Places { database: None, updates: updates.clone(), ..other };
    let device = open(onlooker, Vec::new(), &authority);
    assert!(updates.replaced.lock().unwrap().is_none());
    assert_eq!((codes(&device), device.updates()), (Vec::new(), vec![newer]));
}
