//! The EU's model of rules: what a rule says of itself, which rules apply, and how they judge.
//!
//! The model is the eHealth network's "EU DCC Validation Rules"; official sets load as they are published.

mod book;
mod case;
mod code;
mod context;
mod judge;
mod read;
mod rule;
mod set;
mod version;

#[cfg(test)]
mod tests;

pub use book::RuleBook;
pub use case::{Case, Judgement, Standing};
pub(crate) use judge::MOST_OPERATIONS;
pub use read::RulesError;
pub use rule::{CertificateType, Rule, RuleType};
pub use set::{Minors, Purpose, RuleSet};
pub use version::Version;
