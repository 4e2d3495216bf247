//! An update as the texts of its codes.

use souplesse_core::bundle::{to_parts, to_text};

use crate::tell::error::{Error, Misuse};

/// As many characters as a QR code of version 30 holds at level M, which is ten centimetres wide on a poster: one
/// code is easier to scan than two.
const ALONE: usize = 1994;
/// As many as one of version 25 holds: of several each is easy.
const OF_SEVERAL: usize = 1451;

/// The text of the one code of an update, or those of its parts where one would be too large.
///
/// # Errors
/// Where it takes more codes than anybody scans.
pub(crate) fn texts(update: &[u8]) -> Result<Vec<String>, Error> {
    let whole = to_text(update);
    if whole.len() <= ALONE {
        return Ok(vec![whole]);
    }
    let parts = to_parts(update, OF_SEVERAL);
    parts.ok_or_else(|| Misuse::TooManyCodes.into())
}
