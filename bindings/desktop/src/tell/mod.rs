//! What goes out: answers as JSON, cards, tables and pages, what is written into files, and what is told of mistakes.

pub mod answer;
pub(crate) mod brings;
pub(crate) mod card;
pub(crate) mod complaint;
pub(crate) mod drawn;
pub mod error;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod layout;
pub(crate) mod marks;
pub(crate) mod name;
pub(crate) mod named;
pub(crate) mod notice;
pub(crate) mod output;
pub(crate) mod page;
pub(crate) mod paint;
pub(crate) mod relaxation;
pub(crate) mod spoken;
pub(crate) mod table;
pub(crate) mod tally;
pub(crate) mod visible;
