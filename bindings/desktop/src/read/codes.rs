//! The codes in pictures.

use std::path::Path;

use souplesse_core::scan::{self, ScannedCode};

use crate::read::{limits, picture};
use crate::tell::error::Error;

/// The texts of the codes in a picture file.
///
/// # Errors
/// What is wrong with the file or the picture.
pub fn texts_in(path: &Path) -> Result<Vec<Vec<u8>>, String> {
    let bytes = limits::read_picture(path).map_err(|error| error.to_string())?;
    let codes = read_codes(&bytes).map_err(|error| error.to_string())?;
    Ok(codes.into_iter().map(|code| code.content).collect())
}

/// The codes in the bytes of a picture file, nearest to the centre first.
///
/// # Errors
/// [`Error::Picture`] where it cannot be decoded.
pub fn read_codes(bytes: &[u8]) -> Result<Vec<ScannedCode>, Error> {
    let picture = picture::read(bytes).map_err(|error| Error::Picture { detail: error.to_string() })?;
    let report = scan::scan(picture.luma(), picture.frame());
    let report = report.map_err(|error| Error::Picture { detail: error.to_string() })?;
    Ok(report.codes)
}
