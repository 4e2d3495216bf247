//! How a sheet is bent: smoothly, so that what is seen at some places tells where the others are.

use crate::scan::Point;
use crate::scan::lattice::{UNKNOWN, solve};

/// How much a strong bend weighs beside a place that is off it.
const STIFFNESS: f32 = 0.01;

/// How far places of a sheet are from where they would be if it were flat: a polynomial of the second degree each way.
pub(super) struct Bend {
    right: [f32; UNKNOWN],
    down: [f32; UNKNOWN],
}

impl Bend {
    /// The one that comes nearest to how far off places are seen, and is as weak as that allows. Places are parts of the sheet's
    /// width and height.
    pub(super) fn through(seen: impl Iterator<Item = ((f32, f32), Point)>) -> Option<Self> {
        let mut sums = [[[0.0_f32; UNKNOWN + 1]; UNKNOWN]; 2];
        for ((right, down), off) in seen {
            let terms = terms(right, down);
            for (sums, off) in sums.iter_mut().zip([off.x, off.y]) {
                for (line, one) in sums.iter_mut().zip(terms) {
                    line.iter_mut().zip(terms).for_each(|(sum, other)| *sum += one * other);
                    line[UNKNOWN] += one * off;
                }
            }
        }
        for sums in &mut sums {
            sums.iter_mut().enumerate().for_each(|(term, line)| line[term] += STIFFNESS);
        }
        Some(Self { right: solve(sums[0])?, down: solve(sums[1])? })
    }

    pub(super) fn at(&self, right: f32, down: f32) -> Point {
        let terms = terms(right, down);
        let sum = |of: &[f32; UNKNOWN]| of.iter().zip(terms).map(|(share, term)| share * term).sum();
        Point::new(sum(&self.right), sum(&self.down))
    }
}

fn terms(right: f32, down: f32) -> [f32; UNKNOWN] {
    [1.0, right, down, right * right, right * down, down * down]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bend_is_known_where_nothing_is_seen() {
        let off = |right: f32, down: f32| Point::new(right * down, 8.0 * right * (1.0 - right));
        let places = (0..12_u8).map(|place| (f32::from(place % 4) / 3.0, f32::from(place / 4) / 2.0));
        let seen =
            places.filter(|place| *place != (1.0 / 3.0, 0.5)).map(|place| (place, off(place.0, place.1)));
        let bend = Bend::through(seen).unwrap();
        assert!(bend.at(1.0 / 3.0, 0.5).distance(off(1.0 / 3.0, 0.5)) < 0.3);
    }
}
