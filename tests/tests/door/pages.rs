//! What is looked at between two people: updates, the register, and what this is; and a device that keeps what it should.

use std::sync::Arc;

use chrono::TimeDelta;
use souplesse_core::bundle::DocumentKind;
use souplesse_core::device::{Device, Places};
use souplesse_core::door::{
    Door, Effect, Event, Label, OnDevice, RegisterAction, RegisterFault, RegisterView, Screen, Tap,
    UpdatesView, View,
};
use souplesse_core::store::{Memory, Store};
use souplesse_core::{Code, Now, Uptime};
use souplesse_tests::authority::pack_document;
use souplesse_tests::device::{self, in_memory};
use souplesse_tests::stage::{Stage, at_device, door_of, is_home, outcome};

/// A door of a device in memory, and a clock.
struct Desk {
    door: Door<OnDevice>,
    device: Arc<Device>,
    stage: Stage,
}

impl Desk {
    fn new() -> Self {
        let stage = Stage::new();
        let (door, device) = at_device(&stage);
        Self { door, device, stage }
    }

    fn send(&mut self, event: Event) -> Screen {
        self.door.send(event, self.stage.now)
    }

    fn tap(&mut self, tap: Tap) -> Screen {
        self.send(Event::Tap(tap))
    }

    fn act(&mut self, action: RegisterAction) -> RegisterView {
        let screen = self.send(Event::Register(action));
        register(&screen).clone()
    }

    fn name(&mut self, who: &str) -> RegisterView {
        self.act(RegisterAction::Name(who.to_owned()))
    }

    fn open(&mut self, who: &[&str]) -> RegisterView {
        self.act(RegisterAction::Open(who.iter().map(|who| (*who).to_owned()).collect()))
    }
}

fn register(screen: &Screen) -> &RegisterView {
    let View::Register(page) = &screen.view else { panic!("no register: {:?}", screen.view) };
    page
}

fn updates(screen: &Screen) -> &UpdatesView {
    let View::Updates(page) = &screen.view else { panic!("no updates: {:?}", screen.view) };
    page
}

#[test]
fn the_page_of_updates_tells_what_is_installed_by_whom_and_until_when() {
    let mut stage = Stage::new();
    assert!(updates(&stage.tap(Tap::Updates)).installed.is_empty());
    stage.install(stage.authority.update(pack_document("XX-NEW", 3)));
    let screen = stage.tap(Tap::Updates);
    let [held] = &updates(&screen).installed[..] else { panic!("one update") };
    assert_eq!((held.document.kind, held.document.sequence), (DocumentKind::Pack, 3));
    assert_eq!((held.document.id.as_str(), held.signer.as_str()), ("XX-NEW", "ARS d’essai"));
    assert!(held.document.title.is_some());
    assert_eq!(held.expires, stage.now.wall + TimeDelta::days(30));
    assert!(is_home(&stage.tap(Tap::Back)));
}

#[test]
fn until_when_controllers_have_leave_stands_on_the_page_of_updates() {
    let mut stage = Stage::new();
    stage.become_controller(2);
    let screen = stage.tap(Tap::Updates);
    assert_eq!(updates(&screen).controller_until, Some(stage.now.wall + TimeDelta::hours(2)));
}

#[test]
fn checks_are_counted_for_who_is_on_duty_and_for_nobody_else() {
    let mut desk = Desk::new();
    let pass = desk.stage.pass.clone();
    desk.send(Event::Codes(vec![pass]));
    desk.tap(Tap::Register);
    desk.name("Anne Le Goff");
    let page = desk.open(&["Anne Le Goff"]);
    assert_eq!(page.shift.map(|shift| shift.who.len()), Some(1));
    assert_eq!(page.counts.total(), 0, "what was checked before is nobody's");
    desk.tap(Tap::Next);
    let altered = desk.stage.altered.clone();
    desk.send(Event::Codes(vec![altered]));
    let screen = desk.tap(Tap::Register);
    assert_eq!((register(&screen).counts.total(), register(&screen).counts.refused), (1, 1));
}

#[test]
fn what_the_register_cannot_take_is_said_and_changes_nothing() {
    let mut desk = Desk::new();
    desk.tap(Tap::Register);
    let anne = || "Anne Le Goff".to_owned();
    for (action, fault) in [
        (RegisterAction::Name("=SUM(A1)".to_owned()), RegisterFault::NotAName),
        (RegisterAction::Name("  ".to_owned()), RegisterFault::NotAName),
        (RegisterAction::Withdraw(anne()), RegisterFault::NotNamed),
        (RegisterAction::Open(vec![anne()]), RegisterFault::NotNamed),
        (RegisterAction::Open(Vec::new()), RegisterFault::Nobody),
        (RegisterAction::Close, RegisterFault::NoShift),
    ] {
        let page = desk.act(action.clone());
        assert_eq!(page.fault, Some(fault), "{action:?}");
        assert!(page.named.is_empty() && page.shift.is_none());
    }
    desk.name("Anne Le Goff");
    assert_eq!(desk.name("Anne Le Goff").fault, Some(RegisterFault::AlreadyNamed));
    desk.open(&["Anne Le Goff"]);
    assert_eq!(desk.act(RegisterAction::Withdraw(anne())).fault, Some(RegisterFault::OnDuty));
    assert_eq!(desk.act(RegisterAction::Close).fault, None, "and the fault is forgotten");
}

#[test]
fn the_register_is_shared_as_a_table_in_the_words_of_the_app() {
    let mut desk = Desk::new();
    desk.tap(Tap::Register);
    desk.name("Anne Le Goff");
    let words = vec![Label { name: "column.who".to_owned(), text: "Qui".to_owned() }];
    let screen = desk.send(Event::Register(RegisterAction::Export(words)));
    let [Effect::Share(table)] = &screen.effects[..] else { panic!("{:?}", screen.effects) };
    assert_eq!(table.lines().count(), 2);
    assert!(table.contains(";Qui;") && table.contains("Anne Le Goff"));
    assert!(desk.send(Event::Tick).effects.is_empty(), "once");
}

#[test]
fn the_register_can_be_changed_on_its_own_page_only() {
    let mut desk = Desk::new();
    let screen = desk.send(Event::Register(RegisterAction::Name("Anne Le Goff".to_owned())));
    assert!(is_home(&screen));
    assert!(register(&desk.tap(Tap::Register)).named.is_empty());
}

#[test]
fn a_device_that_keeps_nothing_says_so_and_checks_all_the_same() {
    let stage = Stage::new();
    let memory = || Arc::<Memory>::default() as Arc<dyn Store>;
    let places = Places { database: None, ..in_memory() };
    let device = Arc::new(device::open(Places { apart: memory(), ..places }, Vec::new(), &stage.authority));
    let mut door = door_of(&stage, Arc::clone(&device));
    let screen = door.send(Event::Tap(Tap::Register), stage.now);
    assert!(!register(&screen).is_open);
    let action = RegisterAction::Name("Anne Le Goff".to_owned());
    let screen = door.send(Event::Register(action), stage.now);
    assert_eq!(register(&screen).fault, Some(RegisterFault::NotKept));
    door.send(Event::File(stage.authority.update(pack_document("XX-NEW", 1))), stage.now);
    let screen = door.send(Event::Tap(Tap::Install), stage.now);
    let View::Installed(update) = &screen.view else { panic!("{:?}", screen.view) };
    assert_eq!(update.code, Code::RegisterInUse);
    door.send(Event::Tap(Tap::Back), stage.now);
    let screen = door.send(Event::Codes(vec![stage.altered.clone()]), stage.now);
    assert!(outcome(&screen).is_some());
}

#[test]
fn what_is_installed_at_the_door_is_kept_by_the_device() {
    let mut desk = Desk::new();
    let update = desk.stage.authority.update(pack_document("XX-NEW", 1));
    desk.send(Event::File(update.clone()));
    desk.tap(Tap::Install);
    assert_eq!(desk.device.updates(), [update]);
}

#[test]
fn a_clock_set_right_is_believed_when_somebody_says_so_on_the_page_of_updates() {
    let mut desk = Desk::new();
    let right = desk.stage.now;
    desk.stage.now.wall += TimeDelta::days(2);
    desk.stage.now.uptime = Uptime { start: 9, millis: 0 };
    desk.send(Event::Tick);
    desk.stage.now = Now { uptime: Uptime { start: 9, millis: 1000 }, ..right };
    assert!(desk.send(Event::Tick).bar.clock_behind.is_some());
    assert!(desk.tap(Tap::Acknowledge).bar.clock_behind.is_some(), "only where it stands what is wrong");
    desk.tap(Tap::Updates);
    assert!(desk.tap(Tap::Acknowledge).bar.clock_behind.is_none());
}

#[test]
fn training_has_a_register_of_its_own_each_time() {
    let mut desk = Desk::new();
    desk.tap(Tap::Training(true));
    desk.tap(Tap::Register);
    assert_eq!(desk.name("Zoé").named.len(), 1);
    desk.tap(Tap::Training(false));
    assert!(register(&desk.tap(Tap::Register)).named.is_empty());
    desk.tap(Tap::Training(true));
    assert!(register(&desk.tap(Tap::Register)).named.is_empty());
}

#[test]
fn what_this_is_tells_version_relaxations_and_what_is_switched_on() {
    let mut desk = Desk::new();
    let View::About(page) = desk.tap(Tap::About).view else { panic!("no page") };
    assert!(!page.version.is_empty() && page.device.is_some());
    assert_eq!(
        page.relaxations.iter().map(|basis| basis.id.as_str()).collect::<Vec<_>>(),
        ["FR-PSC-2021-08"]
    );
    assert!(!page.tells_shown_before);
    let View::About(page) = desk.tap(Tap::TellShownBefore(true)).view else { panic!("no page") };
    assert!(page.tells_shown_before, "a place may want it");
}

#[test]
fn a_page_shows_no_holder_and_codes_wait_until_it_is_left() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(&pass);
    for tap in [Tap::Updates, Tap::Register, Tap::About] {
        stage.tap(tap);
        let screen = stage.see(&pass);
        assert_eq!(outcome(&screen), None);
        assert!(!format!("{:?}", screen.view).contains("FONTAINE"));
    }
}
