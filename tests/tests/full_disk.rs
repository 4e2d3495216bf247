//! A device whose disk is full: it says so, keeps what it had, and goes on judging.

use std::path::Path;
use std::process::Command;

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
