//! A fault in this software ends one answer, never the run; and nothing of what was being judged is told of it.
//!
//! The text of a panic may quote what it stumbled upon. Where it happened is all that is kept.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

use crate::cli::help;
use crate::tell::complaint;
use crate::tell::error::Error;

thread_local! {
    static IS_CONTAINED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic that was contained.
#[derive(Debug, thiserror::Error)]
#[error("a fault in this software, at {}: please report it, and not the pass", place.as_deref().unwrap_or_default())]
pub struct Fault {
    /// File and line of the source.
    place: Option<String>,
}

impl Fault {
    /// File and line of the source, where that is known.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }
}

/// Keeps the texts of panics from standard error, for good: only their places are told.
pub fn silence_panics() {
    panic::set_hook(Box::new(|panic| {
        // Where the core expects a panic of a library, that is an answer and no fault.
        if souplesse_core::contain::is_contained() {
            return;
        }
        let place = panic.location().map(ToString::to_string);
        if IS_CONTAINED.get() {
            PLACE.set(place);
            return;
        }
        let arguments = std::env::args_os().collect::<Vec<_>>();
        let told = Error::Fault(Fault { place }).told(help::language(&arguments, None));
        // Nothing more can be done where even standard error is gone.
        let _ = complaint::tell(&told);
    }));
}

/// Does `work`; a panic in it is a [`Fault`], whose place is known once [`silence_panics`] was called.
///
/// What `work` borrows must be sound after a panic, as what a verifier is made of is: judging changes nothing of it.
///
/// # Errors
/// [`Fault`] where it panicked.
pub fn contained<R>(work: impl FnOnce() -> R) -> Result<R, Fault> {
    let was_contained = IS_CONTAINED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    IS_CONTAINED.set(was_contained);
    done.map_err(|_| Fault { place: PLACE.take() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_by_its_place_and_never_by_its_text() {
        silence_panics();
        let line = line!() + 1;
        let fault = contained(|| panic!("HC1:6BF of DUPONT")).expect_err("it panicked").to_string();
        assert!(fault.contains(&format!("contain.rs:{line}")) && !fault.contains("DUPONT"), "{fault}");
        assert_eq!(contained(|| 7).ok(), Some(7));
        // Other tests tell what failed in them.
        drop(panic::take_hook());
    }

    #[test]
    fn what_a_panic_had_borrowed_can_be_borrowed_again() {
        let buffer = RefCell::new(0);
        let fault = contained(|| {
            let _borrowed = buffer.borrow_mut();
            panic!("while it is borrowed");
        });
        assert!(fault.is_err() && buffer.try_borrow_mut().is_ok());
    }
}
