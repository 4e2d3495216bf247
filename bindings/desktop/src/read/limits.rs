//! How much is read of what comes from outside. Beyond it stands an error, and nothing more is kept in memory.
//!
//! What the core reads has limits there too; docs/bounds.md has all of them.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use souplesse_core::rules::RuleSet;

use crate::read::kind::{Kind, START};
use crate::tell::error::{Error, Unusable};

/// Bytes of the text of one code, as a line of `check -` or in a call. The largest code holds 4,296 letters.
pub const CODE_LINE: usize = 64 << 10;
/// Bytes of a line of a batch: the keys that it brings may be many.
pub const BATCH_LINE: usize = 1 << 20;
/// Documents of one person in a line of a batch: more than anybody shows.
pub const MOST_DOCUMENTS: usize = 16;
/// Bytes of a file of texts. A longer one goes through `check -`.
pub const TEXT_FILE: usize = 1 << 20;
/// Bytes of a file with a picture: 120 megapixels in grey.
pub const PICTURE_FILE: usize = 128 << 20;
/// Bytes of a PDF: a scanned sheet has two or three million.
pub const PDF_FILE: usize = 32 << 20;
/// Bytes of a published list of keys: twice Germany's, which has every certificate of the EU.
pub const KEY_LIST: usize = 8 << 20;
/// Bytes of a file with one key.
pub const KEY_FILE: usize = 16 << 10;
/// Bytes of a TOML file: a pack, keys, revocations. Reading one takes 240 times its size at worst.
pub const TOML_FILE: usize = 192 << 10;
/// Bytes of a JSON file: rules, value sets, or tests of rules. Reading one takes a hundred times its size at worst.
pub const JSON_FILE: usize = RuleSet::LARGEST;
/// Bytes of an update, whether as it is signed or as the texts of its codes.
pub const UPDATE_FILE: usize = 2 << 20;

/// What an input has more of than is read, within an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("it is larger than {}", told(*.most))]
pub struct TooLarge {
    /// The most bytes.
    pub most: usize,
}

/// What is neither a file nor a link to one, within an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("it is not a regular file")]
pub struct NotRegular;

/// Reads to the end of `input`, if that comes within `most` bytes.
///
/// # Errors
/// Where reading fails; [`ErrorKind::FileTooLarge`] where there is more, with the limit in words.
pub fn read(input: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        return Err(io::Error::new(ErrorKind::FileTooLarge, TooLarge { most }));
    }
    Ok(bytes)
}

/// Reads a file, a pipe or a device, up to `most` bytes of it.
///
/// # Errors
/// [`Error::Read`].
pub fn read_file(path: &Path, most: usize) -> Result<Vec<u8>, Error> {
    let bytes = File::open(path).and_then(|file| read(file, most));
    bytes.map_err(|source| Error::Read { path: path.to_owned(), source })
}

/// Reads a file, a pipe or a device; how much of it at most is told by its first bytes.
///
/// # Errors
/// [`Error::Read`].
pub fn read_file_by_start(path: &Path, most: impl FnOnce(&[u8]) -> usize) -> Result<Vec<u8>, Error> {
    let bytes = File::open(path).and_then(|file| read_by_start(file, most));
    bytes.map_err(|source| Error::Read { path: path.to_owned(), source })
}

/// Reads to the end of `input`; how much that may be is told by its first bytes.
///
/// # Errors
/// Like [`read`].
pub fn read_by_start(mut input: impl Read, most: impl FnOnce(&[u8]) -> usize) -> io::Result<Vec<u8>> {
    let start = read(input.by_ref().take(START as u64), START)?;
    let most = most(&start);
    read(start.chain(input), most)
}

/// Reads a text file, up to `most` bytes of it.
///
/// # Errors
/// [`Error::Read`], and [`Error::Unusable`] for what is no text.
pub fn read_text(path: &Path, most: usize) -> Result<String, Error> {
    let text = String::from_utf8(read_file(path, most)?);
    text.map_err(|_| Error::Unusable { path: path.to_owned(), why: Unusable::NotUtf8 })
}

/// Reads a picture or a PDF that is a regular file: anything else might never begin or end.
///
/// # Errors
/// Like [`read`], and for what is not a regular file.
pub fn read_scanned(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, NotRegular));
    }
    let most = |start: &[u8]| if Kind::of(start) == Kind::Pdf { PDF_FILE } else { PICTURE_FILE };
    read_by_start(File::open(path)?, most)
}

/// A limit in words: `64 KiB`.
#[must_use]
pub fn told(bytes: usize) -> String {
    if bytes < 1 << 20 { format!("{} KiB", bytes >> 10) } else { format!("{} MiB", bytes >> 20) }
}
