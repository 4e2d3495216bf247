//! A tolerance pack as its author writes it, and what comes of a paper under it.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use souplesse::read::pack_text;
use souplesse_core::rules::tolerance::{Held, ToleranceBook};
use souplesse_core::{Moment, Verifier};
use souplesse_tests::desk::Desk;
use souplesse_tests::updates::paper;

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let tolerance = match pack_text::read(text) {
        Ok(tolerance) => tolerance,
        Err(fault) => return assert!(!fault.to_string().is_empty()),
    };
    let at = tolerance.from();
    let held = vec![Held { tolerance, freshness: None, demonstration: false }];
    let verifier = Verifier { tolerances: Arc::new(ToleranceBook { held }), ..DESK.verifier.clone() };
    for moment in [at, DESK.at].map(Moment::what_if) {
        let _ = paper(&verifier, moment);
        let _ = verifier.attestation_form(moment);
    }
});
