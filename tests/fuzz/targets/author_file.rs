//! What authors keep in files: private keys, anchors, and tests of rules.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use souplesse::read::keys::{PrivateKey, read_anchors};
use souplesse::verbs::rules;
use souplesse_core::bundle::Anchor;
use souplesse_core::compact;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder"));

fuzz_target!(|input: &[u8]| {
    let path = FOLDER.path().join("file.json");
    fs::write(&path, input).expect("the folder takes a file");
    if let Err(error) = PrivateKey::read(&path) {
        assert!(!error.to_string().is_empty());
    }
    for anchor in read_anchors(&path).into_iter().flatten() {
        assert_eq!(compact::from_cbor::<Anchor>(&compact::to_cbor(&anchor)), Ok(anchor));
    }
    if let Err(error) = rules::test(&path) {
        assert!(!error.to_string().is_empty());
    }
});
