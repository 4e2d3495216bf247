//! Why a file that a call names cannot be used.

use souplesse_core::Code;
use souplesse_core::bundle::{AnchorError, Detail};
use souplesse_core::json;
use souplesse_core::register::ExportError;
use souplesse_core::rules::RulesError;
use souplesse_core::rules::tolerance::PackError;
use souplesse_words::Words;

use super::{keys, misuse, of, rules, say, syntax, updates};
use crate::cli::{Setting, SettingFault};
use crate::read::pack_text::Fault;
use crate::read::trust::{Problem, TrustFault};

/// Why a file cannot be used.
#[derive(Debug)]
pub enum Unusable {
    /// Not a text.
    NotUtf8,
    /// A text in TOML with a fault.
    Text(Fault),
    /// A text in JSON with a fault.
    Json(json::Fault),
    /// The fault of one of several lines of JSON.
    JsonLine {
        /// Its number.
        line: usize,
        /// What is wrong with it.
        fault: json::Fault,
    },
    /// A pack that makes no sense, in an update.
    Pack(PackError),
    /// Not a private key.
    PrivateKeyForm,
    /// A private key where a public one belongs.
    PrivateKey,
    /// A public key that signs no updates.
    NotP256,
    /// A file of public keys without one.
    NoAnchor,
    /// A public key that cannot be used.
    Anchor {
        /// Its number where there are several.
        number: Option<usize>,
        /// What is wrong with it.
        error: AnchorError,
    },
    /// A key whose private half everybody has.
    Everybodys {
        /// What it is called.
        name: String,
    },
    /// A list without a key.
    NoKey,
    /// A list of which no entry can be used; this is the first.
    Problem(Problem),
    /// A list of keys that cannot be read.
    Trust(TrustFault),
    /// Several updates where one is needed.
    SeveralUpdates {
        /// How many.
        count: usize,
    },
    /// A private key in place of an update.
    PrivateNotUpdate,
    /// Something else in place of an update.
    NotSigned {
        /// Why it does not open.
        code: Code,
        /// What the code cannot say.
        detail: Option<Detail>,
    },
    /// Standard input without a code of an update.
    NoCodeCame,
    /// A picture without a code of an update.
    NoUpdateInPicture,
    /// A part of an update that cannot be taken.
    Part {
        /// Why.
        code: Code,
    },
    /// An update of which not all codes are there.
    Incomplete {
        /// How many are there.
        seen: usize,
        /// How many there are.
        of: u32,
        /// The numbers of the others.
        missing: String,
    },
    /// An update without a pack.
    NoPack,
    /// Rules that cannot be read.
    Rules(RulesError),
    /// A folder without tests of rules.
    NoRuleTests,
    /// Not a test suite.
    NotASuite(json::Fault),
    /// A line of a ledger that cannot be read.
    Ledger {
        /// Its number.
        line: usize,
    },
    /// A setting that does not exist.
    UnknownSetting {
        /// Its name.
        name: String,
    },
    /// A setting whose value its option would not take.
    Setting {
        /// Which.
        setting: Setting,
        /// Why.
        fault: SettingFault,
    },
    /// Not an export of the register.
    Export(ExportError),
    /// A picture without a code.
    NoCode,
}

impl Unusable {
    pub(super) fn in_words(&self, words: &Words) -> String {
        let plain = |key: &str| say(&format!("unusable.{key}"), &[], words);
        match self {
            Self::NotUtf8 => say("system.not-utf-8", &[], words),
            Self::Text(fault) => syntax::fault(fault, words),
            Self::Json(fault) => syntax::json(fault, words),
            Self::JsonLine { line, fault } => {
                let what = syntax::json(&json::Fault { place: None, ..fault.clone() }, words);
                say("in-line", &[("line", &line.to_string()), ("what", &what)], words)
            }
            Self::Pack(error) => syntax::pack(error, words),
            Self::PrivateKeyForm => plain("private-key-form"),
            Self::PrivateKey => plain("private-key"),
            Self::NotP256 => plain("not-p256"),
            Self::NoAnchor => plain("no-anchor"),
            Self::Anchor { number: None, error } => anchor(error, words),
            Self::Anchor { number: Some(number), error } => {
                let values = [("number", &*number.to_string()), ("why", &anchor(error, words))];
                say("unusable.anchor-of-several", &values, words)
            }
            Self::Everybodys { name } => say("unusable.everybodys", &[("name", name)], words),
            Self::NoKey => plain("no-key"),
            Self::Problem(problem) => keys::problem(problem, words),
            Self::Trust(fault) => keys::trust(fault, words),
            Self::SeveralUpdates { count } => {
                say("unusable.several-updates", &[("count", &count.to_string())], words)
            }
            Self::PrivateNotUpdate => plain("private-not-update"),
            Self::NotSigned { code, detail } => {
                let why = updates::why(code, detail.as_ref(), words);
                say("unusable.not-signed", &[("why", &why)], words)
            }
            Self::NoCodeCame => plain("no-code-came"),
            Self::NoUpdateInPicture => plain("no-update-in-picture"),
            Self::Part { code } => {
                let code = code.text();
                say("unusable.part", &[("title", &words.code(&code).title), ("code", &code)], words)
            }
            Self::Incomplete { seen, of, missing } => {
                let (seen, of) = (seen.to_string(), of.to_string());
                say("unusable.incomplete", &[("seen", &seen), ("of", &of), ("missing", missing)], words)
            }
            Self::NoPack => plain("no-pack"),
            Self::Rules(error) => rules::told(error, words),
            Self::NoRuleTests => plain("no-rule-tests"),
            Self::NotASuite(fault) => {
                say("unusable.not-a-suite", &[("why", &syntax::json(fault, words))], words)
            }
            Self::Ledger { line } => say("unusable.ledger", &[("line", &line.to_string())], words),
            Self::UnknownSetting { name } => {
                let known = Setting::ALL.map(Setting::as_str).join(", ");
                say("unusable.unknown-setting", &[("name", name), ("known", &known)], words)
            }
            Self::Setting { setting, fault } => of(setting.as_str(), &misuse::setting(fault, words), words),
            Self::Export(error) => export(error, words),
            Self::NoCode => plain("no-code"),
        }
    }
}

fn anchor(error: &AnchorError, words: &Words) -> String {
    match error {
        AnchorError::TooLong { length } => {
            say("unusable.anchor-too-long", &[("length", &length.to_string())], words)
        }
        AnchorError::NotToml => say("unusable.anchor-not-toml", &[], words),
        AnchorError::Form(fault) => syntax::json(fault, words),
        AnchorError::NotP256 { name } => say("unusable.anchor-not-p256", &[("name", name)], words),
    }
}

fn export(error: &ExportError, words: &Words) -> String {
    match error {
        ExportError::TooLong { length } => {
            say("unusable.export-too-long", &[("length", &length.to_string())], words)
        }
        ExportError::Form { path, line } => {
            let key = if path.is_empty() { "unusable.export-form-nowhere" } else { "unusable.export-form" };
            say(key, &[("line", &line.to_string()), ("path", path)], words)
        }
        ExportError::Trailing => say("unusable.export-trailing", &[], words),
    }
}
