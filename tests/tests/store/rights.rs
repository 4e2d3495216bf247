//! What a device keeps is for the person alone whose device it is.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use souplesse_tests::authority::pack_document;
use souplesse_tests::device::{codes, in_folder, name, packs, reading, wall};
use souplesse_tests::updates::authority;

/// Everything in the folder that others may read, write or enter, and the folder itself.
fn open_to_others(folder: &Path) -> Vec<PathBuf> {
    let mut open = Vec::new();
    each(folder, &mut |path| {
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        if fs::metadata(path).unwrap().permissions().mode() & 0o777 != expected {
            open.push(path.to_owned());
        }
    });
    open
}

fn each(path: &Path, visit: &mut dyn FnMut(&Path)) {
    visit(path);
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| each(&entry.unwrap().path(), visit));
    }
}

#[test]
fn what_is_kept_is_for_one_person_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("above").join("data");
    let authority = authority();
    // A second opening makes sled write a snapshot.
    for sequence in 1..=2 {
        let device = in_folder(&data, &authority);
        device.install(&authority.update(pack_document("XX-ONE", sequence)), &[], reading(0)).unwrap();
        device.register().unwrap().name(name(&format!("Person {sequence}")), wall(0)).unwrap();
        device.moment(reading(60));
        device.settle(reading(60));
        drop(device);
        assert_eq!(open_to_others(&data), Vec::<PathBuf>::new());
    }
    assert!(data.join("register").join("db").exists() && data.join("updates").join("log").exists());
}

#[test]
fn what_an_earlier_version_has_left_for_all_to_read_is_taken_from_them() {
    let folder = tempfile::tempdir().unwrap();
    let (data, authority) = (folder.path().join("data"), authority());
    let device = in_folder(&data, &authority);
    device.install(&authority.update(pack_document("XX-ONE", 1)), &[], reading(0)).unwrap();
    drop(device);
    fs::create_dir(data.join("register.damaged-20210814T183000Z")).unwrap();
    fs::write(data.join("register.damaged-20210814T183000Z").join("db"), "names").unwrap();
    let to_all = |path: &Path| {
        let mode = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    };
    each(&data, &mut |path| to_all(path));
    let device = in_folder(&data, &authority);
    assert_eq!((codes(&device), packs(&device).len()), (vec![], 2));
    assert_eq!(open_to_others(&data), Vec::<PathBuf>::new());
}

#[test]
fn what_is_somebody_elses_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    fs::set_permissions(data, Permissions::from_mode(0o755)).unwrap();
    for other in ["registered-letters", "devices"] {
        fs::create_dir(data.join(other)).unwrap();
        fs::write(data.join(other).join("file"), "").unwrap();
        fs::set_permissions(data.join(other), Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(data.join(other).join("file"), Permissions::from_mode(0o644)).unwrap();
    }
    std::os::unix::fs::symlink(data.join("devices"), data.join("updates")).unwrap();
    drop(in_folder(data, &authority()));
    let mode = |path: &str| fs::metadata(data.join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!([mode(""), mode("registered-letters"), mode("devices")], [0o755; 3]);
    assert_eq!([mode("registered-letters/file"), mode("devices/file")], [0o644; 2]);
    assert_eq!(mode("register"), 0o700, "and what is kept there is not");
}
