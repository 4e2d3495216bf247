//! Verdicts as JSON lines: names and order of the fields are what scripts rely on.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::{Deserialize, Serialize};
use souplesse_core::verdict::{Basis, Document, Proof, Translation};
use souplesse_core::verifier::Holders;
use souplesse_core::{Profile, Verdict};
use souplesse_words::Language;

use crate::tell::error::Error;
use crate::tell::marks::Mark;
use crate::tell::visible;

/// What an input is called: a line of a batch may have a number for its name, which comes back as one.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(untagged, expecting = "expected a text or a whole number")]
pub enum Id {
    /// A name.
    Text(String),
    /// A whole number.
    Number(i64),
    /// One that is too large for the other.
    LargeNumber(u64),
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Number(number) => number.fmt(formatter),
            Self::LargeNumber(number) => number.fmt(formatter),
        }
    }
}

/// What came of one input.
#[derive(Debug)]
pub struct Answer {
    /// The input's name.
    pub id: Id,
    /// The time of check.
    pub at: DateTime<FixedOffset>,
    /// The verdict, or why there is none.
    pub result: Result<Verdict, Error>,
    /// The verdicts on the other passes in the same picture.
    pub others: Vec<Verdict>,
    /// Of documents of one person, of which the best decides: each by itself. Empty for every other input.
    pub documents: Vec<Told>,
    /// Whether the verified holders of what is told together differ.
    pub holders_differ: bool,
    /// Those holders.
    pub holders: Holders,
    /// Whether unsigned rules or keys were used.
    pub unsigned: bool,
    /// The language of the titles in it.
    pub language: Language,
    /// Who is looking.
    pub profile: Profile,
    /// How long judging took; of a picture also reading it. A venue is not told: kinds of proof differ in it.
    pub elapsed_us: u64,
}

/// One of the documents of a person, and what came of it.
#[derive(Debug)]
pub struct Told {
    /// What it is called.
    pub id: String,
    /// The verdict on it alone.
    pub verdict: Verdict,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a Id,
    at: String,
    #[serde(flatten)]
    result: Body<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<Fields<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<ToldFields<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    holders_differ: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unsigned: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    elapsed_us: Option<u64>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body<'a> {
    Judged(Box<Fields<'a>>),
    Broken { outcome: (), error: String },
}

#[derive(Serialize)]
struct Fields<'a> {
    outcome: &'static str,
    code: Cow<'static, str>,
    reasons: Vec<ReasonFields<'a>>,
    checks: Vec<CheckFields>,
    holder: Option<HolderFields<'a>>,
    document: Option<DocumentFields<'a>>,
    valid_from: Option<String>,
    valid_until: Option<String>,
    basis: Vec<BasisFields<'a>>,
    demonstration: bool,
    stale: bool,
}

#[derive(Serialize)]
struct ToldFields<'a> {
    id: &'a str,
    #[serde(flatten)]
    fields: Fields<'a>,
}

#[derive(Serialize)]
struct ReasonFields<'a> {
    code: Cow<'static, str>,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
}

#[derive(Serialize)]
struct CheckFields {
    name: &'static str,
    state: &'static str,
    code: Option<Cow<'static, str>>,
}

#[derive(Serialize)]
struct HolderFields<'a> {
    surname: &'a str,
    given_names: &'a str,
    birth_date: &'a str,
}

#[derive(Serialize)]
struct DocumentFields<'a> {
    format: &'static str,
    kind: Option<&'a str>,
    issued_at: Option<String>,
    expires_at: Option<String>,
    issuer: Option<&'a str>,
    key_id: Option<&'a str>,
    fields: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct BasisFields<'a> {
    id: &'a str,
    title: &'a str,
}

impl Answer {
    /// Whether it is about documents that were shown as those of one person and are of several: together they prove nothing.
    #[must_use]
    pub fn is_of_several(&self) -> bool {
        self.holders_differ && !self.documents.is_empty()
    }

    /// One JSON object, without a line end.
    #[must_use]
    pub fn to_json(&self) -> String {
        let result = match &self.result {
            Ok(verdict) => Body::Judged(Box::new(Fields::of(verdict, self.language))),
            // For programs: in English, whatever the language.
            Err(error) => Body::Broken { outcome: (), error: error.to_string() },
        };
        let line = Line {
            id: &self.id,
            at: written(self.at),
            result,
            others: self.others.iter().map(|verdict| Fields::of(verdict, self.language)).collect(),
            documents: self.documents.iter().map(|told| ToldFields::of(told, self.language)).collect(),
            holders_differ: self.holders_differ,
            unsigned: self.unsigned,
            elapsed_us: (self.profile == Profile::Controller).then_some(self.elapsed_us),
        };
        visible::json(&line)
    }
}

impl<'a> Fields<'a> {
    fn of(verdict: &'a Verdict, language: Language) -> Self {
        let marks = Mark::of_verdict(verdict);
        Self {
            outcome: verdict.outcome.as_str(),
            code: verdict.code.text(),
            reasons: verdict.reasons.iter().map(ReasonFields::of).collect(),
            checks: verdict.checks.iter().map(CheckFields::of).collect(),
            holder: verdict.holder.as_ref().map(|holder| HolderFields {
                surname: &holder.surname,
                given_names: &holder.given_names,
                birth_date: &holder.birth_date,
            }),
            document: verdict.document.as_ref().map(DocumentFields::of),
            valid_from: verdict.valid_from.map(written),
            valid_until: verdict.valid_until.map(written),
            basis: verdict.basis.iter().map(|basis| BasisFields::of(basis, language)).collect(),
            demonstration: marks.contains(&Mark::Demonstration),
            stale: marks.iter().any(|mark| matches!(mark, Mark::Stale(_) | Mark::ClockBehind)),
        }
    }
}

impl<'a> ToldFields<'a> {
    fn of(told: &'a Told, language: Language) -> Self {
        Self { id: &told.id, fields: Fields::of(&told.verdict, language) }
    }
}

impl<'a> ReasonFields<'a> {
    fn of(reason: &'a souplesse_core::verdict::Reason) -> Self {
        Self { code: reason.code.text(), level: reason.level.as_str(), detail: reason.detail.as_deref() }
    }
}

impl CheckFields {
    fn of(check: &souplesse_core::verdict::Check) -> Self {
        Self {
            name: check.name.as_str(),
            state: check.state.as_str(),
            code: check.code().map(souplesse_core::Code::text),
        }
    }
}

impl<'a> DocumentFields<'a> {
    fn of(document: &'a Document) -> Self {
        Self {
            format: document.format.as_str(),
            kind: document.kind.as_ref().map(Proof::as_str),
            issued_at: document.issued_at.map(written),
            expires_at: document.expires_at.map(written),
            issuer: document.issuer.as_deref(),
            key_id: document.key_id.as_deref(),
            fields: document.fields.iter().map(|field| (field.name.as_str(), &*field.value)).collect(),
        }
    }
}

impl<'a> BasisFields<'a> {
    fn of(basis: &'a Basis, language: Language) -> Self {
        Self { id: &basis.id, title: title_in(&basis.title, language) }
    }
}

/// A title in a language, else in the first that it is written in: a country need not write French or English.
#[must_use]
pub fn title_in(title: &[Translation], language: Language) -> &str {
    let spoken = title.iter().find(|translation| translation.language == language.code());
    spoken.or(title.first()).map_or("", |translation| &translation.text)
}

fn written(moment: DateTime<FixedOffset>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}
