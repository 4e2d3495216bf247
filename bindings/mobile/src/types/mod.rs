//! The core's types, declared for UniFFI.
//!
//! Nothing is defined here: each declaration repeats a type of the core, and the compiler compares the two.

mod device;
mod event;
mod paper;
mod plain;
mod scan;
mod screen;
mod verdict;
