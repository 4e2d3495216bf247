//! The core for Kotlin and Swift.
//!
//! Three objects are exported: a [`Scanner`] of camera frames, a [`Verifier`] with what a device keeps, and a [`Door`], which
//! is all that an app needs. Everything else is the core's own types, declared again in [`types`] and copied nowhere.
//!
//! - Calls are synchronous and take at most four arguments. What an app can do wrong is told by [`Misuse`] or
//!   [`FrameError`]; a bad pass is never one. A panic reaches Kotlin as `InternalException` and Swift as an error.
//! - Points in time are milliseconds since 1970-01-01T00:00Z; a local time is the same number as if its zone were UTC.
//! - Frames are passed without a copy. Kotlin gives a *direct* buffer whose content begins at its first byte
//!   (`plane.buffer.slice()`: its position is not looked at); Swift gives `Data`.
//! - Every object may be used from any thread.
//!
//! [`FrameError`]: souplesse_core::scan::FrameError

mod contain;
mod door;
mod misuse;
mod scanner;
pub mod types;
mod verifier;

pub use door::Door;
pub use misuse::Misuse;
pub use scanner::Scanner;
pub use verifier::{RejectedAnchor, ShownDocument, Status, Verifier, VerifierConfig};

uniffi::setup_scaffolding!("souplesse");
