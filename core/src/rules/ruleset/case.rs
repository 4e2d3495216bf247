//! A pass to judge by rules, and what came of it.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::rule::Rule;
use super::set::{Purpose, RuleSet};
use crate::trust::{KeyName, Kind};
use crate::value::Value;
use crate::verdict::Format;

/// A pass to judge, and where, when and for what it is judged.
#[derive(Clone, Copy)]
pub struct Case<'c> {
    /// The pass, shaped like a DCC.
    pub payload: &'c Value<'c>,
    /// The family that it is of.
    pub format: Format,
    /// What it proves.
    pub kind: Kind,
    /// The name of the key that signed it.
    pub key_name: Option<KeyName<'c>>,
    /// The version of its schema (`ver`).
    pub schema_version: &'c str,
    /// The country that issued it, as the pass writes it.
    pub issuer_country: &'c str,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// When it expires.
    pub expires_at: Option<DateTime<Utc>>,
    /// The time of check.
    pub at: DateTime<Utc>,
    /// The zone of the place of check.
    pub zone: Tz,
    /// The country of check, ISO 3166-1 alpha-2.
    pub country: &'c str,
    /// The region of check.
    pub region: Option<&'c str>,
    /// What it is checked for.
    pub purpose: Purpose,
}

/// How rules judged a pass.
#[derive(Clone, Debug)]
pub struct Judgement<'r> {
    /// Whether rules have spoken that may accept the pass.
    pub standing: Standing,
    /// The sets of the country of check that have a say; all of them count.
    pub sets: Vec<&'r RuleSet>,
    /// The rules that are not met: the issuing country's first, then set by set and by identifier.
    pub failed: Vec<&'r Rule>,
    /// Those that could not be decided, likewise.
    pub open: Vec<&'r Rule>,
    /// How many operations are left of those that rules may take together; without any they stay open.
    pub(crate) operations_left: u32,
}

/// Whether there are rules that may accept a pass. One for every kind of pass can refuse it, and so can the issuing
/// country; it is accepted by rules for its own kind alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There are.
    Spoken,
    /// Rules are in force, but none for this kind of pass in this country and region.
    NoneForThis,
    /// No rule is in force for what the pass is checked for, in any country.
    NoneInForce,
}
