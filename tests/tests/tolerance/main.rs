//! Tolerance packs: what they say, and what comes of papers under them.

mod pack_faults;
mod packs;
mod papers;
mod scopes;
mod windows_of_checks;
