//! What the person at the door sees and may do: one state machine for every screen.
//!
//! A [`Door`] is sent what happens, with the time at which it does, and answers with the [`Screen`] to draw. It is pure:
//! it reads no clock and no disk, and two doors that are sent the same show the same. The apps draw the screen, send
//! events, and own what only the platform has: camera, words, sound, files. None of them decides anything.

mod camera;
mod event;
mod home;
mod in_memory;
mod in_view;
mod looking;
mod office;
mod pages;
mod paper;
mod passing;
mod screen;
mod several;
mod showing;
mod shown;
mod update;

use std::time::Duration;

use crate::clock::{Now, Uptime};
use crate::scan::Hint;
use crate::time::Moment;
use crate::verdict::Profile;
pub use event::{Event, Label, PaperAnswer, RegisterAction, Tap};
use home::Home;
pub use in_memory::InMemory;
use in_view::InView;
pub use office::{Office, OnDevice};
use pages::Page;
use paper::Form;
use passing::leave;
pub use screen::{
    AboutView, Bar, Effect, Facing, Help, PaperView, RegisterFault, RegisterView, Screen, Sound, UpdatesView,
    VerdictView, Vibration, View,
};
use several::Several;
use showing::Owed;
use shown::Shown;
use update::{File, Offer};

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
}

/// A door, its people and its screens.
pub struct Door<O> {
    office: O,
    /// The demonstration's data, from which each training starts anew.
    demonstration: InMemory,
    settings: Settings,
    at: At,
    in_view: InView,
    /// A check that has been shown and is not counted yet.
    owed: Option<Owed>,
    /// The profile that was asked for; what it may be is looked up each time.
    wanted: Profile,
    torch: bool,
    facing: Facing,
    has_camera: bool,
    training: Option<InMemory>,
    effects: Vec<Effect>,
    last: Uptime,
}

/// Where the person is.
enum At {
    Welcome,
    Home(Home),
    Verdict(Box<Shown>),
    Several(Box<Several>),
    Paper(Form),
    Offer(Offer),
    /// What came of an update; acknowledged by a tap.
    Installed(Box<crate::bundle::Update>),
    Page(Page),
    NoCamera,
    /// Nothing is drawn of what was there. A file that is opened meanwhile waits.
    Background(Option<File>),
}

impl Settings {
    /// The profile that a device begins with.
    fn profile(&self) -> Profile {
        if self.controller { Profile::Controller } else { Profile::Venue }
    }
}

impl<O: Office> Door<O> {
    /// A door on its first screen. `demonstration` is what training has, and `digest_key` random bytes of this process,
    /// under which codes are remembered.
    #[must_use]
    pub fn new(
        office: O,
        demonstration: InMemory,
        settings: Settings,
        digest_key: [u8; 32],
        now: Now,
    ) -> Self {
        let at = if settings.first_run { At::Welcome } else { At::Home(Home::since(now)) };
        let wanted = settings.profile();
        Self {
            office,
            demonstration,
            settings,
            at,
            in_view: InView::new(digest_key),
            owed: None,
            wanted,
            torch: false,
            facing: Facing::Back,
            has_camera: true,
            training: None,
            effects: Vec::new(),
            last: now.uptime,
        }
    }

    /// What happened, and what is to be seen from now on.
    pub fn send(&mut self, event: Event, now: Now) -> Screen {
        self.elapse(now);
        match event {
            Event::Codes(codes) => self.codes(&codes, now),
            Event::NoCode(hint) => self.no_code(hint),
            Event::Answer(answer) => self.answer(answer, now),
            Event::Tap(tap) => {
                let was_told = matches!(self.at, At::Verdict(_));
                self.tap(tap, now);
                if was_told && !matches!(self.at, At::Verdict(_)) {
                    // Whoever was there is done with.
                    self.in_view.all_leave();
                }
            }
            Event::File(bytes) => self.file(bytes, now),
            Event::Register(action) => self.register_action(action, now),
            Event::Tick => {}
            Event::CameraLost => self.camera_lost(),
            Event::CameraBack => self.camera_back(now),
            Event::Background => self.background(now),
            Event::Foreground => self.foreground(now),
        }
        self.screen(now)
    }

    fn no_code(&mut self, hint: Option<Hint>) {
        if let At::Home(home) = &mut self.at {
            home.hint = hint;
        }
    }

    fn tap(&mut self, tap: Tap, now: Now) {
        if let At::Paper(form) = &mut self.at {
            form.touch(now);
        }
        match (&mut self.at, tap) {
            (At::Background(_), _) => {}
            (At::Welcome, Tap::Understood) => {
                self.settings.first_run = false;
                self.go_home(now);
            }
            (At::Welcome, _) => {}
            (_, Tap::Torch) => self.toggle_torch(),
            (_, Tap::SwitchCamera) => self.switch_camera(),
            (_, Tap::Profile(profile)) => {
                self.wanted = profile;
                self.go_home(now);
            }
            (_, Tap::Training(on)) => self.train(on, now),
            (_, Tap::TellShownBefore(tells)) => self.settings.tells_shown_before = tells,
            (_, Tap::Updates) => self.turn_to(Page::Updates, now),
            (_, Tap::Register) => self.turn_to(Page::Register(None), now),
            (_, Tap::About) => self.turn_to(Page::About, now),
            (_, Tap::Acknowledge) => self.acknowledge(now),
            (_, Tap::Paper) => self.paper(now),
            (_, Tap::Install) => self.install(now),
            (At::Verdict(shown), Tap::Details) => shown.toggle_details(),
            (At::Verdict(shown), Tap::ShowHolder) => shown.toggle_portal(),
            (_, Tap::Details | Tap::ShowHolder | Tap::Understood) => {}
            (At::Verdict(shown), Tap::Back) => match shown.take_form() {
                Some(form) => self.back_to(form, now),
                None => self.go_home(now),
            },
            (_, Tap::Next | Tap::Back | Tap::Decline) => self.go_home(now),
        }
    }

    /// Nothing of the door is on the screen of training, and nothing of training stays.
    fn train(&mut self, on: bool, now: Now) {
        self.go_home(now);
        self.settle(now);
        self.training = on.then(|| self.demonstration.training(now));
        self.wanted = if on { Profile::Venue } else { self.settings.profile() };
        self.in_view.forget();
    }

    fn background(&mut self, now: Now) {
        if !matches!(self.at, At::Background(_)) {
            self.go(At::Background(None), now);
        }
        self.settle(now);
    }

    fn foreground(&mut self, now: Now) {
        let At::Background(waits) = &mut self.at else { return };
        let file = waits.take();
        self.go_home(now);
        self.light_again();
        if let Some(file) = file {
            self.open(file, now);
        }
    }

    /// Writes down what has been counted, whether or not it is training now.
    fn settle(&self, now: Now) {
        self.office.settle(now);
        self.office().settle(now);
    }

    fn go_home(&mut self, now: Now) {
        let home = match (self.settings.first_run, self.has_camera) {
            (true, _) => At::Welcome,
            (false, true) => At::Home(Home::since(now)),
            (false, false) => At::NoCamera,
        };
        self.go(home, now);
    }

    /// Leaves a screen for good.
    fn go(&mut self, at: At, now: Now) {
        self.count_owed(now);
        self.at = at;
    }

    /// Back to the answers behind a verdict, which is counted when the form is left.
    fn back_to(&mut self, mut form: Form, now: Now) {
        form.touch(now);
        self.at = At::Paper(form);
    }

    fn office(&self) -> &dyn Office {
        match &self.training {
            Some(training) => training,
            None => &self.office,
        }
    }

    fn moment(&self, now: Now) -> Moment {
        self.office().moment(now)
    }

    fn profile(&self, now: Now) -> Profile {
        if self.may_be_controller(now) { self.wanted } else { Profile::Venue }
    }

    fn may_be_controller(&self, now: Now) -> bool {
        self.settings.controller || self.training.is_some() || leave(&self.office, now).is_some()
    }

    fn screen(&mut self, now: Now) -> Screen {
        let profile = self.profile(now);
        let wake_in = self.wake_in(now);
        let view = match &self.at {
            At::Welcome => View::Welcome,
            At::Home(home) => View::Scan { help: home.help(self.torch, now) },
            At::Verdict(shown) => View::Verdict(shown.view(now)),
            At::Several(_) => View::SeveralPasses,
            At::Paper(form) => View::Paper(form.view()),
            At::Offer(offer) => offer.view(),
            At::Installed(update) => View::Installed(update.clone()),
            At::Page(Page::Updates) => View::Updates(self.updates_view(now)),
            At::Page(Page::Register(fault)) => View::Register(self.register_view(*fault)),
            At::Page(Page::About) => View::About(self.about_view()),
            At::NoCamera => View::NoCamera,
            At::Background(_) => View::Covered,
        };
        let (moment, verifier) = (self.moment(now), self.office().verifier());
        let bar = Bar {
            profile,
            may_be_controller: self.may_be_controller(now),
            training: self.training.is_some(),
            rules_date: verifier.rules_date(moment),
            stale_since: verifier.stale_since(moment),
            clock_behind: moment.clock_behind,
            has_notices: !self.office().notices().is_empty(),
        };
        let effects = std::mem::take(&mut self.effects);
        let (torch, wake_in_ms) = (self.is_lit(), wake_in.map(millis));
        Screen { view, bar, torch, facing: self.facing, effects, wake_in_ms }
    }
}

/// Rounded up: who wakes after it is not too early.
fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}
