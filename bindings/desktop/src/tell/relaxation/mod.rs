//! What a tolerance pack says, for people: its parts by their names, and sentences made of them.

pub(crate) mod labels;
pub(crate) mod sentences;
mod times;
