//! How long papers and updates take: `cargo bench -p souplesse-tests --bench papers`.
//! Medians of many runs, in one process, beside one raw ES256 verification of the same machine.

use std::hint::black_box;
use std::time::Instant;

use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, UnparsedPublicKey,
};
use souplesse_core::attestation::{Answers, Attestation, Hours, KindAnswer, TimeAnswer};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Right, to_text};
use souplesse_core::rules::tolerance::{ELEMENTS, Word};
use souplesse_core::{Code, Moment, Profile};
use souplesse_tests::authority::{Authority, evening, pack_document};

const RUNS: usize = 400;

fn main() {
    let built_in = BuiltIn::load();
    let verifier = built_in.verifier();
    let word = |text: &str| Word::try_from(text).expect("a word");
    let local = |text: &str| text.parse().expect("a local time");
    println!("raw ES256 by ring: {:.1} µs", raw_es256());

    let present = ELEMENTS.iter().map(|element| word(element));
    let tested_at = Some(local("2021-08-14T09:15:00"));
    let paper =
        Attestation::new(Some(word("antigen")), tested_at, present, Hours::new(12).ok()).expect("a paper");
    for profile in [Profile::Venue, Profile::Controller] {
        let time = median(100, || {
            drop(black_box(verifier.check_attestation(&paper, Moment::what_if(evening()), profile)))
        });
        println!("attestation to verdict, {profile:?}: {time:.2} µs");
    }

    let kind = Some(KindAnswer::Is(word("antigen")));
    let chip = TimeAnswer::Within { from: local("2021-08-13T17:00:00"), until: local("2021-08-13T18:00:00") };
    let complete = Some(std::collections::BTreeSet::new());
    let steps = [
        ("nothing", Answers::default()),
        ("pcr", Answers { kind: Some(KindAnswer::Is(word("pcr"))), ..Answers::default() }),
        ("kind", Answers { kind: kind.clone(), ..Answers::default() }),
        ("kind, time", Answers { kind: kind.clone(), time: Some(chip), ..Answers::default() }),
        ("kind, time, elements", Answers { kind, time: Some(chip), missing: complete, ..Answers::default() }),
    ];
    for (answered, answers) in &steps {
        let time = median(5, || {
            drop(black_box(verifier.next_question(answers, Moment::what_if(evening()), Profile::Venue)))
        });
        println!("next question, answered {answered}: {time:.0} µs");
    }

    let authority = Authority::new("bench", &[Right::Pack]);
    let text = to_text(&authority.update(pack_document("XX-BENCH", 1)));
    let mut shelf = built_in.shelf();
    shelf.pin(authority.anchor.clone());
    let time = median(5, || {
        let mut shelf = shelf.clone();
        assert_eq!(shelf.install(text.as_bytes(), Some(evening())).code, Code::UpdateInstalled);
        black_box(shelf.furnish(&verifier));
    });
    println!("a pack from the text of its QR code ({} characters) to in force: {time:.0} µs", text.len());
}

fn raw_es256() -> f64 {
    let document =
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).expect("a key");
    let pair =
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &SystemRandom::new());
    let pair = pair.expect("the same key");
    let message = [7; 400];
    let signature = pair.sign(&SystemRandom::new(), &message).expect("a signature");
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, pair.public_key().as_ref());
    median(20, || key.verify(&message, signature.as_ref()).expect("it holds"))
}

/// Microseconds of one call: the median over blocks of so many calls.
fn median(block: u32, mut call: impl FnMut()) -> f64 {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        (0..block).for_each(|_| call());
        times.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(block));
    }
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}
