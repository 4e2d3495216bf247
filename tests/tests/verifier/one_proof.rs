//! Which codes of one picture are the same proof, and which verdict counts of several documents.

use chrono::TimeDelta;
use serde_json::{Value as Json, json};
use souplesse_core::attestation::Attestation;
use souplesse_core::rules::tolerance::{ELEMENTS, Word};
use souplesse_core::trust::Hashed;
use souplesse_core::verifier::{Holders, Shown};
use souplesse_core::{Code, Moment, Outcome, Profile};
use souplesse_tests::desk::{Desk, SIGNED_ON, certificate, dose, doses, negative, payload, vaccination};
use souplesse_tests::sign::twoddoc;

/// The outcomes of the documents that the desk finds in one picture.
fn outcomes(desk: &Desk, codes: &[&str]) -> Vec<String> {
    let codes = codes.iter().map(|code| code.as_bytes()).collect::<Vec<_>>();
    let verdicts = desk.verifier.check_codes(&codes, Moment::what_if(desk.at), Profile::Controller);
    verdicts.iter().map(|verdict| verdict.code.to_string()).collect()
}

fn test_payload(result: &str, sampled: &str) -> Json {
    payload(&json!({ "t": [{
        "tg": "840539006", "tt": "LP217198-3", "sc": sampled, "tr": result, "tc": "Laboratoire", "co": "FR",
        "is": "APHP", "ci": "URN:UVCI:01:FR:TEST00000001#1",
    }] }))
}

fn with(mut payload: Json, place: &str, value: Json) -> Json {
    *payload.pointer_mut(place).expect("the place") = value;
    payload
}

#[test]
fn a_certificate_and_a_2d_doc_of_one_proof_are_one_document() {
    let desk = Desk::new();
    let certificate_of = |payload| certificate(payload).sign(&desk.hcert);
    let morning = certificate_of(test_payload("260415000", "2021-08-14T07:15:37Z"));
    assert_eq!(outcomes(&desk, &[&morning, &negative().sign(&desk.two_d_doc)]), ["valid"]);
    for (written, standardised, given, printed, printed_given) in [
        ("Müller", "MUELLER", "ZOE", "MULLER", "ZOE"),
        ("Muñoz", "MUNXXOZ", "ZOE", "MUNOZ", "ZOE"),
        ("d'Arc", "DARC", "JEANNE", "D'ARC", "JEANNE"),
        ("d'Arc", "D<ARC", "JEANNE", "D'ARC", "JEANNE"),
        ("Le Goff", "LE<GOFF", "JEAN<PIERRE", "LE GOFF", "JEAN/PIERRE/MARIE"),
        ("Øster", "", "ZOE", "OESTER", "ZOE"),
    ] {
        let names = json!({ "fn": written, "fnt": standardised, "gn": given, "gnt": given });
        let twin = certificate_of(with(payload(&json!({ "v": [dose()] })), "/nam", names));
        let recipe = doses("COMIRNATY", ["2", "2"], "20072021", "TE");
        let printed = recipe.with("L0", printed).with("L1", printed_given).sign(&desk.two_d_doc);
        assert_eq!(outcomes(&desk, &[&twin, &printed]), ["valid"], "{written}");
        assert_eq!(outcomes(&desk, &[&printed, &twin]), ["valid"], "{written}");
    }
}

#[test]
fn whatever_tells_proofs_apart_keeps_them_apart() {
    let desk = Desk::new();
    let certificate_of = |payload: &Json| certificate(payload.clone()).sign(&desk.hcert);
    let test = test_payload("260415000", "2021-08-14T07:15:00Z");
    let shot = payload(&json!({ "v": [dose()] }));
    for (first, place, value) in [
        (&test, "/t/0/tr", json!("260373001")),
        (&test, "/t/0/tt", json!("LP6464-4")),
        (&test, "/t/0/sc", json!("2021-08-14T07:16:00Z")),
        (&shot, "/v/0/dn", json!(1)),
        (&shot, "/v/0/mp", json!("EU/1/20/1507")),
        (&shot, "/v/0/dt", json!("2021-07-21")),
        (&shot, "/dob", json!("1987-02-15")),
        (&shot, "/nam/fnt", json!("FONTAINES")),
        (&shot, "/nam/gnt", json!("CAMILLA")),
        (&shot, "/nam/gnt", json!("")),
    ] {
        let second = with(first.clone(), place, value);
        // Without the name as people write it, an empty standardised one is none.
        let second = if place == "/nam/gnt" { with(second, "/nam/gn", json!("")) } else { second };
        let codes = [certificate_of(first), certificate_of(&second)];
        assert_eq!(outcomes(&desk, &[&codes[0], &codes[1]]).len(), 2, "{place}");
    }
    // Siblings of one birthday, vaccinated together.
    let named = |given: &str| certificate_of(&with(shot.clone(), "/nam/gnt", json!(given)));
    assert_eq!(outcomes(&desk, &[&named("JEAN<PAUL"), &named("JEAN<PIERRE")]).len(), 2);
    assert_eq!(outcomes(&desk, &[&named("JEAN"), &named("JEANNE")]).len(), 2);
}

#[test]
fn a_positive_result_does_not_vanish_beside_a_negative_one() {
    let desk = Desk::new();
    let result = |letter| {
        let names = ["CAMILLE", "FONTAINE"];
        let recipe = twoddoc::Recipe::test(SIGNED_ON, names, "14021987", "945584", letter, "140820210915");
        recipe.sign(&desk.two_d_doc)
    };
    let both = outcomes(&desk, &[&result("N"), &result("P")]);
    assert_eq!(both[0], "valid");
    assert!(both[1].starts_with("rule:"), "{both:?}");
}

/// A complete paper of that Saturday morning.
fn paper() -> Attestation {
    let word = |text: &str| Word::try_from(text).unwrap();
    let present = ELEMENTS.iter().map(|element| word(element));
    Attestation::new(Some(word("antigen")), "2021-08-14T09:15:00".parse().ok(), present, None).unwrap()
}

#[test]
fn what_was_disproved_stays_disproved_whatever_else_is_past_its_date_or_open() {
    let mut desk = Desk::new();
    let genuine = vaccination().sign(&desk.hcert);
    let forged = vaccination().sign_with(&desk.hcert, |_| vec![7; 64]);
    let uci = ring::digest::digest(&ring::digest::SHA256, b"URN:UVCI:01:FR:T5DWTJYS4ZR8#4");
    desk.verifier.freshness.push(souplesse_core::Freshness {
        expires: desk.at - TimeDelta::hours(1),
        judge_when_expired: false,
    });
    let mut revoking = desk.verifier.clone();
    revoking.revocations.add(Hashed::Uci, None, uci.as_ref()).unwrap();
    let out_of_date = Moment::now(desk.at);
    let doubtful = Moment { clock_behind: Some(desk.at), ..out_of_date };
    let without_rules = Moment::now(desk.at + TimeDelta::days(60));
    for (verifier, pass, code) in
        [(&desk.verifier, &forged, Code::BadSignature), (&revoking, &genuine, Code::Revoked)]
    {
        for moment in [out_of_date, doubtful, without_rules] {
            let paper = paper();
            let documents = [Shown::Attestation(&paper), Shown::Code(pass.as_bytes())];
            let verdict = verifier.check_documents(&documents, moment, Profile::Venue);
            assert_eq!((verdict.outcome, &verdict.code), (Outcome::Refused, &code));
            assert!(verdict.is_stale());
        }
    }
    // What was only not judged leaves the word to the paper.
    let paper = paper();
    let documents = [Shown::Code(genuine.as_bytes()), Shown::Attestation(&paper)];
    let verdict = desk.verifier.check_documents(&documents, out_of_date, Profile::Venue);
    assert_eq!(verdict.outcome, Outcome::Tolerated);
}

/// Whether the verified holders of these codes differ.
fn differ(desk: &Desk, codes: &[&str]) -> bool {
    let mut holders = Holders::default();
    for code in codes {
        // Each by itself, as documents that come one after another.
        for document in
            desk.verifier.check_attributed(&[code.as_bytes()], Moment::what_if(desk.at), Profile::Venue)
        {
            holders.add(&document.holders);
        }
    }
    holders.differ()
}

#[test]
fn holders_are_compared_as_passports_write_them_and_only_where_a_signature_holds() {
    let desk = Desk::new();
    let shot = payload(&json!({ "v": [dose()] }));
    let of = |surname: &str, given: &str, born: &str| {
        let names = json!({ "fn": surname, "fnt": surname, "gn": given, "gnt": given });
        let named = with(with(shot.clone(), "/nam", names), "/dob", json!(born));
        certificate(named)
    };
    let pass = |surname, given, born| of(surname, given, born).sign(&desk.hcert);
    let camille = pass("FONTAINE", "CAMILLE", "1987-02-14");
    let printed = negative().sign(&desk.two_d_doc);
    let fuller = pass("FONTAINE", "CAMILLE<ANNE", "1987-02-14");
    let other_second = pass("FONTAINE", "CAMILLE<LOUISE", "1987-02-14");
    for one in [&[&*camille, &printed, &fuller][..], &[&*fuller, &camille], &[&*printed], &[]] {
        assert!(!differ(&desk, one), "{}", one.len());
    }
    for (surname, given, born) in [
        ("FONTAINES", "CAMILLE", "1987-02-14"),
        ("FONTAINE", "CAMILLA", "1987-02-14"),
        ("FONTAINE", "CAMILLE", "1987-02-15"),
    ] {
        let other = pass(surname, given, born);
        assert!(
            differ(&desk, &[&camille, &other]) && differ(&desk, &[&other, &printed]),
            "{surname} {given} {born}"
        );
        assert!(differ(&desk, &[&camille, &other, &camille]), "once is enough");
        // Whose a forged one is, nobody knows.
        let forged = of(surname, given, born).sign_with(&desk.hcert, |_| vec![7; 64]);
        assert!(!differ(&desk, &[&camille, &forged]), "{surname} {given} {born}");
    }
    // The first says less than both others, which are of two people.
    assert!(differ(&desk, &[&camille, &fuller, &other_second]));
    assert!(!differ(&desk, &[&camille, "https://example.org", "HC1:NONSENSE"]));
}

#[test]
fn holders_tell_nothing_of_whom_they_compare() {
    let desk = Desk::new();
    let pass = vaccination().sign(&desk.hcert);
    let documents =
        desk.verifier.check_attributed(&[pass.as_bytes()], Moment::what_if(desk.at), Profile::Venue);
    assert_eq!(format!("{:?}", documents[0].holders), "Holders { differ: false, .. }");
}
