//! One line of a batch.
#![no_main]

use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use souplesse::judge::Judge;
use souplesse::judge::batch;
use souplesse_core::Profile;
use souplesse_tests::desk::Desk;

static JUDGE: LazyLock<Judge> = LazyLock::new(|| {
    let desk = Desk::new();
    let mut judge = Judge::new(Arc::new(desk.verifier), Profile::Controller);
    judge.at = Some(desk.at);
    judge.is_what_if = true;
    judge
});

fuzz_target!(|input: &[u8]| {
    // A line may name a picture file; what the fuzzer names is none of its business.
    if input.contains(&b'\n') || input.windows(5).any(|part| part == b"image") || input.contains(&b'\\') {
        return;
    }
    let (mut output, lines) = (Vec::new(), Cursor::new(input.to_vec()));
    let tally =
        batch::run(&JUDGE, lines, &mut output, &batch::no_progress()).expect("a vector takes every byte");
    let answered = tally.accepted + tally.not_accepted + tally.broken;
    assert_eq!(answered, usize::from(!input.trim_ascii().is_empty()));
    for line in output.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        serde_json::from_slice::<serde_json::Value>(line).expect("an answer is JSON");
    }
});
