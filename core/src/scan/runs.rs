//! Stripes of dark and light along a line through a picture, with their edges between pixels.

use super::Point;
use super::frame::LumaView;
use super::threshold::{BLOCK, Thresholds};

/// A picture and what counts as dark in it.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub view: LumaView<'a>,
    pub thresholds: &'a Thresholds,
}

impl Seen<'_> {
    /// How much darker than the threshold a place is; nothing beside the picture.
    #[inline]
    fn darkness(&self, place: Point) -> Option<f32> {
        if !self.view.holds(place) {
            return None;
        }
        let threshold = self.thresholds.at(place.x as usize, place.y as usize);
        Some(f32::from(threshold) - self.view.sample(place))
    }

    /// How far dark and light are apart around a place.
    pub(super) fn range(&self, place: Point) -> f32 {
        let x = (place.x.max(0.0) as usize).min(self.view.width() - 1);
        let y = (place.y.max(0.0) as usize).min(self.view.height() - 1);
        f32::from(self.thresholds.range(x, y))
    }

    pub(super) fn is_dark(&self, place: Point) -> Option<bool> {
        self.darkness(place).map(|darkness| darkness > 0.0)
    }

    /// Where the stripes of a row begin; whether the first is dark.
    pub(super) fn stripes_of_row(&self, y: usize, ends: &mut Vec<u16>) -> bool {
        ends.clear();
        ends.push(0);
        let thresholds = self.thresholds.of_row(y);
        let row = self.view.row(y);
        let starts_dark = row[0] < thresholds[0];
        let mut is_dark = starts_dark;
        for ((block, threshold), left) in row.chunks(BLOCK).zip(thresholds).zip((0_u16..).step_by(BLOCK)) {
            for (pixel, x) in block.iter().zip(left..) {
                if (pixel < threshold) != is_dark {
                    is_dark = !is_dark;
                    ends.push(x);
                }
            }
        }
        starts_dark
    }

    /// Where the stripes of a column begin.
    pub(super) fn stripes_of_column(&self, x: usize, ends: &mut Vec<u16>) {
        ends.clear();
        ends.push(0);
        let mut is_dark = self.view.pixel(x, 0) < self.thresholds.at(x, 0);
        for (top, end) in (0..self.view.height()).step_by(BLOCK).zip((BLOCK..).step_by(BLOCK)) {
            let threshold = self.thresholds.at(x, top);
            for y in top..end.min(self.view.height()) {
                if (self.view.pixel(x, y) < threshold) != is_dark {
                    is_dark = !is_dark;
                    ends.push(y as u16);
                }
            }
        }
    }

    /// How long the `N` stripes are that begin at a place and go that way; the first is cut by the place itself.
    /// Nothing where one is longer than `longest`, or the picture ends.
    pub(super) fn stripes<const N: usize>(
        &self,
        place: Point,
        direction: Point,
        longest: f32,
    ) -> Option<[f32; N]> {
        let mut lengths = [0.0; N];
        let mut before = self.darkness(place)?;
        let (mut step, mut start) = (0.0, 0.0);
        for length in &mut lengths {
            loop {
                step += 1.0;
                let here = self.darkness(place.plus(direction.times(step)))?;
                let is_edge = (here > 0.0) != (before > 0.0);
                let edge = step - if is_edge { here / (here - before) } else { 0.0 };
                before = here;
                if edge - start > longest {
                    return None;
                }
                if is_edge {
                    *length = edge - start;
                    start = edge;
                    break;
                }
            }
        }
        Some(lengths)
    }
}
