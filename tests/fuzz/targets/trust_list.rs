//! Keys as they are published: lists of several countries, certificates, and the keys of a batch line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use souplesse::read::trust;
use souplesse_core::trust::SigningKey;

fuzz_target!(|input: &[u8]| {
    let keys = match trust::read_bytes(input) {
        Err(error) => return assert!(!error.to_string().is_empty()),
        Ok(read) => {
            assert!(read.problems.iter().all(|problem| !problem.to_string().is_empty()));
            read.keys.into_iter().chain(read.test_keys)
        }
    };
    for key in keys {
        let text = serde_json::to_string(&key).expect("a key is text");
        assert_eq!(serde_json::from_str::<SigningKey>(&text).expect("what is written can be read"), key);
    }
    if let Ok(text) = std::str::from_utf8(input) {
        let _ = trust::read_what_if(text);
    }
});
