//! A device whose disk is full: it says so, keeps what it had, and goes on judging.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use souplesse_core::store::StoreError;
use souplesse_tests::authority::pack_document;
use souplesse_tests::device::{codes, in_folder, name, packs, reading, wall};
use souplesse_tests::updates::{authority, paper};

/// A small disk, which is gone with it.
struct Disk<'p>(&'p Path);

impl<'p> Disk<'p> {
    fn mount(folder: &'p Path, size: &str) -> Option<Self> {
        let options = format!("size={size}");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }
}

impl Disk<'_> {
    fn make_read_only(&self, is_read_only: bool) -> bool {
        let options = if is_read_only { "remount,ro" } else { "remount,rw" };
        let mut mount = Command::new("mount");
        mount.args(["-o", options]).arg(self.0);
        // A database that has just been closed lets its files go a little later.
        (0..50).any(|_| {
            thread::sleep(Duration::from_millis(20));
            mount.output().is_ok_and(|output| output.status.success())
        })
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_disk) = Disk::mount(folder.path(), "3m") else {
        println!("SKIPPED: a small disk can be mounted by root on Linux only");
        return;
    };
    let authority = authority();
    let device = in_folder(&folder.path().join("device"), &authority);
    assert_eq!(codes(&device), [""; 0]);
    device.install(&authority.update(pack_document("XX-ONE", 1)), &[], reading(0)).unwrap();
    // Whatever else lies on the disk fills it.
    let filler = folder.path().join("filler");
    let _ = std::fs::write(&filler, vec![1; 3 << 20]);
    let failed = (2..100).find_map(|sequence| {
        let update = authority.update(pack_document("XX-TWO", sequence));
        device.install(&update, &[], reading(0)).err()
    });
    let error = failed.expect("the disk is full");
    assert!(
        matches!(&error, StoreError::Io { source, .. } if source.kind() == std::io::ErrorKind::StorageFull),
        "{error}"
    );
    let mut acknowledged = 0;
    for number in 1..10_000 {
        match device.register().unwrap().name(name(&format!("Person {number}")), wall(0)) {
            Ok(()) => acknowledged = number,
            Err(_) => break,
        }
    }
    assert!(acknowledged < 9_999, "the disk is full");
    assert_eq!(packs(&device), ["FR-PSC-2021-08", "XX-ONE"], "what was in force is");
    assert_eq!(paper(&device.verifier(), device.moment(reading(0))).code.to_string(), "tolerated");
    drop(device);
    std::fs::remove_file(&filler).unwrap();
    let device = in_folder(&folder.path().join("device"), &authority);
    assert_eq!(packs(&device), ["FR-PSC-2021-08", "XX-ONE"]);
    let register = device.register().expect("there is room again");
    assert!(register.head().number >= acknowledged);
    assert_eq!(register.verify().unwrap().faults, []);
    drop(register);
    device.install(&authority.update(pack_document("XX-TWO", 200)), &[], reading(0)).unwrap();
    assert_eq!(packs(&device), ["FR-PSC-2021-08", "XX-ONE", "XX-TWO"]);
}

#[test]
fn a_register_that_is_opened_on_a_full_disk_is_whole_when_there_is_room_again() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_disk) = Disk::mount(folder.path(), "3m") else {
        println!("SKIPPED: a small disk can be mounted by root on Linux only");
        return;
    };
    let (data, filler, authority) = (folder.path().join("device"), folder.path().join("filler"), authority());
    let mut named = 0;
    for left in (0..40).map(|pages| pages * 1024) {
        let device = in_folder(&data, &authority);
        device.register().unwrap().name(name(&format!("Person {named}")), wall(0)).unwrap();
        named += 1;
        // As much is left as is written of a snapshot before there is no room.
        let _ = std::fs::write(&filler, vec![1; 3 << 20]);
        let length = std::fs::metadata(&filler).unwrap().len();
        std::fs::File::options().write(true).open(&filler).unwrap().set_len(length - left).unwrap();
        drop(device);
        let device = in_folder(&data, &authority);
        let told = codes(&device);
        assert!(told.iter().all(|code| code == "register-unavailable"), "{left}: {told:?}");
        let named_now =
            device.register().map(|mut register| register.name(name(&format!("Person {named}")), wall(0)));
        named += usize::from(named_now.is_some_and(|named| named.is_ok()));
        if !told.is_empty() {
            let update = authority.update(pack_document("XX-ONE", 1));
            let refused = device.install(&update, &[], reading(0));
            assert!(
                matches!(refused, Err(StoreError::Unavailable { .. })),
                "nobody else has the register: {refused:?}"
            );
        }
        drop(device);
        std::fs::remove_file(&filler).unwrap();
        let device = in_folder(&data, &authority);
        assert_eq!(codes(&device), [""; 0], "{left}");
        let register = device.register().unwrap();
        assert_eq!(register.verify().unwrap().faults, [], "{left}");
        assert!(register.named().len() >= named, "{left}: {} of {named}", register.named().len());
        named = register.named().len();
    }
}

#[test]
fn a_disk_that_can_only_be_read_is_called_that() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::mount(folder.path(), "3m") else {
        println!("SKIPPED: a small disk can be mounted by root on Linux only");
        return;
    };
    let (data, authority) = (folder.path().join("device"), authority());
    let update = authority.update(pack_document("XX-ONE", 1));
    let device = in_folder(&data, &authority);
    device.install(&update, &[], reading(0)).unwrap();
    drop(device);
    assert!(disk.make_read_only(true));
    let device = in_folder(&data, &authority);
    assert_eq!(codes(&device), ["register-unavailable"]);
    assert_eq!(packs(&device), ["FR-PSC-2021-08", "XX-ONE"], "it judges by what is installed");
    let error = device.install(&update, &[], reading(0)).unwrap_err();
    assert!(matches!(error, StoreError::Unavailable { .. }), "{error}");
    assert!(error.to_string().contains("Read-only"), "{error}");
    drop(device);
    assert!(disk.make_read_only(false));
    let device = in_folder(&data, &authority);
    assert_eq!((codes(&device), packs(&device).len()), (vec![], 2));
}
