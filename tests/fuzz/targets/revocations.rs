//! Revoked passes: a batch of the EU's lists, and our own form, which is signed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use souplesse_core::bundle::Revoked;
use souplesse_core::compact;
use souplesse_core::trust::Revocations;

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let mut revocations = Revocations::default();
    if let Err(error) = revocations.add_batch(text) {
        assert!(!error.to_string().is_empty());
        assert_eq!(
            format!("{revocations:?}"),
            format!("{:?}", Revocations::default()),
            "all of it or nothing"
        );
    }
    if let Ok(revoked) = serde_json::from_str::<Revoked>(text) {
        let signed = compact::to_cbor(&revoked);
        assert_eq!(compact::from_cbor::<Revoked>(&signed), Ok(revoked), "what can be signed can be read");
    }
});
