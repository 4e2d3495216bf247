//! A QR code as a flat sheet: held by its corners' squares, its dotted lines and its edges, where its small squares are covered or
//! were mistaken.

use super::corners::Corners;
use crate::scan::Point;
use crate::scan::frame::LumaView;
use crate::scan::geometry::Perspective;

/// Rows and columns of modules whose middles are those of the corners' squares, counted from the edge.
const CENTRE: usize = 3;
/// The dotted lines' row and column.
const DOTS: usize = 6;
/// How far the foreshortening may be from what the squares' sizes tell, and the steps in which it is sought.
const LEANS: std::ops::RangeInclusive<i8> = -10..=10;
const LEAN_STEP: f32 = 0.012;

/// Where a code of `side` modules lies; `small` are the rows and columns of its small squares. Module middles are whole numbers.
/// Nothing where that is no view of a square.
pub(super) fn lay(view: &LumaView<'_>, corners: &Corners, side: usize, small: &[f32]) -> Option<Perspective> {
    let sign = if corners.is_inverted { -1.0 } else { 1.0 };
    let mut sheet = Sheet { view, side, small, sign, corners: [Point::new(0.0, 0.0); 4] };
    sheet.lean(corners);
    let module = corners.right[0].length().midpoint(corners.down[0].length());
    for step in [1.0, 0.5, 0.5, 0.25] {
        sheet.pull(2..3, step * module);
    }
    for step in [0.3, 0.3, 0.15] {
        sheet.pull(0..4, step * module);
    }
    sheet.seen()
}

struct Sheet<'a> {
    view: &'a LumaView<'a>,
    side: usize,
    small: &'a [f32],
    /// 1 for ink on paper, −1 for light on dark.
    sign: f32,
    /// The middles of the corners' squares, top left first and clockwise; of the third, where it would be.
    corners: [Point; 4],
}

impl Sheet<'_> {
    fn seen(&self) -> Option<Perspective> {
        let (low, high) = (CENTRE as f32, (self.side - 1 - CENTRE) as f32);
        Perspective::of((low, low), (high, high), self.corners)
    }

    /// Where the fourth corner is tells how much smaller what is far away looks: first by the squares, then by the dotted
    /// lines, one for each direction.
    fn lean(&mut self, corners: &Corners) {
        let [top_left, top_right, bottom_left] = corners.centres;
        let shrink = |near: Point, far: Point| (near.length() / far.length()).sqrt() - 1.0;
        let mut right = shrink(corners.right[0], corners.right[1]);
        let mut down = shrink(corners.down[0], corners.down[2]);
        let fourth = |right: f32, down: f32| {
            let far = top_right.times(1.0 + right).plus(bottom_left.times(1.0 + down)).minus(top_left);
            far.times(1.0 / (1.0 + right + down))
        };
        let mut surest = |place: &dyn Fn(f32) -> Point, is_upper: bool| {
            let offs = LEANS.map(|step| f32::from(step) * LEAN_STEP);
            let dotted = offs.map(|off| {
                self.corners = [top_left, top_right, place(off), bottom_left];
                (self.seen().map_or(f32::MIN, |seen| self.dots(&seen, is_upper)), off)
            });
            dotted.max_by(|one, other| one.0.total_cmp(&other.0)).map_or(0.0, |(_, off)| off)
        };
        right += surest(&|off| fourth(right + off, down), true);
        down += surest(&|off| fourth(right, down + off), false);
        self.corners = [top_left, top_right, fourth(right, down), bottom_left];
    }

    /// Moves corners as long as what is known of the code is seen better.
    fn pull(&mut self, corners: std::ops::Range<usize>, step: f32) {
        let mut best = self.fit();
        for corner in corners {
            for (x, y) in [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)] {
                let before = self.corners[corner];
                self.corners[corner] = before.plus(Point::new(x, y));
                let fit = self.fit();
                if fit > best {
                    best = fit;
                } else {
                    self.corners[corner] = before;
                }
            }
        }
    }

    /// How well the squares, the dotted lines, the small squares and the two edges without corners' squares are seen.
    fn fit(&self) -> f32 {
        let Some(seen) = self.seen() else { return f32::MIN };
        self.squares(&seen)
            + self.dots(&seen, true)
            + self.dots(&seen, false)
            + self.small_squares(&seen)
            + self.edges(&seen)
    }

    fn grey(&self, seen: &Perspective, x: f32, y: f32) -> f32 {
        self.sign * self.view.sample(seen.at(x, y))
    }

    /// Light rings less what is dark in the corners' squares, on the whole.
    fn squares(&self, seen: &Perspective) -> f32 {
        let far = (self.side - 7) as f32;
        let rings = [(0.0, 0.0), (far, 0.0), (0.0, far)].map(|(left, top)| {
            let (mut light, mut dark) = (0.0, 0.0);
            for row in 0..7_u8 {
                for column in 0..7_u8 {
                    let grey = self.grey(seen, left + f32::from(column), top + f32::from(row));
                    if row.abs_diff(3).max(column.abs_diff(3)) == 2 { light += grey } else { dark += grey }
                }
            }
            light / 16.0 - dark / 33.0
        });
        rings.iter().sum::<f32>() / 3.0
    }

    /// Light dots less dark ones.
    fn dots(&self, seen: &Perspective, is_upper: bool) -> f32 {
        let line = DOTS as f32;
        let dots = (8..self.side - 8).map(|module| {
            let at = module as f32;
            let grey = if is_upper { self.grey(seen, at, line) } else { self.grey(seen, line, at) };
            if module % 2 == 0 { -grey } else { grey }
        });
        // There is one more dark one than light ones: of as many as are used, half are dark.
        dots.skip(1).sum::<f32>() * 2.0 / (self.side - 17) as f32
    }

    /// Light rings less what is dark in the small squares; nothing where one is covered.
    fn small_squares(&self, seen: &Perspective) -> f32 {
        let last = self.small.len() - 1;
        let places = (1..=last).flat_map(|row| (1..=last).map(move |column| (column, row)));
        let rings = places.map(|(column, row)| {
            let (mut light, mut dark) = (0.0, 0.0);
            for down in -2_i8..=2 {
                for right in -2_i8..=2 {
                    let (x, y) = (self.small[column] + f32::from(right), self.small[row] + f32::from(down));
                    let grey = self.grey(seen, x, y);
                    if right.abs().max(down.abs()) == 1 { light += grey } else { dark += grey }
                }
            }
            light / 8.0 - dark / 17.0
        });
        rings.sum::<f32>() / (last * last) as f32
    }

    /// How much lighter it is beyond the right and the lower edge than within.
    fn edges(&self, seen: &Perspective) -> f32 {
        let (within, beyond) = (self.side as f32 - 1.0, self.side as f32);
        let steps = (0..self.side).map(|module| {
            let at = module as f32;
            self.grey(seen, beyond, at) - self.grey(seen, within, at) + self.grey(seen, at, beyond)
                - self.grey(seen, at, within)
        });
        steps.sum::<f32>() / self.side as f32
    }
}
