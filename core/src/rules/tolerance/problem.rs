//! What can be wrong with a pack that can be read.

use thiserror::Error;

use super::word::Word;

/// No list of a pack is longer: more than the départements of France, and than any form could ask.
pub(super) const MOST_ENTRIES: usize = 128;

/// What is wrong with a pack. The texts are for developers; people are told in their language, by the variant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PackProblem {
    /// A list that is longer than any form could ask.
    #[error("{length} entries, and {MOST_ENTRIES} is the most")]
    TooMany {
        /// How many entries it has.
        length: usize,
    },
    /// A pack that supersedes or withdraws itself.
    #[error("a pack cannot end itself: give the new one another id")]
    EndsItself,
    /// No text on which it rests.
    #[error("at least one text must be named")]
    NoReference,
    /// An address that is not secure.
    #[error("an address begins with https://")]
    Portal,
    /// An end that does not come after its beginning.
    #[error("it must come behind `from`")]
    NotBehindFrom,
    /// Two windows of one id.
    #[error("another window has this id")]
    WindowTwice,
    /// A maximum age where nothing is covered.
    #[error("a window that is not covered has no maximum age")]
    AgeOfNothing,
    /// A scope that is empty.
    #[error("it limits nothing: leave it out")]
    EmptyScope,
    /// Hours out of range.
    #[error("hours are 1 to 8760")]
    Hours,
    /// A maximum age of the pack beside windows.
    #[error("where there are windows it stands in each of them")]
    AgeBesideWindows,
    /// Usual hours out of order.
    #[error("hours must ascend")]
    HoursAscend,
    /// No kind of paper.
    #[error("at least one kind of paper must be named")]
    NoKind,
    /// No element.
    #[error("a paper must show something")]
    NoElement,
    /// A kind that is named twice.
    #[error("this kind stands twice")]
    KindTwice,
    /// An element that is named twice.
    #[error("this element stands twice")]
    ElementTwice,
    /// An exception for a kind that the pack does not have.
    #[error("`{kind}` is no kind of this pack")]
    NoSuchKind {
        /// The kind.
        kind: Word,
    },
    /// The kind decides and need not be stated.
    #[error("where a kind is not covered, `test-kind` must be essential")]
    KindNotEssential,
    /// The date decides and need not be stated.
    #[error("where the time of the act counts, `test-date` must be essential")]
    DateNotEssential,
    /// The hour decides and need not be stated.
    #[error("where windows begin or end within a day, `test-time` must be essential")]
    TimeNotEssential,
    /// A word that nobody could say to people.
    #[error("`{word}` has no words: add it to `words` with label and text in fr and en")]
    NoWords {
        /// The word.
        word: Word,
    },
    /// Words for what the product has words for.
    #[error("the product has its own words for this")]
    HasWords,
    /// A word that is explained twice.
    #[error("this word stands twice")]
    WordTwice,
    /// A word that nothing uses.
    #[error("nothing in this pack uses the word")]
    UnusedWord,
    /// An id that is not of the form of ids.
    #[error("this is no id, expected 3 to 40 of A to Z, 0 to 9 and -")]
    NotAnId,
    /// A text without a letter.
    #[error("it is empty")]
    Empty,
    /// A text with a control character.
    #[error("it holds a line break or another control character")]
    Control,
}

impl PackProblem {
    /// The most entries that a list of a pack may have.
    pub const MOST_ENTRIES: usize = MOST_ENTRIES;

    /// Whether it is a word that this program does not know, and not a contradiction.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::NoWords { .. })
    }
}
