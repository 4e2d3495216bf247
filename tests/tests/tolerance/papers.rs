//! Papers under the built-in pack: the table of worked cases, and every edge against a second, naive reading.

use std::collections::BTreeSet;

use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::tolerance::ELEMENTS;
use souplesse_core::verdict::{CheckState, Level};
use souplesse_core::{Moment, Outcome, Profile, Verdict, Verifier};
use souplesse_tests::naive::{self, Minute, instant, local, minute, minutes};
use souplesse_tests::paper_form::attestation;

fn judge(verifier: &Verifier, paper: &naive::Paper<'_>, now: Minute) -> Verdict {
    verifier.check_attestation(&attestation(paper), Moment::what_if(instant(now)), Profile::Venue)
}

fn seen(verdict: &Verdict) -> naive::Expected {
    let until = verdict.valid_until.map(|until| minutes(until.naive_local()));
    (verdict.outcome.as_str(), verdict.code.to_string(), until)
}

fn complete(kind: &str, test: Minute) -> naive::Paper<'_> {
    naive::Paper { kind, test: Some(test), missing: &[], stated: None }
}

/// Test, check, kind, missing, stated hours; outcome, code, until.
type Case = (Minute, Minute, &'static str, &'static [&'static str], Option<i64>, naive::Expected);

#[test]
fn the_worked_cases_come_out_as_they_are_published() {
    let says = |outcome, code: &str, until| (outcome, code.to_owned(), until);
    let (fri, sat, mon) = (13, 14, 16);
    let until = |day, hour, min| Some(minute(day, hour, min));
    let cases: [Case; 17] = [
        (
            minute(fri, 11, 59),
            minute(fri, 20, 0),
            "antigen",
            &[],
            None,
            says("not-covered", "outside-window", None),
        ),
        (
            minute(fri, 12, 0),
            minute(fri, 20, 0),
            "antigen",
            &[],
            None,
            says("tolerated", "tolerated", until(mon, 12, 0)),
        ),
        (
            minute(fri, 17, 0),
            minute(mon, 16, 59),
            "antigen",
            &[],
            None,
            says("tolerated", "tolerated", until(mon, 17, 0)),
        ),
        (
            minute(fri, 17, 0),
            minute(mon, 17, 0),
            "antigen",
            &[],
            None,
            says("refused", "expired", until(mon, 17, 0)),
        ),
        (
            minute(fri, 17, 0),
            minute(sat, 6, 0),
            "antigen",
            &[],
            Some(12),
            says("refused", "expired", until(sat, 5, 0)),
        ),
        (
            minute(sat, 9, 15),
            minute(sat, 21, 14),
            "antigen",
            &[],
            Some(12),
            says("tolerated", "tolerated", until(sat, 21, 15)),
        ),
        (
            minute(sat, 9, 15),
            minute(sat, 21, 15),
            "antigen",
            &[],
            Some(72),
            says("refused", "expired", until(sat, 21, 15)),
        ),
        (
            minute(sat, 9, 15),
            minute(sat, 12, 0),
            "antigen",
            &["signature"],
            None,
            says("incomplete", "missing-signature", until(sat, 21, 15)),
        ),
        (
            minute(sat, 9, 15),
            minute(sat, 12, 0),
            "antigen",
            &["stamp"],
            None,
            says("refused", "missing-stamp", None),
        ),
        (
            minute(sat, 9, 15),
            minute(sat, 12, 0),
            "supervised-self-test",
            &["brand"],
            None,
            says("tolerated", "tolerated", until(sat, 21, 15)),
        ),
        (
            minute(sat, 13, 0),
            minute(sat, 14, 0),
            "antigen",
            &[],
            None,
            says("not-covered", "issued-but-not-relaxed", None),
        ),
        (
            minute(sat, 13, 0),
            minute(sat, 14, 0),
            "antigen",
            &["stamp"],
            None,
            says("not-covered", "issued-but-not-relaxed", None),
        ),
        (
            minute(sat, 8, 15),
            minute(sat, 20, 30),
            "antigen",
            &[],
            None,
            says("refused", "expired", until(sat, 20, 15)),
        ),
        (
            minute(sat, 8, 15),
            minute(sat, 20, 30),
            "antigen",
            &["stamp"],
            None,
            says("refused", "expired", until(sat, 20, 15)),
        ),
        (
            minute(sat, 13, 0),
            minute(sat, 12, 0),
            "antigen",
            &[],
            None,
            says("refused", "test-in-future", None),
        ),
        (
            minute(fri, 17, 0),
            minute(fri, 20, 0),
            "pcr",
            &[],
            None,
            says("not-covered", "pcr-not-affected", None),
        ),
        (
            minute(fri, 17, 0),
            minute(fri, 20, 0),
            "vaccination",
            &[],
            None,
            says("not-covered", "vaccination-paper-is-no-proof", None),
        ),
    ];
    let verifier = BuiltIn::load().verifier();
    for (test, now, kind, missing, stated, expected) in cases {
        let paper = naive::Paper { kind, test: Some(test), missing, stated };
        assert_eq!(seen(&judge(&verifier, &paper, now)), expected, "{paper:?} at {}", local(now));
        assert_eq!(naive::verdict(&paper, now), expected, "the naive reading: {paper:?} at {}", local(now));
    }
}

#[test]
fn each_kind_is_covered_or_has_its_reason() {
    let verifier = BuiltIn::load().verifier();
    let (test, now) = (minute(14, 9, 15), minute(14, 12, 0));
    for (kind, outcome, code) in [
        ("antigen", "tolerated", "tolerated"),
        ("supervised-self-test", "tolerated", "tolerated"),
        ("pcr", "not-covered", "pcr-not-affected"),
        ("self-test", "not-covered", "kind-not-covered"),
        ("serology", "not-covered", "kind-not-covered"),
        ("other", "not-covered", "kind-not-covered"),
        ("contraindication", "not-covered", "other-lawful-proof"),
        ("vaccination", "not-covered", "vaccination-paper-is-no-proof"),
        ("saliva", "not-covered", "kind-not-covered"),
        ("", "refused", "missing-test-kind"),
    ] {
        let (seen_outcome, seen_code, _) = seen(&judge(&verifier, &complete(kind, test), now));
        assert_eq!((seen_outcome, seen_code.as_str()), (outcome, code), "{kind}");
    }
}

#[test]
fn each_element_matters_as_the_table_says() {
    let verifier = BuiltIn::load().verifier();
    for (element, antigen, self_test) in [
        ("holder-name", "refused", "refused"),
        ("negative-result", "refused", "refused"),
        ("test-kind", "refused", "refused"),
        ("test-date", "refused", "refused"),
        ("test-time", "refused", "refused"),
        ("stamp", "refused", "refused"),
        ("signature", "incomplete", "incomplete"),
        ("brand", "incomplete", "tolerated"),
        ("reference", "incomplete", "tolerated"),
        ("duration", "tolerated", "tolerated"),
    ] {
        for (kind, expected) in [("antigen", antigen), ("supervised-self-test", self_test)] {
            let missing = [element];
            let paper = naive::Paper {
                missing: &missing,
                stated: Some(12).filter(|_| element != "duration"),
                ..complete(kind, minute(14, 9, 15))
            };
            let verdict = judge(&verifier, &paper, minute(14, 12, 0));
            assert_eq!(verdict.outcome.as_str(), expected, "{kind} without {element}");
            let told = verdict
                .reasons
                .iter()
                .map(|reason| (reason.code.to_string(), reason.level))
                .collect::<Vec<_>>();
            let level = match expected {
                "refused" => Level::Refusing,
                "incomplete" => Level::Doubt,
                _ => Level::Note,
            };
            assert!(told.contains(&(format!("missing-{element}"), level)), "{told:?}");
        }
    }
}

#[test]
fn the_worst_of_several_missing_elements_wins_and_all_are_named() {
    let verifier = BuiltIn::load().verifier();
    let missing = ["stamp", "signature", "negative-result", "brand", "duration"];
    let paper = naive::Paper { missing: &missing, ..complete("antigen", minute(14, 9, 15)) };
    let verdict = judge(&verifier, &paper, minute(14, 12, 0));
    let told = verdict.reasons.iter().map(|reason| reason.code.to_string()).collect::<Vec<_>>();
    let expected = [
        "missing-negative-result",
        "missing-stamp",
        "missing-signature",
        "missing-brand",
        "missing-duration",
    ];
    assert_eq!(told, expected);
    assert_eq!(verdict.code.to_string(), "missing-negative-result");
}

#[test]
fn a_paper_never_looks_like_a_pass() {
    let verifier = BuiltIn::load().verifier();
    let verdict = judge(&verifier, &complete("antigen", minute(14, 9, 15)), minute(14, 12, 0));
    assert!(verdict.outcome == Outcome::Tolerated && verdict.outcome.is_accepted());
    assert_eq!(verdict.basis[0].id, "FR-PSC-2021-08");
    assert!(verdict.holder.is_none() && verdict.document.is_none());
    let run = verdict.checks.iter().filter(|check| check.state != CheckState::NotRun(None));
    assert_eq!(run.count(), 1, "nothing but the rules can be checked of a paper");
}

/// Kinds × every window's edges with a minute on either side × every missing element, and pairs × stated durations,
/// checked at every moment at which something may turn.
#[test]
fn a_second_naive_reading_agrees_at_every_edge() {
    let verifier = BuiltIn::load().verifier();
    let edges = [minute(13, 12, 0), minute(14, 0, 0), minute(14, 12, 0), minute(15, 0, 0), minute(17, 0, 0)];
    let near = |edge: &Minute| [edge - 1, *edge, edge + 1];
    let mut tests = edges.iter().flat_map(near).collect::<BTreeSet<_>>();
    tests.extend([minute(13, 17, 0), minute(14, 9, 15), minute(12, 8, 0)]);
    let mut missing: Vec<Vec<&str>> = vec![vec![], ELEMENTS.to_vec()];
    for (index, first) in ELEMENTS.iter().enumerate() {
        missing.push(vec![first]);
        missing.extend(ELEMENTS[index + 1..].iter().map(|second| vec![*first, *second]));
    }
    let kinds = [
        "antigen",
        "supervised-self-test",
        "pcr",
        "self-test",
        "serology",
        "vaccination",
        "contraindication",
        "other",
        "saliva",
        "",
    ];
    let mut compared = 0_usize;
    for kind in kinds {
        for test in tests.iter().map(|test| Some(*test)).chain([None]) {
            for stated in
                [None, Some(1), Some(11), Some(12), Some(13), Some(24), Some(72), Some(73), Some(8760)]
            {
                let mut checks = edges.iter().flat_map(near).collect::<BTreeSet<_>>();
                for hours in [0, 12, 72].into_iter().chain(stated) {
                    checks.extend(test.iter().flat_map(|test| near(&(test + hours * 60))));
                }
                for missing in &missing {
                    let paper = naive::Paper { kind, test, missing, stated };
                    let attestation = attestation(&paper);
                    for now in &checks {
                        let verdict = verifier.check_attestation(
                            &attestation,
                            Moment::what_if(instant(*now)),
                            Profile::Venue,
                        );
                        assert_eq!(
                            seen(&verdict),
                            naive::verdict(&paper, *now),
                            "{paper:?} at {}",
                            local(*now)
                        );
                        compared += 1;
                    }
                }
            }
        }
    }
    assert!(compared > 1_000_000, "{compared}");
}
