//! Tolerance packs: published relaxations of the rules, as signed data.
//!
//! A [`Pack`] says which papers are accepted instead of a pass, for acts or checks of which time, and what they
//! must show. [`Tolerance`] is a pack that was checked and can judge. Nothing of any one relaxation stands in code.

mod book;
mod check;
mod decide;
mod known;
mod pack;
mod paper;
mod problem;
mod ready;
mod reasons;
mod word;

pub(crate) use book::best;
pub use book::{Held, ToleranceBook};
pub use check::{PackError, is_id};
pub use decide::{Circumstances, Deciding, Decision};
pub use known::{ELEMENTS, KINDS, REASONS};
pub use pack::{
    Axis, Counts, Element, ElementLevel, Exception, InForce, Kind, Pack, Reference, Scope, StatedDuration,
    Window,
};
pub use paper::{Lacks, Paper, Stated};
pub use problem::PackProblem;
pub use ready::Tolerance;
pub use word::{NotAWord, Text, Word, WordText, Zone};
