//! One rule.

use chrono::{DateTime, Utc};

use super::version::Version;
use crate::rules::certlogic::Expression;
use crate::trust::Kind;
use crate::verdict::Translation;

/// A rule, compiled.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, such as `VR-FR-0001`.
    pub identifier: String,
    /// Which side it stands on.
    pub rule_type: RuleType,
    /// The country that made it, ISO 3166-1 alpha-2, upper case.
    pub country: String,
    /// The region to which it is limited, as the country writes it.
    pub region: Option<String>,
    /// Of several versions in force the newest counts.
    pub version: Version,
    /// The oldest certificate schema that it understands.
    pub schema_version: Version,
    /// Whether its engine is one that this program is.
    pub engine_is_known: bool,
    /// Which certificates it is about; `None` is all of them.
    pub certificate_type: CertificateType,
    /// From this moment on.
    pub valid_from: DateTime<Utc>,
    /// Up to and including this moment.
    pub valid_to: DateTime<Utc>,
    /// What it says.
    pub description: Vec<Translation>,
    /// What it asks.
    pub logic: Expression,
}

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleType {
    /// The country of check accepts what meets it.
    Acceptance,
    /// The issuing country stands by what meets it.
    Invalidation,
}

/// The certificates that a rule is about; `None` is every kind.
pub type CertificateType = Option<Kind>;

impl Rule {
    /// Whether it is a rule by which that country accepts passes.
    pub(super) fn accepts_in(&self, country: &str) -> bool {
        self.rule_type == RuleType::Acceptance && self.country == country
    }

    pub(super) fn is_in_force(&self, at: DateTime<Utc>) -> bool {
        self.valid_from <= at && at <= self.valid_to
    }

    /// Whether another is a newer version of it.
    pub(super) fn is_replaced_by(&self, newer: &Rule) -> bool {
        self.identifier == newer.identifier && self.version < newer.version
    }

    /// Whether the rule can judge a certificate of that schema: the same major version, and none older than its own.
    pub(super) fn understands(&self, schema: Option<Version>) -> bool {
        let schema = schema
            .is_some_and(|schema| schema.major == self.schema_version.major && schema >= self.schema_version);
        self.engine_is_known && schema
    }
}
