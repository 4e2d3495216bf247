//! What can go wrong with an input or a call; a bad pass is none of it.
//!
//! Errors are data. This room alone has their words, in the language of the call; `Display` gives the English ones, for answers
//! to programs and for developers.

mod inputs;
mod kept;
mod keys;
mod misuse;
mod rules;
mod syntax;
mod system;
#[cfg(test)]
mod tests;
mod unusable;
mod updates;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use souplesse_core::Code;
use souplesse_core::bundle::Detail;
use souplesse_words::{Language, Words};

use crate::judge::contain::Fault;
use crate::read::kind::Foreign;
use crate::read::lines::LineError;
use crate::read::pdf::PdfError;
use crate::read::picture::PictureError;
use crate::tell::name;
use crate::tell::visible::visible;

pub(crate) use kept::notice_detail;
pub use kept::{Act, Why};
pub(crate) use keys::problem;
pub use misuse::Misuse;
pub(crate) use misuse::time;
pub(crate) use syntax::{at, fault, what};
pub use unusable::Unusable;
pub(crate) use updates::detail;

/// Why something could not be done.
#[derive(Debug)]
pub enum Error {
    /// A file or folder that cannot be read.
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file that cannot be written.
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A new file whose name is taken.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A new key whose name is taken: no key is replaced.
    KeyExists {
        /// The file.
        path: PathBuf,
    },
    /// A file that is to be written and is read by the same call.
    IsInput {
        /// The file.
        path: PathBuf,
    },
    /// Standard input or output broke.
    Stream {
        /// What the system said.
        source: io::Error,
    },
    /// A file of an answer whose name is told beside it.
    File {
        /// What the system said.
        source: io::Error,
    },
    /// An argument that is neither a file nor the text of a pass.
    NoSuchInput {
        /// What the argument is called.
        name: String,
    },
    /// A file or folder in which nothing is.
    NothingToJudge {
        /// The file or folder.
        path: PathBuf,
        /// What is there.
        found: Nothing,
    },
    /// A picture that cannot be decoded.
    Picture(PictureError),
    /// A PDF that cannot be drawn.
    Pdf(PdfError),
    /// A file that holds no pass, or hides it.
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is, and what to do.
        what: Foreign,
    },
    /// The same, where its name is told beside it.
    Hidden(Foreign),
    /// A line that cannot be read, where its number is told beside it.
    Line(LineError),
    /// Rules or keys given by an option that cannot be used.
    Unusable {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it, and where.
        why: Unusable,
    },
    /// The system gives no random numbers, without which nothing can be signed.
    Randomness,
    /// A signed update that was refused.
    Refused {
        /// Where it came from.
        path: PathBuf,
        /// Why.
        code: Code,
        /// What the code cannot say.
        detail: Option<Detail>,
    },
    /// The register and what lies beside it.
    Kept {
        /// What was to be done.
        act: Act,
        /// Why it could not.
        why: Why,
    },
    /// A call that cannot be done as it is.
    Misuse(Misuse),
    /// A fault in this software.
    Fault(Fault),
    /// What is wrong with one of several documents.
    Of {
        /// What it is called.
        name: String,
        /// What is wrong.
        error: Box<Error>,
    },
    /// A line of a batch, whose answers are for programs: they are in English whatever the language.
    Batch {
        /// What is wrong with it.
        text: String,
    },
}

/// Where nothing is that could be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// A file without a line.
    NoLine,
    /// A folder without a picture or a PDF.
    NoPicture,
    /// An empty file.
    Empty,
}

impl Error {
    /// What happened, to what, and what to do next, in one language. Follows `souplesse: `.
    #[must_use]
    pub fn told(&self, language: Language) -> String {
        self.in_words(Words::of(language))
    }

    fn in_words(&self, words: &Words) -> String {
        match self {
            Self::Read { path, source } => of_path("read", path, &system::told(source, words), words),
            Self::Write { path, source } => of_path("write", path, &system::told(source, words), words),
            Self::Exists { path } => of_path("exists", path, "", words),
            Self::KeyExists { path } => of_path("key-exists", path, "", words),
            Self::IsInput { path } => of_path("is-input", path, "", words),
            Self::Stream { source } => say("stream", &[("why", &system::told(source, words))], words),
            Self::File { source } => system::told(source, words),
            Self::NoSuchInput { name } => say("no-such-input", &[("name", name)], words),
            Self::NothingToJudge { path, found } => {
                let path = shown(path, words);
                let found = words.label(match found {
                    Nothing::NoLine => "error.nothing.no-line",
                    Nothing::NoPicture => "error.nothing.no-picture",
                    Nothing::Empty => "error.nothing.empty",
                });
                say("nothing-to-judge", &[("path", &path), ("found", found)], words)
            }
            Self::Picture(error) => say("of-picture", &[("why", &inputs::picture(error, words))], words),
            Self::Pdf(error) => say("of-pdf", &[("why", &inputs::pdf(*error, words))], words),
            Self::Foreign { path, what } => of_path("read", path, &inputs::foreign(*what, words), words),
            Self::Hidden(what) => inputs::foreign(*what, words),
            Self::Line(error) => inputs::line(error, words),
            Self::Unusable { path, why } => of_path("use", path, &why.in_words(words), words),
            Self::Randomness => say("randomness", &[], words),
            Self::Refused { path, code, detail } => {
                of_path("refused", path, &updates::refusal(code, detail.as_ref(), words), words)
            }
            Self::Kept { act, why } => {
                say(&format!("kept.{}", act.key()), &[("why", &why.in_words(words))], words)
            }
            Self::Misuse(misuse) => misuse.in_words(words),
            Self::Fault(fault) => {
                let place = fault.place().unwrap_or(words.label("error.unknown-place"));
                say("fault", &[("place", place)], words)
            }
            Self::Of { name, error } => of(name, &error.in_words(words), words),
            Self::Batch { text } => visible(text),
        }
    }
}

/// In English, for programs and developers.
impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.told(Language::English))
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(source: io::Error) -> Self {
        Self::Stream { source }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<LineError> for Error {
    fn from(error: LineError) -> Self {
        Self::Line(error)
    }
}

impl From<Misuse> for Error {
    fn from(misuse: Misuse) -> Self {
        Self::Misuse(misuse)
    }
}

/// Something that is told of a thing: `photo.png: it is damaged`.
pub(crate) fn of(what: &str, why: &str, words: &Words) -> String {
    say("of", &[("what", what), ("why", why)], words)
}

/// The sentence under a key of the errors. A value is one line, whatever it holds.
fn say(key: &str, values: &[(&str, &str)], words: &Words) -> String {
    filled(&format!("error.{key}"), values, words)
}

/// The same of any key: some sentences are kept beside the other words of their verb.
fn filled(key: &str, values: &[(&str, &str)], words: &Words) -> String {
    let values = values.iter().map(|(name, value)| (*name, visible(value))).collect::<Vec<_>>();
    let values = values.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
    words.fill(key, &values)
}

fn of_path(key: &str, path: &Path, why: &str, words: &Words) -> String {
    say(key, &[("path", &shown(path, words)), ("why", why)], words)
}

/// A path as it may be told: a pass that was given in its place is not.
fn shown(path: &Path, words: &Words) -> String {
    let name = path.display().to_string();
    let is_in_a_folder = path.parent().is_some_and(|folder| folder.is_dir());
    if is_in_a_folder { name } else { name::name_or(&name, words.label("error.the-argument")) }
}
