//! Updates in any order, replayed, lost and given up, with restarts in between, beside a naive model.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use souplesse_frames::Random;
use souplesse_tests::shelf_model::{Pair, Universe};

/// So many worlds of forty updates each; the first byte of an input chooses one.
const WORLDS: u64 = 32;

static UNIVERSES: LazyLock<Vec<Universe>> =
    LazyLock::new(|| (0..WORLDS).map(|seed| Universe::draw(&mut Random::of(seed, 2), 40)).collect());

// Drawing the worlds is no input's doing, and takes longer than one may.
fuzz_target!(init: { LazyLock::force(&UNIVERSES); }, |input: &[u8]| {
    let Some((world, choices)) = input.split_first() else { return };
    let mut choices = choices.iter();
    let mut pair = Pair::new(&UNIVERSES[usize::from(*world) % UNIVERSES.len()]);
    while choices.len() > 0 {
        let mut choose = |limit| u32::from(choices.next().copied().unwrap_or_default()) % limit as u32;
        pair.step(&mut choose, "");
    }
});
