//! The codes in pictures and PDFs.

use std::path::Path;

use souplesse_core::scan::{self, ScannedCode};

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

/// The texts of the codes in a picture file.
///
/// # Errors
/// What is wrong with the file or the picture.
pub fn texts_in(path: &Path) -> Result<Vec<Vec<u8>>, Error> {
    let bytes = limits::read_scanned(path).map_err(|source| Error::File { source })?;
    let codes = read_codes(&bytes)?;
    Ok(codes.into_iter().map(|code| code.content).collect())
}

/// The codes in the bytes of a picture or a PDF: of a picture nearest to the centre first, of a PDF page by page.
///
/// # Errors
/// [`Error::Picture`] and [`Error::Pdf`] where it cannot be decoded.
pub fn read_codes(bytes: &[u8]) -> Result<Vec<ScannedCode>, Error> {
    Ok(find(bytes)?.into_iter().map(|found| found.code).collect())
}

/// The same, and where each was found.
///
/// # Errors
/// Like [`read_codes`].
pub fn find(bytes: &[u8]) -> Result<Vec<Found>, Error> {
    match Kind::of(bytes) {
        Kind::Pdf => return find_in_pdf(bytes),
        Kind::Foreign(what) => return Err(Error::Hidden(what)),
        Kind::Picture(_) | Kind::Text => {}
    }
    let picture = picture::read(bytes).map_err(Error::Picture)?;
    Ok(scan(&picture)?.into_iter().map(|code| Found { code, page: None }).collect())
}

/// A code that stands on a page and in a picture of it is one.
fn find_in_pdf(bytes: &[u8]) -> Result<Vec<Found>, Error> {
    let mut found = Vec::<Found>::new();
    let mut failed = Ok(());
    pdf::read(bytes, &mut |sheet| match scan(&sheet.picture) {
        Ok(codes) => {
            for code in codes {
                if found.iter().all(|found| found.code.content != code.content) {
                    found.push(Found { code, page: Some(sheet.page) });
                }
            }
        }
        Err(error) => failed = Err(error),
    })
    .map_err(Error::Pdf)?;
    failed?;
    Ok(found)
}

fn scan(picture: &Picture) -> Result<Vec<ScannedCode>, Error> {
    let report = scan::scan(picture.luma(), picture.frame());
    let report = report.map_err(|_| Error::Picture(PictureError::Empty))?;
    Ok(report.codes)
}
