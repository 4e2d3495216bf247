//! Signed updates: from a poster's QR code to a fleet.
//!
//! A bundle carries documents — tolerance packs, trust lists, rules, revocations — under one signature of an
//! [`Anchor`]. A [`Shelf`] takes it whole or not at all, and says why; [`Shelf::furnish`] makes what it holds part of a
//! verifier. Everything is in memory here; keeping it is left to others.

mod anchor;
mod contents;
mod document;
mod effect;
mod envelope;
mod kept;
mod ledger;
mod open;
mod parts;
mod scanned;
mod shelf;
mod text;
mod update;

pub use anchor::{Anchor, KeyNumber, Right};
pub use contents::Installed;
pub use document::{
    Authorisation, Bundle, Content, Document, DocumentKind, Revoked, RevokedHashes, RuleSets, TrustList,
    ValueSet, Withdrawal,
};
pub use envelope::{ToSign, unsigned};
pub use kept::Counters;
pub(crate) use open::bytes_of;
pub use open::{Opened, open};
pub use parts::{Parts, Progress};
pub use scanned::scanned;
pub use shelf::Shelf;
pub use text::{MOST_PARTS, to_parts, to_text};
pub use update::{Refusal, Taken, Update};
