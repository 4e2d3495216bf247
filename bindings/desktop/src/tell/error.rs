//! What can go wrong with an input or a call; a bad pass is none of it.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::read::kind::Foreign;
use crate::tell::name;
use crate::tell::visible::visible;

/// Why something could not be done. Follows "souplesse: ", and says what to do next.
#[derive(Debug, Error)]
pub enum Error {
    /// A file or folder that cannot be read.
    #[error("cannot read {}: {source}", shown(path))]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file that cannot be written.
    #[error("cannot write {}: {source}", shown(path))]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A new file whose name is taken.
    #[error(
        "cannot write {}: there is such a file already; choose another name, or replace it with --force",
        shown(path)
    )]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A new key whose name is taken: no key is replaced.
    #[error(
        "cannot write {}: there is such a file already, and no key is overwritten; choose another name",
        shown(path)
    )]
    KeyExists {
        /// The file.
        path: PathBuf,
    },
    /// A file that is to be written and is read by the same call.
    #[error("cannot write {}: this call reads it; choose another name", shown(path))]
    IsInput {
        /// The file.
        path: PathBuf,
    },
    /// Standard input or output broke.
    #[error("standard input or output failed: {source}")]
    Stream {
        /// What the system said.
        #[from]
        source: std::io::Error,
    },
    /// An argument that is neither a file nor the text of a pass.
    #[error(
        "cannot read {}: there is no such file, and a pass's text begins with HC1: or DC0",
        visible(name)
    )]
    NoSuchInput {
        /// What the argument is called.
        name: String,
    },
    /// A file or folder in which nothing is.
    #[error("nothing to judge in {}: {found}", shown(path))]
    NothingToJudge {
        /// The file or folder.
        path: PathBuf,
        /// What is there.
        found: &'static str,
    },
    /// A picture that cannot be decoded.
    #[error("cannot read the picture: {detail}")]
    Picture {
        /// What is wrong with it.
        detail: String,
    },
    /// A PDF that cannot be drawn.
    #[error("cannot read the PDF: {detail}")]
    Pdf {
        /// What is wrong with it.
        detail: String,
    },
    /// A file that holds no pass, or hides it.
    #[error("cannot read {}: {what}", shown(path))]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is, and what to do.
        what: Foreign,
    },
    /// The same, where its name is told beside it.
    #[error("{0}")]
    Hidden(Foreign),
    /// Rules or keys given by an option that cannot be used.
    #[error("cannot use {}: {detail}", shown(path))]
    Unusable {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it, and where.
        detail: String,
    },
    /// The system gives no random numbers, without which nothing can be signed.
    #[error("cannot sign: the system gives no random numbers")]
    Randomness,
    /// A signed update that was refused.
    #[error("cannot install {}: {}", shown(path), visible(reason))]
    Refused {
        /// Where it came from.
        path: PathBuf,
        /// Why, in the person's language.
        reason: String,
    },
    /// The register and what lies beside it.
    #[error("cannot {what}: {detail}")]
    Kept {
        /// What was to be done.
        what: &'static str,
        /// Why it could not, and what to do.
        detail: String,
    },
    /// A call that cannot be done as it is.
    #[error("{what}")]
    Misuse {
        /// What stands against it, and what to do instead.
        what: String,
    },
}

/// A path as it may be told: a pass that was given in its place is not.
fn shown(path: &Path) -> String {
    let name = path.display().to_string();
    let is_in_a_folder = path.parent().is_some_and(|folder| folder.is_dir());
    if is_in_a_folder { visible(&name) } else { visible(&name::name_or(&name, "the argument")) }
}
