//! The published 2D-DOC texts: their signatures, and the government's specimens under the built-in keys.

use std::fs;

use serde::Deserialize;
use souplesse::read::trust;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::verdict::{CheckName, CheckState};
use souplesse_core::{Code, Moment, Outcome, Profile, Verdict, Verifier};
use souplesse_tests::testdata;

use super::state;

#[derive(Deserialize)]
pub(super) struct Sample {
    pub(super) id: String,
    pub(super) text: String,
    doc_type: Option<String>,
    signature: Option<String>,
    expected_valid: bool,
    key: Option<String>,
}

pub(super) fn samples() -> Option<Vec<Sample>> {
    let text = fs::read_to_string(testdata("twoddoc/samples.jsonl")?).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// The production keys and the two test keys of the published examples.
pub(super) fn verifier() -> Verifier {
    let mut verifier = BuiltIn::load().verifier();
    let keys = trust::read_file(&testdata("trust").unwrap().join("twoddoc-keys.json")).unwrap();
    verifier.trust.add(keys.keys.into_iter().chain(keys.test_keys));
    verifier
}

fn judge(verifier: &Verifier, sample: &Sample) -> Verdict {
    let at = souplesse::read::moment::parse("2021-08-13T12:00").unwrap();
    verifier.check_code(sample.text.as_bytes(), Moment::what_if(at), Profile::Controller)
}

#[test]
fn every_signature_is_as_stated() {
    let Some(samples) = samples() else { return };
    let verifier = verifier();
    for sample in &samples {
        let verdict = judge(&verifier, sample);
        let stated = sample.signature.as_deref();
        let expected = match (sample.id.as_str(), stated) {
            // The scanner dropped characters: whether the signature would hold cannot be known.
            ("neg-no-gs", _) => CheckState::NotRun(None),
            // Stated for the link; the pass inside it is signed.
            ("tac-ios-sim-l1-url", _) | (_, Some("OK")) => CheckState::Passed,
            (_, Some("no key")) => CheckState::Failed(Code::UnknownIssuer),
            (_, Some("INVALID" | "bad length")) => CheckState::Failed(Code::BadSignature),
            _ => CheckState::NotRun(None),
        };
        assert_eq!(*state(&verdict, CheckName::Signature), expected, "{}: {verdict:?}", sample.id);
        assert_eq!(expected == CheckState::Passed, sample.expected_valid, "{}", sample.id);
        let is_health = matches!(sample.doc_type.as_deref(), Some("B2" | "L1"));
        if expected == CheckState::Passed && !is_health && sample.doc_type.is_some() {
            assert_eq!(
                (verdict.outcome, verdict.code),
                (Outcome::NotAPass, Code::OtherTwoDDoc),
                "{}",
                sample.id
            );
        }
    }
    println!("{} texts: every signature is as stated", samples.len());
    assert_eq!(samples.len(), 42);
}

#[test]
fn the_specimens_of_the_government_hold_under_the_built_in_keys() {
    let Some(samples) = samples() else { return };
    let verifier = BuiltIn::load().verifier();
    let production = |sample: &&Sample| {
        sample.signature.as_deref() == Some("OK")
            && sample.key.as_deref().is_some_and(|key| key.starts_with("FR03"))
    };
    let mut count = 0;
    for sample in samples.iter().filter(production) {
        let verdict = judge(&verifier, sample);
        assert_eq!(*state(&verdict, CheckName::Signature), CheckState::Passed, "{}", sample.id);
        println!("{}: {:?}, {}", sample.id, verdict.outcome, verdict.code);
        count += 1;
    }
    println!("{count} texts under production keys hold");
    assert!(count >= 3);
}

#[test]
fn a_scanner_that_drops_or_spells_out_control_characters_is_named() {
    let Some(samples) = samples() else { return };
    let verifier = verifier();
    for id in ["neg-no-gs", "neg-literal-gs"] {
        let sample = samples.iter().find(|sample| sample.id == id).unwrap();
        let verdict = judge(&verifier, sample);
        assert_eq!(verdict.code, Code::ControlCharactersDropped, "{id}");
        assert_eq!(verdict.reasons.len(), 1, "{id}: {:?}", verdict.reasons);
    }
}
