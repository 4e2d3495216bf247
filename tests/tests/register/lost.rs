//! Lines that are lost, and the end that is kept apart: what is found again, and what is told.

use souplesse_core::register::{Fault, Mending};
use souplesse_core::store::Store;

use super::{Desk, at, name};

#[test]
fn lost_lines_are_told_at_the_next_opening_and_stay_visible() {
    let (desk, register) = Desk::filled();
    drop(register);
    desk.database.remove(&Desk::key(12)).unwrap();
    let (register, mending) = desk.open();
    assert_eq!(mending, Some(Mending::LinesLost));
    assert_eq!(register.head().number, 13, "numbers go on");
    assert_eq!(register.named().len(), 2, "what the lost line said is known from what is kept apart");
    assert_eq!(register.verify().unwrap().faults, [Fault::Missing { from: 12, to: 12 }]);
    drop(register);
    assert_eq!(desk.open().1, None, "it is told once");
}

#[test]
fn a_lost_end_is_found_again_from_the_lines() {
    let (desk, register) = Desk::filled();
    let (named, head) = (register.named().to_vec(), register.head());
    drop(register);
    for damage in [None, Some(b"nonsense".as_slice())] {
        match damage {
            Some(bytes) => desk.apart.put(b"register.end", bytes).unwrap(),
            None => desk.apart.remove(b"register.end").unwrap(),
        }
        let (register, mending) = desk.open();
        assert_eq!(mending, Some(Mending::HeadLost));
        assert_eq!(register.named(), named);
        assert!(register.head().number > head.number);
        assert_eq!(register.verify().unwrap().faults, []);
    }
}

#[test]
fn a_last_line_that_cannot_be_read_is_not_written_over_when_the_end_is_lost_too() {
    let (desk, register) = Desk::filled();
    drop(register);
    desk.database.put(&Desk::key(12), b"nonsense").unwrap();
    desk.apart.remove(b"register.end").unwrap();
    let (register, mending) = desk.open();
    assert_eq!(mending, Some(Mending::LinesLost));
    assert_eq!(register.head().number, 13);
    assert_eq!(desk.database.get(&Desk::key(12)).unwrap().as_deref(), Some(&b"nonsense"[..]));
    assert_eq!(register.verify().unwrap().faults, [Fault::Unreadable { line: 12 }]);
}

#[test]
fn an_end_is_kept_as_soon_as_there_is_a_line_and_not_before() {
    let desk = Desk::new();
    let (mut register, _) = desk.open();
    assert_eq!(desk.apart.get(b"register.end").unwrap(), None);
    register.name(name("Anne Le Goff"), at(0)).unwrap();
    drop(register);
    // As the power goes between the first line and the first end.
    desk.apart.remove(b"register.end").unwrap();
    let (register, mending) = desk.open();
    assert_eq!((mending, register.head().number), (None, 1));
    assert!(desk.apart.get(b"register.end").unwrap().is_some());
}

#[test]
fn a_line_that_was_written_and_not_acknowledged_is_taken() {
    let (desk, mut register) = Desk::filled();
    let before = desk.apart.get(b"register.end").unwrap().unwrap();
    register.name(name("Late"), at(300)).unwrap();
    drop(register);
    desk.apart.put(b"register.end", &before).unwrap();
    let (register, mending) = desk.open();
    assert_eq!((mending, register.head().number), (None, 13));
    assert_eq!(register.named().len(), 3);
    assert_eq!(register.verify().unwrap().faults, []);
}
