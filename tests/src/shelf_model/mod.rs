//! A naive model of what a device has installed, and the updates with which both are tried.
//!
//! It keeps what happened and computes everything from it each time, by the sentences of the specification and without a
//! thought for speed, files or restarts.

mod following;
mod model;
mod pair;
mod universe;

pub use model::Seen;
pub use pair::{Pair, open, reading, seen};
pub use universe::{Kind, PINNED, Universe};
