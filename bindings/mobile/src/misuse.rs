//! Faults of an app.

/// What was asked for cannot be had: the app asked wrongly, or the system has no randomness. No pass causes it.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum Misuse {
    /// A text that is no word of tolerance packs.
    #[error("no word: {detail}")]
    Word {
        /// What a word is.
        detail: String,
    },
    /// A point in time that no calendar has.
    #[error("{millis} ms since 1970 is out of range")]
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
    /// An anchor that cannot be read.
    #[error("anchor {number} cannot be read: {detail}")]
    Anchor {
        /// Which of those that were given, from 0.
        number: u32,
        /// What is wrong with it.
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
