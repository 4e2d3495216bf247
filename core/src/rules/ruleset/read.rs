//! Reading rule sets: our own form, and the official ones as they are published.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value as Json;
use thiserror::Error;

use super::code;
use super::rule::{Rule, RuleType};
use super::set::{Minors, Purpose, RuleSet};
use super::version::Version;
use crate::json;
use crate::rules::certlogic::{CompileError, Expression};
use crate::time::instant;
use crate::trust::Kind;
use crate::verdict::Translation;

/// The specification that the engine implements.
const ENGINE: (&str, Version) = ("CERTLOGIC", Version { major: 1, minor: 3, patch: 3 });

/// Why rules cannot be read. Follows "failed to read rules: ".
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RulesError {
    /// A text that is longer than any rules.
    #[error("{length} bytes are more than {}: give each country a file of its own", RuleSet::LARGEST)]
    TooLarge {
        /// How long it is.
        length: usize,
    },
    /// The text is not JSON, or not a rule set.
    #[error("not a rule set: {fault}")]
    Form {
        /// What the JSON reader found, and where.
        fault: json::Fault,
    },
    /// A rule whose logic is not CertLogic.
    #[error("rule {identifier}: {source}")]
    Logic {
        /// The rule.
        identifier: String,
        /// What is wrong with it, and where.
        source: CompileError,
    },
    /// A rule with a version that is none.
    #[error("rule {identifier}: expected a version such as 1.0.0")]
    Version {
        /// The rule.
        identifier: String,
    },
}

impl From<serde_json::Error> for RulesError {
    fn from(error: serde_json::Error) -> Self {
        Self::Form { fault: error.into() }
    }
}

/// Our own form: a list of official rules with what they do not say of themselves.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrapper {
    id: String,
    purpose: Purpose,
    #[serde(default)]
    title: BTreeMap<String, String>,
    #[serde(default, deserialize_with = "instant::option::deserialize")]
    from: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "instant::option::deserialize")]
    until: Option<DateTime<Utc>>,
    minors: Option<Minors>,
    rules: Vec<OfficialRule>,
}

/// A rule as countries publish it. What they add to it beyond the schema is of no concern here.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct OfficialRule {
    identifier: String,
    #[serde(rename = "Type")]
    rule_type: OfficialType,
    country: String,
    region: Option<String>,
    version: String,
    schema_version: String,
    engine: String,
    engine_version: String,
    certificate_type: OfficialCertificateType,
    #[serde(deserialize_with = "instant::deserialize")]
    valid_from: DateTime<Utc>,
    #[serde(deserialize_with = "instant::deserialize")]
    valid_to: DateTime<Utc>,
    #[serde(default)]
    description: Vec<OfficialDescription>,
    logic: Json,
}

#[derive(Deserialize)]
enum OfficialType {
    Acceptance,
    Invalidation,
}

#[derive(Deserialize)]
enum OfficialCertificateType {
    General,
    Test,
    Vaccination,
    Recovery,
}

#[derive(Deserialize)]
struct OfficialDescription {
    lang: String,
    desc: String,
}

impl RuleSet {
    /// The longest text of rules, in bytes. The largest that a country has published is a sixteenth of it, and read as JSON
    /// it takes a hundred times its size at worst.
    pub const LARGEST: usize = 512 << 10;

    /// Reads a rule set in our own form, a list of rules, a list of lists as the gateway gives them, or a single rule.
    ///
    /// # Errors
    /// [`RulesError`], with the rule and the place in it.
    pub fn read(text: &str) -> Result<Self, RulesError> {
        if text.len() > Self::LARGEST {
            return Err(RulesError::TooLarge { length: text.len() });
        }
        match json::read::<Json>(text)? {
            Json::Array(items) => Self::from_list(items),
            Json::Object(object) if object.contains_key("rules") => Self::from_wrapper(Json::Object(object)),
            single @ (Json::Object(_) | Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_)) => {
                Self::from_list(vec![single])
            }
        }
    }

    fn from_wrapper(json: Json) -> Result<Self, RulesError> {
        let wrapper = serde_json::from_value::<Wrapper>(json)?;
        Ok(Self {
            id: wrapper.id,
            purpose: wrapper.purpose,
            title: wrapper.title.into_iter().map(|(language, text)| Translation { language, text }).collect(),
            from: wrapper.from,
            until: wrapper.until,
            minors: wrapper.minors,
            rules: compile(wrapper.rules)?,
        })
    }

    fn from_list(items: Vec<Json>) -> Result<Self, RulesError> {
        let mut rules = Vec::new();
        for item in items {
            if item.is_array() {
                rules.extend(serde_json::from_value::<Vec<OfficialRule>>(item)?);
            } else {
                rules.push(serde_json::from_value(item)?);
            }
        }
        Ok(Self {
            id: String::new(),
            purpose: Purpose::default(),
            title: Vec::new(),
            from: None,
            until: None,
            minors: None,
            rules: compile(rules)?,
        })
    }
}

fn compile(official: Vec<OfficialRule>) -> Result<Vec<Rule>, RulesError> {
    let mut rules = official.into_iter().map(compile_one).collect::<Result<Vec<_>, _>>()?;
    rules
        .sort_by(|left, right| left.identifier.cmp(&right.identifier).then(right.version.cmp(&left.version)));
    Ok(rules)
}

fn compile_one(rule: OfficialRule) -> Result<Rule, RulesError> {
    let identifier = rule.identifier;
    let version = |text: String| {
        Version::parse(&text).ok_or_else(|| RulesError::Version { identifier: identifier.clone() })
    };
    let (engine, newest_engine) = ENGINE;
    let engine_is_known = rule.engine == engine && version(rule.engine_version)? <= newest_engine;
    let (own_version, schema_version) = (version(rule.version)?, version(rule.schema_version)?);
    let logic = Expression::compile(&rule.logic);
    let logic = logic.map_err(|source| RulesError::Logic { identifier: identifier.clone(), source })?;
    Ok(Rule {
        identifier,
        rule_type: match rule.rule_type {
            OfficialType::Acceptance => RuleType::Acceptance,
            OfficialType::Invalidation => RuleType::Invalidation,
        },
        country: code::country(&rule.country).into_owned(),
        region: rule.region.filter(|region| !region.trim().is_empty()),
        version: own_version,
        schema_version,
        engine_is_known,
        certificate_type: match rule.certificate_type {
            OfficialCertificateType::General => None,
            OfficialCertificateType::Test => Some(Kind::Test),
            OfficialCertificateType::Vaccination => Some(Kind::Vaccination),
            OfficialCertificateType::Recovery => Some(Kind::Recovery),
        },
        valid_from: rule.valid_from,
        valid_to: rule.valid_to,
        description: rule
            .description
            .into_iter()
            .map(|text| Translation::new(text.lang, text.desc))
            .collect(),
        logic,
    })
}
