//! A data folder that was written before updates were a log is opened, keeps everything, and says what was done.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use data_encoding::BASE64;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::Standing;
use souplesse_core::device::{Device, Places};
use souplesse_core::store::Database;
use souplesse_core::trust::KeyId;
use souplesse_core::{Code, Now, Outcome, Uptime};
use souplesse_tests::device::{codes, packs};

/// The folder's files, and the updates that were given to it.
fn written() -> BTreeMap<String, Vec<u8>> {
    let text = include_str!("../../earlier/device.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let files = lines.map(|line| {
        let (path, bytes) = line.split_once(' ').expect("a path and bytes");
        let compressed = BASE64.decode(bytes.as_bytes()).expect("base64");
        let bytes = miniz_oxide::inflate::decompress_to_vec_zlib(&compressed).expect("zlib");
        (path.to_owned(), bytes)
    });
    files.collect()
}

fn write(files: &BTreeMap<String, Vec<u8>>, folder: &Path) {
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with("given/")) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder of the test");
        fs::write(path, bytes).expect("a file of the test");
    }
}

/// An hour behind its last use.
fn now() -> Now {
    let wall: DateTime<Utc> = "2026-11-30T19:00:00Z".parse().expect("a time");
    Now { wall, uptime: Uptime { start: 1, millis: 0 } }
}

fn open(places: Places) -> Device {
    let built_in = BuiltIn::load();
    Device::open(places, Vec::new(), (built_in.verifier(), built_in.shelf()), [7; 16], now())
}

fn open_folder(folder: &Path) -> Device {
    let (places, found) = Places::in_folder(folder, now());
    assert_eq!(found, []);
    open(places)
}

fn check_everything(device: &Device, files: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(packs(device), ["FR-PSC-2021-08", "XX-EXAMPLE-2021-09"]);
    let revoked = KeyId::Kid(vec![0x22, 0xcd, 0x89, 0xb6, 0xb3, 0x89, 0x86, 0x29]);
    assert!(device.verifier().trust.keys().all(|key| key.id != revoked), "its revocations are in force");
    assert!(device.controller_until(now().wall).is_some(), "its leave");
    let anchors = device.shelf().anchors();
    let standings =
        anchors.iter().map(|known| (known.name.as_str(), known.standing, known.successor.is_some()));
    let mut standings = standings.collect::<Vec<_>>();
    standings.sort_by_key(|(name, ..)| *name);
    assert_eq!(standings, [("ARS essai", Standing::Pinned, true), ("ARS suite", Standing::Inherited, false)]);
    assert_eq!(device.shelf().missing(), []);
    for (update, code) in [("p2", Code::UpdateOlder), ("p", Code::UpdateAlreadyInstalled)] {
        let bytes = &files[&format!("given/{update}.souplesse")];
        // The older one is signed by a key that has a successor, which is said first.
        let code = if update == "p2" { Code::UpdateNotForAnchor } else { code };
        assert_eq!(device.preview(bytes, now()).code, code, "{update}");
    }
}

#[test]
fn everything_is_taken_over_and_it_is_said_until_somebody_has_read_it() {
    let (files, folder) = (written(), tempfile::tempdir().unwrap());
    write(&files, folder.path());
    let device = open_folder(folder.path());
    assert_eq!(codes(&device), ["updates-taken-over"]);
    assert_eq!(device.notices()[0].detail, "6");
    check_everything(&device, &files);
    let register = device.register().expect("it is open").verify().expect("it can be looked at");
    assert_eq!((register.lines, register.faults.len()), (2, 0));
    device.count(Outcome::Valid);
    device.settle(now());
    device.acknowledge(now()).unwrap();
    drop(device);

    // Nothing of the earlier form is left, and the next start finds the log.
    let mut names =
        fs::read_dir(folder.path().join("updates")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.all(|name| name == "log" || name.to_string_lossy().ends_with(".souplesse")));
    let (places, _) = Places::in_folder(folder.path(), now());
    let database = places.database.as_ref().expect("nobody else has it");
    assert_eq!(database.get(b"counters").unwrap(), None);
    let device = open(places);
    assert_eq!(codes(&device), [""; 0]);
    check_everything(&device, &files);
    let shift = device.register().expect("it is open").shift().expect("it was open").clone();
    assert_eq!(shift.who[0].as_str(), "Anne Essai");
}

#[test]
fn who_only_looks_sees_the_same_and_changes_nothing() {
    let (files, folder) = (written(), tempfile::tempdir().unwrap());
    write(&files, folder.path());
    let device = open(Places::to_look_at(folder.path()));
    check_everything(&device, &files);
    assert!(folder.path().join("updates/installed-0000000007").exists());
    assert!(!folder.path().join("updates/log").exists());
}

#[test]
fn what_was_damaged_before_is_found_by_the_numbers() {
    let (files, folder) = (written(), tempfile::tempdir().unwrap());
    let is_lost = |path: &str, bytes: &[u8]| {
        path.ends_with(".souplesse") && bytes.windows(7).any(|window| window == b"REVOKED")
    };
    let lost = files.iter().find(|(path, bytes)| is_lost(path, bytes)).expect("it is among them").0.clone();
    let mut damaged = files.clone();
    damaged.remove(&lost);
    write(&damaged, folder.path());
    let device = open_folder(folder.path());
    let mut told = codes(&device);
    told.sort();
    assert_eq!(told, ["updates-damaged", "updates-taken-over"]);
    assert!(device.verifier().lost.for_passes && !device.verifier().lost.packs);
    assert_eq!(device.install(&files[&lost], &[], now()).unwrap().code, Code::UpdateInstalled);
    device.acknowledge(now()).unwrap();
    assert_eq!(codes(&device), [""; 0]);
    check_everything(&device, &files);
}

#[test]
fn what_a_damaged_list_named_is_missing_one_by_one_for_who_has_the_numbers() {
    let (files, folder) = (written(), tempfile::tempdir().unwrap());
    let mut damaged = files.clone();
    damaged.insert("updates/installed-0000000007".to_owned(), b"nonsense".to_vec()).expect("the newest list");
    write(&damaged, folder.path());
    let onlooker = open(Places::to_look_at(folder.path()));
    assert_eq!(
        (codes(&onlooker), packs(&onlooker)),
        (vec!["updates-damaged".to_owned()], vec!["FR-PSC-2021-08".to_owned()])
    );
    drop(onlooker);
    let device = open_folder(folder.path());
    // The keys were in the list: what they signed waits for them.
    let missing = device.shelf().missing().len();
    assert_eq!((codes(&device)[0].as_str(), missing), ("updates-found-again", 6));
    assert!(device.verifier().lost.for_passes);
}

#[test]
fn a_database_of_an_earlier_version_opens_as_it_was() {
    let (files, folder) = (written(), tempfile::tempdir().unwrap());
    write(&files, folder.path());
    let opening = Database::open(&folder.path().join("register"), now().wall).unwrap();
    assert_eq!(opening.moved_aside, None);
}
