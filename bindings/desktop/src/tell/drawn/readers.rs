//! The two readers of what is drawn: the product's scanner, and one that shares no code with it.

use image::GrayImage;
use rqrr::PreparedImage;

use super::print::{Spread, Turn, printed};
use super::symbol::{Symbol, png};
use crate::judge::contain::contained;
use crate::read::codes;

/// A printer that smears, and a hand that was not quite still.
const BLURRED: Spread = Spread(2.5);
/// The second reader reads no large code under that blur, whatever it says: it gets a sharp print, so that it fails for what is wrong with the
/// code.
const SOFT: Spread = Spread(1.0);

const ASKEW: Turn = Turn(2.0);
/// A telephone looks more than once: what the second reader misses one way it may read another way.
const LOOKS: [Turn; 6] = [ASKEW, Turn(-2.0), Turn(1.0), Turn(-1.0), Turn(3.0), Turn(-3.0)];

/// Whether the product's scanner reads the text from the bytes of the picture, and from the print.
pub(super) fn ours_reads(symbol: &Symbol, text: &str) -> bool {
    let is_read = |picture: &GrayImage| {
        let codes = png(picture).and_then(|bytes| codes::read(&bytes));
        codes.is_ok_and(|codes| codes.texts() == [text.as_bytes()])
    };
    is_read(&symbol.picture()) && is_read(&printed(symbol, BLURRED, ASKEW))
}

/// The same of the second reader. One that breaks has not read it.
pub(super) fn other_reads(symbol: &Symbol, text: &str) -> bool {
    let is_read = |picture: &GrayImage| {
        let (width, height) = picture.dimensions();
        let size = |pixels: u32| usize::try_from(pixels).expect("some hundreds");
        let pixel =
            |x: usize, y: usize| picture.as_raw().get(y * size(width) + x).copied().unwrap_or(u8::MAX);
        let mut prepared = PreparedImage::prepare_from_greyscale(size(width), size(height), pixel);
        let grids = prepared.detect_grids();
        grids.iter().any(|grid| grid.decode().is_ok_and(|(_, content)| content == text))
    };
    let is_read_askew = |turn: Turn| is_read(&printed(symbol, SOFT, turn));
    let look = || is_read(&symbol.picture()) && LOOKS.into_iter().any(is_read_askew);
    contained(look).unwrap_or(false)
}
