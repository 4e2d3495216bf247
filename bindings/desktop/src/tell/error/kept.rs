//! What could not be done with the register and what lies beside it.

use souplesse_core::device::Notice;
use souplesse_core::register::RegisterError;
use souplesse_core::store::StoreError;
use souplesse_words::Words;

use super::{say, system};
use crate::tell::notice;

/// What was to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Install an update.
    Install,
    /// Give up a document or a key.
    Remove,
    /// Note that notices were read.
    Acknowledge,
    /// Name somebody to check.
    Name,
    /// End a naming.
    Withdraw,
    /// Open a shift.
    Open,
    /// Close the shift.
    Close,
    /// Export the register.
    Export,
    /// Verify it.
    Verify,
    /// Remove old lines of it.
    RemoveLines,
}

/// Why it could not.
#[derive(Debug)]
pub enum Why {
    /// What is kept refused.
    Store(StoreError),
    /// The register refused.
    Register(RegisterError),
    /// There is no register: what is wrong with the device.
    Notices(Vec<Notice>),
}

impl Act {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Install => "install",
            Self::Remove => "remove",
            Self::Acknowledge => "acknowledge",
            Self::Name => "name",
            Self::Withdraw => "withdraw",
            Self::Open => "open",
            Self::Close => "close",
            Self::Export => "export",
            Self::Verify => "verify",
            Self::RemoveLines => "remove-lines",
        }
    }
}

impl Why {
    pub(super) fn in_words(&self, words: &Words) -> String {
        match self {
            Self::Store(error) => store(error, words),
            Self::Register(error) => register(error, words),
            Self::Notices(notices) => {
                let told = notices.iter().map(|notice| notice::spoken(notice, words));
                told.collect::<Vec<_>>().join(" ")
            }
        }
    }
}

fn register(error: &RegisterError, words: &Words) -> String {
    let (key, who) = match error {
        RegisterError::AlreadyNamed { who } => ("already-named", who.as_str()),
        RegisterError::NotNamed { who } => ("not-named", who.as_str()),
        RegisterError::OnDuty { who } => ("on-duty", who.as_str()),
        RegisterError::Nobody => ("nobody", ""),
        RegisterError::NoShift => ("no-shift", ""),
        RegisterError::StillToCome => ("still-to-come", ""),
        RegisterError::Store(error) => return store(error, words),
    };
    words.fill(&format!("register.refused.{key}"), &[("who", who)])
}

fn store(error: &StoreError, words: &Words) -> String {
    match error {
        StoreError::Io { path, source } => {
            super::of(&path.display().to_string(), &system::told(source, words), words)
        }
        StoreError::Damaged { what } => say("store.damaged", &[("what", what)], words),
        StoreError::Newer { what } => say("store.newer", &[("what", what)], words),
        StoreError::InUse { path: _ } => say("store.in-use", &[], words),
        StoreError::Unavailable { detail } => {
            say("store.unavailable", &[("detail", &system::in_text(detail, words))], words)
        }
    }
}

/// What a notice is about, in words where it ends with what the system said.
pub(crate) fn notice_detail(detail: &str, words: &Words) -> String {
    system::in_text(detail, words)
}
