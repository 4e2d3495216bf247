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
        let threshold = self.thresholds.at(usize::from(place.x as u16), usize::from(place.y as u16));
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
            if is_all(block, *threshold, is_dark) {
                continue;
            }
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
            if self.thresholds.whole(x, top) == Some(is_dark) {
                continue;
            }
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

/// Whether a whole block is dark, or light: most are, and machines tell it of all its pixels at once.
#[inline]
fn is_all(block: &[u8], threshold: u8, is_dark: bool) -> bool {
    let Ok(block) = <&[u8; BLOCK]>::try_from(block) else { return false };
    let darks = block.iter().map(|pixel| u8::from(*pixel < threshold)).sum::<u8>();
    usize::from(darks) == if is_dark { BLOCK } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn stripes_begin_where_a_pixel_is_of_another_kind_than_the_one_before(
            width in 10_usize..50, height in 10_usize..50,
            patches in prop::collection::vec((0_usize..50, 0_usize..50, 1_usize..20, any::<u8>()), 0..30),
        ) {
            let mut luma = vec![200; width * height];
            for (left, top, side, grey) in patches {
                let rows = (top..top + side).filter(|y| *y < height);
                rows.for_each(|y| (left..(left + side).min(width)).for_each(|x| luma[y * width + x] = grey));
            }
            let view = LumaView::of_buffer(&luma, width, height);
            let mut thresholds = Thresholds::default();
            thresholds.measure(&view);
            let seen = Seen { view, thresholds: &thresholds };
            let is_dark = |x: usize, y: usize| view.pixel(x, y) < thresholds.at(x, y);
            let mut ends = Vec::new();
            for y in 0..height {
                prop_assert_eq!(seen.stripes_of_row(y, &mut ends), is_dark(0, y));
                let changes = (1..width).filter(|x| is_dark(*x, y) != is_dark(x - 1, y));
                prop_assert_eq!(&ends, &[0].into_iter().chain(changes.map(|x| x as u16)).collect::<Vec<_>>());
            }
            for x in 0..width {
                seen.stripes_of_column(x, &mut ends);
                let changes = (1..height).filter(|y| is_dark(x, *y) != is_dark(x, y - 1));
                prop_assert_eq!(&ends, &[0].into_iter().chain(changes.map(|y| y as u16)).collect::<Vec<_>>());
            }
        }
    }
}
