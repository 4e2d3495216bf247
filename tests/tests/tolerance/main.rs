//! Tolerance packs: what they say, and what comes of papers under them.

mod pack_faults;
mod packs;
mod papers;
mod scopes;
mod windows_of_checks;

use chrono::NaiveDateTime;

/// A time on a pack's clock.
fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}
