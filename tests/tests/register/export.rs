//! Exports of the register: a whole one is called whole, and one of which anything was cut or changed is not.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use souplesse_core::register::{Export, Fault, Name, Register, Verification};
use souplesse_core::store::Memory;

use super::at;

fn name(number: usize) -> Name {
    Name::try_from(format!("Person {number}")).unwrap()
}

/// A line for each time.
fn register(times: &[DateTime<Utc>]) -> Register {
    let (database, apart) = (Arc::<Memory>::default(), Arc::<Memory>::default());
    let (mut register, _) = Register::open(database, apart, at(0)).unwrap();
    for (number, at) in times.iter().enumerate() {
        register.name(name(number), *at).unwrap();
    }
    register
}

fn six_days() -> Register {
    register(&[0, 1, 2, 3, 4, 5].map(|day| at(24 * day)))
}

fn verified(json: &serde_json::Value) -> Verification {
    Export::read(&json.to_string()).expect("it can be read").verify()
}

fn json_of(export: &Export) -> serde_json::Value {
    serde_json::from_str(&export.to_json()).unwrap()
}

fn first_to_last(export: &Export) -> Vec<u64> {
    export.lines().map(|line| line.number).collect()
}

#[test]
fn a_line_under_a_wrong_clock_leaves_no_gap() {
    let wrong = DateTime::<Utc>::UNIX_EPOCH;
    let register = register(&[at(0), wrong, at(2), at(30), wrong, at(50)]);
    for (from, until, lines) in [
        (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC, 1..=6),
        // What stands between two lines of a span belongs to it, and what stands behind the last one does not.
        (at(0), at(24), 1..=3),
        (at(0), at(48), 1..=4),
        (at(24), at(72), 4..=6),
        (wrong, at(0), 2..=5),
    ] {
        let export = Export::of(&register, from, until).unwrap();
        assert_eq!(first_to_last(&export), lines.clone().collect::<Vec<_>>());
        let verification = verified(&json_of(&export));
        assert_eq!(verification.faults, [], "{lines:?}");
        let left_out = [(1, lines.start() - 1), (lines.end() + 1, 6)];
        let left_out = left_out.into_iter().filter(|(from, to)| from <= to).collect::<Vec<_>>();
        assert_eq!(verification.left_out, left_out, "{lines:?}");
    }
}

#[test]
fn a_line_that_was_cut_is_missed_at_either_end_and_between() {
    let register = six_days();
    for (from, until) in [(-1, 1000), (24, 96)] {
        let whole = json_of(&Export::of(&register, at(from), at(until)).unwrap());
        assert_eq!(verified(&whole).faults, []);
        let count = whole["lines"].as_array().unwrap().len();
        for cut in 0..count {
            let mut json = whole.clone();
            let line = json["lines"].as_array_mut().unwrap().remove(cut);
            let number = line["number"].as_u64().unwrap();
            assert_eq!(
                verified(&json).faults,
                [Fault::Missing { from: number, to: number }],
                "{cut} of {count}"
            );
        }
        let mut json = whole.clone();
        json["lines"] = serde_json::json!([]);
        let (first, last) =
            (whole["span"]["first"].as_u64().unwrap(), whole["span"]["last"]["number"].as_u64());
        assert_eq!(verified(&json).faults, [Fault::Missing { from: first, to: last.unwrap() }]);
    }
}

#[test]
fn the_end_is_compared_with_the_lines() {
    let register = six_days();
    let whole = json_of(&Export::of(&register, at(-1), at(1000)).unwrap());
    // Another last line, well made: nothing follows that would be chained to it.
    let other = json_of(
        &Export::of(&self::register(&[0, 1, 2, 3, 4, 7].map(|day| at(24 * day))), at(-1), at(1000)).unwrap(),
    );
    let mut json = whole.clone();
    json["lines"][5] = other["lines"][5].clone();
    assert_eq!(verified(&json).faults, [Fault::Changed { line: 6 }]);
    let mut json = whole.clone();
    json["end"]["hash"] = "0".repeat(64).into();
    assert_eq!(verified(&json).faults, [Fault::Changed { line: 6 }]);
    let mut json = whole.clone();
    json["end"]["number"] = 5.into();
    assert_eq!(verified(&json).faults, [Fault::Beyond { end: 5 }]);
}

#[test]
fn an_export_of_an_earlier_version_says_what_is_not_in_it() {
    let register = six_days();
    let mut json = json_of(&Export::of(&register, at(-1), at(1000)).unwrap());
    json.as_object_mut().unwrap().remove("span");
    assert_eq!((verified(&json).faults, verified(&json).left_out), (vec![], vec![]));
    json["lines"].as_array_mut().unwrap().pop();
    assert_eq!((verified(&json).faults, verified(&json).left_out), (vec![], vec![(6, 6)]));
    json["lines"][4]["number"] = u64::MAX.into();
    assert_ne!(verified(&json).faults, []);
}

#[test]
fn a_line_whose_name_was_changed_is_changed_and_not_unreadable() {
    let mut json = json_of(&Export::of(&six_days(), at(-1), at(1000)).unwrap());
    let text = json["lines"][2].to_string().replace("Person 2", "Person 9");
    json["lines"][2] = serde_json::from_str(&text).unwrap();
    assert_eq!(verified(&json).faults, [Fault::Changed { line: 3 }]);
}

#[test]
fn lines_that_were_removed_are_not_called_left_out() {
    let mut register = six_days();
    register.remove_before(at(48), name(5), at(200)).unwrap();
    let whole = Export::of(&register, DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC).unwrap();
    assert_eq!(first_to_last(&whole), [3, 4, 5, 6, 7]);
    let verification = whole.verify();
    assert_eq!((verification.faults, verification.left_out), (vec![], vec![]));
}

#[test]
fn an_export_of_no_line_says_so() {
    let register = six_days();
    let export = Export::of(&register, at(5000), at(6000)).unwrap();
    assert_eq!((export.span, export.lines().count()), (None, 0));
    assert_eq!((export.verify().faults, export.verify().left_out), (vec![], vec![(1, 6)]));
}
