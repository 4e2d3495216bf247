//! Whatever happens at the door, in whatever order: what must never be seen, and what must always be possible.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;
use souplesse_core::attestation::{DurationAnswer, Hours, KindAnswer, TimeAnswer};
use souplesse_core::bundle::{to_parts, to_text};
use souplesse_core::door::{Effect, Event, PaperAnswer, RegisterAction, Screen, Tap, View};
use souplesse_core::scan::Hint;
use souplesse_core::{Now, Outcome, Profile};
use souplesse_tests::authority::{evening, pack_document};
use souplesse_tests::stage::{Stage, is_home, outcome, surname};

/// What may happen; codes and files by their place in a list.
#[derive(Clone, Debug)]
enum Step {
    See(Vec<usize>),
    NoCode(Option<Hint>),
    File(usize),
    Answer(PaperAnswer),
    Tap(Tap),
    Wait(u64),
    Linger(u64),
    WallGoes(i64),
    Other(Event),
}

fn step() -> impl Strategy<Value = Step> {
    let hints =
        [None, Some(Hint::TooDark), Some(Hint::MoveCloser), Some(Hint::HoldStill), Some(Hint::Unreadable)];
    let taps = [
        Tap::Understood,
        Tap::Next,
        Tap::Back,
        Tap::Paper,
        Tap::Torch,
        Tap::SwitchCamera,
        Tap::Details,
        Tap::ShowHolder,
        Tap::Install,
        Tap::Install,
        Tap::Decline,
        Tap::Profile(Profile::Venue),
        Tap::Profile(Profile::Controller),
        Tap::Training(true),
        Tap::Training(false),
        Tap::Updates,
        Tap::Register,
        Tap::About,
        Tap::Acknowledge,
        Tap::TellShownBefore(true),
    ];
    let anne = || "Anne Le Goff".to_owned();
    let actions = [
        RegisterAction::Name(anne()),
        RegisterAction::Name("=1+1".to_owned()),
        RegisterAction::Withdraw(anne()),
        RegisterAction::Open(vec![anne()]),
        RegisterAction::Close,
        RegisterAction::Export(Vec::new()),
    ];
    let others = [
        Event::Tick,
        Event::CameraLost,
        Event::CameraBack,
        Event::Background,
        Event::Foreground,
        Event::Foreground,
    ];
    prop_oneof![
        4 => prop::collection::vec(0..CODES, 0..3).prop_map(Step::See),
        1 => select(hints.to_vec()).prop_map(Step::NoCode),
        1 => (0..FILES).prop_map(Step::File),
        3 => answer().prop_map(Step::Answer),
        4 => select(taps.to_vec()).prop_map(Step::Tap),
        3 => (0..40_000_u64).prop_map(Step::Wait),
        1 => (60_000..240_000_u64).prop_map(Step::Linger),
        1 => (-100..100_i64).prop_map(Step::WallGoes),
        2 => select(others.to_vec()).prop_map(Step::Other),
        1 => select(actions.to_vec()).prop_map(|action| Step::Other(Event::Register(action))),
    ]
}

fn answer() -> impl Strategy<Value = PaperAnswer> {
    let word = |text: &str| text.try_into().expect("a word");
    let kinds = ["antigen", "pcr", "vaccination", "nonsense"].map(|kind| KindAnswer::Is(word(kind)));
    let elements = ["stamp", "signature", "nonsense"].map(word);
    let hour = |text: &str| text.parse::<chrono::NaiveDateTime>().expect("a local time");
    let within =
        |text: &str| TimeAnswer::Within { from: hour(text), until: hour(text) + chrono::TimeDelta::hours(1) };
    let times = [
        within("2021-08-14T09:00:00"),
        within("2021-08-14T08:00:00"),
        TimeAnswer::Elsewhere,
        TimeAnswer::Unstated,
    ];
    prop_oneof![
        select(kinds.to_vec()).prop_map(PaperAnswer::Kind),
        select(times.to_vec()).prop_map(PaperAnswer::Time),
        prop::sample::subsequence(elements.to_vec(), 0..=2).prop_map(PaperAnswer::Missing),
        select(vec![DurationAnswer::Unstated, DurationAnswer::Hours(Hours::new(12).unwrap())])
            .prop_map(PaperAnswer::Duration),
        Just(PaperAnswer::Exact(hour("2021-08-14T09:15:00"))),
    ]
}

const CODES: usize = 10;
const FILES: usize = 4;

/// The codes and files of one run.
struct Props {
    codes: Vec<Vec<u8>>,
    files: Vec<Vec<u8>>,
    /// How many of the codes are valid passes: the first ones.
    valid: usize,
}

impl Props {
    fn of(stage: &Stage) -> Self {
        let pack = stage.authority.update(pack_document("XX-NEW", 1));
        let parts = to_parts(&pack, 700).expect("two parts");
        let mut codes =
            vec![stage.pass.clone(), stage.other.clone(), stage.test.clone(), stage.altered.clone()];
        codes.extend([b"https://example.org".to_vec(), b"HC1:NOTHING".to_vec(), Vec::new()]);
        codes.extend([
            to_text(&pack).into_bytes(),
            parts[0].clone().into_bytes(),
            parts[1].clone().into_bytes(),
        ]);
        let files = vec![pack, stage.leave(2), stage.leave(1), b"nonsense".to_vec()];
        Self { codes, files, valid: 3 }
    }
}

/// What the stream has done so far, kept apart from the door.
#[derive(Default)]
struct Seen {
    valid_pass_at: Option<u64>,
    answered: bool,
    offered: bool,
    installed: bool,
    named_since: Option<(String, u64)>,
}

impl Seen {
    fn note(&mut self, step: &Step, props: &Props, stage: &Stage) {
        let saw_valid = matches!(step, Step::See(codes) if codes.iter().any(|code| *code < props.valid));
        if saw_valid {
            self.valid_pass_at = Some(stage.now.uptime.millis);
        }
        self.answered |= matches!(step, Step::Answer(_) | Step::Tap(Tap::Paper));
        self.installed |= self.offered && matches!(step, Step::Tap(Tap::Install));
    }

    fn check(&mut self, screen: &Screen, stage: &Stage) -> Result<(), TestCaseError> {
        let now = stage.now;
        self.offered |= matches!(screen.view, View::Offer { can_be_installed: true, .. });
        match outcome(screen) {
            Some(Outcome::Valid) => {
                let seen = self.valid_pass_at.expect("a valid pass was in view");
                prop_assert!(now.uptime.millis - seen < 30_000);
            }
            Some(Outcome::Tolerated) => prop_assert!(self.answered),
            _ => {}
        }
        match (surname(screen), &self.named_since) {
            (None, _) => self.named_since = None,
            (Some(name), Some((known, since))) if known == name && screen.effects.is_empty() => {
                prop_assert!(now.uptime.millis - *since < 30_000, "{name} is still there");
            }
            (Some(name), _) => self.named_since = Some((name.to_owned(), now.uptime.millis)),
        }
        if let View::Paper(paper) = &screen.view {
            let foreign = paper.form.basis.iter().any(|basis| basis.id == "XX-NEW");
            prop_assert!(!foreign || self.installed, "a pack that nobody wanted");
        }
        for effect in &screen.effects {
            if let Effect::Share(table) = effect {
                let tells = ["FONTAINE", "GARNIER"].iter().any(|name| table.contains(name));
                prop_assert!(!tells, "the register tells of a holder");
            }
        }
        let bar = screen.bar;
        prop_assert!(bar.profile == Profile::Venue || bar.may_be_controller);
        let leave_is_over = now.wall >= evening() + chrono::TimeDelta::hours(2);
        prop_assert!(!bar.may_be_controller || bar.training || (self.installed && !leave_is_over));
        Ok(())
    }
}

fn act(stage: &mut Stage, step: &Step, props: &Props) -> Screen {
    match step {
        Step::See(codes) => {
            stage.send(Event::Codes(codes.iter().map(|code| props.codes[*code].clone()).collect()))
        }
        Step::NoCode(hint) => stage.send(Event::NoCode(*hint)),
        Step::File(file) => stage.send(Event::File(props.files[*file].clone())),
        Step::Answer(answer) => stage.answer(answer.clone()),
        Step::Tap(tap) => stage.tap(*tap),
        #[expect(clippy::cast_precision_loss, reason = "some seconds")]
        Step::Wait(milliseconds) | Step::Linger(milliseconds) => stage.wait(*milliseconds as f64 / 1000.0),
        Step::WallGoes(minutes) => {
            stage.now.wall += chrono::TimeDelta::minutes(*minutes);
            stage.send(Event::Tick)
        }
        Step::Other(event) => stage.send(event.clone()),
    }
}

/// What of a screen changes when it is said to, and not before.
fn lasting(screen: &Screen) -> (View, Profile, bool) {
    let mut view = screen.view.clone();
    if let View::Verdict(shown) = &mut view {
        shown.left_ms = 0;
    }
    (view, screen.bar.profile, screen.bar.may_be_controller)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_forbidden_is_ever_seen(steps in prop::collection::vec(step(), 1..60), first_run in any::<bool>()) {
        let mut stage = Stage::with(|settings| settings.first_run = first_run);
        let props = Props::of(&stage);
        let mut seen = Seen::default();
        for step in &steps {
            let screen = act(&mut stage, step, &props);
            seen.note(step, &props, &stage);
            seen.check(&screen, &stage)?;
            if matches!(step, Step::Other(Event::Background)) {
                prop_assert_eq!(&screen.view, &View::Covered);
            }
        }
        // Every screen can be left.
        stage.send(Event::Foreground);
        stage.send(Event::CameraBack);
        stage.tap(Tap::Understood);
        let back = [Tap::Back, Tap::Back, Tap::Back].map(|tap| is_home(&stage.tap(tap)));
        prop_assert!(back.contains(&true));
    }

    #[test]
    fn the_torch_is_what_was_asked_of_it(steps in prop::collection::vec(step(), 1..60)) {
        let mut is_lit = false;
        stream(Stage::new(), &steps, |step, [_, screen], _| {
            if matches!(step, Step::Other(Event::Background | Event::CameraLost)) {
                is_lit = false;
            }
            for effect in &screen.effects {
                match effect {
                    Effect::Torch(on) => is_lit = *on,
                    // Another camera begins without its torch.
                    Effect::Camera(_) => is_lit = false,
                    Effect::Sound(_) | Effect::Vibration(_) | Effect::Share(_) => {}
                }
            }
            prop_assert_eq!(screen.torch, is_lit);
            Ok(())
        })?;
    }

    #[test]
    fn no_form_keeps_answers_that_nobody_touches(steps in prop::collection::vec(step(), 1..60)) {
        let mut touched = 0;
        stream(Stage::new(), &steps, |step, [_, screen], now| {
            if matches!(step, Step::Answer(_) | Step::Tap(_)) {
                touched = now.uptime.millis;
            }
            let is_form = matches!(screen.view, View::Paper(_));
            prop_assert!(!is_form || now.uptime.millis - touched < 120_000);
            Ok(())
        })?;
    }

    #[test]
    fn nothing_changes_by_itself_before_it_is_said_to(steps in prop::collection::vec(step(), 1..60)) {
        // A leave for controllers ends in a few minutes.
        let mut stage = Stage::new();
        stage.become_controller(1);
        stage.now.wall += chrono::TimeDelta::minutes(57);
        stream(stage, &steps, |step, [before, screen], _| {
            let (Step::Wait(passed) | Step::Linger(passed)) = step else { return Ok(()) };
            // Nobody wakes an app that is not to be seen.
            let is_away = before.view == View::Covered;
            if !is_away && before.wake_in_ms.is_none_or(|wake| *passed < wake) {
                prop_assert_eq!(lasting(before), lasting(screen));
            }
            Ok(())
        })?;
    }
}

/// Goes through the steps; what looks on sees each of them with the screen before and the one behind it.
fn stream(
    mut stage: Stage,
    steps: &[Step],
    mut look: impl FnMut(&Step, [&Screen; 2], Now) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let props = Props::of(&stage);
    let mut before = stage.send(Event::Tick);
    for step in steps {
        let screen = act(&mut stage, step, &props);
        look(step, [&before, &screen], stage.now)?;
        before = screen;
    }
    Ok(())
}

#[test]
fn every_screen_is_reached() {
    let mut stage = Stage::with(|settings| settings.first_run = true);
    let props = Props::of(&stage);
    let mut names = BTreeSet::new();
    let mut name = |screen: Screen| {
        let text = format!("{:?}", screen.view);
        names.insert(
            text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default().to_owned(),
        );
    };
    name(stage.send(Event::Tick));
    name(stage.tap(Tap::Understood));
    name(stage.see(&props.codes[0]));
    name(stage.tap(Tap::Paper));
    stage.tap(Tap::Back);
    name(stage.see(&props.codes[8]));
    name(stage.see(&props.codes[9]));
    name(stage.tap(Tap::Install));
    stage.tap(Tap::Back);
    name(stage.tap(Tap::Updates));
    name(stage.tap(Tap::Register));
    name(stage.tap(Tap::About));
    stage.tap(Tap::Back);
    name(stage.send(Event::CameraLost));
    name(stage.send(Event::Background));
    let expected = [
        "About",
        "Collecting",
        "Covered",
        "Installed",
        "NoCamera",
        "Offer",
        "Paper",
        "Register",
        "Scan",
        "Updates",
        "Verdict",
        "Welcome",
    ];
    assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}
