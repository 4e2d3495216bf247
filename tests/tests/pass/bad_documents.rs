//! Everything that can be wrong with a 2D-DOC's form, and the code that says so.

use souplesse_core::Outcome;
use souplesse_core::verdict::{CheckName, CheckState};
use souplesse_tests::desk::{Desk, SIGNED_ON, doses, negative};
use souplesse_tests::sign::twoddoc;

#[test]
fn each_fault_of_a_2d_doc_has_its_code() {
    let desk = Desk::new();
    assert_eq!(document(&desk, &negative()), "valid");
    for (recipe, code) in [
        (negative().with("F6", "310220211200"), "fields"),
        (negative().with("F6", "140820212500"), "fields"),
        (negative().with("F6", "140820211260"), "fields"),
        (negative().with("F2", "00001987"), "valid"),
        (negative().with("F2", "00021987"), "valid"),
        (negative().with("F2", "00131987"), "valid"),
        (negative().with("F2", "00511987"), "fields"),
        (negative().with("F2", "32011987"), "fields"),
        (negative().with("F2", "30501987"), "valid"),
        (negative().with("F1", "lower"), "fields"),
        (negative().with("F0", ""), "valid"),
        (negative().with("F1", ""), "valid"),
        (negative().with("F0", "").with("F1", ""), "fields"),
        (negative().with("F0", "/").with("F1", "-"), "fields"),
        (negative().with("F6", "140818991200"), "fields"),
        (negative().with("F6", "140822011200"), "fields"),
        (negative().with("F2", "14020001"), "valid"),
        (negative().with("F4", "94"), "fields"),
        (negative().with("F4", "943092"), "valid"),
        (negative().with("F4", "945006"), "valid"),
        (negative().with("F4", "948455"), "valid"),
        (negative().with("F4", "3333"), "rule:TR-FR-9002"),
        (negative().with("F5", "X"), "rule:TR-FR-9003"),
        (twoddoc::Recipe { signed_on: 0xFFFF, ..negative() }, "fields"),
        (twoddoc::Recipe { document_type: "A4", ..negative() }, "other-2d-doc"),
        (twoddoc::Recipe { signed_on: SIGNED_ON + 1, ..negative() }, "not-yet-issued"),
        (negative().with("F6", "140820212031"), "test-in-future"),
    ] {
        assert_eq!(document(&desk, &recipe), code, "{:?}", recipe.fields);
    }
    let message = negative().message(&desk.two_d_doc);
    let seal = |message: &str| desk.code(twoddoc::seal(message, &desk.two_d_doc));
    assert_eq!(seal(&message.replace("F3F", "")), "fields");
    assert_eq!(seal(&format!("{message}F3F")), "duplicate-field");
    assert_eq!(seal(&format!("{message}ZZ1")), "fields");
    assert_eq!(seal(&message.replace("F3F", "F3F\u{1d}")), "valid");
    assert_eq!(seal(&message.replace("CAMILLE\u{1d}", "CAMILLE\u{1e}")), "valid");
    assert_eq!(seal(&message.replace("DC04", "DC05")), "header");
    assert_eq!(seal(&message[..20]), "header");
    assert_eq!(seal(&format!("{message}081ED7")), "expired");
    assert_eq!(seal(&format!("{message}081ED9")), "valid");
    let longest = "A".repeat(38);
    let full = negative()
        .with("F1", &longest)
        .message(&desk.two_d_doc)
        .replace(&format!("{longest}\u{1d}"), &longest);
    assert_eq!(seal(&full), "valid");
}

#[test]
fn the_case_of_printed_names_of_vaccines_does_not_matter() {
    let desk = Desk::new();
    let complete = || doses("COMIRNATY", ["2", "2"], "20072021", "TE");
    for (recipe, code) in [
        (complete().with("L5", "Comirnaty Pfizer/BioNTech"), "valid"),
        (complete().with("L5", "Spikevax").with("L6", "Moderna Biotech"), "valid"),
        (complete().with("L3", "Covid-19"), "valid"),
        (complete().with("L5", "Sputnik"), "rule:VR-FR-9002"),
        (complete().with("L0", "Fontaine"), "fields"),
        (complete().with("L0", "").with("L1", ""), "fields"),
        (complete().with("L9", "20071899"), "fields"),
        (complete().with("L9", "31062021"), "fields"),
    ] {
        assert_eq!(document(&desk, &recipe), code, "{:?}", recipe.fields);
    }
}

#[test]
fn a_scanner_that_drops_control_characters_is_never_a_bad_signature() {
    let desk = Desk::new();
    let text = negative().sign(&desk.two_d_doc);
    for dropped in [
        text.replace(['\u{1d}', '\u{1f}'], ""),
        text.replace('\u{1d}', ""),
        text.replace('\u{1d}', "<GS>").replace('\u{1f}', "<US>"),
    ] {
        let verdict = desk.judge(&dropped);
        assert_eq!(verdict.code.to_string(), "control-characters-dropped");
        assert_eq!(verdict.outcome, Outcome::CannotJudge, "it is the scanner's fault");
        assert!(verdict.reasons.iter().all(|reason| reason.code.to_string() != "bad-signature"));
    }
}

#[test]
fn a_2d_doc_of_another_kind_is_no_pass_but_its_signature_is_reported() {
    let desk = Desk::new();
    let verdict = desk.judge(twoddoc::Recipe { document_type: "A4", ..negative() }.sign(&desk.two_d_doc));
    assert_eq!(verdict.outcome, Outcome::NotAPass);
    let passed =
        verdict.checks.iter().filter(|check| check.state == CheckState::Passed).map(|check| check.name);
    assert_eq!(passed.collect::<Vec<_>>(), [CheckName::Format, CheckName::Signature]);
}

fn document(desk: &Desk, recipe: &twoddoc::Recipe) -> String {
    desk.code(recipe.sign(&desk.two_d_doc))
}
