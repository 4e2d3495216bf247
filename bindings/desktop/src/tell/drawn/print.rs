//! What a cheap printer and a hurried hand make of a code: 150 dpi, blurred, and turned by two degrees.

use image::{GrayImage, Luma};

use super::millimetres;
use super::symbol::Symbol;

const DOTS_A_MILLIMETRE: f64 = 150.0 / 25.4;
const PAPER_AROUND: f64 = 1.25;
/// Each dot is the mean of so many looks a side.
const LOOKS: u32 = 3;
/// Toner is not black, and recycled paper is not white.
const INK: f64 = 45.0;
const PAPER: f64 = 225.0;

/// Over how many dots a side the looks of one dot are spread: more than one is a blur.
#[derive(Clone, Copy)]
pub(super) struct Spread(pub f64);

/// By how many degrees a print lies askew.
#[derive(Clone, Copy)]
pub(super) struct Turn(pub f64);

/// The code's own area, as a photograph of the print has it.
pub(super) fn printed(symbol: &Symbol, Spread(spread): Spread, Turn(degrees): Turn) -> GrayImage {
    let side = millimetres(symbol) * DOTS_A_MILLIMETRE;
    let modules = f64::from(symbol.side_with_quiet_zone());
    let (sine, cosine) = degrees.to_radians().sin_cos();
    // As much larger as the corners need, and some paper around it.
    let dots = whole(side * (sine.abs() + cosine) * PAPER_AROUND);
    let middle = f64::from(dots) / 2.0;
    let is_dark = |x: f64, y: f64| {
        let (across, down) = (x - middle, y - middle);
        let place = |turned: f64| (turned / side + 0.5) * modules;
        let (across, down) = (place(across * cosine + down * sine), place(down * cosine - across * sine));
        across >= 0.0 && down >= 0.0 && symbol.is_dark(whole(across.floor()), whole(down.floor()))
    };
    GrayImage::from_fn(dots, dots, |x, y| {
        let offsets = || (0..LOOKS).map(|look| ((f64::from(look) + 0.5) / f64::from(LOOKS) - 0.5) * spread);
        let looks = offsets().flat_map(|down| offsets().map(move |across| (across, down)));
        let dark =
            looks.filter(|(across, down)| is_dark(f64::from(x) + 0.5 + across, f64::from(y) + 0.5 + down));
        let part = f64::from(u32::try_from(dark.count()).expect("a few")) / f64::from(LOOKS * LOOKS);
        Luma([byte(PAPER + (INK - PAPER) * part)])
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundreds of dots")]
fn whole(length: f64) -> u32 {
    length.ceil() as u32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between ink and paper")]
fn byte(brightness: f64) -> u8 {
    brightness.round() as u8
}
