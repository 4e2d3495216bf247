//! What is wrong with pictures, PDFs, other files and lines.

use souplesse_words::Words;

use super::{say, system};
use crate::read::kind::Foreign;
use crate::read::lines::LineError;
use crate::read::pdf::{MOST_PAGES, PdfError};
use crate::read::picture::PictureError;

pub(super) fn picture(error: &PictureError, words: &Words) -> String {
    let key = match error {
        PictureError::UnknownKind => "unknown-kind",
        PictureError::TooLarge { width, height } => {
            let (width, height) = (width.to_string(), height.to_string());
            return say("picture.too-large", &[("width", &width), ("height", &height)], words);
        }
        PictureError::Padded => "padded",
        PictureError::Empty => "empty",
        PictureError::Cut => "cut",
        PictureError::Damaged { source: _ } => "damaged",
    };
    say(&format!("picture.{key}"), &[], words)
}

pub(super) fn pdf(error: PdfError, words: &Words) -> String {
    let key = match error {
        PdfError::Locked => "locked",
        PdfError::Damaged => "damaged",
        PdfError::TooManyPages => "too-many-pages",
        PdfError::TooMuch => "too-much",
        PdfError::NotStarted => "not-started",
    };
    say(&format!("pdf.{key}"), &[("most", &MOST_PAGES.to_string())], words)
}

pub(super) fn foreign(what: Foreign, words: &Words) -> String {
    let key = match what {
        Foreign::Heic => "heic",
        Foreign::Avif => "avif",
        Foreign::Svg => "svg",
        Foreign::Update => "update",
        Foreign::Key => "key",
        Foreign::Archive => "archive",
        Foreign::Binary => "binary",
    };
    say(&format!("foreign.{key}"), &[], words)
}

pub(super) fn line(error: &LineError, words: &Words) -> String {
    match error {
        LineError::TooLong { most } => say("line.too-long", &[("most", &system::size(*most, words))], words),
        LineError::Utf16 => say("line.utf-16", &[], words),
        LineError::Foreign(what) => foreign(*what, words),
        LineError::None => say("line.none", &[], words),
        LineError::Broken { kind, text } => {
            say("line.broken", &[("why", &system::of_kind(*kind, text, words))], words)
        }
        LineError::OneByOne => say("line.one-by-one", &[], words),
    }
}
