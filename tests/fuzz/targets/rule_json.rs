//! Rules as countries publish them, judged on a pass that holds.
#![no_main]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use souplesse_core::rules::RuleBook;
use souplesse_core::{Moment, Profile, Verifier};
use souplesse_tests::desk::{Desk, vaccination};

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);
static PASS: LazyLock<String> = LazyLock::new(|| vaccination().sign(&DESK.hcert));

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    match RuleBook::read([text], BTreeMap::new()) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(rules) => {
            let verifier = Verifier { rules: Arc::new(rules), ..DESK.verifier.clone() };
            let _ = verifier.check_code(PASS.as_bytes(), Moment::what_if(DESK.at), Profile::Controller);
        }
    }
});
