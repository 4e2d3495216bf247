//! The codes in pictures and PDFs.

use std::collections::BTreeMap;
use std::path::Path;

use souplesse_core::scan::{self, ScanReport, ScannedCode};

use crate::read::kind::Kind;
use crate::read::picture::{Picture, PictureError};
use crate::read::{limits, pdf, picture};
use crate::tell::error::Error;

/// A code, and the page of a PDF on which it is.
pub struct Found {
    /// The code; its corners are in the pixels of the page or picture.
    pub code: ScannedCode,
    /// Counted from 1; `None` in a picture.
    pub page: Option<u32>,
}

/// What a picture or a PDF holds.
#[derive(Default)]
pub struct Codes {
    /// Of a picture nearest to the centre first, of a PDF page by page.
    pub found: Vec<Found>,
    /// How many places look like a code and were not read.
    pub unread: usize,
}

impl Codes {
    /// The contents, in their order.
    #[must_use]
    pub fn texts(&self) -> Vec<&[u8]> {
        self.found.iter().map(|found| found.code.content.as_slice()).collect()
    }
}

/// The codes in a picture file.
///
/// # Errors
/// What is wrong with the file or the picture.
pub fn read_file(path: &Path) -> Result<Codes, Error> {
    read(&limits::read_scanned(path).map_err(|source| Error::File { source })?)
}

/// The codes in the bytes of a picture or a PDF.
///
/// # Errors
/// [`Error::Picture`] and [`Error::Pdf`] where it cannot be decoded.
pub fn read(bytes: &[u8]) -> Result<Codes, Error> {
    match Kind::of(bytes) {
        Kind::Pdf => return find_in_pdf(bytes),
        Kind::Foreign(what) => return Err(Error::Hidden(what)),
        Kind::Picture(_) | Kind::Text => {}
    }
    let picture = picture::read(bytes).map_err(Error::Picture)?;
    let report = scan(&picture)?;
    let found = report.codes.into_iter().map(|code| Found { code, page: None });
    Ok(Codes { found: found.collect(), unread: report.unread.len() })
}

/// A code that stands on a page and in a picture of it is one.
///
/// What looks like a code is told where its page gave none at all: a picture is read by itself, and once more on its page.
fn find_in_pdf(bytes: &[u8]) -> Result<Codes, Error> {
    let mut found = Vec::<Found>::new();
    let mut unread = BTreeMap::<u32, usize>::new();
    let mut failed = Ok(());
    pdf::read(bytes, &mut |sheet| match scan(&sheet.picture) {
        Ok(report) => {
            let of_page = unread.entry(sheet.page).or_default();
            *of_page = (*of_page).max(report.unread.len());
            for code in report.codes {
                if found.iter().all(|found| found.code.content != code.content) {
                    found.push(Found { code, page: Some(sheet.page) });
                }
            }
        }
        Err(error) => failed = Err(error),
    })
    .map_err(Error::Pdf)?;
    failed?;
    let has_code = |page: &u32| found.iter().any(|found| found.page == Some(*page));
    let unread = unread.iter().filter(|(page, _)| !has_code(page)).map(|(_, count)| count).sum();
    Ok(Codes { found, unread })
}

fn scan(picture: &Picture) -> Result<ScanReport, Error> {
    let report = scan::scan(picture.luma(), picture.frame());
    report.map_err(|_| Error::Picture(PictureError::Empty))
}
