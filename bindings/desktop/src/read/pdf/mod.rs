//! The pictures of a PDF, drawn by a process of its own.
//!
//! A PDF may ask for any amount of memory and time, and what draws it is large. So this command calls itself for that, with
//! bounds that the system keeps: whatever becomes of that process is an error about one file. What uses this package as a
//! library has no such command, and draws where it is.

mod apart;
mod pages;

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use crate::read::picture::Picture;

pub use apart::serve;
pub use pages::{MOST_PAGES, each};

/// The verb by which the command calls itself.
pub const VERB: &str = "draw-pdf";
/// Bytes of memory of the process that draws, where the system can keep it to that.
pub const MOST_MEMORY: u64 = 1 << 30;
/// How long one picture may take.
pub const LONGEST: Duration = Duration::from_secs(20);

/// How long all pictures of a file may take together, scanning them apart.
pub const LONGEST_FILE: Duration = Duration::from_secs(180);

static COMMAND: OnceLock<PathBuf> = OnceLock::new();

/// A picture of a PDF, and the page that it is of.
pub struct Sheet {
    /// Counted from 1.
    pub page: u32,
    /// The page as it would be printed, or a picture in it.
    pub picture: Picture,
}

/// Why a PDF cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfError {
    /// It asks for a password.
    Locked,
    /// It is damaged beyond what viewers repair.
    Damaged,
    /// It has more pages than [`MOST_PAGES`].
    TooManyPages,
    /// Drawing it takes more than [`MOST_MEMORY`], [`LONGEST`] or [`LONGEST_FILE`].
    TooMuch,
    /// The process that draws did not even begin.
    NotStarted,
}

/// Whether a file begins like a PDF. Viewers look for the mark a little further, as some servers put a line before it.
#[must_use]
pub fn is_pdf(start: &[u8]) -> bool {
    start.windows(5).any(|window| window == b"%PDF-")
}

/// This process is the command in that file, which can call itself.
pub fn draw_apart(command: PathBuf) {
    // The program begins once.
    let _ = COMMAND.set(command);
}

/// Gives every page and every picture in it to `take`, in their order.
///
/// # Errors
/// [`PdfError`]; what was given before it is sound.
pub fn read(bytes: &[u8], take: &mut dyn FnMut(Sheet)) -> Result<(), PdfError> {
    if let Some(command) = COMMAND.get() {
        return apart::read(command, bytes, take);
    }
    let drawn = souplesse_core::contain::contained(|| {
        each(bytes.to_vec(), &mut |sheet| {
            take(sheet);
            true
        })
    });
    drawn.unwrap_or(Err(PdfError::Damaged))
}
