//! How much is read of what comes from outside. Beyond it stands an error, and nothing more is kept in memory.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::error::Error;

/// Bytes of the text of one code, as a line of `check -` or in a call. The largest code holds 4,296 letters.
pub const CODE_LINE: usize = 64 << 10;
/// Bytes of a line of a batch: the keys that it brings may be many.
pub const BATCH_LINE: usize = 1 << 20;
/// Bytes of a file of texts. A longer one goes through `check -`.
pub const TEXT_FILE: usize = 1 << 20;
/// Bytes of a file with a picture: 120 megapixels in grey.
pub const PICTURE_FILE: usize = 128 << 20;
/// Bytes of a file of keys or rules.
pub const DATA_FILE: usize = 16 << 20;

/// Reads to the end of `input`, if that comes within `most` bytes.
///
/// # Errors
/// Where reading fails; [`ErrorKind::FileTooLarge`] where there is more, with the limit in words.
pub fn read(input: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        return Err(io::Error::new(ErrorKind::FileTooLarge, format!("it is larger than {}", told(most))));
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

/// Reads a picture that is a regular file: anything else might never begin or end.
///
/// # Errors
/// Like [`read`], and for what is no regular file.
pub fn read_picture(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is no regular file"));
    }
    read(File::open(path)?, PICTURE_FILE)
}

/// A limit in words: `64 KiB`.
#[must_use]
pub fn told(bytes: usize) -> String {
    if bytes < 1 << 20 { format!("{} KiB", bytes >> 10) } else { format!("{} MiB", bytes >> 20) }
}
