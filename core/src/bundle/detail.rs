//! What the code of a refused update cannot say.

use thiserror::Error;

use super::document::DocumentKind;
use crate::compact::CompactError;
use crate::rules::RulesError;
use crate::rules::tolerance::PackError;
use crate::trust::RevocationError;

/// What is told of a refused update beside its code. The texts are for developers; people are told in their language, by
/// the variant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Detail {
    /// A name that means the same in every language: an id, a key, a step of the format, a time.
    #[error("{0}")]
    Name(String),
    /// More bytes than any update has.
    #[error("{length} bytes; {} are the most", super::LARGEST)]
    TooLarge {
        /// How many there are.
        length: usize,
    },
    /// The key was taken away from this device.
    #[error("its key is pinned no longer")]
    NotPinned,
    /// Another key follows this one.
    #[error("its key has a successor")]
    HasSuccessor,
    /// The key may not sign such a document.
    #[error("{0}")]
    NotSigned(DocumentKind),
    /// Something at a place of the update makes no sense.
    #[error("`{path}`: {wrong}")]
    At {
        /// Where it stands, such as `documents[0].content`.
        path: String,
        /// What is wrong with it.
        wrong: Box<Wrong>,
    },
    /// The bytes are not those of an update.
    #[error(transparent)]
    Compact(CompactError),
    /// It could not be kept: what the store said.
    #[error("{0}")]
    NotKept(String),
}

/// What is wrong at a place of an update.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Wrong {
    /// The key of the envelope is another one.
    #[error("it is not the key of the header")]
    OtherKey,
    /// Nothing is in it.
    #[error("there is none")]
    Nothing,
    /// A time with which nobody reckons.
    #[error("it lies outside the years 1900 to 2200")]
    Years,
    /// It ends before it begins.
    #[error("it must come behind `issued`")]
    NotBehindIssued,
    /// The id is not of the form of ids.
    #[error("this is no id, expected 3 to 40 of A to Z, 0 to 9 and -")]
    NotAnId,
    /// The same document again.
    #[error("this document stands twice")]
    Twice,
    /// Two value sets of one id that differ.
    #[error("the value set `{id}` stands twice, with other codes")]
    ValueSetTwice {
        /// Its id.
        id: String,
    },
    /// A pack under another id than its own.
    #[error("the pack has another id than its document")]
    OtherId,
    /// A withdrawal of nothing.
    #[error("it withdraws nothing")]
    WithdrawsNothing,
    /// A successor beside other documents.
    #[error("a successor comes in a bundle of its own")]
    NotAlone,
    /// A successor that is the key itself.
    #[error("a key cannot succeed itself")]
    OwnKey,
    /// A key that signs no updates.
    #[error("the key is not on P-256")]
    NotP256,
    /// A device that is named otherwise than devices are.
    #[error("a device's number has 32 hexadecimal digits")]
    NotADevice,
    /// A pack that makes no sense.
    #[error(transparent)]
    Pack(PackError),
    /// Rules that cannot be read.
    #[error(transparent)]
    Rules(RulesError),
    /// Revocations that cannot be read.
    #[error(transparent)]
    Revocations(RevocationError),
}
