//! CertLogic 1.3.3, the language in which countries write their rules.
//!
//! An expression is compiled once, with every mistake that can be seen without data,
//! and then evaluated against one pass after another. Only lists that it writes out itself are copied.
//! The specification is "CertLogic: specification" of the EU's business rules project;
//! where it is silent, its JavaScript implementation decides.

mod calendar;
mod compile;
mod data;
mod distance;
mod error;
mod evaluate;
mod expression;
mod externals;
mod moments;
mod term;
mod time;

#[cfg(test)]
mod tests;

pub use calendar::{Unit, is_offset, parse};
pub use compile::{CompileError, CompileProblem};
pub use data::Data;
pub use error::EvaluationError;
pub use expression::Expression;
pub use externals::Externals;
pub use moments::Moments;
pub use term::Term;
pub use time::{Origin, Time};
