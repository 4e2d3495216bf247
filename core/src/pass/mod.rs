//! From the text of a code to the facts that it states.
//!
//! [`payload`] tells what was scanned, behind what links and hand scanners make of it; [`hcert`] reads EU certificates,
//! [`twoddoc`] French 2D-DOC. Both end in the same DCC-shaped payload and the same [`facts`], and hold to the same `bounds`.
//! Nothing is believed here: whose signature it is, and what it is worth, is decided by
//! [`crate::trust`] and [`crate::rules`].

mod bounds;
pub mod facts;
pub mod hcert;
mod link;
pub mod payload;
mod sampled;
pub mod twoddoc;
mod wedge;

pub use sampled::Sampled;
