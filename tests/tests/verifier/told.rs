//! What a verdict tells beside its outcome: the checks, the details of its reasons, and what a profile may know of the pass.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use souplesse_core::attestation::{Answers, Attestation};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::tolerance::{ELEMENTS, ToleranceBook, Word};
use souplesse_core::verdict::{CheckName, CheckState, Document, Format, Proof};
use souplesse_core::verifier::FormStep;
use souplesse_core::{Code, Moment, Outcome, Profile, Verdict};
use souplesse_tests::authority::evening;
use souplesse_tests::desk::{Desk, doses, negative, vaccination};
use souplesse_tests::sign::twoddoc::seal;
use souplesse_tests::typist::{Accents, LAYOUTS, State, type_on};

/// The checks that were made, or that have a reason for not being made.
fn made(verdict: &Verdict) -> Vec<(CheckName, CheckState)> {
    let checks = verdict.checks.iter().filter(|check| check.state != CheckState::NotRun(None));
    checks.map(|check| (check.name, check.state.clone())).collect()
}

fn details(verdict: &Verdict) -> Vec<Option<&str>> {
    verdict.reasons.iter().map(|reason| reason.detail.as_deref()).collect()
}

/// Kind, issue, end, issuer, key, and the fields in the order of their names.
fn written(document: &Document) -> String {
    let Some(Proof::Pass(kind)) = &document.kind else { panic!("this is proved by a pass") };
    let time = |time: Option<DateTime<FixedOffset>>| time.map_or("-".to_owned(), |time| time.to_rfc3339());
    let times = [time(document.issued_at), time(document.expires_at)];
    let key = [&document.issuer, &document.key_id].map(|text| text.clone().unwrap_or_default());
    let mut fields =
        Vec::from_iter(document.fields.iter().map(|field| format!("{}={}", field.name, &*field.value)));
    fields.sort_unstable();
    format!("{} {} {}, {}", kind.as_str(), times.join(" "), key.join(" "), fields.join(" "))
}

#[test]
fn a_controller_is_told_all_that_a_pass_says_of_its_proof_and_a_venue_nothing() {
    let mut desk = Desk::new();
    let with_an_end = doses("COMIRNATY", ["2", "2"], "20072021", "TE").message(&desk.two_d_doc) + "081ED9";
    let passes = [
        (Format::Dcc, vaccination().sign(&desk.hcert)),
        (Format::TwoDDoc, negative().sign(&desk.two_d_doc)),
        (Format::TwoDDoc, seal(&with_an_end, &desk.two_d_doc)),
    ];
    let expected = [
        "vaccination 2021-08-14T10:00:00+02:00 2022-02-12T09:00:00+01:00 Souplesse DEMONSTRATION 544553544b455931, \
         ci=URN:UVCI:01:FR:T5DWTJYS4ZR8#4 co=FR dn=2 dt=2021-07-20 is=CNAM ma=ORG-100030215 mp=EU/1/20/1528 sd=2 \
         tg=840539006 vp=J07BX03",
        "test 2021-08-14T00:00:00+02:00 - Souplesse DEMONSTRATION FRT0TST1, \
         co=FR sc=2021-08-14T09:15:00+02:00 tg=840539006 tr=260415000 tt=LP217198-3",
        "vaccination 2021-08-14T00:00:00+02:00 2021-08-15T00:00:00+02:00 Souplesse DEMONSTRATION FRT0TST1, \
         co=FR dn=2 dt=2021-07-20 ma=COMIRNATY mp=EU/1/20/1528 sd=2 tg=840539006 vp=J07BX03",
    ];
    for ((format, text), expected) in passes.iter().zip(expected) {
        let document = desk.judge(text).document.expect("a controller is told");
        assert_eq!((document.format, written(&document).as_str()), (*format, expected));
        let verdict = desk.verifier.check_code(text.as_bytes(), Moment::what_if(desk.at), Profile::Venue);
        assert!(verdict.document.is_none() && verdict.basis.is_empty());
        assert!(verdict.holder.is_some());
    }
    // Of what nobody trusted signed no more is told than its own envelope says.
    desk.verifier.trust.replace([]);
    for (format, text) in passes {
        let document = desk.judge(text).document.expect("a controller is told");
        assert_eq!((document.format, document.kind, document.issued_at), (format, None, None));
        assert!(document.key_id.is_some() && document.fields.is_empty() && document.expires_at.is_none());
    }
}

#[test]
fn what_is_no_pass_is_told_by_its_family_and_no_check_was_made() {
    let desk = Desk::new();
    for (text, code, family) in [
        ("NL2:ABC", Code::UnsupportedCertificate, Some("NL2")),
        ("shc:/5676", Code::UnsupportedCertificate, Some("SMART Health Card")),
        ("https://example.org/menu", Code::Url, None),
    ] {
        let verdict = desk.judge(text);
        assert_eq!((verdict.outcome, &verdict.code), (Outcome::NotAPass, &code));
        assert_eq!((details(&verdict), made(&verdict)), (vec![family], vec![]), "{text}");
    }
}

#[test]
fn outside_the_rules_the_days_that_they_cover_are_told_and_within_them_their_date() {
    let mut desk = Desk::new();
    let text = vaccination().sign(&desk.hcert);
    let date = |desk: &Desk| {
        let date = desk.verifier.rules_date(Moment::what_if(desk.at));
        date.map(|date| date.to_rfc3339())
    };
    assert_eq!(date(&desk).as_deref(), Some("2021-08-09T00:00:00+02:00"));
    desk.at = "2021-09-01T00:00:00+02:00".parse().unwrap();
    let verdict = desk.judge(&text);
    assert_eq!((verdict.outcome, &verdict.code), (Outcome::CannotJudge, &Code::NoRulesInForce));
    assert_eq!(details(&verdict), [Some("2021-08-09/2021-08-31")]);
    assert_eq!(date(&desk), None);
}

#[test]
fn of_a_signature_that_is_none_the_issuer_is_told_first_where_nobody_knows_it() {
    let mut desk = Desk::new();
    let signed = negative().message(&desk.two_d_doc);
    // No base32, and shorter than on any curve.
    let texts = ["1", "MFRGG"].map(|signature| format!("{signed}\u{1f}{signature}"));
    let codes = |desk: &Desk| texts.each_ref().map(|text| desk.code(text));
    assert_eq!(codes(&desk), ["bad-signature"; 2]);
    desk.verifier.trust.replace([]);
    assert_eq!(codes(&desk), ["unknown-issuer"; 2]);
}

fn word(text: &str) -> Word {
    Word::try_from(text).unwrap()
}

/// An antigen paper of that Saturday on which this is missing.
fn paper(act: &str, missing: &str) -> Attestation {
    let present = ELEMENTS.iter().filter(|element| **element != missing).map(|element| word(element));
    Attestation::new(Some(word("antigen")), act.parse().ok(), present, None).unwrap()
}

#[test]
fn of_a_paper_the_one_check_that_decides_is_told() {
    let verifier = BuiltIn::load().verifier();
    let now = Moment::what_if(evening());
    for (act, missing, check, state) in [
        ("2021-08-14T09:15:00", "", CheckName::Rules, CheckState::Passed),
        ("2021-08-14T09:15:00", "stamp", CheckName::Rules, failed("missing-stamp")),
        ("2021-08-14T09:15:00", "signature", CheckName::Rules, open("missing-signature")),
        ("2021-08-14T13:00:00", "", CheckName::Rules, failed("issued-but-not-relaxed")),
        ("2021-08-14T08:15:00", "", CheckName::Dates, failed("expired")),
        ("2021-08-14T21:00:00", "", CheckName::Dates, failed("test-in-future")),
    ] {
        let verdict = verifier.check_attestation(&paper(act, missing), now, Profile::Venue);
        assert_eq!(made(&verdict), [(check, state)], "{act} {missing}");
    }
    let mut without = verifier;
    without.tolerances = Arc::new(ToleranceBook::default());
    let verdict = without.check_attestation(&paper("2021-08-14T09:15:00", ""), now, Profile::Venue);
    assert_eq!(made(&verdict), [(CheckName::Rules, failed("no-tolerance-in-force"))]);
    let step = without.next_question(&Answers::default(), now, Profile::Venue);
    assert_eq!(step, FormStep::Decided(Box::new(verdict)));
}

fn failed(code: &str) -> CheckState {
    CheckState::Failed(code.parse().unwrap())
}

fn open(code: &str) -> CheckState {
    CheckState::NotRun(Some(code.parse().unwrap()))
}

#[test]
fn a_pass_that_was_typed_on_another_keyboard_comes_back_or_its_setting_is_told() {
    let desk = Desk::new();
    let french = LAYOUTS.iter().find(|layout| layout.name == "fr").unwrap();
    let typed = |text: &str, state| desk.judge(type_on(text, &LAYOUTS[0], french, state, Accents::Typed));
    for text in [vaccination().sign(&desk.hcert), negative().sign(&desk.two_d_doc)] {
        assert!(typed(&text, State::Plain) == desk.judge(&text), "it comes back");
    }
    // A certificate has letters of one case only, and Shift loses which sign a key meant.
    let verdict = typed(&vaccination().sign(&desk.hcert), State::StuckShift);
    assert_eq!((verdict.outcome, &verdict.code), (Outcome::CannotJudge, &Code::ScannerKeyboard));
    assert_eq!(details(&verdict), [Some("us/fr+shift")]);
    assert_eq!(made(&verdict), [(CheckName::Format, failed("scanner-keyboard"))]);
}
