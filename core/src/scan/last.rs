//! The last reader: another library, on the picture made black and white. It finds a QR code or two in a hundred that are
//! not found otherwise, takes longer than all the rest, and needs memory of its own: so it is for pictures, not for a camera.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rqrr::PreparedImage;

use super::runs::Seen;
use super::{Outcome, Point, Reading, Symbology};

/// Fewer modules a side than this are none of a pass, and so few errors make one code of another.
const FEWEST_MODULES: usize = 25;

/// Reads the QR codes of a picture. Should the library panic, there are none.
pub(super) fn read(seen: &Seen<'_>, outcome: &mut Outcome) {
    let codes = catch_unwind(AssertUnwindSafe(|| codes(seen))).unwrap_or_default();
    outcome.codes.extend(codes);
}

fn codes(seen: &Seen<'_>) -> Vec<Reading> {
    let is_dark = |x, y| seen.view.pixel(x, y) < seen.thresholds.at(x, y);
    let mut picture = PreparedImage::prepare_from_bitmap(seen.view.width(), seen.view.height(), is_dark);
    let grids = picture.detect_grids().into_iter();
    let reading = grids.filter_map(|grid| {
        let mut content = Vec::new();
        let found = grid.decode_to(&mut content).ok()?;
        let corners = grid.bounds.map(|corner| Point::new(corner.x as f32, corner.y as f32));
        let is_sure = found.version.to_size() >= FEWEST_MODULES;
        is_sure.then_some(Reading { symbology: Symbology::Qr, content, corners })
    });
    reading.collect()
}
