//! What happens at a door.

use std::fmt;

use chrono::NaiveDateTime;

use crate::attestation::{DurationAnswer, KindAnswer, TimeAnswer};
use crate::rules::tolerance::Word;
use crate::scan::Hint;
use crate::verdict::Profile;

/// What happens.
///
/// `Debug` tells of codes and files how many there are, and not what they say.
#[derive(Clone, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What a person does with the register.
///
/// `Debug` shows no names.
#[derive(Clone, PartialEq, Eq)]
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
    /// [`to_csv`](crate::register::to_csv).
    Export(Vec<Label>),
}

/// A text of the app for something that the core names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its name here.
    pub name: String,
    /// The text.
    pub text: String,
}

/// An answer to the paper form.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    Exact(NaiveDateTime),
}

impl fmt::Debug for Event {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Codes(codes) => write!(formatter, "Codes({} codes)", codes.len()),
            Event::File(bytes) => write!(formatter, "File({} bytes)", bytes.len()),
            Event::Register(action) => write!(formatter, "Register({action:?})"),
            Event::NoCode(hint) => write!(formatter, "NoCode({hint:?})"),
            Event::Answer(answer) => write!(formatter, "Answer({answer:?})"),
            Event::Tap(tap) => write!(formatter, "Tap({tap:?})"),
            Event::Tick => formatter.write_str("Tick"),
            Event::CameraLost => formatter.write_str("CameraLost"),
            Event::CameraBack => formatter.write_str("CameraBack"),
            Event::Background => formatter.write_str("Background"),
            Event::Foreground => formatter.write_str("Foreground"),
        }
    }
}

impl fmt::Debug for RegisterAction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            RegisterAction::Name(_) => "Name",
            RegisterAction::Withdraw(_) => "Withdraw",
            RegisterAction::Open(_) => "Open",
            RegisterAction::Close => "Close",
            RegisterAction::Export(_) => "Export",
        })
    }
}
