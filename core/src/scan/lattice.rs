//! The modules of a code as brightness, and what of it is dark.

use super::Point;
use super::frame::LumaView;
use super::pace::Pace;

/// Modules between the places whose threshold is worked out.
const TILE: usize = 6;
/// How many modules around such a place are looked at.
const AROUND: usize = 8;

/// Modules of the largest code. There is room for them from the first code on, so that a larger one needs no more.
const MOST: usize = 177 * 177;

/// How much of its neighbours is taken off a module, likeliest first.
const SHARPNESS: [f32; 2] = [0.35, 1.5];
/// Fewer known modules than this come out right by chance.
pub(super) const HOPELESS: f32 = 0.65;
/// As many of them come out right in a code whose errors can be corrected.
const LIKELY: f32 = 0.8;
/// How often a code is decided again.
const ROUNDS: usize = 3;
/// What is fitted to a code: a level, a module's own share, and those of its neighbours in four directions.
pub(super) const UNKNOWN: usize = 6;

/// A square of modules. Its memory is used again for the next code.
#[derive(Default)]
pub(super) struct Lattice {
    side: usize,
    grey: Vec<f32>,
    sharp: Vec<f32>,
    tiles: Vec<f32>,
    /// How much lighter than the threshold.
    level: Vec<f32>,
    dark: Vec<bool>,
    again: Vec<bool>,
    blur: f32,
}

impl Lattice {
    /// Tries to make sense of the modules that were taken: as they are, and freed from blur in two ways. `known` tells which
    /// part of the modules that every such code has came out right: where that is not even most of them, it is no code. When time is
    /// over, no more is tried.
    pub(super) fn make_sense<T>(
        &mut self,
        is_inverted: bool,
        pace: &Pace<'_>,
        known: impl Fn(&Self) -> f32,
        sense: impl Fn(&Self) -> Option<T>,
    ) -> Option<T> {
        for sharpness in SHARPNESS {
            self.decide(sharpness, is_inverted);
            if known(self) < HOPELESS {
                return None;
            }
            for is_freed in [false, true] {
                if is_freed {
                    self.equalise();
                }
                if pace.is_over() {
                    return None;
                }
                let found = if known(self) > LIKELY { sense(self) } else { None };
                if found.is_some() || pace.is_over() {
                    return found;
                }
            }
        }
        None
    }

    /// How much more of its neighbours than of itself is in a module, on the whole, of the code that was decided again last.
    pub(super) fn blur(&self) -> f32 {
        self.blur
    }

    /// Begins a code of `side` modules.
    pub(super) fn begin(&mut self, side: usize) {
        self.side = side;
        self.blur = 0.0;
        for room in [&mut self.grey, &mut self.sharp, &mut self.tiles, &mut self.level] {
            room.clear();
            room.reserve(MOST);
        }
        for room in [&mut self.dark, &mut self.again] {
            room.clear();
            room.reserve(MOST);
        }
    }

    /// Takes the brightness of the next module, row by row.
    #[inline]
    pub(super) fn take(&mut self, view: &LumaView<'_>, place: Point) {
        self.grey.push(view.sample(place));
    }

    pub(super) fn side(&self) -> usize {
        self.side
    }

    /// Whether a module is dark, after [`decide`](Self::decide).
    pub(super) fn is_dark(&self, column: usize, row: usize) -> bool {
        self.dark[row * self.side + column]
    }

    /// Decides which modules are dark. What a blurred module has of its four neighbours is taken off it by `sharpness`.
    pub(super) fn decide(&mut self, sharpness: f32, is_inverted: bool) {
        self.sharpen(sharpness, if is_inverted { -1.0 } else { 1.0 });
        self.measure_tiles();
        let (side, tiles) = (self.side, self.side.div_ceil(TILE) + 1);
        self.level.clear();
        for row in 0..side {
            let (tile_row, lower) = (row / TILE, (row % TILE) as f32 / TILE as f32);
            let upper = &self.tiles[tile_row * tiles..][..tiles];
            let below = &self.tiles[(tile_row + 1) * tiles..][..tiles];
            let grey = &self.sharp[row * side..][..side];
            self.level.extend(grey.iter().enumerate().map(|(column, grey)| {
                let (tile, right) = (column / TILE, (column % TILE) as f32 / TILE as f32);
                let between = |line: &[f32]| line[tile] + (line[tile + 1] - line[tile]) * right;
                let (upper, below) = (between(upper), between(below));
                *grey - (upper + (below - upper) * lower)
            }));
        }
        self.dark.clear();
        self.dark.extend(self.level.iter().map(|level| *level < 0.0));
    }

    /// Decides again, taking off each module what its neighbours as they were decided give to it: how much that is, is
    /// fitted to the code itself, in each direction by itself since a hand moves in one.
    pub(super) fn equalise(&mut self) {
        for _ in 0..ROUNDS {
            let Some(shares) = self.shares() else { return };
            self.blur = shares[2..].iter().map(|share| share.abs()).sum::<f32>() / shares[1].abs().max(1e-3);
            let side = self.side;
            self.again.clear();
            for row in 0..side {
                for column in 0..side {
                    let around = self.around(column, row);
                    let given =
                        shares[2..].iter().zip(around).map(|(share, around)| share * around).sum::<f32>();
                    self.again.push(self.level[row * side + column] - given < shares[0]);
                }
            }
            std::mem::swap(&mut self.dark, &mut self.again);
        }
    }

    /// The level between dark and light, and what a module takes from itself and from its neighbours to both sides,
    /// above and below, and along both diagonals.
    fn shares(&self) -> Option<[f32; UNKNOWN]> {
        let mut sums = [[0.0_f32; UNKNOWN + 1]; UNKNOWN];
        for row in 0..self.side {
            for column in 0..self.side {
                let [beside, above, falling, rising] = self.around(column, row);
                let values = [1.0, sign(self.is_dark(column, row)), beside, above, falling, rising];
                let level = self.level[row * self.side + column];
                for (line, one) in sums.iter_mut().zip(values) {
                    line.iter_mut().zip(values).for_each(|(sum, other)| *sum += one * other);
                    line[UNKNOWN] += one * level;
                }
            }
        }
        solve(sums)
    }

    /// The sums of the two neighbours in each of four directions: 1 is light, −1 is dark. Around a code it is light.
    fn around(&self, column: usize, row: usize) -> [f32; 4] {
        let at = |right: usize, down: usize| {
            let (x, y) = (column + right, row + down);
            let is_inside = (1..=self.side).contains(&x) && (1..=self.side).contains(&y);
            if is_inside { sign(self.is_dark(x - 1, y - 1)) } else { 1.0 }
        };
        [at(0, 1) + at(2, 1), at(1, 0) + at(1, 2), at(0, 0) + at(2, 2), at(2, 0) + at(0, 2)]
    }

    fn sharpen(&mut self, sharpness: f32, ink: f32) {
        let (side, grey) = (self.side, &self.grey);
        self.sharp.clear();
        for row in 0..side {
            let (above, below) = (row.saturating_sub(1) * side, (row + 1).min(side - 1) * side);
            for column in 0..side {
                let here = grey[row * side + column];
                let left = grey[row * side + column.saturating_sub(1)];
                let right = grey[row * side + (column + 1).min(side - 1)];
                let around = (left + right + grey[above + column] + grey[below + column]) / 4.0;
                self.sharp.push(ink * (here + sharpness * (here - around)));
            }
        }
    }

    /// A threshold for each tile's corner: half-way between the mean dark and the mean light around it.
    fn measure_tiles(&mut self) {
        let tiles = self.side.div_ceil(TILE) + 1;
        self.tiles.clear();
        for tile_row in 0..tiles {
            for tile_column in 0..tiles {
                let range =
                    |tile: usize| (tile * TILE).saturating_sub(AROUND)..(tile * TILE + AROUND).min(self.side);
                let columns = range(tile_column);
                let rows = range(tile_row).map(|row| &self.sharp[row * self.side..][columns.clone()]);
                self.tiles.push(half_way(rows));
            }
        }
    }
}

fn sign(is_dark: bool) -> f32 {
    if is_dark { -1.0 } else { 1.0 }
}

/// Solves linear equations by elimination, the right sides in the last column; nothing where they do not suffice.
pub(super) fn solve(mut lines: [[f32; UNKNOWN + 1]; UNKNOWN]) -> Option<[f32; UNKNOWN]> {
    for place in 0..UNKNOWN {
        let pivot = lines[place];
        if pivot[place].abs() < 1e-3 {
            return None;
        }
        for (index, line) in lines.iter_mut().enumerate() {
            let factor = if index == place { 0.0 } else { line[place] / pivot[place] };
            line.iter_mut().zip(pivot).for_each(|(value, pivot)| *value -= factor * pivot);
        }
    }
    Some(std::array::from_fn(|place| lines[place][UNKNOWN] / lines[place][place]))
}

fn half_way<'a>(rows: impl Iterator<Item = &'a [f32]> + Clone) -> f32 {
    let count = rows.clone().map(<[f32]>::len).sum::<usize>() as f32;
    let sum = rows.clone().map(|row| row.iter().sum::<f32>()).sum::<f32>();
    let mut threshold = sum / count.max(1.0);
    for _ in 0..2 {
        let (mut dark, mut darks) = (0.0, 0.0);
        for row in rows.clone() {
            for grey in row {
                let part = if *grey < threshold { 1.0 } else { 0.0 };
                dark += part * grey;
                darks += part;
            }
        }
        if darks == 0.0 || darks == count {
            return threshold;
        }
        threshold = (dark / darks).midpoint((sum - dark) / (count - darks));
    }
    threshold
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lattice(side: usize, grey: impl Fn(usize, usize) -> f32) -> Lattice {
        let mut lattice = Lattice { side, ..Lattice::default() };
        lattice.grey = (0..side * side).map(|place| grey(place % side, place / side)).collect();
        lattice
    }

    #[test]
    fn modules_are_told_apart_where_the_light_falls_off() {
        let is_dark = |column: usize, row: usize| (column * 7 + row * 5).is_multiple_of(3);
        let light = |column: usize, row: usize| 60.0 + (column + row) as f32 * 1.5;
        let grey = |column, row| light(column, row) * if is_dark(column, row) { 0.4 } else { 1.0 };
        let mut shaded = lattice(52, grey);
        for is_inverted in [false, true] {
            shaded.decide(0.0, is_inverted);
            for place in 0..52 * 52 {
                let (column, row) = (place % 52, place / 52);
                assert_eq!(
                    shaded.is_dark(column, row),
                    is_dark(column, row) != is_inverted,
                    "{column}, {row}"
                );
            }
        }
    }

    #[test]
    fn sharpening_gives_a_blurred_module_back() {
        let grey = |column, row| {
            if (column, row) == (10, 10) {
                95.0
            } else if column == 11 {
                220.0
            } else {
                80.0
            }
        };
        let mut blurred = lattice(21, grey);
        blurred.decide(0.6, false);
        assert!(blurred.is_dark(10, 10) && !blurred.is_dark(11, 10));
    }
}
