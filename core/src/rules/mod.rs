//! The rules of countries: as data, compiled once, judged without knowing what they say.
//!
//! [`certlogic`] is the language, [`ruleset`] the EU's model of a rule and which rules apply,
//! [`tolerance`] the published relaxations for papers.

pub mod certlogic;
pub mod ruleset;
pub mod tolerance;

pub use certlogic::Moments;
pub(crate) use ruleset::MOST_OPERATIONS;
pub use ruleset::{Case, Judgement, Purpose, Rule, RuleBook, RuleSet, RulesError, Standing};
