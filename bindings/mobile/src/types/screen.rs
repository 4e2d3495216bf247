//! What is drawn.

use souplesse_core::attestation::{Answers, AttestationForm, Question};
use souplesse_core::bundle::{Installed, Missing, Update};
use souplesse_core::device::Notice;
use souplesse_core::door::{
    AboutView, Bar, Effect, Facing, Help, PaperView, RegisterFault, RegisterView, Screen, Sound, UpdatesView,
    VerdictView, Vibration, View,
};
use souplesse_core::register::{Counts, Named, Shift};
use souplesse_core::verdict::{Basis, Verdict};
use souplesse_core::{Code, Profile};

use super::plain::{UtcTime, ZonedTime};

/// All that is to be seen, heard and felt.
#[uniffi::remote(Record)]
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
    /// After so many milliseconds the screen changes by itself: then a `Tick` is due.
    pub wake_in_ms: Option<u64>,
}

/// The line at the top.
#[uniffi::remote(Record)]
pub struct Bar {
    /// Who is looking.
    pub profile: Profile,
    /// Whether this device may have the profile of controllers now.
    pub may_be_controller: bool,
    /// Whether this is training: a banner on every screen.
    pub training: bool,
    /// The date of the rules by which passes are judged; without one none are in force, and no pass can be judged.
    pub rules_date: Option<ZonedTime>,
    /// The device's clock cannot be believed: what it should say at least.
    pub clock_behind: Option<UtcTime>,
    /// Something that is judged by is past its date: since when.
    pub stale_since: Option<ZonedTime>,
    /// Whether something is wrong with the device: it stands on the page of updates.
    pub has_notices: bool,
}

/// What fills the screen.
#[uniffi::remote(Enum)]
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
    /// Passes of different people are in view, and no verdict stands until one is alone: the code
    /// `several-passes` has the words.
    SeveralPasses,
    /// The paper form, at its next question.
    Paper(Box<PaperView>),
    /// An update of several codes, of which some have been seen.
    Collecting {
        /// Their numbers, from 1.
        seen: Vec<u32>,
        /// How many there are.
        of: u32,
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
    /// What is installed, and what is wrong with the device.
    Updates(Box<UpdatesView>),
    /// The register.
    Register(Box<RegisterView>),
    /// What this is, and by what it judges.
    About(Box<AboutView>),
    /// There is no camera; papers and hand scanners go on.
    NoCamera,
    /// Nothing: the app is not to be seen.
    Covered,
}

/// What helps, where no code is found.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Record)]
pub struct VerdictView {
    /// The verdict, cut to what the profile may see.
    pub verdict: Verdict,
    /// When the same code was shown in the last minutes.
    pub seen_before: Option<UtcTime>,
    /// How long it stays, in milliseconds.
    pub left_ms: u64,
    /// Of so many.
    pub of_ms: u64,
    /// Whether it came of a form, whose last answer a `Tap.Back` takes back.
    pub is_of_form: bool,
    /// Whether what it rests on is opened; controllers only.
    pub details: bool,
    /// The address for the holder's own phone, where it is to be shown.
    pub portal: Option<String>,
}

/// The paper form on the screen.
#[uniffi::remote(Record)]
pub struct PaperView {
    /// What can be answered.
    pub form: AttestationForm,
    /// What has been.
    pub answers: Answers,
    /// What is asked now.
    pub question: Question,
}

/// What is installed, and what is wrong with the device.
#[uniffi::remote(Record)]
pub struct UpdatesView {
    /// What is installed, by who signed it.
    pub installed: Vec<Installed>,
    /// What was accepted and is lost.
    pub missing: Vec<Missing>,
    /// Until when this device may have the profile of controllers, by an authorisation.
    pub controller_until: Option<UtcTime>,
    /// What is wrong, or was and has not been acknowledged.
    pub notices: Vec<Notice>,
}

/// The register on the screen.
#[uniffi::remote(Record)]
pub struct RegisterView {
    /// Whether there is one. What keeps it away stands among the notices of `UpdatesView`.
    pub is_open: bool,
    /// Who is named, in the order in which they were.
    pub named: Vec<Named>,
    /// Who is on duty.
    pub shift: Option<Shift>,
    /// The checks of the shift.
    pub counts: Counts,
    /// Why the last action came to nothing.
    pub fault: Option<RegisterFault>,
}

/// Why something cannot be written into the register.
#[uniffi::remote(Enum)]
pub enum RegisterFault {
    /// It is no name: see `NotAName`.
    NotAName,
    /// They have been named already.
    AlreadyNamed,
    /// They have not been named, or are no longer.
    NotNamed,
    /// They check just now.
    OnDuty,
    /// A shift needs somebody.
    Nobody,
    /// No shift is open.
    NoShift,
    /// It cannot be kept: the disk is full, or another program has the register.
    NotKept,
}

/// What this is, and by what it judges.
#[uniffi::remote(Record)]
pub struct AboutView {
    /// The version of this software.
    pub version: String,
    /// The device's own number, which an authorisation may name.
    pub device: Option<String>,
    /// The relaxations that are held, whether or not they are in force now.
    pub relaxations: Vec<Basis>,
    /// Whether it is told that the same code was shown a few minutes ago.
    pub tells_shown_before: bool,
    /// Whether updates may be installed from a scanned code.
    pub installs_by_code: bool,
}

/// Which camera looks.
#[uniffi::remote(Enum)]
pub enum Facing {
    /// Away from the person who holds the device.
    Back,
    /// Towards them.
    Front,
}

/// What happens once.
#[uniffi::remote(Enum)]
pub enum Effect {
    /// A sound.
    Sound(Sound),
    /// A vibration.
    Vibration(Vibration),
    /// The torch goes on or off.
    Torch(bool),
    /// The other camera.
    Camera(Facing),
    /// A table in the form of CSV, for whomever the person chooses.
    Share(String),
}

/// A sound.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Enum)]
pub enum Vibration {
    /// Short.
    Short,
    /// Long.
    Long,
}
