//! A net over a Data Matrix, pulled until what is known of every code lies where it is seen: solid lines left and below,
//! dotted ones right and above, around each of its regions, and nothing around the whole.

use super::dots::{Shape, Sized};
use crate::scan::Point;
use crate::scan::frame::LumaView;
use crate::scan::geometry::Perspective;
use crate::scan::look::Suspect;
use crate::scan::pace::Pace;

/// More modules than this, along a side of a cell, are more than are needed to see where it lies.
const MANY: usize = 32;

/// Places in the picture of the code's corners, and of the middles of its sides where it has more than one region.
#[derive(Clone)]
pub(super) struct Border {
    side: usize,
    /// Regions a cell of the net, along one side.
    regions: usize,
    cells: usize,
    nodes: [[Point; 3]; 3],
    /// 1 for ink on paper, −1 for light on dark.
    sign: f32,
    sureness: f32,
}

impl Border {
    /// The net of a code that is seen between four corners; the middles of its lower and upper and of its left and right side
    /// sag.
    pub(super) fn of(sized: &Sized) -> Option<Self> {
        let Sized { side, shape: Shape { corners, sags, is_inverted }, sureness } = *sized;
        let regions = match side {
            ..=26 => 1,
            27..=52 => 2,
            53..=104 => 4,
            _ => 6,
        };
        let cells = if regions == 1 { 1 } else { 2 };
        let sign = if is_inverted { -1.0 } else { 1.0 };
        let nodes = [[Point::new(0.0, 0.0); 3]; 3];
        let mut border = Self { side, regions: regions / cells, cells, nodes, sign, sureness };
        border.lay(corners)?;
        if cells == 2 {
            let [lower, left] = sags;
            let middle = &mut border.nodes;
            middle[0][1] = middle[0][1].plus(lower);
            middle[2][1] = middle[2][1].plus(lower);
            middle[1][0] = middle[1][0].plus(left);
            middle[1][2] = middle[1][2].plus(left);
            middle[1][1] = middle[1][1].plus(lower).plus(left);
        }
        Some(border)
    }

    fn lay(&mut self, corners: [Point; 4]) -> Option<()> {
        let flat = Perspective::of((0.0, 0.0), (self.cells as f32, self.cells as f32), corners)?;
        for (row, nodes) in self.nodes.iter_mut().enumerate().take(self.cells + 1) {
            for (column, node) in nodes.iter_mut().enumerate().take(self.cells + 1) {
                *node = flat.at(column as f32, row as f32);
            }
        }
        Some(())
    }

    /// The outer corners: top left first and clockwise.
    pub(super) fn corners(&self) -> [Point; 4] {
        let last = self.cells;
        [self.nodes[0][0], self.nodes[0][last], self.nodes[last][last], self.nodes[last][0]]
    }

    /// The same in a picture that is larger by a factor.
    pub(super) fn enlarge(&mut self, factor: f32) {
        self.nodes.iter_mut().flatten().for_each(|node| *node = node.times(factor));
    }

    /// Modules a side.
    pub(super) fn side(&self) -> usize {
        self.side
    }

    pub(super) fn is_inverted(&self) -> bool {
        self.sign < 0.0
    }

    /// How surely its dots were seen.
    pub(super) fn sureness(&self) -> f32 {
        self.sureness
    }

    pub(super) fn middle(&self) -> Point {
        let [top_left, _, bottom_right, _] = self.corners();
        top_left.plus(bottom_right).times(0.5)
    }

    /// The place of a code that was not read.
    pub(super) fn suspect(&self, blur: f32) -> Suspect {
        let (module, middle) = (self.module(), self.middle());
        // A little within: another code may stand wall to wall.
        let corners = self.corners().map(|corner| corner.plus(middle.minus(corner).times(0.1)));
        Suspect { middle, corners, reach: module * self.side as f32 * 0.9, module, blur }
    }

    /// A module in pixels, about.
    fn module(&self) -> f32 {
        let [top_left, _, bottom_right, _] = self.corners();
        top_left.distance(bottom_right) / (self.side as f32 * 1.414)
    }

    /// How well the known modules are seen: mean light less mean dark.
    pub(super) fn fit(&self, view: &LumaView<'_>) -> f32 {
        let places = (0..self.cells).flat_map(|row| (0..self.cells).map(move |column| (row, column)));
        let sum = places.map(|(row, column)| self.fit_of(view, row, column)).sum::<f32>();
        sum / (self.cells * self.cells) as f32
    }

    /// Moves the corners, the net staying flat, as long as it fits better; and then each node by itself. Nothing where time is over
    /// before it lies well.
    pub(super) fn pull(&mut self, view: &LumaView<'_>, pace: &Pace<'_>) -> Option<()> {
        let module = self.module();
        for step in [0.6, 0.3, 0.3, 0.15] {
            if pace.is_over() {
                return None;
            }
            self.pull_corners(view, step * module);
        }
        for step in [0.5, 0.25, 0.25, 0.12] {
            if pace.is_over() {
                return None;
            }
            for row in 0..=self.cells {
                for column in 0..=self.cells {
                    self.pull_node(view, row, column, step * module);
                }
            }
        }
        Some(())
    }

    fn pull_corners(&mut self, view: &LumaView<'_>, step: f32) {
        let mut best = self.fit(view);
        for corner in 0..4 {
            for way in ways(step) {
                let before = self.nodes;
                self.shift(corner, way);
                let fit = self.fit(view);
                if fit > best {
                    best = fit;
                } else {
                    self.nodes = before;
                }
            }
        }
    }

    /// Moves a corner, and what lies between it and the other corners by as much less as it is farther away.
    fn shift(&mut self, corner: usize, way: Point) {
        let (column, row) = [(0, 0), (self.cells, 0), (self.cells, self.cells), (0, self.cells)][corner];
        let cells = self.cells as f32;
        for (y, nodes) in self.nodes.iter_mut().enumerate().take(self.cells + 1) {
            for (x, node) in nodes.iter_mut().enumerate().take(self.cells + 1) {
                let share =
                    (1.0 - x.abs_diff(column) as f32 / cells) * (1.0 - y.abs_diff(row) as f32 / cells);
                *node = node.plus(way.times(share));
            }
        }
    }

    fn pull_node(&mut self, view: &LumaView<'_>, row: usize, column: usize, step: f32) {
        let rows = row.saturating_sub(1)..=row.min(self.cells - 1);
        let columns = column.saturating_sub(1)..=column.min(self.cells - 1);
        let around = |border: &Self| {
            let cells = rows.clone().flat_map(|row| columns.clone().map(move |column| (row, column)));
            cells.map(|(row, column)| border.fit_of(view, row, column)).sum::<f32>()
        };
        let mut best = around(self);
        for way in ways(step) {
            let before = self.nodes[row][column];
            self.nodes[row][column] = before.plus(way);
            let fit = around(self);
            if fit > best {
                best = fit;
            } else {
                self.nodes[row][column] = before;
            }
        }
    }

    /// How well the known modules of one cell are seen.
    fn fit_of(&self, view: &LumaView<'_>, row: usize, column: usize) -> f32 {
        let Some(cell) = self.cell(row, column) else { return f32::MIN };
        let modules = self.side / self.cells;
        let region = modules / self.regions;
        // Of many modules some do: of the dots every other one is dark all the same.
        let step = if modules > MANY { 3 } else { 1 };
        let (mut dark, mut darks, mut light, mut lights) = (0.0, 0, 0.0, 0);
        let mut known = |x: f32, y: f32, is_dark: bool| {
            let grey = view.sample(cell.at(x, y));
            if is_dark {
                dark += grey;
                darks += 1;
            } else {
                light += grey;
                lights += 1;
            }
        };
        for start in (0..modules).step_by(region) {
            let (first, last) = (start as f32 + 0.5, (start + region) as f32 - 0.5);
            for module in (0..modules).step_by(step) {
                let at = module as f32 + 0.5;
                let is_even = module % 2 == 0;
                known(first, at, true);
                known(at, last, true);
                known(at, first, is_even);
                known(last, at, !is_even);
            }
        }
        let end = modules as f32;
        for module in (0..modules).step_by(step) {
            let at = module as f32 + 0.5;
            let beside = [
                (column == 0, -0.7, at),
                (column + 1 == self.cells, end + 0.7, at),
                (row == 0, at, -0.7),
                (row + 1 == self.cells, at, end + 0.7),
            ];
            for (_, x, y) in beside.into_iter().filter(|(is_outside, _, _)| *is_outside) {
                known(x, y, false);
            }
        }
        self.sign * (light / lights as f32 - dark / darks as f32)
    }

    /// Visits every module with its place in the picture, row by row.
    pub(super) fn visit(&self, mut module: impl FnMut(Point)) -> Option<()> {
        let modules = self.side / self.cells;
        for y in 0..self.side {
            for column in 0..self.cells {
                let cell = self.cell(y / modules, column)?;
                for x in 0..modules {
                    module(cell.at(x as f32 + 0.5, (y % modules) as f32 + 0.5));
                }
            }
        }
        Some(())
    }

    /// A cell as its modules.
    fn cell(&self, row: usize, column: usize) -> Option<Perspective> {
        let modules = (self.side / self.cells) as f32;
        let (upper, lower) = (&self.nodes[row], &self.nodes[row + 1]);
        let corners = [upper[column], upper[column + 1], lower[column + 1], lower[column]];
        Perspective::of((0.0, 0.0), (modules, modules), corners)
    }
}

fn ways(step: f32) -> [Point; 4] {
    [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)].map(|(x, y)| Point::new(x, y))
}
