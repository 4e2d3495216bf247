//! Faults of an app.

use souplesse_core::attestation::PaperError;

/// What was asked for cannot be had: the app asked wrongly, or the system has no randomness. No pass causes it.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum Misuse {
    /// A text that is no word of tolerance packs.
    #[error("no word: {detail}")]
    Word {
        /// What a word is.
        detail: String,
    },
    /// A point in time outside the years 1900 to 2200.
    #[error("{millis} ms since 1970 is not of the years 1900 to 2200")]
    Time {
        /// What was given.
        millis: i64,
    },
    /// A text that is no name for the register.
    #[error("{detail}")]
    Name {
        /// What a name is.
        detail: String,
    },
    /// No country, region or kind of place that there can be.
    #[error("{detail}")]
    Place {
        /// What it must be.
        detail: String,
    },
    /// What no paper can say.
    #[error("no paper: {detail}")]
    Paper {
        /// What one can say.
        detail: String,
    },
    /// Something that the core only gives and never takes.
    #[error("{what} is never passed to the core")]
    OnlyGiven {
        /// What.
        what: String,
    },
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    Randomness,
}

impl Misuse {
    pub(crate) fn of_paper(error: PaperError) -> Self {
        Self::Paper { detail: error.to_string() }
    }
}
