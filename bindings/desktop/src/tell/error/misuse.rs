//! Calls that cannot be done as they are.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use souplesse_core::Code;
use souplesse_core::bundle::{Detail, KeyNumber};
use souplesse_core::json;
use souplesse_core::place::PlaceError;
use souplesse_words::Words;

use super::{filled, inputs, of, say, syntax, system, updates};
use crate::cli::{Setting, SettingFault};
use crate::read::lines::LineError;
use crate::read::moment::TimeError;
use crate::read::paper_fields::{PaperFault, Wrong};
use crate::tell::spoken::spoken_in_france;

/// Why a call cannot be done, and what to do instead.
#[derive(Debug)]
pub enum Misuse {
    /// A paper without its kind or its time, where nobody can be asked.
    AnswersMissing {
        /// The options that would say them.
        options: Vec<&'static str>,
    },
    /// A pipe beside a paper.
    NoPipe,
    /// A line beside a paper that cannot be read.
    Line {
        /// What it is called.
        id: String,
        /// Why.
        error: LineError,
    },
    /// An option of a paper with a value that it does not take.
    Paper(PaperFault),
    /// The person broke the form off.
    BrokenOff,
    /// A region that the country does not have.
    Region(PlaceError),
    /// The same of what may be a pass, and is not repeated.
    HiddenRegion,
    /// A setting with a value that its option does not take.
    Setting {
        /// Which.
        setting: Setting,
        /// Why.
        fault: SettingFault,
    },
    /// The register in a what-if run.
    RegisterWhatIf,
    /// Installing in a what-if run.
    InstallWhatIf,
    /// Removing in a what-if run.
    RemoveWhatIf,
    /// Acknowledging in a what-if run.
    AcknowledgeWhatIf,
    /// A rule that no set has.
    NoSuchRule {
        /// Its identifier, unless it may be a pass.
        name: String,
    },
    /// A payload that cannot be read.
    Payload(json::Fault),
    /// A pass that cannot be read.
    Pass(Code),
    /// No folder for data.
    NoDataFolder,
    /// A file where a folder for data was named.
    DataFolderIsFile {
        /// Its path.
        path: PathBuf,
    },
    /// No folder for settings.
    NoSettingsFolder {
        /// The variable that names a file.
        variable: &'static str,
    },
    /// Standard input with more than an update.
    InputTooLarge {
        /// The most bytes.
        most: usize,
    },
    /// A signature that does not hold.
    Signature,
    /// An update that no device would take.
    NobodyInstalls {
        /// Why.
        code: Code,
        /// What the code cannot say.
        detail: Option<Detail>,
    },
    /// A key that is not known.
    NoSuchAnchor {
        /// Its number.
        number: KeyNumber,
        /// Those that are: number and name.
        known: Vec<String>,
    },
    /// A key that was taken away before.
    AnchorRemoved {
        /// What it is called.
        name: String,
    },
    /// A key that is given at each start.
    AnchorIsGiven {
        /// What it is called.
        name: String,
    },
    /// A key whose documents go with it.
    AnchorWantsYes {
        /// What it is called.
        name: String,
        /// The documents, and what ends with them, as they are told where it is done.
        documents: String,
        /// What is no longer stopped.
        stopped: Vec<String>,
    },
    /// A document that stops something.
    DocumentWantsYes {
        /// Kind and id.
        document: String,
        /// What is no longer stopped.
        stopped: Vec<String>,
    },
    /// A document that is not installed.
    NoSuchDocument {
        /// Kind and id.
        document: String,
        /// Those that are.
        known: Vec<String>,
    },
    /// A document of several signers.
    WhoseDocument {
        /// Kind and id.
        document: String,
        /// Numbers and names of the signers.
        signers: String,
    },
    /// A document of other signers.
    DocumentNotBy {
        /// Kind and id.
        document: String,
        /// Numbers and names of the signers.
        signers: String,
    },
    /// A name that no key can have.
    NoKeyName {
        /// The most letters.
        most: usize,
    },
    /// An authorisation for any device that is too long.
    LeaveTooLong,
    /// A number that was given to something else.
    Conflict {
        /// Kind and id.
        document: String,
        /// The number.
        version: u64,
        /// When the other one was issued.
        issued: DateTime<Utc>,
        /// The lowest free number.
        next: u64,
    },
    /// What stands in the place of a pack's id, which may be anything.
    NoPackId {
        /// Which of them it is, counted from 1.
        number: usize,
    },
    /// A pack that the same key has withdrawn.
    Withdrawn {
        /// Its id.
        id: String,
        /// When the withdrawal was issued.
        issued: DateTime<Utc>,
    },
    /// Codes under a name of no form.
    NameCodes,
    /// A text that no code holds.
    CodeTooLarge,
    /// An update that takes more codes than anybody scans.
    TooManyCodes,
    /// A code that could not be read back.
    CodeUnread,
    /// An id that no pack has.
    NoSuchPack {
        /// The id.
        id: String,
        /// Those that there are.
        known: Vec<String>,
    },
}

impl Misuse {
    pub(super) fn in_words(&self, words: &Words) -> String {
        let plain = |key: &str| say(&format!("misuse.{key}"), &[], words);
        match self {
            Self::AnswersMissing { options } => {
                say("misuse.answers-missing", &[("options", &options.join(", "))], words)
            }
            Self::NoPipe => plain("no-pipe"),
            Self::Line { id, error } => of(id, &inputs::line(error, words), words),
            Self::Paper(fault) => paper(fault, words),
            Self::BrokenOff => filled("paper.broken-off", &[], words),
            Self::Region(error) => of("--region", &place(error, words), words),
            Self::HiddenRegion => of("--region", words.label("error.place.hidden"), words),
            Self::Setting { setting, fault } => of(setting.as_str(), &self::setting(fault, words), words),
            Self::RegisterWhatIf => plain("register-what-if"),
            Self::InstallWhatIf => plain("install-what-if"),
            Self::RemoveWhatIf => plain("remove-what-if"),
            Self::AcknowledgeWhatIf => plain("acknowledge-what-if"),
            Self::NoSuchRule { name } => say("misuse.no-such-rule", &[("name", name)], words),
            Self::Payload(fault) => say("misuse.payload", &[("why", &syntax::json(fault, words))], words),
            Self::Pass(code) => {
                let code = code.text();
                say("misuse.pass", &[("title", &words.code(&code).title), ("code", &code)], words)
            }
            Self::NoDataFolder => plain("no-data-folder"),
            Self::DataFolderIsFile { path } => {
                say("misuse.data-folder-is-file", &[("path", &path.display().to_string())], words)
            }
            Self::NoSettingsFolder { variable } => {
                say("misuse.no-settings-folder", &[("variable", variable)], words)
            }
            Self::InputTooLarge { most } => {
                say("misuse.input-too-large", &[("most", &system::size(*most, words))], words)
            }
            Self::Signature => plain("signature"),
            Self::NobodyInstalls { code, detail } => {
                let why = updates::why(code, detail.as_ref(), words);
                say("misuse.nobody-installs", &[("why", &why)], words)
            }
            Self::NoKeyName { most } => filled("keygen.no-name", &[("most", &most.to_string())], words),
            Self::LeaveTooLong => filled("signing.leave-too-long", &[], words),
            Self::Conflict { document, version, issued, next } => {
                let (version, next) = (version.to_string(), next.to_string());
                let issued = spoken_in_france(*issued, words.language());
                let values =
                    [("document", &**document), ("version", &version), ("issued", &issued), ("next", &next)];
                filled("signing.conflict", &values, words)
            }
            Self::NoPackId { number } => filled("pack.no-id", &[("number", &number.to_string())], words),
            Self::Withdrawn { id, issued } => {
                let issued = spoken_in_france(*issued, words.language());
                filled("signing.withdrawn", &[("id", id), ("issued", &issued)], words)
            }
            Self::NameCodes => filled("codes.name-it", &[], words),
            Self::CodeTooLarge => filled("codes.too-large", &[], words),
            Self::TooManyCodes => filled("codes.too-many", &[], words),
            Self::CodeUnread => filled("codes.unread", &[], words),
            Self::NoSuchPack { id, known } => {
                filled("pack.no-such", &[("id", id), ("known", &known.join(", "))], words)
            }
            Self::NoSuchAnchor { number, known } if known.is_empty() => {
                say("misuse.no-anchor-at-all", &[("number", &number.to_string())], words)
            }
            Self::NoSuchAnchor { number, known } => {
                let values = [("number", &*number.to_string()), ("known", &known.join(", "))];
                filled("anchor.no-such", &values, words)
            }
            Self::AnchorRemoved { name } => filled("anchor.removed-already", &[("name", name)], words),
            Self::AnchorIsGiven { name } => filled("anchor.is-given", &[("name", name)], words),
            Self::AnchorWantsYes { name, documents, stopped } => {
                let values = [("name", &**name), ("documents", documents)];
                followed(filled("anchor.wants-yes", &values, words), stopped)
            }
            Self::DocumentWantsYes { document, stopped } => {
                followed(filled("remove.wants-yes", &[("document", document)], words), stopped)
            }
            Self::NoSuchDocument { document, known } if known.is_empty() => {
                say("misuse.nothing-installed", &[("document", document)], words)
            }
            Self::NoSuchDocument { document, known } => {
                filled("remove.no-such", &[("document", document), ("known", &known.join(", "))], words)
            }
            Self::WhoseDocument { document, signers } => {
                filled("remove.whose", &[("document", document), ("signers", signers)], words)
            }
            Self::DocumentNotBy { document, signers } => {
                filled("remove.not-by", &[("document", document), ("signers", signers)], words)
            }
        }
    }
}

/// Why a setting takes no such value.
pub(super) fn setting(fault: &SettingFault, words: &Words) -> String {
    match fault {
        SettingFault::Place(error) => place(error, words),
        SettingFault::NoRegion => say("place.empty", &[], words),
        SettingFault::Kind => say("place.kind", &[], words),
        SettingFault::OneOf { known } => say("time.one-of", &[("known", &known.join(", "))], words),
    }
}

/// How a time is written, or why it is not one.
pub(crate) fn time(error: TimeError, words: &Words) -> &str {
    words.label(match error {
        TimeError::Form => "error.time.form",
        TimeError::Day => "error.time.day",
        TimeError::Years => "error.time.years",
        TimeError::Gap => "error.time.gap",
    })
}

fn place(error: &PlaceError, words: &Words) -> String {
    match error {
        PlaceError::Country { given } => say("place.country", &[("given", given)], words),
        PlaceError::Region { given, country } => {
            say("place.region", &[("given", given), ("country", country.as_str())], words)
        }
        PlaceError::NoCountry { given } => say("place.no-country", &[("given", given)], words),
    }
}

/// By the option, whose name differs from the field's.
fn paper(PaperFault { field, wrong }: &PaperFault, words: &Words) -> String {
    let why = match wrong {
        Wrong::Word { known } => say("time.one-of", &[("known", &known.join(", "))], words),
        Wrong::Several { known } => say("time.several", &[("known", &known.join(", "))], words),
        Wrong::NoTime => say("time.said", &[], words),
        Wrong::NoLocalTime => say("time.local", &[], words),
        Wrong::Time(error) => time(*error, words).to_owned(),
        Wrong::Hours => say("time.hours", &[], words),
    };
    of(&format!("--{}", field.replace('_', "-")), &why, words)
}

fn followed(sentence: String, others: &[String]) -> String {
    [&[sentence], others].concat().join(" ")
}
