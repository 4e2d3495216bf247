//! The core of Souplesse: from a code or a picture to a verdict, offline.
//!
//! A pass goes one way through the house: frame → code → pass → facts → checks → verdict.
//! The core is pure: it reads no clock, no network and no camera; the time of check is an argument,
//! and so every verdict is a function that a table of cases can test. What a device keeps goes through
//! [`store`], which touches the disk only with the feature `disk`.
//!
//! A bad pass is never an error: a refusal is a [`Code`] in the verdict. Errors are kept for misuse,
//! such as a frame whose buffer is too short or a rule set that cannot be read.

pub mod attestation;
pub mod built_in;
pub mod bundle;
mod clock;
pub mod code;
pub mod compact;
mod cose;
pub mod device;
pub mod door;
mod names;
pub mod pass;
pub mod place;
pub mod register;
pub mod rules;
pub mod scan;
pub mod store;
mod time;
pub mod trust;
pub mod value;
pub mod verdict;
pub mod verifier;

pub use clock::{Now, Uptime};
pub use code::Code;
pub use names::UnknownName;
pub use place::Place;
pub use time::{Freshness, Moment};
pub use value::Value;
pub use verdict::{Outcome, Profile, Verdict};
pub use verifier::Verifier;
