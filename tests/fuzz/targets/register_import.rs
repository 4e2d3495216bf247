//! An exported register, as it is read to be verified.
#![no_main]

use libfuzzer_sys::fuzz_target;
use souplesse_core::register::{Export, to_csv};

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let export = match Export::read(text) {
        Ok(export) => export,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let verification = export.verify();
    assert_eq!(verification.lines, export.lines().count() as u64);
    let rows = to_csv(export.lines(), chrono_tz::Europe::Paris, &|key| key.to_owned());
    assert_eq!(rows.matches("\r\n").count() as u64, verification.lines + 1);
    assert_eq!(Export::read(&export.to_json()).expect("what is written can be read").verify(), verification);
});
