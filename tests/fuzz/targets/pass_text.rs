//! The text of a code: as a scanner gives it, and as the COSE message inside a well-formed `HC1:`.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use souplesse_core::{Moment, Outcome, Profile};
use souplesse_tests::desk::Desk;
use souplesse_tests::sign::hcert::envelop;

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);

fuzz_target!(|input: &[u8]| {
    let inside = envelop(input, 0);
    for text in [input, inside.as_bytes()] {
        let verdict = DESK.verifier.check_code(text, Moment::what_if(DESK.at), Profile::Controller);
        assert_ne!(verdict.outcome, Outcome::Valid, "nobody signed it");
        assert!(verdict.holder.is_none(), "nobody is named whose pass nobody signed");
    }
});
