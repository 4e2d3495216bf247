//! From dark and light modules to bytes: error correction and content are the libraries' part.

use rxing::common::BitMatrix;

use super::Symbology;
use super::lattice::Lattice;
use crate::contain::contained;

/// The content of a code whose modules have been decided; nothing where they are not a code's.
///
/// A picture may come from anyone, and the libraries are large: should one panic, there is no code.
pub(super) fn decode(lattice: &Lattice, symbology: Symbology) -> Option<Vec<u8>> {
    contained(|| match symbology {
        Symbology::Qr => qr(lattice),
        Symbology::DataMatrix => data_matrix(lattice),
    })?
}

fn qr(lattice: &Lattice) -> Option<Vec<u8>> {
    let decoded = rxing::qrcode::cpp_port::decoder::Decode(&matrix(lattice)?).ok()?;
    // What the library could read of a broken stream comes with the error that ended it.
    if decoded.error().is_some() {
        return None;
    }
    not_empty(decoded.content().bytes().to_vec())
}

fn data_matrix(lattice: &Lattice) -> Option<Vec<u8>> {
    let decoded = rxing::datamatrix::decoder::Decoder::new().decode(&matrix(lattice)?).ok()?;
    not_empty(to_bytes(decoded.getText()))
}

/// Nobody prints a code with nothing in it.
fn not_empty(content: Vec<u8>) -> Option<Vec<u8>> {
    (!content.is_empty()).then_some(content)
}

fn matrix(lattice: &Lattice) -> Option<BitMatrix> {
    let side = u32::try_from(lattice.side()).ok()?;
    let mut matrix = BitMatrix::with_single_dimension(side).ok()?;
    for row in 0..lattice.side() {
        for column in (0..lattice.side()).filter(|column| lattice.is_dark(*column, row)) {
            matrix.set(u32::try_from(column).ok()?, u32::try_from(row).ok()?);
        }
    }
    Some(matrix)
}

/// The library gives text, each byte as the character of that number. A text with other characters
/// declared its charset; it is taken as UTF-8.
fn to_bytes(text: &str) -> Vec<u8> {
    let latin = text.chars().map(|letter| u8::try_from(u32::from(letter)));
    latin.collect::<Result<Vec<u8>, _>>().unwrap_or_else(|_| text.as_bytes().to_vec())
}
