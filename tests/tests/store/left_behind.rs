//! What sled leaves behind when it is killed or has no room: an intact register is never moved aside for it.

use std::fs;
use std::path::{Path, PathBuf};

use souplesse_core::device::Device;
use souplesse_core::register::{Entry, Mending};
use souplesse_core::store::{Database, StoreError};
use souplesse_tests::device::{codes, in_folder, name, wall};
use souplesse_tests::updates::authority;

const LINES: u64 = 20;

/// A folder with a register of so many lines, and a snapshot.
fn filled(folder: &Path) -> PathBuf {
    let register = folder.join("register");
    for number in 1..=LINES {
        let device = in_folder(folder, &authority());
        device.register().unwrap().name(name(&format!("Person {number}")), wall(0)).unwrap();
    }
    assert!(snapshot(&register).is_some());
    register
}

fn snapshot(register: &Path) -> Option<PathBuf> {
    let mut entries = fs::read_dir(register).unwrap().map(|entry| entry.unwrap().path());
    entries.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("snap.")))
}

fn check_whole(device: &Device, place: &str) {
    assert_eq!(codes(device), [""; 0], "{place}");
    let register = device.register().expect("it has its register");
    let verification = register.verify().unwrap();
    assert_eq!((verification.lines, verification.faults), (LINES, vec![]), "{place}");
}

#[test]
fn an_unfinished_snapshot_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let register = filled(folder.path());
    let whole = fs::read(snapshot(&register).unwrap()).unwrap();
    for content in [&b""[..], &b"cut"[..], &whole[..whole.len() / 2], &[0xFF; 4096], &whole] {
        for name in ["snap.0000000000000001.generating", "snap.7FFFFFFFFFFFFFFF.generating"] {
            fs::write(register.join(name), content).unwrap();
            check_whole(&in_folder(folder.path(), &authority()), name);
            assert!(!register.join(name).exists(), "it is cleared");
        }
    }
}

#[test]
fn a_snapshot_that_another_process_is_writing_is_left_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let register = filled(folder.path());
    let device = in_folder(folder.path(), &authority());
    let name = register.join("snap.7FFFFFFFFFFFFFFF.generating");
    fs::write(&name, "half").unwrap();
    assert!(matches!(Database::open(&register, wall(0)), Err(StoreError::InUse { .. })));
    assert!(name.exists());
    drop(device);
    check_whole(&in_folder(folder.path(), &authority()), "the other one has ended");
}

#[test]
fn settings_that_were_cut_cost_nothing_and_others_are_damage() {
    let folder = tempfile::tempdir().unwrap();
    let register = filled(folder.path());
    let conf = register.join("conf");
    let whole = fs::read(&conf).unwrap();
    for length in 0..whole.len() {
        fs::write(&conf, &whole[..length]).unwrap();
        check_whole(&in_folder(folder.path(), &authority()), &format!("{length} bytes of {}", whole.len()));
        assert_eq!(fs::read(&conf).unwrap(), whole);
    }
    fs::write(&conf, b"something else, and as long as that is").unwrap();
    let device = in_folder(folder.path(), &authority());
    assert!(codes(&device).contains(&"register-moved-aside".to_owned()));
    assert_eq!(
        mended(&device),
        [Mending::LinesLost, Mending::MovedAside],
        "the next register says why it begins late"
    );
}

#[test]
fn a_register_that_had_no_line_leaves_nothing_to_be_told_of_when_it_is_moved_aside() {
    let folder = tempfile::tempdir().unwrap();
    drop(in_folder(folder.path(), &authority()));
    fs::write(folder.path().join("register/conf"), b"something else, and as long as that is").unwrap();
    let device = in_folder(folder.path(), &authority());
    assert!(codes(&device).contains(&"register-moved-aside".to_owned()));
    assert_eq!(mended(&device), []);
}

fn mended(device: &Device) -> Vec<Mending> {
    let mut mended = Vec::new();
    device
        .register()
        .expect("it has its register")
        .lines(|line| {
            if let Entry::Mended { what } = line.entry {
                mended.push(what);
            }
        })
        .unwrap();
    mended
}

#[test]
fn a_mark_of_damage_is_believed_when_something_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let register = filled(folder.path());
    let mark = folder.path().join("register.damaged");
    fs::write(&mark, "").unwrap();
    check_whole(&in_folder(folder.path(), &authority()), "a full disk made sled panic");
    assert!(!mark.exists());
    fs::write(&mark, "").unwrap();
    let log = fs::read(register.join("db")).unwrap();
    fs::write(register.join("db"), vec![0xA5; log.len()]).unwrap();
    let device = in_folder(folder.path(), &authority());
    assert!(!codes(&device).is_empty(), "what is lost is told");
    assert!(!mark.exists());
}
