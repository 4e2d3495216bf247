//! What the person at the door sees and may do: one state machine for every screen.
//!
//! A [`Door`] is sent what happens, with the time at which it does, and answers with the [`Screen`] to draw. It is pure:
//! it reads no clock and no disk, and two doors that are sent the same show the same. The apps draw the screen, send
//! events, and own what only the platform has: camera, words, sound, files. None of them decides anything.

mod event;
mod home;
mod looking;
mod office;
mod paper;
mod screen;
mod shown;
mod update;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::scan::Hint;
use crate::time::Moment;
use crate::verdict::{Profile, Verdict};
pub use event::{Event, Now, PaperAnswer, Tap};
use home::Home;
use looking::Looking;
pub use office::{InMemory, Office};
use paper::Form;
pub use screen::{Bar, Effect, Facing, Help, PaperView, Screen, Sound, VerdictView, Vibration, View};
use shown::Shown;
use update::Offer;

/// How a device is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Managed configuration gives the device the profile of controllers.
    pub controller: bool,
    /// Whether updates may be installed from a scanned code.
    pub installs_by_code: bool,
    /// Whether it is told that the same code was shown a few minutes ago.
    pub tells_shown_before: bool,
    /// Whether what this software is has not been read yet.
    pub first_run: bool,
    /// Random bytes of this process, under which codes are remembered.
    pub digest_key: [u8; 32],
}

/// The clock of training begins at Saturday 14 August 2021, 20:30 in Paris, in seconds since 1970.
const TRAINING_BEGINS: i64 = 1_628_965_800;

/// A door, its people and its screens.
pub struct Door<O> {
    office: O,
    /// The demonstration's data, from which each training starts anew.
    demonstration: InMemory,
    settings: Settings,
    at: At,
    looking: Looking,
    /// The profile that was asked for; what it may be is looked up each time.
    wanted: Profile,
    torch: bool,
    facing: Facing,
    has_camera: bool,
    training: Option<Training>,
    effects: Vec<Effect>,
}

/// Training: the same door on other data and on a clock of its own.
struct Training {
    began: Duration,
    office: InMemory,
}

/// Where the person is.
enum At {
    Welcome,
    Home(Home),
    Verdict(Box<Shown>),
    Paper(Form),
    Offer(Offer),
    /// What came of an update; acknowledged by a tap.
    Installed(Box<crate::bundle::Update>),
    NoCamera,
    /// Nothing is drawn of what was there.
    Background,
}

impl<O: Office> Door<O> {
    /// A door on its first screen. `demonstration` is the office of training.
    #[must_use]
    pub fn new(office: O, demonstration: InMemory, settings: Settings, now: Now) -> Self {
        let at = if settings.first_run { At::Welcome } else { At::Home(Home::since(now)) };
        let looking = Looking::new(settings.digest_key);
        Self {
            office,
            demonstration,
            settings,
            at,
            looking,
            wanted: Profile::Venue,
            torch: false,
            facing: Facing::Back,
            has_camera: true,
            training: None,
            effects: Vec::new(),
        }
    }

    /// What happened, and what is to be seen from now on.
    pub fn send(&mut self, event: Event, now: Now) -> Screen {
        self.elapse(now);
        match event {
            Event::Codes(codes) => self.codes(&codes, now),
            Event::NoCode(hint) => self.no_code(hint),
            Event::Answer(answer) => self.answer(answer, now),
            Event::Tap(tap) => self.tap(tap, now),
            Event::File(bytes) => self.offer(bytes, now),
            Event::Tick => {}
            Event::CameraLost => self.camera_lost(),
            Event::CameraBack => self.camera_back(now),
            Event::Background => self.at = At::Background,
            Event::Foreground => self.foreground(now),
        }
        self.screen(now)
    }

    /// What the passing of time alone does.
    fn elapse(&mut self, now: Now) {
        let may_be_controller = self.may_be_controller(now);
        let is_over = match &self.at {
            At::Verdict(shown) => shown.is_over(now) || (shown.is_for_controllers() && !may_be_controller),
            At::Welcome
            | At::Home(_)
            | At::Paper(_)
            | At::Offer(_)
            | At::Installed(_)
            | At::NoCamera
            | At::Background => false,
        };
        if is_over {
            self.go_home(now);
        }
        if !may_be_controller {
            self.wanted = Profile::Venue;
        }
    }

    fn no_code(&mut self, hint: Option<Hint>) {
        if let At::Home(home) = &mut self.at {
            home.hint = hint;
        }
    }

    fn tap(&mut self, tap: Tap, now: Now) {
        match (&mut self.at, tap) {
            (At::Background, _) => {}
            (At::Welcome, Tap::Understood) => {
                self.settings.first_run = false;
                self.go_home(now);
            }
            (At::Welcome, _) => {}
            (_, Tap::Torch) => {
                self.torch = !self.torch;
                self.effects.push(Effect::Torch(self.torch));
            }
            (_, Tap::SwitchCamera) => {
                self.facing = self.facing.other();
                self.effects.push(Effect::Camera(self.facing));
            }
            (_, Tap::Profile(profile)) => {
                self.wanted = profile;
                self.go_home(now);
            }
            (_, Tap::Training(on)) => self.train(on, now),
            (_, Tap::Paper) => self.paper(now),
            (_, Tap::Install) => self.install(now),
            (At::Verdict(shown), Tap::Details) => shown.toggle_details(),
            (At::Verdict(shown), Tap::ShowHolder) => shown.toggle_portal(),
            (_, Tap::Details | Tap::ShowHolder | Tap::Understood) => {}
            (At::Verdict(shown), Tap::Back) => match shown.take_form() {
                Some(form) => self.at = At::Paper(form),
                None => self.go_home(now),
            },
            (_, Tap::Next | Tap::Back | Tap::Decline) => self.go_home(now),
        }
    }

    /// Nothing of the door is on the screen of training, and nothing of training stays.
    fn train(&mut self, on: bool, now: Now) {
        self.training = on.then(|| Training { began: now.uptime, office: self.demonstration.clone() });
        self.wanted = Profile::Venue;
        self.looking.forget();
        self.go_home(now);
    }

    fn camera_lost(&mut self) {
        self.has_camera = false;
        if matches!(self.at, At::Home(_)) {
            self.at = At::NoCamera;
        }
    }

    fn camera_back(&mut self, now: Now) {
        self.has_camera = true;
        if matches!(self.at, At::NoCamera) {
            self.go_home(now);
        }
    }

    fn foreground(&mut self, now: Now) {
        if matches!(self.at, At::Background) {
            self.effects.extend(self.torch.then_some(Effect::Torch(true)));
            self.go_home(now);
        }
    }

    fn go_home(&mut self, now: Now) {
        self.at = match (self.settings.first_run, self.has_camera) {
            (true, _) => At::Welcome,
            (false, true) => At::Home(Home::since(now)),
            (false, false) => At::NoCamera,
        };
    }

    /// Shows a verdict, with its sound; one that came of a form remembers it.
    fn show(&mut self, verdict: Verdict, seen_before: Option<DateTime<Utc>>, form: Option<Form>, now: Now) {
        self.effects.extend(screen::effects_of(verdict.outcome));
        self.at = At::Verdict(Box::new(Shown::new(verdict, seen_before, form, self.profile(now), now)));
    }

    fn office(&self) -> &dyn Office {
        match &self.training {
            Some(training) => &training.office,
            None => &self.office,
        }
    }

    fn office_mut(&mut self) -> &mut dyn Office {
        match &mut self.training {
            Some(training) => &mut training.office,
            None => &mut self.office,
        }
    }

    /// The two times of now; training has a clock of its own and no device's time.
    fn moment(&self, now: Now) -> Moment {
        let Some(training) = &self.training else { return self.office.moment(now) };
        let passed = TimeDelta::from_std(now.uptime.saturating_sub(training.began)).unwrap_or_default();
        let begin = DateTime::from_timestamp(TRAINING_BEGINS, 0).expect("a time of 2021");
        Moment::from(begin + passed)
    }

    fn profile(&self, now: Now) -> Profile {
        if self.may_be_controller(now) { self.wanted } else { Profile::Venue }
    }

    fn may_be_controller(&self, now: Now) -> bool {
        self.settings.controller
            || self.training.is_some()
            || self.office.controller_until(now.wall).is_some()
    }

    fn screen(&mut self, now: Now) -> Screen {
        let profile = self.profile(now);
        let (view, wake_in) = match &self.at {
            At::Welcome => (View::Welcome, None),
            At::Home(home) => (View::Scan { help: home.help(self.torch, now) }, home.wake_in(now)),
            At::Verdict(shown) => (View::Verdict(shown.view(now)), Some(shown.left(now))),
            At::Paper(form) => (View::Paper(form.view()), None),
            At::Offer(offer) => (offer.view(), None),
            At::Installed(update) => (View::Installed(update.clone()), None),
            At::NoCamera => (View::NoCamera, None),
            At::Background => (View::Covered, None),
        };
        let moment = self.moment(now);
        let bar = Bar {
            profile,
            may_be_controller: self.may_be_controller(now),
            training: self.training.is_some(),
            stale_since: self.office().verifier().stale_since(moment),
            clock_behind: moment.clock_behind,
        };
        let effects = std::mem::take(&mut self.effects);
        Screen { view, bar, torch: self.torch, facing: self.facing, effects, wake_in }
    }
}
