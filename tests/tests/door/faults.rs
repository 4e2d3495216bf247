//! A fault of what a door works with: whatever panics, the person is where they were and can go on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, MutexGuard};

use chrono::{DateTime, Utc};
use souplesse_core::attestation::{KindAnswer, Question};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Shelf, Update, to_parts};
use souplesse_core::device::Notice;
use souplesse_core::door::{Door, Event, InMemory, Office, PaperAnswer, Tap, View};
use souplesse_core::register::Register;
use souplesse_core::store::StoreError;
use souplesse_core::{Moment, Now, Outcome, Verifier};
use souplesse_tests::authority::pack_document;
use souplesse_tests::stage::{Stage, is_home};

/// An office that panics when it is told to, wherever the door asks it for anything but the time.
struct Frail {
    office: InMemory,
    breaks: Arc<AtomicBool>,
}

impl Frail {
    fn sound(&self) -> &InMemory {
        assert!(!self.breaks.load(Ordering::Relaxed), "a fault that this test makes");
        &self.office
    }
}

impl Office for Frail {
    fn verifier(&self) -> Arc<Verifier> {
        self.office.verifier()
    }

    fn moment(&self, now: Now) -> Moment {
        self.office.moment(now)
    }

    fn shelf(&self) -> Shelf {
        self.sound().shelf()
    }

    fn preview(&self, update: &[u8], now: Now) -> Update {
        self.sound().preview(update, now)
    }

    fn install(&self, update: &[u8], now: Now) -> Update {
        self.sound().install(update, now)
    }

    fn controller_until(&self, device: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.office.controller_until(device)
    }

    fn count(&self, outcome: Outcome, now: Now) {
        self.sound().count(outcome, now);
    }

    fn settle(&self, now: Now) {
        self.sound().settle(now);
    }

    fn register(&self) -> Option<MutexGuard<'_, Register>> {
        self.sound().register()
    }

    fn notices(&self) -> Vec<Notice> {
        self.office.notices()
    }

    fn acknowledge(&self, now: Now) -> Result<(), StoreError> {
        self.sound().acknowledge(now)
    }
}

/// A door of such an office, the switch that breaks it, and the stage with everything else.
fn door() -> (Door<Frail>, Arc<AtomicBool>, Stage) {
    let stage = Stage::new();
    let built_in = BuiltIn::load();
    let breaks = Arc::new(AtomicBool::new(false));
    let wall = stage.now.wall;
    let demonstration =
        InMemory::new(built_in.demonstration_verifier(), built_in.demonstration_shelf(), wall);
    let office = InMemory::new(built_in.verifier(), built_in.shelf(), wall);
    let frail = Frail { office, breaks: Arc::clone(&breaks) };
    let door = Door::new(frail, demonstration, stage.settings.clone(), [7; 32], stage.now);
    (door, breaks, stage)
}

/// Sends an event while everything breaks, and then nothing but a tick while nothing does; what is on the screen then.
fn after_a_fault(door: &mut Door<Frail>, breaks: &AtomicBool, event: Event, now: Now) -> View {
    breaks.store(true, Ordering::Relaxed);
    let _ = catch_unwind(AssertUnwindSafe(|| door.send(event, now)));
    breaks.store(false, Ordering::Relaxed);
    door.send(Event::Tick, now).view
}

#[test]
fn a_fault_at_the_last_answer_leaves_the_form_or_its_verdict() {
    let (mut door, breaks, stage) = door();
    let kind =
        |word: &str| Event::Answer(PaperAnswer::Kind(KindAnswer::Is(word.try_into().expect("a word"))));
    door.send(Event::Tap(Tap::Paper), stage.now);
    let view = after_a_fault(&mut door, &breaks, kind("pcr"), stage.now);
    let is_form = |view: &View| matches!(view, View::Paper(paper) if paper.question == Question::Kind);
    assert!(is_form(&view) || matches!(view, View::Verdict(_)), "{view:?}");
    let view = after_a_fault(&mut door, &breaks, Event::Tap(Tap::Next), stage.now);
    assert!(!matches!(view, View::Covered), "{view:?}");
    assert!(is_home(&door.send(Event::Tap(Tap::Next), stage.now)));
}

#[test]
fn a_fault_at_the_last_part_of_an_update_keeps_those_before() {
    let (mut door, breaks, stage) = door();
    let parts = to_parts(&stage.authority.update(pack_document("XX-NEW", 1)), 400).expect("a few parts");
    let (last, before) = parts.split_last().expect("a last one");
    let see = |text: &str| Event::Codes(vec![text.as_bytes().to_vec()]);
    for part in before {
        door.send(see(part), stage.now);
    }
    let view = after_a_fault(&mut door, &breaks, see(last), stage.now);
    assert!(matches!(&view, View::Collecting { seen, .. } if seen.len() >= before.len()), "{view:?}");
}

#[test]
fn no_fault_covers_the_screen_of_an_app_that_is_to_be_seen() {
    let stage = Stage::new();
    let file = stage.authority.update(pack_document("XX-NEW", 1));
    let events = [
        Event::Codes(vec![stage.pass.clone()]),
        Event::Codes(vec![stage.pass.clone(), stage.other.clone()]),
        Event::File(file),
        Event::Tap(Tap::Paper),
        Event::Tap(Tap::Updates),
        Event::Tap(Tap::Register),
        Event::Tap(Tap::About),
        Event::Tap(Tap::Training(true)),
    ];
    for first in &events {
        for second in &events {
            let (mut door, breaks, stage) = door();
            door.send(first.clone(), stage.now);
            let view = after_a_fault(&mut door, &breaks, second.clone(), stage.now);
            assert!(!matches!(view, View::Covered), "{first:?}, {second:?}");
        }
    }
}
