//! Where each module of a QR code is: between the corners' squares and the small squares (alignment patterns) inside.

use std::f32::consts::SQRT_2;

use super::bend::Bend;
use super::corners::Corners;
use super::flat;
use crate::scan::Point;
use crate::scan::frame::LumaView;
use crate::scan::geometry::{Perspective, foreshortened};

/// No version has more small squares a side.
const MOST: usize = 7;
/// A small square counts as seen that looks so much like one.
const CLEAR: f32 = 0.6;
/// The square of a spread of brightness below which there is nothing to be seen.
const LEAST_SPREAD: f32 = 4.0;

/// How far a small square may be from where the others have it, in modules: more as long as those may be wrong, too.
const STRAY: [f32; 3] = [2.5, 1.7, 1.0];

/// A net over a code: places in the picture of modules that are known.
pub(super) struct Mesh {
    side: usize,
    lines: usize,
    /// The row or column of each line.
    at: [f32; MOST],
    nodes: [[Point; MOST]; MOST],
}

/// The rows and columns, counted from nought, on which a version's small squares have their middles.
fn alignment(side: usize) -> ([f32; MOST], usize) {
    let version = (side - 17) / 4;
    let mut at = [6.0; MOST];
    if version == 1 {
        at[1] = 14.0;
        return (at, 2);
    }
    let lines = version / 7 + 2;
    let gaps = lines - 1;
    // All gaps but the first are alike, even, and as wide as needed.
    let gap = if version == 32 { 26 } else { (side - 13).div_ceil(gaps * 2) * 2 };
    for (place, before) in at[1..lines].iter_mut().zip((0..gaps).rev()) {
        *place = (side - 7 - gap * before) as f32;
    }
    (at, lines)
}

impl Mesh {
    /// Lays the net of a code of `side` modules. Only when the fourth corner is known, it is known how lines that meet far
    /// away lie at the others: where that turns much, the net is laid again.
    pub(super) fn lay(view: &LumaView<'_>, corners: &Corners, side: usize) -> Self {
        let mesh = Self::lay_from(view, corners, side);
        let turned = corners.turned_to(mesh.nodes[mesh.lines - 1][mesh.lines - 1]);
        turned.map_or(mesh, |corners| Self::lay_from(view, &corners, side))
    }

    /// Lays the net from its corners to the fourth, each node where its pattern is seen best.
    fn lay_from(view: &LumaView<'_>, corners: &Corners, side: usize) -> Self {
        let (at, lines) = alignment(side);
        let mut mesh = Self { side, lines, at, nodes: [[Point::new(0.0, 0.0); MOST]; MOST] };
        let last = lines - 1;
        let [top_left, top_right, bottom_left] = corners.centres;
        let inward = |index: usize, right: f32, down: f32| {
            corners.right[index].times(right).plus(corners.down[index].times(down))
        };
        mesh.nodes[0][0] = top_left.plus(inward(0, 3.0, 3.0));
        mesh.nodes[0][last] = top_right.plus(inward(1, -3.0, 3.0));
        mesh.nodes[last][0] = bottom_left.plus(inward(2, 3.0, -3.0));
        let sign = if corners.is_inverted { -1.0 } else { 1.0 };
        let refine = |node: Point, right: Point, down: Point| {
            // The smallest version has no small squares.
            let seen = if side == 21 { None } else { best_place(view, node, right, down, sign) };
            seen.unwrap_or(node)
        };
        for line in 1..last {
            let [wide_left, wide_right] = [0, 1].map(|index| corners.right[index].length());
            let [high_upper, high_lower] = [0, 2].map(|index| corners.down[index].length());
            let part = (at[line] - at[0]) / (at[last] - at[0]);
            let place = |from: Point, to: Point, first: f32, second: f32| {
                from.plus(to.minus(from).times(foreshortened(part, first, second)))
            };
            let top = place(mesh.nodes[0][0], mesh.nodes[0][last], wide_left, wide_right);
            let between = |modules: &[Point; 3], other: usize| {
                modules[0].plus(modules[other].minus(modules[0]).times(part))
            };
            mesh.nodes[0][line] = refine(top, between(&corners.right, 1), between(&corners.down, 1));
            let left = place(mesh.nodes[0][0], mesh.nodes[last][0], high_upper, high_lower);
            mesh.nodes[line][0] = refine(left, between(&corners.right, 2), between(&corners.down, 2));
        }
        let view_of_code = corners.view(side);
        for row in 1..lines {
            for column in 1..lines {
                let (left, above) = (mesh.nodes[row][column - 1], mesh.nodes[row - 1][column]);
                let corner = mesh.nodes[row - 1][column - 1];
                // Four nodes make a parallelogram, but for what the code leans.
                let lean = view_of_code.map_or(Point::new(0.0, 0.0), |view| {
                    let at = |row: usize, column: usize| view.at(at[column], at[row]);
                    let beside = at(row, column - 1).plus(at(row - 1, column));
                    at(row, column).plus(at(row - 1, column - 1)).minus(beside)
                });
                let place = left.plus(above).minus(corner).plus(lean);
                let right = above.minus(corner).times(1.0 / (at[column] - at[column - 1]));
                let down = left.minus(corner).times(1.0 / (at[row] - at[row - 1]));
                mesh.nodes[row][column] = refine(place, right, down);
            }
        }
        mesh
    }

    /// Lays a net without the small squares, as over a flat sheet.
    pub(super) fn lay_flat(view: &LumaView<'_>, corners: &Corners, side: usize) -> Option<Self> {
        let (at, lines) = alignment(side);
        let sheet = flat::lay(view, corners, side, &at[..lines])?;
        let nodes = std::array::from_fn(|row| std::array::from_fn(|column| sheet.at(at[column], at[row])));
        Some(Self { side, lines, at, nodes })
    }

    /// Bends a flat net to the small squares that are seen: those that are not lie where the others have them.
    pub(super) fn bend(&mut self, view: &LumaView<'_>, is_inverted: bool) {
        let last = self.lines - 1;
        let module =
            self.nodes[0][0].distance(self.nodes[last][last]) / (self.at[last] - self.at[0]) / SQRT_2;
        let mut offs = self.offs(view, if is_inverted { -1.0 } else { 1.0 });
        for most in STRAY {
            let Some(bend) = self.through(&offs) else { return };
            for (row, offs) in offs.iter_mut().enumerate().take(self.lines) {
                for (column, off) in offs.iter_mut().enumerate().take(self.lines) {
                    let smooth = bend.at(self.part(column), self.part(row));
                    *off = off.filter(|off| off.distance(smooth) < most * module);
                }
            }
        }
        let Some(bend) = self.through(&offs) else { return };
        for (row, offs) in offs.iter().enumerate().take(self.lines) {
            for (column, off) in offs.iter().enumerate().take(self.lines) {
                let smooth = bend.at(self.part(column), self.part(row));
                let node = &mut self.nodes[row][column];
                *node = node.plus(off.unwrap_or(smooth));
            }
        }
    }

    /// How far from its node each small square is seen; the corners are where they are.
    fn offs(&self, view: &LumaView<'_>, sign: f32) -> [[Option<Point>; MOST]; MOST] {
        let last = self.lines - 1;
        let mut offs = [[None; MOST]; MOST];
        for (row, offs) in offs.iter_mut().enumerate().take(self.lines) {
            for (column, off) in offs.iter_mut().enumerate().take(self.lines) {
                let is_corner = [(0, 0), (0, last), (last, 0)].contains(&(row, column));
                let node = self.nodes[row][column];
                let (lower, beside) = (row.max(1), column.max(1));
                let right = self.nodes[row][beside].minus(self.nodes[row][beside - 1]);
                let down = self.nodes[lower][column].minus(self.nodes[lower - 1][column]);
                let right = right.times(1.0 / (self.at[beside] - self.at[beside - 1]));
                let down = down.times(1.0 / (self.at[lower] - self.at[lower - 1]));
                let place = if is_corner { Some(node) } else { best_place(view, node, right, down, sign) };
                *off = place.map(|place| place.minus(node));
            }
        }
        offs
    }

    fn through(&self, offs: &[[Option<Point>; MOST]; MOST]) -> Option<Bend> {
        let nodes = (0..self.lines).flat_map(|row| (0..self.lines).map(move |column| (row, column)));
        Bend::through(
            nodes.filter_map(|(row, column)| Some(((self.part(column), self.part(row)), offs[row][column]?))),
        )
    }

    /// How far over the code a line is.
    fn part(&self, line: usize) -> f32 {
        (self.at[line] - self.at[0]) / (self.at[self.lines - 1] - self.at[0])
    }

    /// Visits every module with its place in the picture, row by row.
    pub(super) fn visit(&self, mut module: impl FnMut(Point)) -> Option<()> {
        let cells = self.lines - 1;
        for row in 0..cells {
            for y in self.span(row) {
                for column in 0..cells {
                    let cell = self.cell(row, column)?;
                    self.span(column).for_each(|x| module(cell.at(x as f32, y as f32)));
                }
            }
        }
        Some(())
    }

    /// The rows, or the columns, of modules that a row or a column of cells is asked for.
    fn span(&self, cell: usize) -> std::ops::Range<usize> {
        let line = |index: usize| self.at[index] as usize + 1;
        let from = if cell == 0 { 0 } else { line(cell) };
        from..if cell == self.lines - 2 { self.side } else { line(cell + 1) }
    }

    /// The outer corners of the code: top left first and clockwise.
    pub(super) fn outline(&self) -> Option<[Point; 4]> {
        let (last, end) = (self.lines - 2, self.side as f32 - 0.5);
        let corner = |row: usize, column: usize, x: f32, y: f32| Some(self.cell(row, column)?.at(x, y));
        Some([
            corner(0, 0, -0.5, -0.5)?,
            corner(0, last, end, -0.5)?,
            corner(last, last, end, end)?,
            corner(last, 0, -0.5, end)?,
        ])
    }

    fn cell(&self, row: usize, column: usize) -> Option<Perspective> {
        let corners = [
            self.nodes[row][column],
            self.nodes[row][column + 1],
            self.nodes[row + 1][column + 1],
            self.nodes[row + 1][column],
        ];
        let low = (self.at[column], self.at[row]);
        Perspective::of(low, (self.at[column + 1], self.at[row + 1]), corners)
    }
}

/// Where around a place a small square is seen best; nothing where none is clear.
fn best_place(view: &LumaView<'_>, place: Point, right: Point, down: Point, sign: f32) -> Option<Point> {
    let at = |x: f32, y: f32| place.plus(right.times(x)).plus(down.times(y));
    let clearness = |x: f32, y: f32| sign * likeness(view, at(x, y), right, down);
    let best_around = |centre: (f32, f32), reach: i16, step: f32| {
        let mut best = (f32::MIN, centre);
        for row in -reach..=reach {
            for column in -reach..=reach {
                let (x, y) = (centre.0 + f32::from(column) * step, centre.1 + f32::from(row) * step);
                let clear = clearness(x, y);
                if clear > best.0 {
                    best = (clear, (x, y));
                }
            }
        }
        best
    };
    let mut best = best_around((0.0, 0.0), 2, 0.7);
    if best.0 < CLEAR {
        best = best_around((0.0, 0.0), 5, 0.7);
    }
    if best.0 < CLEAR {
        return None;
    }
    let (x, y) = middle_of_best(best, clearness);
    Some(at(x, y))
}

/// The middle of the places around the best one that are about as good: where modules are large, many are.
fn middle_of_best((most, (x, y)): (f32, (f32, f32)), clearness: impl Fn(f32, f32) -> f32) -> (f32, f32) {
    let (mut sum, mut right, mut down) = (0.0, 0.0, 0.0);
    for row in -4_i8..=4 {
        for column in -4_i8..=4 {
            let (x, y) = (x + f32::from(column) * 0.2, y + f32::from(row) * 0.2);
            let weight = (clearness(x, y) - 0.85 * most).max(0.0);
            sum += weight;
            right += weight * x;
            down += weight * y;
        }
    }
    (right / sum, down / sum)
}

/// How much a place looks like a small square, whatever the light there: from −1 to 1.
fn likeness(view: &LumaView<'_>, place: Point, right: Point, down: Point) -> f32 {
    let (mut light, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for row in -2_i8..=2 {
        let start = place.plus(down.times(f32::from(row)));
        for column in -2_i8..=2 {
            let grey = view.sample(start.plus(right.times(f32::from(column))));
            sum += grey;
            squares += grey * grey;
            light += if row.abs().max(column.abs()) == 1 { grey } else { 0.0 };
        }
    }
    // The correlation with 25 modules of which 8 are light.
    let (mean, share) = (sum / 25.0, 8.0 / 25.0);
    let spread = (squares / 25.0 - mean * mean).max(LEAST_SPREAD) * share * (1.0 - share);
    (light / 25.0 - mean * share) / spread.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_squares_are_where_the_standard_has_them() {
        let of = |version: usize| {
            let (at, lines) = alignment(17 + 4 * version);
            at[..lines].to_vec()
        };
        assert_eq!(of(2), [6.0, 18.0]);
        assert_eq!(of(7), [6.0, 22.0, 38.0]);
        assert_eq!(of(15), [6.0, 26.0, 48.0, 70.0]);
        assert_eq!(of(25), [6.0, 32.0, 58.0, 84.0, 110.0]);
        assert_eq!(of(32), [6.0, 34.0, 60.0, 86.0, 112.0, 138.0]);
        assert_eq!(of(40), [6.0, 30.0, 58.0, 86.0, 114.0, 142.0, 170.0]);
    }
}
