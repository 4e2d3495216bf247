//! What happens at a door.

use souplesse_core::Profile;
use souplesse_core::attestation::{DurationAnswer, KindAnswer, TimeAnswer};
use souplesse_core::door::{Event, Label, PaperAnswer, RegisterAction, Settings, Tap};
use souplesse_core::rules::tolerance::Word;
use souplesse_core::scan::Hint;

use super::plain::LocalTime;

/// What happens.
#[uniffi::remote(Enum)]
pub enum Event {
    /// A frame in which these codes were read, or what a hand scanner typed: passes first, nearest to the middle first.
    Codes(Vec<Vec<u8>>),
    /// A frame without a code, with what the scanner makes of it.
    NoCode(Option<Hint>),
    /// An answer to the paper form; the answer to a question that was answered before takes its place.
    Answer(PaperAnswer),
    /// The person taps something.
    Tap(Tap),
    /// A file with an update. One that is larger than any update is refused by its size.
    File(Vec<u8>),
    /// Something for the register.
    Register(RegisterAction),
    /// Nothing but time has passed.
    Tick,
    /// The camera was taken away, or unplugged.
    CameraLost,
    /// It is there again.
    CameraBack,
    /// The app is no longer to be seen.
    Background,
    /// It is to be seen again.
    Foreground,
}

/// What a person can tap.
#[uniffi::remote(Enum)]
pub enum Tap {
    /// What this software is has been read.
    Understood,
    /// The next person.
    Next,
    /// Back to the camera.
    Back,
    /// A paper attestation.
    Paper,
    /// The torch, on or off. It stays so.
    Torch,
    /// The camera at the other side.
    SwitchCamera,
    /// What a verdict rests on; controllers only.
    Details,
    /// The code with the address of the portal, for the holder's own phone.
    ShowHolder,
    /// The update that was shown is wanted.
    Install,
    /// It is not.
    Decline,
    /// Who is looking. That of controllers needs leave.
    Profile(Profile),
    /// Training, on or off.
    Training(bool),
    /// What is installed, and what is wrong with the device.
    Updates,
    /// The register.
    Register,
    /// What this is, and by what it judges.
    About,
    /// What is wrong with the device has been read, and its clock is right.
    Acknowledge,
    /// Whether it is told that the same code was shown a few minutes ago.
    TellShownBefore(bool),
}

/// An answer to the paper form.
#[uniffi::remote(Enum)]
pub enum PaperAnswer {
    /// What kind of paper it is.
    Kind(KindAnswer),
    /// When the act was, by chips.
    Time(TimeAnswer),
    /// What is missing; nothing where everything is there.
    Missing(Vec<Word>),
    /// The duration that stands on it.
    Duration(DurationAnswer),
    /// The minute of the act.
    Exact(LocalTime),
}

/// What a person does with the register.
#[uniffi::remote(Enum)]
pub enum RegisterAction {
    /// Names somebody to check.
    Name(String),
    /// Ends a naming.
    Withdraw(String),
    /// Opens a shift with these on duty.
    Open(Vec<String>),
    /// Ends the shift.
    Close,
    /// Makes a table of all its lines. The words are those of the table, by their names in
    /// `to_csv`.
    Export(Vec<Label>),
}

/// A text of the app for something that the core names.
#[uniffi::remote(Record)]
pub struct Label {
    /// Its name here.
    pub name: String,
    /// The text.
    pub text: String,
}

/// How a device is set up.
#[uniffi::remote(Record)]
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
