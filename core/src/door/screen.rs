//! What is drawn: data and codes, never words.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, Utc};

use crate::attestation::{Answers, AttestationForm, Question};
use crate::bundle::Update;
use crate::code::Code;
use crate::verdict::{Outcome, Profile, Verdict};

/// All that is to be seen, heard and felt.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// What fills the screen.
    pub view: View,
    /// The line at the top.
    pub bar: Bar,
    /// Whether the torch is on.
    pub torch: bool,
    /// Which camera looks.
    pub facing: Facing,
    /// What happens once, now.
    pub effects: Vec<Effect>,
    /// After so long the screen changes by itself: then a [`Tick`](super::Event::Tick) is due.
    pub wake_in: Option<Duration>,
}

/// The line at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Who is looking.
    pub profile: Profile,
    /// Whether this device may have the profile of controllers now.
    pub may_be_controller: bool,
    /// Whether this is training: a banner on every screen.
    pub training: bool,
    /// The device's clock cannot be believed: what it should say at least.
    pub clock_behind: Option<DateTime<Utc>>,
    /// Something that is judged by is past its date: since when.
    pub stale_since: Option<DateTime<FixedOffset>>,
}

/// What fills the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// What this software is and is not, before the first use.
    Welcome,
    /// The camera.
    Scan {
        /// What helps, where no code is found.
        help: Option<Help>,
    },
    /// A verdict.
    Verdict(Box<VerdictView>),
    /// The paper form, at its next question.
    Paper(Box<PaperView>),
    /// An update of several codes, of which some have been seen.
    Collecting {
        /// Their numbers, from 1.
        seen: Vec<usize>,
        /// How many there are.
        of: usize,
        /// What was wrong with the last code, which is not among them.
        fault: Option<Code>,
    },
    /// An update: who signed it and what it brings.
    Offer {
        /// What would come of it.
        update: Box<Update>,
        /// Whether it can be installed, or only put away.
        can_be_installed: bool,
    },
    /// What came of an update that was wanted.
    Installed(Box<Update>),
    /// There is no camera; papers and hand scanners go on.
    NoCamera,
    /// Nothing: the app is not to be seen.
    Covered,
}

/// What helps, where no code is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// The code is too far away.
    MoveCloser,
    /// The picture is blurred.
    HoldStill,
    /// A code was seen and could not be read.
    CodeUnreadable,
    /// It is dark.
    UseTorch,
    /// There may be no code: the form for papers.
    UsePaper,
}

/// A verdict on the screen.
///
/// `Debug` shows of the verdict what its own shows.
#[derive(Clone, Debug, PartialEq)]
pub struct VerdictView {
    /// The verdict, cut to what the profile may see.
    pub verdict: Verdict,
    /// When the same code was shown in the last minutes.
    pub seen_before: Option<DateTime<Utc>>,
    /// How long it stays.
    pub left: Duration,
    /// Of so long.
    pub of: Duration,
    /// Whether what it rests on is opened; controllers only.
    pub details: bool,
    /// The address for the holder's own phone, where it is to be shown.
    pub portal: Option<String>,
}

/// The paper form on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperView {
    /// What can be answered.
    pub form: AttestationForm,
    /// What has been.
    pub answers: Answers,
    /// What is asked now.
    pub question: Question,
}

/// Which camera looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facing {
    /// Away from the person who holds the device.
    Back,
    /// Towards them.
    Front,
}

/// What happens once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A sound.
    Sound(Sound),
    /// A vibration.
    Vibration(Vibration),
    /// The torch goes on or off.
    Torch(bool),
    /// The other camera.
    Camera(Facing),
}

/// A sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// One short rising tone.
    Accepted,
    /// A tone of its own.
    Tolerated,
    /// Two equal middle tones.
    Incomplete,
    /// Two low tones.
    Refused,
    /// One neutral tone.
    Neutral,
}

/// A vibration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vibration {
    /// Short.
    Short,
    /// Long.
    Long,
}

impl Facing {
    /// The camera at the other side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Facing::Back => Facing::Front,
            Facing::Front => Facing::Back,
        }
    }
}

/// What a verdict sounds and feels like.
pub(super) fn effects_of(outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Valid => vec![Effect::Sound(Sound::Accepted)],
        Outcome::Tolerated => vec![Effect::Sound(Sound::Tolerated)],
        Outcome::Incomplete => vec![Effect::Sound(Sound::Incomplete)],
        Outcome::Refused => vec![Effect::Sound(Sound::Refused), Effect::Vibration(Vibration::Long)],
        Outcome::NotCovered | Outcome::CannotJudge | Outcome::NotAPass => {
            vec![Effect::Sound(Sound::Neutral), Effect::Vibration(Vibration::Short)]
        }
    }
}
