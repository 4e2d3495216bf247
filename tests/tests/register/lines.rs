//! The register of checks: what it takes, what it adds up to, and that nothing in it is lost or changed unnoticed.

use souplesse_core::Outcome;
use souplesse_core::register::{Counts, Entry, Export, Fault, Mending, Register, RegisterError, to_csv};
use souplesse_core::store::{Memory, Store};

use super::{Desk, at, counts, name};

#[test]
fn a_shift_has_its_names_its_hours_and_its_counts() {
    let (_desk, register) = Desk::filled();
    let mut lines = Vec::new();
    register.lines(|line| lines.push(line)).unwrap();
    assert_eq!(lines.len(), 12);
    assert_eq!(lines[1].entry, Entry::Opened { who: vec![name("Anne Le Goff")] });
    let closed = Entry::Closed { opened: 2, counts: counts(10, 2), abandoned: None };
    assert_eq!((lines[2].at, &lines[2].entry), (at(5), &closed));
    assert_eq!(register.verify().unwrap().faults, []);
    assert_eq!(register.named().len(), 2);
    assert!(register.shift().is_none());
}

#[test]
fn a_name_is_the_same_in_capitals() {
    let desk = Desk::new();
    let (mut register, _) = desk.open();
    register.name(name("Anne Le Goff"), at(0)).unwrap();
    let Err(RegisterError::AlreadyNamed { who }) = register.name(name("anne le GOFF"), at(1)) else {
        panic!("she is named already")
    };
    assert_eq!(who, name("Anne Le Goff"));
    register.open_shift(vec![name("ANNE LE GOFF"), name("Anne Le Goff")], at(2)).unwrap();
    assert_eq!(register.shift().unwrap().who, [name("Anne Le Goff")]);
    assert!(matches!(register.withdraw(name("anne le goff"), at(3)), Err(RegisterError::OnDuty { .. })));
    register.close_shift(at(4)).unwrap();
    register.remove_before(at(5), name("anne le goff"), at(5)).unwrap();
    register.withdraw(name("anne le goff"), at(6)).unwrap();
    assert_eq!(register.named(), []);
}

#[test]
fn only_who_is_named_checks_and_nobody_leaves_a_shift() {
    let desk = Desk::new();
    let (mut register, _) = desk.open();
    let anne = || name("Anne");
    assert!(matches!(register.open_shift(vec![anne()], at(0)), Err(RegisterError::NotNamed { .. })));
    assert!(matches!(register.open_shift(Vec::new(), at(0)), Err(RegisterError::Nobody)));
    assert!(matches!(register.close_shift(at(0)), Err(RegisterError::NoShift)));
    register.name(anne(), at(0)).unwrap();
    assert!(matches!(register.name(anne(), at(0)), Err(RegisterError::AlreadyNamed { .. })));
    register.open_shift(vec![anne(), anne()], at(1)).unwrap();
    assert_eq!(register.shift().unwrap().who, [anne()]);
    assert!(matches!(register.withdraw(anne(), at(2)), Err(RegisterError::OnDuty { .. })));
    register.close_shift(at(3)).unwrap();
    register.withdraw(anne(), at(4)).unwrap();
    assert!(matches!(register.withdraw(anne(), at(5)), Err(RegisterError::NotNamed { .. })));
    register.name(anne(), at(6)).unwrap();
    assert_eq!(register.head().number, 5, "a refusal writes nothing");
}

#[test]
fn a_shift_that_nobody_closed_is_closed_by_the_next_opening_and_says_so() {
    let desk = Desk::new();
    let (mut register, _) = desk.open();
    register.name(name("Anne"), at(0)).unwrap();
    assert_eq!(register.open_shift(vec![name("Anne")], at(1)).unwrap(), None);
    register.count(&counts(3, 0), at(2)).unwrap();
    register.count(&counts(4, 1), at(3)).unwrap();
    drop(register);
    let (mut register, mending) = desk.open();
    assert_eq!(mending, None);
    assert_eq!(register.shift().unwrap().since, at(1));
    assert_eq!(register.open_shift(vec![name("Anne")], at(20)).unwrap(), Some(at(3)));
    let mut closed = None;
    register
        .lines(|line| {
            if let Entry::Closed { .. } = line.entry {
                closed = Some(line)
            }
        })
        .unwrap();
    let closed = closed.expect("the shift was closed");
    assert_eq!(closed.entry, Entry::Closed { opened: 2, counts: counts(7, 1), abandoned: Some(at(3)) });
    assert_eq!(register.counts().unwrap(), Counts::default(), "the new shift begins at nothing");
}

#[test]
fn every_outcome_is_counted_for_itself() {
    let outcomes = Counts::default().by_outcome().map(|(outcome, _)| outcome);
    for outcome in outcomes {
        let mut counts = Counts::default();
        counts.count(outcome);
        assert_eq!(counts.total(), 1);
        assert_eq!(
            counts
                .by_outcome()
                .into_iter()
                .filter(|(_, number)| *number == 1)
                .map(|(of, _)| of)
                .collect::<Vec<_>>(),
            [outcome]
        );
    }
    assert_eq!(outcomes.len(), 7);
    assert!(outcomes.contains(&Outcome::CannotJudge));
}

#[test]
fn a_line_that_is_missing_changed_or_out_of_place_is_found() {
    let check = |hurt: &dyn Fn(&Memory), expected: &[Fault]| {
        let (desk, register) = Desk::filled();
        hurt(&desk.database);
        assert_eq!(register.verify().unwrap().faults, expected);
    };
    let key = Desk::key;
    check(&|_| {}, &[]);
    check(&|store| store.remove(&key(5)).unwrap(), &[Fault::Missing { from: 5, to: 5 }]);
    check(&|store| store.remove(&key(1)).unwrap(), &[Fault::Missing { from: 1, to: 1 }]);
    check(&|store| store.remove(&key(12)).unwrap(), &[Fault::Missing { from: 12, to: 12 }]);
    check(&|store| store.put(&key(4), b"nonsense").unwrap(), &[Fault::Unreadable { line: 4 }]);
    // Another register's line under the same number: well made, and not the one that the next is chained to.
    let other = Desk::new();
    let (mut stranger, _) = other.open();
    for number in 0..13 {
        stranger.name(name(&format!("Stranger {number}")), at(number)).unwrap();
    }
    let strange = |number| other.database.get(&key(number)).unwrap().unwrap();
    check(
        &|store| store.put(&key(12), &strange(12)).unwrap(),
        &[Fault::Changed { line: 11 }, Fault::Changed { line: 12 }],
    );
    check(&|store| store.put(&key(1), &strange(1)).unwrap(), &[Fault::Changed { line: 1 }]);
    // A line behind the end that is chained to nothing.
    check(
        &|store| store.put(&key(13), &strange(13)).unwrap(),
        &[Fault::Changed { line: 12 }, Fault::Changed { line: 13 }],
    );
    // The whole register is another one.
    let all = |store: &Memory| (1..=12).for_each(|number| store.put(&key(number), &strange(number)).unwrap());
    check(&all, &[Fault::Changed { line: 12 }]);
    check(
        &|store| (1..=12).for_each(|number| store.remove(&key(number)).unwrap()),
        &[Fault::Missing { from: 1, to: 12 }],
    );
}

#[test]
fn old_lines_go_and_somebody_answers_for_it() {
    let (desk, mut register) = Desk::filled();
    let to_come = register.remove_before(at(301), name("Anne Le Goff"), at(300));
    assert!(matches!(to_come, Err(RegisterError::StillToCome)));
    let stranger = register.remove_before(at(60), name("Nobody"), at(300));
    assert!(matches!(stranger, Err(RegisterError::NotNamed { .. })));
    let anne = name("Anne Le Goff");
    assert_eq!(
        register.remove_before(at(60), anne.clone(), at(300)).unwrap(),
        7,
        "the naming and three days"
    );
    let verification = register.verify().unwrap();
    assert_eq!((verification.span, verification.faults), (Some((8, 13)), vec![]));
    assert_eq!(register.named().len(), 2, "who was named long ago still is");
    assert_eq!(register.remove_before(at(60), anne.clone(), at(301)).unwrap(), 0);
    assert_eq!(register.head().number, 13, "nothing to remove, nothing written");
    // The end is lost as well: the line of the removal tells who was named.
    desk.apart.remove(b"register.end").unwrap();
    let (mut register, _) = desk.open();
    assert_eq!(register.named().iter().map(|named| named.since).collect::<Vec<_>>(), [at(0), at(200)]);
    // A second removal may take the first one's line with it.
    assert!(register.remove_before(at(1000), anne, at(1001)).unwrap() >= 6);
    assert_eq!(register.verify().unwrap().faults, []);
    assert_eq!(register.named().len(), 2);
}

#[test]
fn lines_that_were_removed_without_a_word_are_missing() {
    let (desk, mut register) = Desk::filled();
    register.remove_before(at(60), name("Anne Le Goff"), at(300)).unwrap();
    desk.database.remove(&Desk::key(8)).unwrap();
    assert_eq!(register.verify().unwrap().faults, [Fault::Missing { from: 8, to: 8 }]);
}

#[test]
fn an_open_shift_is_not_removed() {
    let (_desk, mut register) = Desk::filled();
    register.open_shift(vec![name("Anne Le Goff")], at(210)).unwrap();
    assert_eq!(register.remove_before(at(5000), name("Anne Le Goff"), at(5001)).unwrap(), 12);
    assert!(register.shift().is_some());
    register.close_shift(at(5002)).unwrap();
    assert_eq!(register.verify().unwrap().faults, []);
}

#[test]
fn an_export_is_verified_where_the_register_is_not() {
    let (_desk, register) = Desk::filled();
    let export = Export::of(&register, at(20), at(90)).unwrap();
    let json = export.to_json();
    let read = Export::read(&json).unwrap();
    assert_eq!(read, export);
    let verification = read.verify();
    assert_eq!((verification.span, verification.faults), (Some((4, 9)), vec![]));
    for (from, to) in [("\"valid\": 10", "\"valid\": 11"), ("2021-08-15", "2021-08-16"), ("Anne", "Anna")] {
        let changed = Export::read(&json.replacen(from, to, 1)).unwrap();
        assert_ne!(changed.verify().faults, [], "{from} to {to}");
    }
    for odd in [
        "",
        "{}",
        "[]",
        &json.replacen("\"who\"", "\"whom\"", 1),
        &format!("{json} {{}}"),
        &json.replacen("Le Goff", "=1+1", 1),
    ] {
        let error = Export::read(odd).unwrap_err().to_string();
        assert!(!error.contains("Goff"), "{error}");
    }
}

#[test]
fn the_table_is_what_a_french_spreadsheet_reads() {
    let (_desk, mut register) = Desk::filled();
    register.name(name("Durand, Zoé (nuit)"), at(300)).unwrap();
    register.open_shift(vec![name("Anne Le Goff"), name("Service du soir")], at(301)).unwrap();
    let mut lines = Vec::new();
    register.lines(|line| lines.push(line)).unwrap();
    let csv = to_csv(lines, chrono_tz::Europe::Paris, &|key| key.to_owned());
    assert!(csv.starts_with("\u{FEFF}column.number;column.date;"));
    let rows = csv.split("\r\n").collect::<Vec<_>>();
    assert_eq!(rows.len(), 16, "a head, fourteen lines, and an end of the last");
    assert!(rows[1].starts_with("1;2021-08-14;20:00:00;entry.named;Anne Le Goff;;"), "{}", rows[1]);
    assert!(rows[3].contains(";entry.closed;;;10;0;0;2;0;0;0;"), "{}", rows[3]);
    assert!(rows[13].contains(";\"Durand, Zoé (nuit)\";"), "{}", rows[13]);
    assert!(rows[14].contains(";entry.opened;Anne Le Goff + Service du soir;"), "{}", rows[14]);
    assert!(rows.iter().take(15).all(|row| row.matches(';').count() == 13), "each row has every cell");
}

#[test]
fn what_an_open_shift_has_counted_can_be_seen() {
    let (_desk, mut register) = Desk::filled();
    assert_eq!(register.counts().unwrap(), Counts::default());
    register.open_shift(vec![name("Anne Le Goff")], at(300)).unwrap();
    register.count(&counts(3, 1), at(301)).unwrap();
    register.count(&counts(2, 0), at(302)).unwrap();
    assert_eq!(register.counts().unwrap(), counts(5, 1));
    register.close_shift(at(303)).unwrap();
    assert_eq!(register.counts().unwrap(), Counts::default());
}

#[test]
fn whoever_is_named_stays_named_however_often_old_lines_go() {
    let (desk, mut register) = Desk::filled();
    let named =
        |register: &Register| register.named().iter().map(|named| named.who.clone()).collect::<Vec<_>>();
    let both = [name("Anne Le Goff"), name("Service du soir")];
    // No shift is open, so that the last line goes too; the second time it is the line that says so.
    for (removed, when) in [(12, 300), (1, 400), (1, 500)] {
        assert_eq!(register.remove_before(at(when), name("Anne Le Goff"), at(when)).unwrap(), removed);
        assert_eq!(named(&register), both);
        register = desk.open().0;
        assert_eq!(named(&register), both);
        assert_eq!(register.verify().unwrap().faults, []);
    }
}

#[test]
fn who_was_named_before_two_removals_is_known_though_the_end_is_lost() {
    let (desk, mut register) = Desk::filled();
    for (before, removed) in [(60, 7), (84, 2)] {
        assert_eq!(register.remove_before(at(before), name("Anne Le Goff"), at(300)).unwrap(), removed);
    }
    desk.apart.remove(b"register.end").unwrap();
    let (register, _) = desk.open();
    assert_eq!(register.named().iter().map(|named| named.since).collect::<Vec<_>>(), [at(0), at(200)]);
}

#[test]
fn what_happened_to_the_register_is_a_line_of_it() {
    let (_desk, mut register) = Desk::filled();
    register.mend(Mending::ClockSet, at(300)).unwrap();
    let mut last = None;
    register.lines(|line| last = Some((line.number, line.entry))).unwrap();
    assert_eq!(last, Some((13, Entry::Mended { what: Mending::ClockSet })));
}
