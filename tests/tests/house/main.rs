//! The house itself: what docs/architecture.md promises of its rooms and files.

mod circles;
mod files;
