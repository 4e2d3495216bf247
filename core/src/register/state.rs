//! What the lines add up to: who is named, and who is on duty.

use chrono::{DateTime, Utc};
use minicbor::{Decode, Encode};

use super::counts::Counts;
use super::line::{Entry, Head, Line, Named};
use super::name::Name;
use crate::time::seconds;

/// The sum of all lines up to one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub(super) struct State {
    /// The last of the lines.
    #[n(0)]
    pub head: Head,
    /// The number of the first line that is kept.
    #[n(1)]
    pub first: u64,
    /// Who is named, in the order in which they were.
    #[n(2)]
    pub named: Vec<Named>,
    /// Who is on duty.
    #[n(3)]
    pub shift: Option<Shift>,
}

/// Checks that go on.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Shift {
    /// The line at which they began.
    #[n(0)]
    pub opened: u64,
    /// When.
    #[cbor(n(1), with = "seconds")]
    pub since: DateTime<Utc>,
    /// Who checks.
    #[n(2)]
    pub who: Vec<Name>,
}

/// What has been counted in the shift that is open. It is no line until the shift ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub(super) struct Tally {
    /// The line at which the shift began.
    #[n(0)]
    pub opened: u64,
    /// How many ended how.
    #[n(1)]
    pub counts: Counts,
    /// When the last was counted.
    #[cbor(n(2), with = "seconds")]
    pub at: DateTime<Utc>,
}

impl State {
    /// What it is before the first line.
    pub(super) fn empty() -> Self {
        Self { first: 1, ..Self::default() }
    }

    /// Takes one line more.
    pub(super) fn apply(&mut self, line: &Line) {
        match &line.entry {
            Entry::Named { who } => self.named.push(Named { who: who.clone(), since: line.at }),
            Entry::Withdrawn { who } => self.named.retain(|named| named.who != *who),
            Entry::Opened { who } => {
                self.shift = Some(Shift { opened: line.number, since: line.at, who: who.clone() });
            }
            Entry::Closed { .. } => self.shift = None,
            Entry::Removed { through, .. } => self.first = through + 1,
            Entry::Mended { .. } => {}
        }
        self.head = line.head();
    }
}
