//! The EU's conformance vectors: signature, key identifier, key usage, dates, and the pictures.

use std::collections::BTreeMap;
use std::fs;

use chrono::{DateTime, TimeDelta, Utc};
use souplesse::read::codes;
use souplesse_core::verdict::{CheckName, CheckState};
use souplesse_core::{Code, Moment, Profile, Verdict};
use souplesse_tests::testdata;
use souplesse_tests::vectors::{Vector, trusting, vectors};

use super::state;

fn judge(vector: &Vector) -> Verdict {
    let clock = vector.validationclock.unwrap_or_default();
    trusting(&vector.certificate()).check_code(
        vector.prefix.as_bytes(),
        Moment::what_if(clock),
        Profile::Controller,
    )
}

#[test]
fn signatures_and_key_identifiers_are_as_measured() {
    let Some(vectors) = vectors() else { return };
    let mut counts = BTreeMap::new();
    for vector in &vectors {
        let verdict = judge(vector);
        let measured = (vector.measured.kid_match, vector.measured.sig_ok);
        let signature = state(&verdict, CheckName::Signature);
        let agrees = match measured {
            (Some(true), Some(true)) => *signature == CheckState::Passed,
            (Some(true), Some(false)) => *signature == CheckState::Failed(Code::BadSignature),
            // The key that the pass names is not the one at hand, whatever that one would say.
            (Some(false), Some(_)) => *signature == CheckState::Failed(Code::UnknownIssuer),
            (None, None) => matches!(signature, CheckState::NotRun(_)),
            _ => false,
        };
        assert!(agrees, "{}: {verdict:?} measured {measured:?}", vector.id);
        *counts.entry(format!("{signature:?}")).or_insert(0) += 1;
    }
    println!("{} vectors agree with what was measured of signature and kid: {counts:?}", vectors.len());
    assert_eq!(vectors.len(), 182);
}

#[test]
fn key_usage_is_as_upstream_expects() {
    let Some(vectors) = vectors() else { return };
    let mut count = 0;
    for vector in &vectors {
        let Some(expected) = vector.expected.expectedkeyusage else { continue };
        let verdict = judge(vector);
        let usage = state(&verdict, CheckName::KeyUsage);
        if vector.measured.kid_match == Some(false) {
            // No key of that name is known, so that there is none whose usage could be wrong.
            assert_eq!((expected, usage), (true, &CheckState::NotRun(None)), "{}", vector.id);
            println!(
                "{}: expected {expected}, but the certificate is not the one that the pass names",
                vector.id
            );
        } else {
            let wanted = if expected { CheckState::Passed } else { CheckState::Failed(Code::KeyUsage) };
            assert_eq!(*usage, wanted, "{}", vector.id);
        }
        count += 1;
    }
    println!("{count} vectors with an expected key usage agree");
    assert_eq!(count, 40);
}

/// The page's own rule, recomputed from the numbers alone:
/// `notBefore ≤ iat`, the clock within the certificate's dates, `iat ≤ clock < exp`.
fn within_dates(vector: &Vector, clock: DateTime<Utc>) -> Option<bool> {
    let validity = vector.certificate().validity;
    let seconds = |seconds: f64| DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds.floor() as i64);
    let (issued, expires) = (seconds(vector.measured.iat?), seconds(vector.measured.exp?));
    let key = validity.not_before <= issued && validity.not_before <= clock && clock <= validity.not_after;
    Some(key && issued <= clock && clock < expires)
}

#[test]
fn dates_are_as_recomputed_and_disagreements_with_upstream_are_known() {
    let Some(vectors) = vectors() else { return };
    let mut disagreements = Vec::new();
    let mut count = 0;
    for vector in &vectors {
        let Some(expected) = vector.expected.expectedexpirationcheck else { continue };
        let clock = vector.validationclock.expect("a vector with dates has a clock");
        let recomputed = within_dates(vector, clock).expect("a vector with dates has iat and exp");
        let verdict = judge(vector);
        // A test that is dated in the future fails the check of dates too; upstream has no such vector.
        assert_eq!(
            *state(&verdict, CheckName::Dates) == CheckState::Passed,
            recomputed,
            "{}: {verdict:?}",
            vector.id
        );
        if recomputed != expected {
            disagreements.push((vector.id.as_str(), state(&verdict, CheckName::Dates).clone()));
        }
        count += 1;
    }
    for (id, state) in &disagreements {
        println!("{id}: upstream expects otherwise; by its own numbers the dates are {state:?}");
    }
    println!("{count} vectors with expected dates: {} agree with upstream", count - disagreements.len());
    assert_eq!(count, 104);
    let known = ["ES/2DCode/raw/1501.json", "ES/2DCode/raw/1502.json", "ES/2DCode/raw/1503.json"];
    assert!(disagreements.iter().all(|(id, _)| known.contains(id)), "{disagreements:?}");
}

#[test]
fn every_picture_that_can_be_read_is_read() {
    let Some(vectors) = vectors() else { return };
    let folder = testdata("dcc").expect("it holds the vectors");
    let (mut read, mut other, mut unreadable) = (0, Vec::new(), Vec::new());
    let with_picture = vectors.iter().filter_map(|vector| Some((vector, vector.picture.as_ref()?)));
    for (vector, name) in with_picture {
        let bytes = fs::read(folder.join(name)).unwrap();
        let codes = codes::read(&bytes).map_err(|error| error.to_string());
        if vector.expected.expectedpicturedecode == Some(false) {
            println!("{name} is not to be readable: {}", codes.err().unwrap_or("it holds a code".to_owned()));
            continue;
        }
        match codes.unwrap().found.first() {
            Some(found) if found.code.content == vector.prefix.as_bytes() => read += 1,
            Some(_) => other.push(vector.id.as_str()),
            None => unreadable.push(vector.id.as_str()),
        }
    }
    println!("{read} pictures hold their vector's text");
    println!("{} hold another text than their vector: {other:?}", other.len());
    println!("{} hold no readable code: {unreadable:?}", unreadable.len());
    assert_eq!((read, unreadable), (121, vec![]));
    // Upstream's pictures of these three were made from another signing of the same certificates.
    assert_eq!(other, ["ES/2DCode/raw/501.json", "ES/2DCode/raw/502.json", "ES/2DCode/raw/503.json"]);
}
