//! Work in which a library may panic: such a panic is an answer, and nothing of it is told.
//!
//! The text of a panic may quote what it stumbled upon. It is written by the process's hook, before anybody can catch the
//! panic; so whoever owns the process asks here whether it is to be written.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Does `work`; `None` where it panicked. What it borrows must be sound after that.
pub fn contained<R>(work: impl FnOnce() -> R) -> Option<R> {
    let depth = DEPTH.get();
    DEPTH.set(depth + 1);
    let done = catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(depth);
    done.ok()
}

/// Whether this thread does such work: a hook then writes nothing.
#[must_use]
pub fn is_contained() -> bool {
    DEPTH.get() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_none_and_leaves_no_trace() {
        assert!(!is_contained());
        assert_eq!(contained(|| contained(is_contained)), Some(Some(true)));
        let inner = contained(|| {
            assert_eq!(contained(|| -> u8 { panic!("while it is contained") }), None);
            is_contained()
        });
        assert_eq!((inner, is_contained()), (Some(true), false));
    }
}
