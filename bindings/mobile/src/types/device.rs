//! The device: its clocks, what is installed, and its register.

use souplesse_core::bundle::{
    Brings, Detail, DocumentKind, Installed, KeyNumber, Missing, Right, Span, Taken, Update,
};
use souplesse_core::device::Notice;
use souplesse_core::register::{Counts, Name, Named, Shift};
use souplesse_core::rules::Purpose;
use souplesse_core::rules::tolerance::{Text, Word, WordText};
use souplesse_core::{Code, Moment, Now, Uptime};

use super::plain::{LocalTime, UtcTime};

/// A reading of a device's clocks.
#[uniffi::remote(Record)]
pub struct Now {
    /// What the clock on the wall says.
    pub wall: UtcTime,
    /// What nobody can set back.
    pub uptime: Uptime,
}

/// How long a device has been up, sleep included.
#[uniffi::remote(Record)]
pub struct Uptime {
    /// Another number for each start of the device; for each start of the program where the system has none.
    pub start: u64,
    /// Milliseconds since then.
    pub millis: u64,
}

/// The two times of a call.
#[uniffi::remote(Record)]
pub struct Moment {
    /// The time of check: by it passes, rules and windows are judged.
    pub check: UtcTime,
    /// The device's time: by it updates and their freshness are judged. `None` in a what-if run, which judges neither.
    pub device: Option<UtcTime>,
    /// Where the device's clock cannot be believed, what it should say at least.
    pub clock_behind: Option<UtcTime>,
}

/// What an update is, and what came of it. A refusal has changed nothing.
#[uniffi::remote(Record)]
pub struct Update {
    /// `update-installed`, `update-already-installed`, or why it was refused.
    pub code: Code,
    /// What the code cannot say, such as the path of an unknown field.
    pub detail: Option<Detail>,
    /// Who signed it, where that is known and holds.
    pub signer: Option<String>,
    /// Where its signer's key followed another and nobody has pinned it, what the other was called.
    pub signer_before: Option<String>,
    /// The number of the key that signed it, where that much could be read.
    pub key: Option<KeyNumber>,
    /// When it was issued, where the signature holds.
    pub issued: Option<UtcTime>,
    /// When it expires, where the signature holds.
    pub expires: Option<UtcTime>,
    /// Whether it is for training only.
    pub demonstration: bool,
    /// What it brings, where the signature holds.
    pub documents: Vec<Taken>,
    /// What is judged by no longer with it.
    pub replaces: Vec<Installed>,
}

/// One document of an update.
#[uniffi::remote(Record)]
pub struct Taken {
    /// What it is.
    pub kind: DocumentKind,
    /// Its name.
    pub id: String,
    /// Its number.
    pub sequence: u64,
    /// What a pack is called.
    pub title: Option<Text>,
    /// What matters of it.
    pub brings: Brings,
}

/// What matters of a document of its kind.
#[uniffi::remote(Enum)]
pub enum Brings {
    /// A tolerance pack. Times are local, in the pack's zone.
    Pack {
        /// Whose relaxation it is, as the pack says.
        authority: Text,
        /// From when on it relaxes anything.
        from: LocalTime,
        /// From when on it no longer does; `None` where it does not say.
        until: Option<LocalTime>,
        /// The kinds of papers that it speaks for.
        kinds: Vec<Word>,
        /// When the tests must have been made.
        windows: Vec<Span>,
        /// What must stand on a paper.
        elements: Vec<Word>,
        /// What its words mean, where the product has no words for them.
        words: Vec<WordText>,
        /// The packs that end with it.
        ends: Vec<String>,
    },
    /// Keys that sign passes.
    Trust {
        /// How many.
        keys: u64,
        /// Of which countries, ISO 3166-1 alpha-2.
        countries: Vec<String>,
    },
    /// Rules and value sets.
    Rules {
        /// How many rules.
        rules: u64,
        /// How many value sets.
        value_sets: u64,
        /// Of which countries.
        countries: Vec<String>,
    },
    /// Revoked passes and keys.
    Revocations {
        /// How many keys.
        keys: u64,
        /// How many hashes of passes.
        hashes: u64,
    },
    /// A withdrawal.
    Withdrawal {
        /// The packs that end.
        packs: Vec<String>,
    },
    /// The next key of its signer.
    Successor {
        /// What it calls itself.
        name: String,
        /// Its number.
        key: Option<KeyNumber>,
        /// What it may sign then: of what it asks for no more than its predecessor may, or what it may already.
        may_sign: Vec<Right>,
        /// Whether it is known already by itself: then it stays what it is, and its predecessor alone signs no longer.
        is_known: bool,
    },
    /// Leave for a device to use the profile of controllers.
    Authorisation {
        /// The device's number; `None` is any device.
        device: Option<String>,
        /// Until then.
        until: UtcTime,
    },
}

/// Local times from and up to, both included.
#[uniffi::remote(Record)]
pub struct Span {
    /// The first minute.
    pub from: LocalTime,
    /// The last minute.
    pub until: LocalTime,
}

/// What an anchor may sign.
#[uniffi::remote(Enum)]
pub enum Right {
    /// Tolerance packs.
    Pack,
    /// Keys that sign passes.
    Trust,
    /// Rules and value sets.
    Rules,
    /// Revoked passes and keys.
    Revocations,
    /// Leave for a device to use the profile of controllers.
    Authorisation,
}

/// What kind of document one is; what each brings stands at `Content`.
#[uniffi::remote(Enum)]
pub enum DocumentKind {
    /// A tolerance pack.
    Pack,
    /// Keys that sign passes.
    Trust,
    /// Rules and value sets.
    Rules,
    /// Revoked passes and keys.
    Revocations,
    /// Packs that are withdrawn.
    Withdrawal,
    /// The next key of its signer.
    Successor,
    /// Leave for a device to use the profile of controllers.
    Authorisation,
}

/// A document that is installed.
#[uniffi::remote(Record)]
pub struct Installed {
    /// What it is.
    pub document: Taken,
    /// Who signed it.
    pub signer: String,
    /// Where its signer's key followed another and nobody has pinned it, what the other was called.
    pub signer_before: Option<String>,
    /// The number of the key that signed it.
    pub key: KeyNumber,
    /// When its update was issued.
    pub issued: UtcTime,
    /// When it expires.
    pub expires: UtcTime,
    /// Whether it is for training only.
    pub demonstration: bool,
    /// Whether anything of it is judged by; of rules, newer ones may have taken everything's place.
    pub is_in_force: bool,
}

/// A document that was accepted and is lost.
#[uniffi::remote(Record)]
pub struct Missing {
    /// What it is.
    pub kind: DocumentKind,
    /// Its id.
    pub id: String,
    /// Its number.
    pub sequence: u64,
    /// Who signed it; empty where that is not known any more.
    pub signer: String,
    /// The first key of its authority.
    pub key: KeyNumber,
}

/// Something that is wrong, or was.
#[uniffi::remote(Record)]
pub struct Notice {
    /// What.
    pub code: Code,
    /// When it was noticed.
    pub at: UtcTime,
    /// What the code cannot say: a file, or what the system said. Nothing of a holder.
    pub detail: String,
}

/// Somebody who is named to check.
#[uniffi::remote(Record)]
pub struct Named {
    /// Who.
    pub who: Name,
    /// Since when.
    pub since: UtcTime,
}

/// Checks that go on.
#[uniffi::remote(Record)]
pub struct Shift {
    /// The line at which they began.
    pub opened: u64,
    /// When.
    pub since: UtcTime,
    /// Who checks.
    pub who: Vec<Name>,
}

/// The checks of a shift, by outcome.
#[uniffi::remote(Record)]
pub struct Counts {
    /// Accepted under the ordinary rules.
    pub valid: u64,
    /// Papers accepted under a relaxation.
    pub tolerated: u64,
    /// Papers that lacked something.
    pub incomplete: u64,
    /// Refused.
    pub refused: u64,
    /// Papers that no relaxation spoke for.
    pub not_covered: u64,
    /// The device could not judge.
    pub cannot_judge: u64,
    /// No passes at all.
    pub not_a_pass: u64,
}

/// What passes are checked for.
#[uniffi::remote(Enum)]
pub enum Purpose {
    /// Restaurants, events and the like.
    Activity,
    /// Crossing a border. A set that does not say what it is for is for this.
    Travel,
}
