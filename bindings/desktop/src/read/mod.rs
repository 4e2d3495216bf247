//! What comes in: arguments, pictures, texts, lists of keys, packs and updates, each within its bounds.

pub mod codes;
pub(crate) mod contents;
pub mod data;
pub(crate) mod folded;
pub(crate) mod input;
mod jpeg;
pub mod keyboard;
pub mod keys;
pub mod kind;
pub mod limits;
pub(crate) mod lines;
pub mod moment;
pub mod pack_faults;
pub(crate) mod pack_places;
pub mod pack_text;
pub(crate) mod paper_fields;
pub(crate) mod paper_time;
pub(crate) mod paper_words;
pub mod pdf;
pub mod picture;
pub mod scanning;
pub mod settings;
pub mod syntax;
pub mod takes;
pub mod trust;
pub mod typed;
pub mod update;
