//! Verdicts: what a door is told.

use souplesse_core::Code;
use souplesse_core::rules::tolerance::{Text, Word, WordText};
use souplesse_core::trust::Kind;
use souplesse_core::verdict::{
    Basis, Check, CheckName, CheckState, Document, Field, Format, Holder, Level, Outcome, Personal, Profile,
    Proof, Reason, Translation, Verdict,
};

use super::plain::{Checks, ZonedTime};

/// A verdict on one code.
#[uniffi::remote(Record)]
pub struct Verdict {
    /// The one word.
    pub outcome: Outcome,
    /// The deciding reason.
    pub code: Code,
    /// All reasons, worst first.
    pub reasons: Vec<Reason>,
    /// The six checks, in the order in which they decide.
    pub checks: Checks,
    /// Whose pass it is; only of a pass whose signature holds.
    pub holder: Option<Holder>,
    /// What it proves; for the profile `Profile::Controller` only.
    pub document: Option<Document>,
    /// Of an accepted pass, since when judging it accepts it.
    pub valid_from: Option<ZonedTime>,
    /// The earliest later moment at which judging the pass gives another outcome.
    pub valid_until: Option<ZonedTime>,
    /// The rules that decided.
    pub basis: Vec<Basis>,
    /// Where the holder of a paper that is not accepted finds the code to show instead: an https address.
    pub portal: Option<String>,
    /// Judged with demonstration keys.
    pub demonstration: bool,
    /// Something that it rests on is past its date: since when.
    pub stale_since: Option<ZonedTime>,
}

/// The one word of a verdict. Of several documents of one person the first in this order decides.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Enum)]
pub enum Profile {
    /// A place that checks passes: names, birth date and outcome, not the nature of the proof.
    Venue,
    /// Police and transport: also what is proved, when, by whom, and which rule decided.
    Controller,
}

/// One reason of a verdict.
#[uniffi::remote(Record)]
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
#[uniffi::remote(Enum)]
pub enum Level {
    /// It decides against the pass.
    Refusing,
    /// It leaves the decision open.
    Doubt,
    /// It is worth knowing and decides nothing.
    Note,
}

/// One check and how it ended.
#[uniffi::remote(Record)]
pub struct Check {
    /// Which.
    pub name: CheckName,
    /// How it ended.
    pub state: CheckState,
}

/// The checks that are made of every pass, each for itself.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Enum)]
pub enum CheckState {
    /// It holds.
    Passed,
    /// It does not, with the code that says why.
    Failed(Code),
    /// It was not or could not be decided; with a code where that has a reason of its own.
    NotRun(Option<Code>),
}

/// Whose pass it is.
#[uniffi::remote(Record)]
pub struct Holder {
    /// Surname.
    pub surname: Personal,
    /// Given names, separated by spaces.
    pub given_names: Personal,
    /// `YYYY-MM-DD`, or less where the pass has less; empty where it has none.
    pub birth_date: Personal,
}

/// What a document proves, for those who may know.
#[uniffi::remote(Record)]
pub struct Document {
    /// Its family.
    pub format: Format,
    /// What it proves; `None` where it could not be read.
    pub kind: Option<Proof>,
    /// When it was issued.
    pub issued_at: Option<ZonedTime>,
    /// When it expires by itself.
    pub expires_at: Option<ZonedTime>,
    /// The issuer by its certificate.
    pub issuer: Option<String>,
    /// The signing key's name, as its family writes it: hexadecimal for a DCC.
    pub key_id: Option<String>,
    /// The fields of the proof, as written.
    pub fields: Vec<Field>,
}

/// The family of a document.
#[uniffi::remote(Enum)]
pub enum Format {
    /// An EU certificate.
    Dcc,
    /// A French 2D-DOC.
    TwoDDoc,
    /// A paper attestation.
    Attestation,
}

/// What is proved: by a pass, or by a paper in the words of its pack.
#[uniffi::remote(Enum)]
pub enum Proof {
    /// By a pass.
    Pass(Kind),
    /// By a paper.
    Paper(Word),
}

/// What a pass proves. A 2D-DOC of type `B2` is a test, one of type `L1` a vaccination.
#[uniffi::remote(Enum)]
pub enum Kind {
    /// A test, negative or positive.
    Test,
    /// A vaccination.
    Vaccination,
    /// A recovery.
    Recovery,
}

/// A field of a proof.
#[uniffi::remote(Record)]
pub struct Field {
    /// Its name in the DCC schema: `mp`, `dn`, `sc` …
    pub name: String,
    /// What stands in it.
    pub value: Personal,
}

/// A rule that decided.
#[uniffi::remote(Record)]
pub struct Basis {
    /// Its identifier.
    pub id: String,
    /// What it says, in the languages that it is written in.
    pub title: Vec<Translation>,
}

/// A text in one language.
#[uniffi::remote(Record)]
pub struct Translation {
    /// The language's ISO 639-1 code.
    pub language: String,
    /// The text.
    pub text: String,
}

/// What a word means to people, where the product has no words for it.
#[uniffi::remote(Record)]
pub struct WordText {
    /// The word.
    pub id: Word,
    /// What it is, in a few words.
    pub label: Text,
    /// What the person at the door does next, in one sentence.
    pub text: Text,
}

/// A text for people, in both languages.
#[uniffi::remote(Record)]
pub struct Text {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}
