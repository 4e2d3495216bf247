//! A door on a stage: passes of invented people, and a clock that the test winds.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use souplesse_core::attestation::{KindAnswer, TimeAnswer};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Authorisation, Content, Right};
use souplesse_core::device::Device;
use souplesse_core::door::{
    Door, Effect, Event, InMemory, OnDevice, PaperAnswer, RegisterAction, Screen, Settings, Sound, Tap,
    VerdictView, View,
};
use souplesse_core::register::Counts;
use souplesse_core::rules::tolerance::Word;
use souplesse_core::{Now, Outcome, Profile, Uptime};

use crate::authority::{Authority, evening};
use crate::desk::{Desk, certificate, dose, doses, negative, payload, vaccination};
use crate::device;
use crate::updates::document;

/// A door with everything that may come to it.
pub struct Stage {
    /// The door.
    pub door: Door<InMemory>,
    /// How it is set up.
    pub settings: Settings,
    /// What the clocks show.
    pub now: Now,
    /// A valid certificate of Camille Fontaine.
    pub pass: Vec<u8>,
    /// The same vaccination as a 2D-DOC.
    pub twin: Vec<u8>,
    /// A 2D-DOC of the same person: another proof.
    pub test: Vec<u8>,
    /// A test of the same person that is too old.
    pub old_test: Vec<u8>,
    /// A valid certificate of Noé Garnier.
    pub other: Vec<u8>,
    /// A certificate whose signature does not hold.
    pub altered: Vec<u8>,
    /// Whose updates the device takes.
    pub authority: Authority,
}

impl Stage {
    /// A door on its camera's screen, on the evening of 14 August 2021.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "fresh keys are no default")]
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same, set up otherwise.
    #[must_use]
    pub fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let desk = Desk::new();
        let authority = Authority::new("ARS d’essai", &Right::ALL);
        let built_in = BuiltIn::load();
        let mut shelf = built_in.shelf();
        shelf.pin(authority.anchor.clone());
        let mut settings = Settings {
            controller: false,
            installs_by_code: true,
            tells_shown_before: false,
            first_run: false,
        };
        change(&mut settings);
        let now = Now { wall: evening(), uptime: Uptime { start: 1, millis: 1_000_000 } };
        let demonstration =
            InMemory::new(built_in.demonstration_verifier(), built_in.demonstration_shelf(), now.wall);
        let mut names = payload(&serde_json::json!({ "v": [dose()] }));
        names["nam"] = serde_json::json!({ "fn": "GARNIER", "gn": "NOÉ", "fnt": "GARNIER", "gnt": "NOE" });
        let mut altered = vaccination().sign(&desk.hcert).into_bytes();
        let last = altered.len() - 20;
        altered[last] = if altered[last] == b'A' { b'B' } else { b'A' };
        Self {
            door: Door::new(
                InMemory::new(desk.verifier.clone(), shelf, now.wall),
                demonstration,
                settings.clone(),
                [7; 32],
                now,
            ),
            settings,
            now,
            pass: vaccination().sign(&desk.hcert).into_bytes(),
            twin: doses("COMIRNATY", ["2", "2"], "20072021", "TE").sign(&desk.two_d_doc).into_bytes(),
            test: negative().sign(&desk.two_d_doc).into_bytes(),
            old_test: negative().with("F6", "090820210915").sign(&desk.two_d_doc).into_bytes(),
            other: certificate(names).sign(&desk.hcert).into_bytes(),
            altered,
            authority,
        }
    }

    /// Something happens now.
    pub fn send(&mut self, event: Event) -> Screen {
        self.door.send(event, self.now)
    }

    /// So many seconds pass, in which nothing happens.
    pub fn wait(&mut self, seconds: f64) -> Screen {
        let passed = TimeDelta::from_std(Duration::from_secs_f64(seconds)).expect("a short time");
        self.now.uptime.millis += passed.num_milliseconds().unsigned_abs();
        self.now.wall += passed;
        self.send(Event::Tick)
    }

    /// A frame with this code.
    pub fn see(&mut self, code: &[u8]) -> Screen {
        self.send(Event::Codes(vec![code.to_vec()]))
    }

    /// A frame with all of these codes.
    pub fn frame(&mut self, codes: &[&[u8]]) -> Screen {
        self.send(Event::Codes(codes.iter().map(|code| code.to_vec()).collect()))
    }

    /// Frames of these codes for so long, ten a second, and one at the end; with all effects on the way.
    pub fn hold(&mut self, codes: &[&[u8]], seconds: f64) -> Screen {
        let mut left = seconds;
        let mut effects = Vec::new();
        while left > 0.0 {
            effects.extend(self.frame(codes).effects);
            effects.extend(self.wait(left.min(0.1)).effects);
            left -= 0.1;
        }
        let last = self.frame(codes);
        effects.extend(last.effects);
        Screen { effects, ..last }
    }

    /// Somebody is on duty, so that checks are counted.
    pub fn on_duty(&mut self) {
        let who = "Anne Le Goff".to_owned();
        self.tap(Tap::Register);
        self.send(Event::Register(RegisterAction::Name(who.clone())));
        self.send(Event::Register(RegisterAction::Open(vec![who])));
        self.tap(Tap::Back);
    }

    /// What has been counted of the shift; its page is opened for it.
    pub fn counted(&mut self) -> Counts {
        let screen = self.tap(Tap::Register);
        let View::Register(page) = screen.view else { panic!("no register: {:?}", screen.view) };
        page.counts
    }

    /// A tap.
    pub fn tap(&mut self, tap: Tap) -> Screen {
        self.send(Event::Tap(tap))
    }

    /// An answer to the paper form.
    pub fn answer(&mut self, answer: PaperAnswer) -> Screen {
        self.send(Event::Answer(answer))
    }

    /// The kind of the paper is answered.
    pub fn kind(&mut self, kind: &str) -> Screen {
        self.answer(PaperAnswer::Kind(KindAnswer::Is(Word::try_from(kind).expect("a word"))))
    }

    /// The hour of the test on Saturday is answered.
    pub fn saturday(&mut self, hour: u32) -> Screen {
        let day = chrono::NaiveDate::from_ymd_opt(2021, 8, 14).expect("a day");
        let from = day.and_hms_opt(hour, 0, 0).expect("an hour");
        self.answer(PaperAnswer::Time(TimeAnswer::Within { from, until: from + TimeDelta::hours(1) }))
    }

    /// What is missing on the paper is answered.
    pub fn missing(&mut self, elements: &[&str]) -> Screen {
        let words = elements.iter().map(|element| Word::try_from(*element).expect("a word"));
        self.answer(PaperAnswer::Missing(words.collect()))
    }

    /// An authorisation for this device, good for so many hours from the evening on.
    #[must_use]
    pub fn leave(&self, hours: i64) -> Vec<u8> {
        let until = evening() + TimeDelta::hours(hours);
        let authorisation = Content::Authorisation(Authorisation { device: None, until });
        self.authority.update(document("LEAVE", authorisation))
    }

    /// Takes an update as a person would: offered, and wanted.
    pub fn install(&mut self, update: Vec<u8>) -> Screen {
        self.send(Event::File(update));
        let screen = self.tap(Tap::Install);
        self.tap(Tap::Back);
        screen
    }

    /// Becomes a controller's device, by an authorisation of so many hours.
    pub fn become_controller(&mut self, hours: i64) {
        let leave = self.leave(hours);
        self.install(leave);
        self.tap(Tap::Profile(Profile::Controller));
    }
}

/// A door of a device that keeps everything in memory, and takes what the stage's authority signs.
#[must_use]
pub fn at_device(stage: &Stage) -> (Door<OnDevice>, Arc<Device>) {
    let device = Arc::new(device::open(device::in_memory(), Vec::new(), &stage.authority));
    (door_of(stage, Arc::clone(&device)), device)
}

/// The door of a device, set up like the stage's.
#[must_use]
pub fn door_of(stage: &Stage, device: Arc<Device>) -> Door<OnDevice> {
    let built_in = BuiltIn::load();
    let demonstration =
        InMemory::new(built_in.demonstration_verifier(), built_in.demonstration_shelf(), stage.now.wall);
    Door::new(OnDevice(device), demonstration, stage.settings.clone(), [7; 32], stage.now)
}

/// The verdict on the screen.
#[must_use]
pub fn verdict(screen: &Screen) -> Option<&VerdictView> {
    match &screen.view {
        View::Verdict(shown) => Some(shown),
        View::Welcome
        | View::Scan { .. }
        | View::SeveralPasses
        | View::Paper(_)
        | View::Collecting { .. }
        | View::Offer { .. }
        | View::Installed(_)
        | View::Updates(_)
        | View::Register(_)
        | View::About(_)
        | View::NoCamera
        | View::Covered => None,
    }
}

/// The outcome on the screen.
#[must_use]
pub fn outcome(screen: &Screen) -> Option<Outcome> {
    verdict(screen).map(|shown| shown.verdict.outcome)
}

/// The surname on the screen.
#[must_use]
pub fn surname(screen: &Screen) -> Option<&str> {
    verdict(screen)?.verdict.holder.as_ref().map(|holder| &*holder.surname)
}

/// The sound that is made.
#[must_use]
pub fn sound(screen: &Screen) -> Option<Sound> {
    screen.effects.iter().find_map(|effect| match effect {
        Effect::Sound(sound) => Some(*sound),
        Effect::Vibration(_) | Effect::Torch(_) | Effect::Camera(_) | Effect::Share(_) => None,
    })
}

/// Whether the camera's screen is to be seen.
#[must_use]
pub fn is_home(screen: &Screen) -> bool {
    matches!(screen.view, View::Scan { .. })
}
