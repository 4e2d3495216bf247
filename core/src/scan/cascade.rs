//! The order in which a picture is looked at: cheapest and most successful first, the first success ends it.
//!
//! The order and what each stage gains were measured on synthetic camera frames of real pass sizes.

use super::filter::{box_blur, enlarge, reduce, sharpen};
use super::frame::{FrameError, LumaFrame, LumaView};
use super::plane::Plane;
use super::readers::{Found, Threshold, read};
use super::{ScanReport, ScannedCode};

/// A longer side than this is a photograph, and is looked at reduced first.
const LONG_SIDE: usize = 2000;
/// No code needs more pixels around it; what looking at more would take is better spent on another picture.
const MOST_PIXELS: usize = 32_000_000;
/// A shorter longest side than this may hold modules of a pixel each.
const SHORT_SIDE: usize = 480;

/// A way of looking at a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// As it is.
    Plain,
    /// Against noise.
    Blurred,
    /// Against defocus.
    Sharpened,
    /// Against much noise.
    TwiceBlurred,
    /// Against noise and motion at large modules.
    Half,
    /// Against the stripes of a screen.
    GlobalBlurred,
    /// Against low contrast with even light.
    Global,
    /// For modules of a pixel or two.
    Enlarged,
}

impl Stage {
    /// The name that scripts know.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stage::Plain => "plain",
            Stage::Blurred => "blurred",
            Stage::Sharpened => "sharpened",
            Stage::TwiceBlurred => "twice-blurred",
            Stage::Half => "half",
            Stage::GlobalBlurred => "global-blurred",
            Stage::Global => "global",
            Stage::Enlarged => "enlarged",
        }
    }
}

/// Reads the codes of a picture: QR and Data Matrix, at any angle, black on white or white on black.
///
/// # Errors
/// [`FrameError`] where `luma` cannot hold the frame.
pub fn scan(luma: &[u8], frame: LumaFrame) -> Result<ScanReport, FrameError> {
    let _span = tracing::debug_span!("scan", width = frame.width, height = frame.height).entered();
    let view = LumaView::new(luma, frame)?;
    let plane = Plane::of(&view);
    let found = if plane.width.max(plane.height) > LONG_SIDE { photograph(&plane) } else { cascade(&plane) };
    let codes = found.map_or_else(Vec::new, |(found, stage)| in_order(found, stage, &view));
    Ok(ScanReport { codes })
}

/// What was found, and by which stage.
type Success = (Vec<Found>, Stage);

/// A photograph is looked at reduced, in every way; and then ever larger, where small codes are
/// and only the first stages are worth their time.
fn photograph(plane: &Plane<'_>) -> Option<Success> {
    let mut factor = plane.width.max(plane.height).div_ceil(LONG_SIDE);
    let found = cascade(&reduce(plane, factor)?);
    if found.is_some() {
        return found;
    }
    while factor > 1 {
        factor /= 2;
        if plane.pixels.len() / (factor * factor) > MOST_PIXELS {
            return None;
        }
        let larger = reduce(plane, factor)?;
        let found = attempt(&larger, Threshold::Local, Stage::Plain)
            .or_else(|| attempt(&box_blur(&larger), Threshold::Local, Stage::Blurred));
        if found.is_some() {
            return found;
        }
    }
    None
}

fn cascade(plane: &Plane<'_>) -> Option<Success> {
    if let Some(success) = attempt(plane, Threshold::Local, Stage::Plain) {
        return Some(success);
    }
    let blurred = box_blur(plane);
    attempt(&blurred, Threshold::Local, Stage::Blurred)
        .or_else(|| attempt(&sharpen(plane, &blurred), Threshold::Local, Stage::Sharpened))
        .or_else(|| attempt(&box_blur(&blurred), Threshold::Local, Stage::TwiceBlurred))
        .or_else(|| attempt(&reduce(plane, 2)?, Threshold::Local, Stage::Half))
        .or_else(|| attempt(&blurred, Threshold::Global, Stage::GlobalBlurred))
        .or_else(|| attempt(plane, Threshold::Global, Stage::Global))
        .or_else(|| {
            let is_small = plane.width.max(plane.height) < SHORT_SIDE;
            if is_small { attempt(&enlarge(plane), Threshold::Local, Stage::Enlarged) } else { None }
        })
}

fn attempt(plane: &Plane<'_>, threshold: Threshold, stage: Stage) -> Option<Success> {
    let found = read(plane, threshold);
    (!found.is_empty()).then_some((found, stage))
}

/// Nearest to the centre first, the same content once.
fn in_order(found: Vec<Found>, stage: Stage, view: &LumaView<'_>) -> Vec<ScannedCode> {
    let mut codes: Vec<ScannedCode> = Vec::with_capacity(found.len());
    for Found { symbology, content, corners } in found {
        let is_known = |code: &ScannedCode| code.symbology == symbology && code.content == content;
        if !codes.iter().any(is_known) {
            codes.push(ScannedCode { symbology, content, corners, stage });
        }
    }
    let distance = |code: &ScannedCode| distance_to_centre(code, view);
    codes.sort_by(|left, right| distance(left).total_cmp(&distance(right)));
    codes
}

#[expect(clippy::cast_precision_loss, reason = "sides are below 2¹⁷")]
fn distance_to_centre(code: &ScannedCode, view: &LumaView<'_>) -> f32 {
    let mean = |coordinate: fn(&super::Point) -> f32| code.corners.iter().map(coordinate).sum::<f32>() / 4.0;
    let across = mean(|corner| corner.x) - view.width() as f32 / 2.0;
    let down = mean(|corner| corner.y) - view.height() as f32 / 2.0;
    across.hypot(down)
}
