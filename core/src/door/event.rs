//! What happens at a door.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::attestation::{DurationAnswer, KindAnswer, TimeAnswer};
use crate::rules::tolerance::Word;
use crate::scan::Hint;
use crate::verdict::Profile;

/// When something happens, on the two clocks of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The time of day, which a person can change.
    pub wall: DateTime<Utc>,
    /// Since the device was switched on; it only goes forward, and what is erased is erased by it.
    pub uptime: Duration,
}

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
    /// A file with an update.
    File(Vec<u8>),
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
