//! What a library says when it panics stays untold: it may quote what it stumbled upon.

use std::panic;
use std::sync::Once;

use souplesse_core::contain::is_contained;

/// From the first call on, nothing is written of panics that the core contains; others are told as before.
pub(crate) fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told_before = panic::take_hook();
        panic::set_hook(Box::new(move |fault| {
            if !is_contained() {
                told_before(fault);
            }
        }));
    });
}
