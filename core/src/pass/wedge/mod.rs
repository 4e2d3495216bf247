//! What hand scanners do to a text on its way, and how it is undone.
//!
//! They put marks around it ([`framing`]), type characters by their numbers ([`numbers`]), break or double what they type
//! ([`control`]), and send keys where the computer expects others ([`keyboard`]). The keys are data, in [`layout`]. What is taken off here was never part of a pass. What a pass said before a keyboard
//! changed it is a guess: [`super::payload`] keeps those that begin like a pass, and whoever judges them believes only one
//! that a checksum or a signature proves.

mod accent;
pub(super) mod control;
pub(super) mod framing;
pub(super) mod keyboard;
mod layout;
pub(super) mod numbers;
mod undone;
