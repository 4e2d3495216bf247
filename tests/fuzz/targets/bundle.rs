//! A signed update: as a file, as the text of a code, as a part of one, and as the document inside a whole envelope.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{self, Bundle, Parts, Shelf, unsigned};
use souplesse_core::compact;
use souplesse_tests::authority::Authority;

static SHELF: LazyLock<Shelf> = LazyLock::new(|| BuiltIn::load().demonstration_shelf());
static DEMONSTRATION: LazyLock<Authority> = LazyLock::new(Authority::demonstration);

fuzz_target!(|input: &[u8]| {
    let update = SHELF.preview(input, None);
    assert!(
        update.signer.is_none()
            || update.is_taken()
            || update.detail.is_some()
            || !update.documents.is_empty()
    );
    let mut parts = Parts::default();
    for line in input.split(|byte| *byte == b'\n') {
        let _ = parts.add(line);
    }
    let _ = bundle::open(input).and_then(|opened| opened.read());
    let Ok(mut document) = compact::from_cbor::<Bundle>(input) else { return };
    assert_eq!(compact::to_cbor(&document), input, "there is one form only");
    document.anchor = DEMONSTRATION.number();
    let _ = unsigned(&document).signed_bytes();
    let taken = SHELF.preview(&DEMONSTRATION.sign(&document), None);
    assert_eq!(taken.is_taken(), taken.code.to_string().ends_with("installed"));
});
