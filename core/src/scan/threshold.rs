//! What counts as dark at each place: half-way between the darkest and the lightest around it.

use super::frame::LumaView;

/// Pixels a side of the blocks that have one threshold.
pub(super) const BLOCK: usize = 8;
/// How many blocks around one are looked at: as far as a square of a QR code with modules of five pixels needs.
const REACH: usize = 2;
/// A smaller difference is one surface, in any case and however noisy.
const LEAST_RANGE: (u8, u8) = (14, 90);

/// What is as light as the lightest of all but for so much has no room for more light.
const FULL: u8 = 3;
/// Where light ran over, dark and light are at least so far apart.
const LEAST_RUN_OVER: u8 = 70;
/// A code has at least so many flat, full blocks in it and around it.
const LEAST_BLOCKS: usize = 20;

/// A threshold for every block of a picture. Its memory is used again for the next picture.
#[derive(Default)]
pub(super) struct Thresholds {
    columns: usize,
    rows: usize,
    low_column: Vec<u8>,
    high_column: Vec<u8>,
    low: Vec<u8>,
    high: Vec<u8>,
    low_around: Vec<u8>,
    high_around: Vec<u8>,
    values: Vec<u8>,
}

impl Thresholds {
    /// Measures a picture.
    pub(super) fn measure(&mut self, view: &LumaView<'_>) {
        (self.columns, self.rows) = (view.width().div_ceil(BLOCK), view.height().div_ceil(BLOCK));
        self.extremes(view);
        widen(&self.low, &mut self.low_around, self.columns, u8::min);
        widen(&self.high, &mut self.high_around, self.columns, u8::max);
        let (overall, surface) = (self.overall(), self.surface());
        self.values.clear();
        let ranges = self.low_around.iter().zip(&self.high_around);
        self.values.extend(ranges.map(|(low, high)| {
            let middle = low.midpoint(*high);
            match (high - low < surface, middle < overall) {
                (false, _) => middle,
                // All of a surface is dark, or all of it is light.
                (true, true) => u8::MAX,
                (true, false) => 0,
            }
        }));
    }

    /// The darkest and the lightest pixel of each block: first down its columns, which machines do many at a time.
    fn extremes(&mut self, view: &LumaView<'_>) {
        self.low.clear();
        self.high.clear();
        for top in (0..view.height()).step_by(BLOCK) {
            let first = view.row(top);
            for column in [&mut self.low_column, &mut self.high_column] {
                column.clear();
                column.extend_from_slice(first);
            }
            for y in top + 1..(top + BLOCK).min(view.height()) {
                let columns = self.low_column.iter_mut().zip(&mut self.high_column);
                for ((low, high), pixel) in columns.zip(view.row(y)) {
                    *low = (*low).min(*pixel);
                    *high = (*high).max(*pixel);
                }
            }
            each_block(&self.low_column, &mut self.low, u8::min);
            each_block(&self.high_column, &mut self.high, u8::max);
        }
    }

    /// For surfaces without a pattern: half-way between the mean darkest and the mean lightest of all.
    fn overall(&self) -> u8 {
        let mean = |values: &[u8]| {
            values.iter().map(|value| u64::from(*value)).sum::<u64>() / values.len().max(1) as u64
        };
        u8::try_from(mean(&self.low_around).midpoint(mean(&self.high_around))).unwrap_or(u8::MAX)
    }

    /// The range that noise alone has: somewhat more than what the calmest blocks of the picture have, since more blocks are
    /// looked at.
    fn surface(&self) -> u8 {
        let mut counts = [0_u32; 256];
        self.low.iter().zip(&self.high).for_each(|(low, high)| counts[usize::from(high - low)] += 1);
        let calm = u32::try_from(self.low.len() / 10).unwrap_or(u32::MAX);
        let mut below = 0;
        let range = counts.iter().position(|count| {
            below += count;
            below > calm
        });
        let (least, most) = LEAST_RANGE;
        u8::try_from(range.unwrap_or(0) * 7 / 4).unwrap_or(most).clamp(least, most)
    }

    /// Takes over the thresholds of a picture and raises those where light ran over: what has no more room is as light as light
    /// gets, and a thin dark line between two such surfaces is nearly so. Elsewhere all is light. Tells whether there is as much of that
    /// as a code needs.
    pub(super) fn raise(&mut self, plain: &Self, part: u8) -> bool {
        let full = plain.lightest().saturating_sub(FULL);
        let is_full = |low: u8, high: u8| high >= full && high - low >= LEAST_RUN_OVER;
        let ranges = plain.low_around.iter().zip(&plain.high_around);
        let surfaces = plain.low.iter().zip(ranges.clone());
        let is_run_over = |(own, (low, high)): &(&u8, (&u8, &u8))| **own >= full && is_full(**low, **high);
        if surfaces.filter(is_run_over).count() < LEAST_BLOCKS {
            return false;
        }
        let raised = |(low, high): (&u8, &u8)| {
            if is_full(*low, *high) { high - (high - low) / part } else { 0 }
        };
        self.values.clear();
        self.values.extend(ranges.map(raised));
        (self.columns, self.rows) = (plain.columns, plain.rows);
        self.low.clone_from(&plain.low);
        self.high.clone_from(&plain.high);
        self.low_around.clone_from(&plain.low_around);
        self.high_around.clone_from(&plain.high_around);
        true
    }

    /// The thresholds of a row's blocks.
    pub(super) fn of_row(&self, y: usize) -> &[u8] {
        let start = y / BLOCK * self.columns;
        &self.values[start..start + self.columns]
    }

    /// The threshold at a pixel.
    #[inline]
    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        self.values[y / BLOCK * self.columns + x / BLOCK]
    }

    /// Whether the whole block of a pixel is dark; nothing where a part of it is.
    #[inline]
    pub(super) fn whole(&self, x: usize, y: usize) -> Option<bool> {
        let place = y / BLOCK * self.columns + x / BLOCK;
        let (low, high, threshold) = (self.low[place], self.high[place], self.values[place]);
        let is_dark = high < threshold;
        (is_dark || low >= threshold).then_some(is_dark)
    }

    /// How far dark and light are apart around a pixel.
    pub(super) fn range(&self, x: usize, y: usize) -> u8 {
        let place = y / BLOCK * self.columns + x / BLOCK;
        self.high_around[place].saturating_sub(self.low_around[place])
    }

    /// The lightest of all.
    pub(super) fn lightest(&self) -> u8 {
        self.high.iter().copied().max().unwrap_or(0)
    }
}

/// The least or the most of each block. Those that are whole have a known size, and are quicker for it.
fn each_block(column: &[u8], chosen: &mut Vec<u8>, choose: impl Fn(u8, u8) -> u8 + Copy) {
    let (blocks, rest) = column.as_chunks::<BLOCK>();
    let of = |block: &[u8; BLOCK]| block[1..].iter().copied().fold(block[0], choose);
    chosen.extend(blocks.iter().map(of));
    chosen.extend(rest.iter().copied().reduce(choose));
}

/// Each block with the least or the most of the blocks around it.
fn widen(values: &[u8], widened: &mut Vec<u8>, columns: usize, choose: impl Fn(u8, u8) -> u8 + Copy) {
    widened.clear();
    widened.extend_from_slice(values);
    for (row, target) in values.chunks_exact(columns).zip(widened.chunks_exact_mut(columns)) {
        for step in 1..=REACH.min(columns - 1) {
            target.iter_mut().zip(&row[step..]).for_each(|(target, value)| *target = choose(*target, *value));
            target[step..].iter_mut().zip(row).for_each(|(target, value)| *target = choose(*target, *value));
        }
    }
    for _ in 0..REACH {
        // Each row takes the one below; then, from the bottom up, the one above, which has itself already.
        for place in columns..widened.len() {
            widened[place - columns] = choose(widened[place - columns], widened[place]);
        }
        for place in (columns..widened.len()).rev() {
            widened[place] = choose(widened[place], widened[place - columns]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::frame::{LumaFrame, LumaView};

    fn measured(width: u32, height: u32, pixel: impl Fn(u32, u32) -> u8) -> Thresholds {
        let luma = (0..width * height).map(|place| pixel(place % width, place / width)).collect::<Vec<_>>();
        let mut thresholds = Thresholds::default();
        thresholds.measure(&LumaView::new(&luma, LumaFrame::new(width, height)).unwrap());
        thresholds
    }

    #[test]
    fn a_threshold_is_half_way_between_what_is_within_two_blocks() {
        let thresholds = measured(83, 85, |x, y| if (x, y) == (41, 42) { 20 } else { 200 });
        assert_eq!((thresholds.at(41, 42), thresholds.range(41, 42)), (110, 180));
        assert_eq!((thresholds.at(24, 24), thresholds.range(24, 24)), (110, 180));
        assert_eq!((thresholds.at(63, 63), thresholds.range(63, 63)), (110, 180));
        assert_eq!([thresholds.range(23, 40), thresholds.range(64, 40), thresholds.range(40, 64)], [0; 3]);
    }

    #[test]
    fn thresholds_are_near_white_where_light_ran_over_and_nowhere_else() {
        // Thin lines that light around them has made lighter than half-way, in a corner of a noisy room.
        let line = |x: u32| {
            if x.is_multiple_of(24) {
                0
            } else if x % 24 == 12 {
                180
            } else {
                255
            }
        };
        let room = |x: u32, y: u32| 40 + u8::try_from((x * 7 + y * 13) % 40).unwrap();
        let plain = measured(320, 320, |x, y| if x < 160 && y < 160 { line(x) } else { room(x, y) });
        let mut raised = Thresholds::default();
        assert!(plain.at(84, 80) < 180);
        assert!(raised.raise(&plain, 4));
        assert!((181..255).contains(&raised.at(84, 80)), "{}", raised.at(84, 80));
        assert_eq!(raised.at(300, 300), 0);
        // With room for more light, nothing is looked at twice.
        let noisy =
            measured(320, 320, |x, y| line(x).saturating_sub(u8::try_from((x * 7 + y * 13) % 40).unwrap()));
        assert!(!raised.raise(&noisy, 4));
        assert!(!raised.raise(&measured(320, 320, |_, _| 255), 4));
    }

    #[test]
    fn a_plain_surface_is_dark_or_light_as_the_whole_has_it() {
        let thresholds = measured(400, 8, |x, _| if x < 200 { 40 } else { 220 });
        assert!(thresholds.at(8, 0) > 40 && thresholds.at(390, 0) < 220);
    }
}
