//! Signed updates: from a poster's QR code to a fleet.
//!
//! A bundle carries documents — tolerance packs, trust lists, rules, revocations — under one signature of an
//! [`Anchor`]. A [`Shelf`] takes it whole or not at all, and says why; [`Shelf::furnish`] makes what it holds part of a
//! verifier. Everything is in memory here; keeping it is left to others.

mod accept;
mod anchor;
#[cfg(feature = "anchor-text")]
mod anchor_text;
mod brings;
mod compaction;
mod contents;
mod detail;
mod document;
mod effect;
mod envelope;
mod giving_up;
mod kept;
mod ledger;
mod log;
mod open;
mod parts;
mod refusal;
mod scanned;
mod shelf;
mod signatories;
mod signed;
mod state;
mod text;
mod told;
mod update;

pub use accept::OPEN_AUTHORISATION;
pub use anchor::{Anchor, KeyNumber, Right};
#[cfg(feature = "anchor-text")]
pub use anchor_text::{AnchorError, read_anchors};
pub use brings::{Brings, Span};
pub use contents::{KnownAnchor, Missing, Standing};
pub use detail::{Detail, Wrong};
pub use document::{
    Authorisation, Bundle, Content, Document, DocumentKind, Revoked, RevokedHashes, RuleSets, TrustList,
    ValueSet, Withdrawal,
};
pub use envelope::{ToSign, unsigned};
pub use giving_up::Given;
pub use kept::Counters;
pub use log::digest_of;
pub(crate) use log::{Accepted, Hash, Line, Pinned, hash};
pub use open::{Opened, bytes_of, open};
pub use parts::{Parts, Progress};
pub use refusal::Refusal;
pub use scanned::scanned;
pub use shelf::Shelf;
pub(crate) use text::LARGEST;
pub use text::{MOST_PARTS, to_parts, to_text};
pub use told::{Installed, Taken};
pub use update::Update;
