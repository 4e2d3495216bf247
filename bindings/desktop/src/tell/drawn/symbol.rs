//! A QR code as its modules, in each of the ways in which one text can be drawn.

use std::fmt::Write as _;
use std::io::{self, Cursor};

use image::{GrayImage, ImageFormat, Luma};
use qrcode::bits::Bits;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::{Color, EcLevel, QrCode, Version, ec};

use crate::tell::error::Error;

/// About a seventh of the code may be damaged or folded. The others are for texts that are not read so.
const LEVELS: [EcLevel; 3] = [EcLevel::M, EcLevel::Q, EcLevel::L];
const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];
const LARGEST: i16 = 40;
/// Pixels of a module in a PNG: sharp on a screen, and in print at 300 dpi.
const PIXELS: u32 = 8;
/// White modules on each side (ISO/IEC 18004 §9.1).
const QUIET: u32 = 4;

/// A QR code without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Symbol {
    pub version: i16,
    /// Modules a side.
    side: u32,
    /// Row by row, `true` is dark.
    dark: Vec<bool>,
}

impl Symbol {
    /// The ways to draw a text, best first: the mask that the standard prefers, the other masks, the next version, other levels. None where
    /// it is too long.
    pub(super) fn ways(text: &str) -> impl Iterator<Item = Self> {
        let fitting = LEVELS.into_iter().filter_map(move |level| {
            let code = QrCode::with_error_correction_level(text, level).ok()?;
            Some((level, code))
        });
        fitting.flat_map(move |(level, code)| {
            let Version::Normal(number) = code.version() else { unreachable!("no micro code is asked for") };
            let preferred = Self::of_colors(number, code.into_colors());
            let masked =
                (number..=LARGEST.min(number + 1)).flat_map(move |number| masked(text, number, level));
            let others = masked.filter({
                let preferred = preferred.clone();
                move |symbol| *symbol != preferred
            });
            std::iter::once(preferred).chain(others)
        })
    }

    fn of_colors(version: i16, colors: Vec<Color>) -> Self {
        let dark = colors.into_iter().map(|color| color == Color::Dark).collect();
        let side = u32::try_from(version).expect("versions count from 1") * 4 + 17;
        Self { version, side, dark }
    }

    pub(super) fn side_with_quiet_zone(&self) -> u32 {
        self.side + 2 * QUIET
    }

    /// Whether a place, in modules from the corner of the quiet zone, is dark.
    pub(super) fn is_dark(&self, across: u32, down: u32) -> bool {
        let within = |place: u32| place.checked_sub(QUIET).filter(|place| *place < self.side);
        let Some((across, down)) = within(across).zip(within(down)) else { return false };
        let index = usize::try_from(down * self.side + across).expect("177 modules a side at most");
        self.dark.get(index).copied().unwrap_or(false)
    }

    /// The pixels of its PNG.
    pub(super) fn picture(&self) -> GrayImage {
        let pixels = self.side_with_quiet_zone() * PIXELS;
        let ink = |x: u32, y: u32| Luma([if self.is_dark(x / PIXELS, y / PIXELS) { 0 } else { 255 }]);
        GrayImage::from_fn(pixels, pixels, ink)
    }

    /// A drawing in which a module is a unit.
    pub(super) fn svg(&self) -> String {
        let side = self.side_with_quiet_zone();
        let mut path = String::new();
        for down in 0..side {
            let mut across = 0;
            while across < side {
                let run = (across..side).take_while(|place| self.is_dark(*place, down)).count();
                if run > 0 {
                    write!(path, "M{across} {down}h{run}v1h-{run}z").expect("a text takes every step");
                }
                across += u32::try_from(run).expect("no longer than a side").max(1);
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <path d=\"M0 0h{side}v{side}H0z\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
        )
    }
}

/// A text in one version and level, with each mask; none where it does not fit.
fn masked(text: &str, number: i16, level: EcLevel) -> impl Iterator<Item = Symbol> {
    let version = Version::Normal(number);
    let codewords = codewords(text, version, level);
    codewords.into_iter().flat_map(move |(data, correction)| {
        MASKS.into_iter().map(move |mask| {
            let mut canvas = Canvas::new(version, level);
            canvas.draw_all_functional_patterns();
            canvas.draw_data(&data, &correction);
            canvas.apply_mask(mask);
            Symbol::of_colors(number, canvas.into_colors())
        })
    })
}

fn codewords(text: &str, version: Version, level: EcLevel) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut bits = Bits::new(version);
    bits.push_optimal_data(text.as_bytes()).ok()?;
    bits.push_terminator(level).ok()?;
    ec::construct_codewords(&bits.into_bytes(), version, level).ok()
}

pub(super) fn png(picture: &GrayImage) -> Result<Vec<u8>, Error> {
    let mut bytes = Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, ImageFormat::Png);
    written.map_err(|error| Error::Stream { source: io::Error::other(error) })?;
    Ok(bytes.into_inner())
}
