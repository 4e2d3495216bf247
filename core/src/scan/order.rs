//! Which code comes first.

use super::frame::LumaView;
use super::look::Reading;
use super::{Point, ScannedCode};
use crate::pass::payload::{Payload, identify};

/// Passes first, these and the others nearest to the centre first, the same content once. Corners become those of the
/// frame of which the view shows the part from `origin` on.
pub(super) fn in_order(
    readings: Vec<Reading>,
    view: &LumaView<'_>,
    (left, top): (u32, u32),
) -> Vec<ScannedCode> {
    let centre = Point::new(view.width() as f32 / 2.0, view.height() as f32 / 2.0);
    let origin = Point::new(left as f32, top as f32);
    let mut codes: Vec<(bool, f32, ScannedCode)> = Vec::with_capacity(readings.len());
    for Reading { symbology, content, corners, stage } in readings {
        let is_known =
            |(_, _, code): &(bool, f32, ScannedCode)| code.symbology == symbology && code.content == content;
        if codes.iter().any(is_known) {
            continue;
        }
        let middle = corners.iter().fold(Point::new(0.0, 0.0), |sum, corner| sum.plus(corner.times(0.25)));
        let is_other = matches!(identify(&content), Payload::Other(_));
        let corners = corners.map(|corner| corner.plus(origin));
        codes.push((is_other, middle.distance(centre), ScannedCode { symbology, content, corners, stage }));
    }
    codes.sort_by(|left, right| left.0.cmp(&right.0).then(left.1.total_cmp(&right.1)));
    codes.into_iter().map(|(_, _, code)| code).collect()
}
