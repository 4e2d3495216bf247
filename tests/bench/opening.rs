//! From a folder to the first verdict, with a long register and a large update, and with many documents:
//! `cargo bench -p souplesse-tests --bench opening`.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use souplesse_core::Profile;
use souplesse_core::bundle::{Content, Document, Revoked, TrustList};
use souplesse_core::device::Device;
use souplesse_core::register::Register;
use souplesse_core::store::{Database, Files, Memory, Store};
use souplesse_core::trust::KeyId;
use souplesse_tests::authority::{Authority, pack_document};
use souplesse_tests::desk::{Desk, vaccination};
use souplesse_tests::device::{in_folder, name, reading, wall};
use souplesse_tests::sign::Signer;
use souplesse_tests::updates::authority;

const LINES: u64 = 100_000;
/// As many as all countries of the EU's network had.
const KEYS: usize = 2000;
const RUNS: usize = 20;
const GOAL: Duration = Duration::from_millis(50);
/// More than anybody is likely to install.
const DOCUMENTS: usize = 500;
const GOAL_OF_MANY: Duration = Duration::from_millis(200);

fn main() {
    one_large_update();
    many_documents();
}

fn one_large_update() {
    let folder = tempfile::tempdir().expect("a folder");
    let authority = authority();
    fill_register(folder.path());
    let key = Signer::generate(KeyId::Kid(b"TESTKEY1".to_vec()), None).public;
    let keys = (0..KEYS as u64).map(|number| {
        let mut key = key.clone();
        key.id = KeyId::Kid(number.to_be_bytes().to_vec());
        key
    });
    let trust = Content::Trust(TrustList { keys: keys.collect() });
    let trust = Document { id: "TRUST-ALL".to_owned(), sequence: 1, content: trust };
    let update = authority.sign(&authority.bundle(vec![pack_document("XX-ONE", 1), trust]));
    println!("{LINES} lines, an update of {} bytes with {KEYS} keys and a pack", update.len());
    in_folder(folder.path(), &authority).install(&update, &[], reading(0)).expect("it is kept");

    measure(folder.path(), &authority, GOAL, |device| {
        assert_eq!(device.register().expect("a register").head().number, LINES);
    });
}

/// Packs, lists of keys and revocations, each in an update of its own.
fn many_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let authority = authority();
    let device = in_folder(folder.path(), &authority);
    let key = Signer::generate(KeyId::Kid(b"TESTKEY1".to_vec()), None).public;
    for number in 0..DOCUMENTS {
        let id = format!("XX-{number}");
        let content = match number % 3 {
            0 => pack_document(&id, 1).content,
            1 => Content::Trust(TrustList { keys: vec![key.clone()] }),
            _ => Content::Revocations(Revoked { keys: Vec::new(), hashes: Vec::new() }),
        };
        let update = authority.update(Document { id, sequence: 1, content });
        device.install(&update, &[], reading(0)).expect("it is kept");
    }
    drop(device);
    println!("{DOCUMENTS} documents, each in an update of its own");
    measure(folder.path(), &authority, GOAL_OF_MANY, |device| {
        assert_eq!(device.shelf().contents().len(), DOCUMENTS);
    });
}

fn measure(folder: &Path, authority: &Authority, goal: Duration, check: impl Fn(&Device)) {
    let pass = vaccination().sign(&Desk::new().hcert);
    let mut times = (0..RUNS).map(|_| {
        let started = Instant::now();
        let device = in_folder(folder, authority);
        let verdict =
            device.verifier().check_code(pass.as_bytes(), device.moment(reading(1)), Profile::Venue);
        let elapsed = started.elapsed();
        assert_eq!(device.notices(), []);
        check(&device);
        drop(verdict);
        elapsed
    });
    let mut times = times.by_ref().collect::<Vec<_>>();
    times.sort();
    let median = times[RUNS / 2];
    println!(
        "opening to first verdict: median {median:.1?}, worst of {RUNS} {:.1?}; goal {goal:.0?}",
        times[RUNS - 1]
    );
}

/// The lines are made in memory and put down at once: writing each for itself would wait for the disk as many times.
fn fill_register(folder: &Path) {
    let memory = || Arc::<Memory>::default();
    let (lines, end) = (memory(), memory());
    let (mut register, _) =
        Register::open(lines.clone(), end.clone(), wall(0)).expect("memory does not fail");
    register.name(name("Anne"), wall(0)).expect("memory does not fail");
    for second in 0..i64::try_from(LINES / 2).expect("few") {
        register.open_shift(vec![name("Anne")], wall(second)).expect("memory does not fail");
        if register.head().number < LINES {
            register.close_shift(wall(second)).expect("memory does not fail");
        }
    }
    let database = Database::open(&folder.join("register"), wall(0)).expect("a database").database;
    let files = Files::new(folder);
    let copy = |from: &Memory, to: &dyn Store| from.scan(b"", &mut |key, value| to.put(key, value));
    copy(&lines, &database).and_then(|()| database.flush()).expect("it is kept");
    copy(&end, &files).expect("it is kept");
}
