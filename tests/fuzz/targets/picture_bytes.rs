//! The bytes of a picture file, to the codes in it and their verdicts.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use souplesse::read::picture;
use souplesse_core::{Moment, Profile, scan};
use souplesse_tests::desk::Desk;

/// Larger pictures only take longer.
const MOST_PIXELS: usize = 128 * 128;

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);

fuzz_target!(|input: &[u8]| {
    let Ok(picture) = picture::read(input) else { return };
    if picture.luma().len() > MOST_PIXELS {
        return;
    }
    let report = scan::scan(picture.luma(), picture.frame()).expect("a decoded picture is whole");
    let codes = report.codes.iter().map(|code| code.content.as_slice()).collect::<Vec<_>>();
    let verdicts = DESK.verifier.check_codes(&codes, Moment::what_if(DESK.at), Profile::Venue);
    assert_eq!(verdicts.is_empty(), codes.is_empty());
});
