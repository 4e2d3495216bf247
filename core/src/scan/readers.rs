//! The readers for both kinds of code, around the library that finds and decodes them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::datamatrix::DataMatrixReader;
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, Binarizer, BinaryBitmap, DecodeHints, Luma8Source, RXingResult, Reader};

use super::plane::Plane;
use super::{Point, Symbology};

/// No paper carries more Data Matrix codes, and a hostile picture must end.
const MOST_DATA_MATRICES: usize = 4;

/// How a picture is made black and white.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Threshold {
    /// By the brightness around each place.
    Local,
    /// By one brightness for all of it.
    Global,
}

/// A code as it was found.
pub(super) struct Found {
    pub symbology: Symbology,
    pub content: Vec<u8>,
    pub corners: [Point; 4],
}

/// Reads all codes of a picture; white on black if there are none black on white.
///
/// A picture may come from anyone, and the library is large: should it panic on one,
/// the picture counts as one without a code.
pub(super) fn read(plane: &Plane<'_>, threshold: Threshold) -> Vec<Found> {
    catch_unwind(AssertUnwindSafe(|| read_unguarded(plane, threshold))).unwrap_or_default()
}

fn read_unguarded(plane: &Plane<'_>, threshold: Threshold) -> Vec<Found> {
    let sides = u32::try_from(plane.width).ok().zip(u32::try_from(plane.height).ok());
    let source =
        sides.and_then(|(width, height)| Luma8Source::new_with_slice(&plane.pixels, width, height).ok());
    let Some(source) = source else { return Vec::new() };
    match threshold {
        Threshold::Local => read_bitmap(BinaryBitmap::new(HybridBinarizer::new(source)), plane),
        Threshold::Global => read_bitmap(BinaryBitmap::new(GlobalHistogramBinarizer::new(source)), plane),
    }
}

fn read_bitmap<B: Binarizer>(mut bitmap: BinaryBitmap<B>, plane: &Plane<'_>) -> Vec<Found> {
    let found = read_both(&mut bitmap, plane);
    if !found.is_empty() {
        return found;
    }
    bitmap.get_black_matrix_mut().flip_self();
    read_both(&mut bitmap, plane)
}

fn read_both<B: Binarizer>(bitmap: &mut BinaryBitmap<B>, plane: &Plane<'_>) -> Vec<Found> {
    let mut hints = hints();
    let codes = QrReader.decode_multiple_with_hints(bitmap, &hints).unwrap_or_default();
    let mut found = codes.iter().filter_map(|code| found_of(code, Symbology::Qr, plane)).collect::<Vec<_>>();
    // Without it the reader only looks along the lines through the middle, and a paper's code is in a corner.
    hints.TryHarder = Some(true);
    for _ in 0..MOST_DATA_MATRICES {
        let Ok(code) = DataMatrixReader.decode_with_hints(bitmap, &hints) else {
            break;
        };
        let Some(data_matrix) = found_of(&code, Symbology::DataMatrix, plane) else {
            break;
        };
        found.push(data_matrix);
        // The reader finds one: what was found is wiped out to see the next.
        wipe(bitmap, code.getPoints());
    }
    found
}

fn hints() -> DecodeHints {
    DecodeHints {
        PossibleFormats: Some([BarcodeFormat::QR_CODE, BarcodeFormat::DATA_MATRIX].into_iter().collect()),
        // Byte mode without a declared charset: Latin-1 keeps every byte as it is.
        CharacterSet: Some("ISO-8859-1".to_owned()),
        ..DecodeHints::default()
    }
}

fn found_of(code: &RXingResult, symbology: Symbology, plane: &Plane<'_>) -> Option<Found> {
    let corners = code.getPoints().iter().map(|point| plane.to_frame(point.x, point.y)).collect::<Vec<_>>();
    let corners = around(corners.try_into().ok()?);
    Some(Found { symbology, content: to_bytes(code.getText()), corners })
}

/// The corners one after another: the library gives the lower two from left to right.
fn around([first, second, third, fourth]: [Point; 4]) -> [Point; 4] {
    let turn = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    if turn(first, second, third).signum() == turn(second, third, fourth).signum() {
        return [first, second, third, fourth];
    }
    [first, second, fourth, third]
}

/// The library gives text, each byte as the character of that number. A text with other characters
/// declared its charset; it is taken as UTF-8.
fn to_bytes(text: &str) -> Vec<u8> {
    let latin = text.chars().map(|letter| u8::try_from(u32::from(letter)));
    latin.collect::<Result<Vec<u8>, _>>().unwrap_or_else(|_| text.as_bytes().to_vec())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the picture")]
fn wipe<B: Binarizer>(bitmap: &mut BinaryBitmap<B>, points: &[rxing::Point]) {
    let matrix = bitmap.get_black_matrix_mut();
    let (width, height) = (matrix.getWidth(), matrix.getHeight());
    let range = |coordinates: &dyn Fn(&rxing::Point) -> f32, limit: u32| {
        let lowest = points.iter().map(coordinates).fold(f32::MAX, f32::min).max(0.0) as u32;
        let highest = points.iter().map(coordinates).fold(0.0, f32::max).ceil() as u32;
        lowest.min(limit)..highest.saturating_add(1).min(limit)
    };
    let (columns, rows) = (range(&|point| point.x, width), range(&|point| point.y, height));
    for row in rows {
        for column in columns.clone() {
            matrix.unset(column, row);
        }
    }
}
