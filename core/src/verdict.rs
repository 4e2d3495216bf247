//! What a door is told: one outcome, its reason, and the checks behind it.
//!
//! A verdict holds only what its profile may see; what a venue may not know is left out here
//! and not in the apps. No sentence for people stands here: codes become words elsewhere.

use std::fmt;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::names::names;
pub use crate::personal::Personal;
use crate::rules::tolerance::{Word, WordText};
use crate::trust::Kind;

/// The one word of a verdict. Of several documents of one person the first in this order decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Accepted under the ordinary rules.
    Valid,
    /// A paper that is accepted under a published relaxation.
    Tolerated,
    /// A paper that lacks something: a person decides.
    Incomplete,
    /// Not accepted, and nothing about the device is to blame.
    Refused,
    /// A paper that no relaxation speaks for: the holder is asked for the code.
    NotCovered,
    /// The device lacks what it needs to judge; nobody's pass is bad for it.
    CannotJudge,
    /// No pass at all.
    NotAPass,
}

/// Who is looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// A place that checks passes: names, birth date and outcome, not the nature of the proof.
    Venue,
    /// Police and transport: also what is proved, when, by whom, and which rule decided.
    Controller,
}

/// A verdict on one code.
///
/// `Debug` shows outcome, codes and checks, and no one's data.
#[derive(Clone, PartialEq)]
pub struct Verdict {
    /// The one word.
    pub outcome: Outcome,
    /// The deciding reason.
    pub code: Code,
    /// All reasons, worst first.
    pub reasons: Vec<Reason>,
    /// The six checks, in the order in which they decide.
    pub checks: [Check; 6],
    /// Whose pass it is; only of a pass whose signature holds.
    pub holder: Option<Holder>,
    /// What it proves; for the profile [`Profile::Controller`] only.
    pub document: Option<Document>,
    /// Of an accepted pass, since when judging it accepts it.
    pub valid_from: Option<DateTime<FixedOffset>>,
    /// The earliest later moment at which judging the pass gives another outcome.
    pub valid_until: Option<DateTime<FixedOffset>>,
    /// The rules that decided.
    pub basis: Vec<Basis>,
    /// Where the holder of a paper that is not accepted finds the code to show instead: an https address.
    pub portal: Option<String>,
    /// Judged with demonstration keys.
    pub demonstration: bool,
    /// Something that it rests on is past its date: since when.
    pub stale_since: Option<DateTime<FixedOffset>>,
}

/// One reason of a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its code.
    pub code: Code,
    /// How much it weighs.
    pub level: Level,
    /// What the code cannot say, such as the family of an unsupported certificate; nothing of the holder.
    pub detail: Option<String>,
    /// What the code means to people, where a tolerance pack brought the word.
    pub words: Option<WordText>,
}

/// How much a reason weighs, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It decides against the pass.
    Refusing,
    /// It leaves the decision open.
    Doubt,
    /// It is worth knowing and decides nothing.
    Note,
}

/// The checks that are made of every pass, each for itself, in the order in which they decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckName {
    /// It can be read.
    Format,
    /// A trusted key signed it.
    Signature,
    /// Nobody revoked it.
    Revocation,
    /// It and its key are within their dates.
    Dates,
    /// The key may sign this kind of pass.
    KeyUsage,
    /// The rules of the country of check are met.
    Rules,
}

/// How a check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// It holds.
    Passed,
    /// It does not, with the code that says why.
    Failed(Code),
    /// It was not or could not be decided; with a code where that has a reason of its own.
    NotRun(Option<Code>),
}

/// One check and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub name: CheckName,
    /// How it ended.
    pub state: CheckState,
}

/// Whose pass it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Surname.
    pub surname: Personal,
    /// Given names, separated by spaces.
    pub given_names: Personal,
    /// `YYYY-MM-DD`, or less where the pass has less; empty where it has none.
    pub birth_date: Personal,
}

/// The family of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An EU certificate.
    Dcc,
    /// A French 2D-DOC.
    TwoDDoc,
    /// A paper attestation.
    Attestation,
}

/// What is proved: by a pass, or by a paper in the words of its pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// By a pass.
    Pass(Kind),
    /// By a paper.
    Paper(Word),
}

/// What a document proves, for those who may know.
#[derive(Clone, PartialEq)]
pub struct Document {
    /// Its family.
    pub format: Format,
    /// What it proves; `None` where it could not be read.
    pub kind: Option<Proof>,
    /// When it was issued.
    pub issued_at: Option<DateTime<FixedOffset>>,
    /// When it expires by itself.
    pub expires_at: Option<DateTime<FixedOffset>>,
    /// The issuer by its certificate.
    pub issuer: Option<String>,
    /// The signing key's name, as its family writes it: hexadecimal for a DCC.
    pub key_id: Option<String>,
    /// The fields of the proof, as written.
    pub fields: Vec<Field>,
}

/// A field of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the DCC schema: `mp`, `dn`, `sc` …
    pub name: String,
    /// What stands in it.
    pub value: Personal,
}

/// A rule that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Its identifier.
    pub id: String,
    /// What it says, in the languages that it is written in.
    pub title: Vec<Translation>,
}

/// A text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The language's ISO 639-1 code.
    pub language: String,
    /// The text.
    pub text: String,
}

names!("outcome", Outcome {
    Valid = "valid",
    Tolerated = "tolerated",
    Incomplete = "incomplete",
    Refused = "refused",
    NotCovered = "not-covered",
    CannotJudge = "cannot-judge",
    NotAPass = "not-a-pass",
});

names!("profile", Profile {
    Venue = "venue",
    Controller = "controller",
});

names!("level", Level {
    Refusing = "refusing",
    Doubt = "doubt",
    Note = "note",
});

names!("check", CheckName {
    Format = "format",
    Signature = "signature",
    Revocation = "revocation",
    Dates = "dates",
    KeyUsage = "key-usage",
    Rules = "rules",
});

names!("format", Format {
    Dcc = "dcc",
    TwoDDoc = "2d-doc",
    Attestation = "attestation",
});

impl Outcome {
    /// Whether the door is open for the holder.
    #[must_use]
    pub fn is_accepted(self) -> bool {
        matches!(self, Outcome::Valid | Outcome::Tolerated)
    }
}

impl Reason {
    /// A reason that says no more than its code.
    #[must_use]
    pub fn new(code: Code, level: Level) -> Self {
        Self { code, level, detail: None, words: None }
    }
}

impl CheckState {
    /// The name under which it is published: `passed`, `failed` or `not-run`. The code stands beside it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            CheckState::Passed => "passed",
            CheckState::Failed(_) => "failed",
            CheckState::NotRun(_) => "not-run",
        }
    }

    /// The code of a check that failed.
    #[must_use]
    pub fn failed_with(&self) -> Option<&Code> {
        let CheckState::Failed(code) = self else {
            return None;
        };
        Some(code)
    }
}

impl Check {
    /// The code of a check that failed or could not be decided.
    #[must_use]
    pub fn code(&self) -> Option<&Code> {
        match &self.state {
            CheckState::Passed => None,
            CheckState::Failed(code) => Some(code),
            CheckState::NotRun(code) => code.as_ref(),
        }
    }
}

impl Verdict {
    /// Whether it rests on what is past its date, or on a clock that cannot be believed.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.stale_since.is_some() || self.reasons.iter().any(|reason| reason.code == Code::ClockBehind)
    }

    /// Whether somebody made the pass up, or took it back: whatever else is open or past its date, it stays refused.
    #[must_use]
    pub fn is_disproved(&self) -> bool {
        let mut codes = self.checks.iter().filter_map(|check| check.state.failed_with());
        self.outcome == Outcome::Refused
            && codes.any(|code| matches!(code, Code::BadSignature | Code::Revoked))
    }
}

impl fmt::Debug for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Verdict")
            .field("outcome", &self.outcome)
            .field("code", &self.code)
            .field("reasons", &self.reasons)
            .field("checks", &self.checks)
            .finish_non_exhaustive()
    }
}

impl Translation {
    /// A text in a language.
    #[must_use]
    pub fn new(language: impl Into<String>, text: impl Into<String>) -> Self {
        Self { language: language.into(), text: text.into() }
    }
}

impl Proof {
    /// The name under which it is published: that of the pass's kind, or the word of the paper's.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Proof::Pass(kind) => kind.as_str(),
            Proof::Paper(word) => word.as_str(),
        }
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// Says the family of the document only.
impl fmt::Debug for Document {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Document({:?}, redacted)", self.format)
    }
}
