//! Which three squares belong to one code, which way up it stands, and how large its modules are.

use super::finder::{Finder, centred};
use crate::scan::Point;
use crate::scan::frame::LumaView;
use crate::scan::geometry::Perspective;
use crate::scan::look::Suspect;
use crate::scan::runs::Seen;

/// The three corners of a code, as its squares' middles. The fourth has no square.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corners {
    /// Top left, top right, bottom left.
    pub centres: [Point; 3],
    /// A module to the right, at each of them.
    pub right: [Point; 3],
    /// A module downwards, at each of them.
    pub down: [Point; 3],
    pub is_inverted: bool,
}

impl Corners {
    /// How much the squares look like squares, however blurred: from −1 to 1.
    pub(super) fn clearness(&self, view: &LumaView<'_>) -> f32 {
        let ink = if self.is_inverted { -1.0 } else { 1.0 };
        let mut least = f32::MAX;
        for ((centre, right), down) in self.centres.iter().zip(self.right).zip(self.down) {
            let (mut sum, mut squares, mut light) = (0.0, 0.0, 0.0);
            for y in -3_i8..=3 {
                let start = centre.plus(down.times(f32::from(y)));
                for x in -3_i8..=3 {
                    let grey = view.sample(start.plus(right.times(f32::from(x))));
                    sum += grey;
                    squares += grey * grey;
                    light += if x.abs().max(y.abs()) == 2 { grey } else { 0.0 };
                }
            }
            // The correlation with a square of 49 modules of which 16 are light.
            let (mean, share) = (sum / 49.0, 16.0 / 49.0);
            let spread = (squares / 49.0 - mean * mean).max(1e-3) * share * (1.0 - share);
            least = least.min(ink * (light / 49.0 - mean * share) / spread.sqrt());
        }
        least
    }

    /// The same with the lower and the right edge towards `fourth`, the small square nearest to the fourth corner, where that
    /// makes a difference.
    pub(super) fn turned_to(&self, fourth: Point) -> Option<Self> {
        const LITTLE: f32 = 0.03;
        let [_, top_right, bottom_left] = self.centres;
        // It is three modules further in than the squares are.
        let lower = fourth.plus(self.down[1].times(3.0)).minus(bottom_left).unit()?;
        let beside = fourth.plus(self.right[2].times(3.0)).minus(top_right).unit()?;
        let mut turned = *self;
        turned.right[2] = lower.times(self.right[2].length());
        turned.down[1] = beside.times(self.down[1].length());
        let turn = |one: Point, other: Point| one.cross(other).abs() / (one.length() * other.length());
        let most = turn(turned.right[2], self.right[2]).max(turn(turned.down[1], self.down[1]));
        (most > LITTLE).then_some(turned)
    }

    /// How a code of `side` modules lies in the picture, as far as its three squares tell.
    pub(super) fn view(&self, side: usize) -> Option<Perspective> {
        let [top_left, top_right, bottom_left] = self.centres;
        // Towards the far end, modules along a line shrink as the square of those across it.
        let depth = |along: &[Point; 3], across: &[Point; 3], other: usize| {
            let [along, across] = [along, across].map(|steps| steps[0].length() / steps[other].length());
            (along.sqrt() * across).sqrt()
        };
        let (right, down) = (depth(&self.right, &self.down, 1), depth(&self.down, &self.right, 2));
        let opposite = top_right.times(right).plus(bottom_left.times(down)).minus(top_left);
        let bottom_right = opposite.times(1.0 / (right + down - 1.0).max(0.3));
        let (low, high) = (3.0, side as f32 - 4.0);
        Perspective::of((low, low), (high, high), [top_left, top_right, bottom_right, bottom_left])
    }

    /// The same in a picture that is larger by a factor.
    pub(super) fn enlarged(&self, factor: f32) -> Self {
        let larger = |places: [Point; 3]| places.map(|place| place.times(factor));
        Self {
            centres: larger(self.centres),
            right: larger(self.right),
            down: larger(self.down),
            is_inverted: self.is_inverted,
        }
    }
}

/// Three squares that may belong together; less is likelier.
#[derive(Clone, Copy, Debug)]
pub(in crate::scan) struct Triple {
    unlikeliness: f32,
    /// Top left, top right, bottom left.
    finders: [Finder; 3],
}

impl Triple {
    /// Top left, top right, bottom left.
    pub(super) fn finders(&self) -> impl Iterator<Item = &Finder> {
        self.finders.iter()
    }

    /// The middle of the code that it would be.
    pub(super) fn middle(&self) -> Point {
        self.finders[1].centre.plus(self.finders[2].centre).times(0.5)
    }

    /// The place of a code that was not read.
    pub(super) fn suspect(&self, corners: &Corners, blur: f32) -> Suspect {
        let reach = self.finders[1].centre.distance(self.finders[2].centre) * 0.75;
        let [top_left, top_right, bottom_left] = self.finders.map(|finder| finder.centre);
        let fourth = top_right.plus(bottom_left).minus(top_left);
        let seen = [top_left, top_right, fourth, bottom_left];
        Suspect { middle: self.middle(), corners: seen, reach, module: corners.right[0].length(), blur }
    }

    /// Measures the modules along the code's own edges.
    pub(super) fn corners(&self, seen: &Seen<'_>) -> Option<Corners> {
        let [top_left, top_right, bottom_left] = self.finders.map(|finder| finder.centre);
        let along = top_right.minus(top_left).unit()?;
        let across = bottom_left.minus(top_left).unit()?;
        let is_inverted = self.finders[0].is_inverted;
        let mut corners =
            Corners { centres: [top_left; 3], right: [along; 3], down: [across; 3], is_inverted };
        for (index, finder) in self.finders.iter().enumerate() {
            let rough = finder.module() * (along.x.abs().max(along.y.abs()));
            let measured = centred(seen, finder.centre, along, is_inverted);
            let (place, wide) = measured.unwrap_or((finder.centre, rough));
            let measured = centred(seen, place, across, is_inverted);
            let (place, high) = measured.unwrap_or((place, rough));
            corners.centres[index] = place;
            corners.right[index] = along.times(wide);
            corners.down[index] = across.times(high);
        }
        Some(corners)
    }
}

/// Orders by likelihood all threes of squares that may be one code; where all are wanted, however many squares there are.
pub(super) fn arrange(finders: &mut [Finder], triples: &mut Vec<Triple>, are_all_wanted: bool) {
    const MOST_FINDERS: usize = 24;
    triples.clear();
    finders.sort_unstable_by(|one, other| other.sureness().total_cmp(&one.sureness()));
    let finders = if are_all_wanted { &*finders } else { &finders[..finders.len().min(MOST_FINDERS)] };
    for (index, first) in finders.iter().enumerate() {
        for (next, second) in finders.iter().enumerate().skip(index + 1) {
            let threes = finders[next + 1..].iter().map(|third| [*first, *second, *third]);
            triples.extend(threes.flat_map(ways));
        }
    }
    triples.sort_unstable_by(|left, right| left.unlikeliness.total_cmp(&right.unlikeliness));
}

/// The ways in which three squares may belong to one code: the longest side is its diagonal, or the one that is about as long,
/// for of a code that leans far an edge may look longer than the diagonal.
fn ways(finders: [Finder; 3]) -> impl Iterator<Item = Triple> {
    const ABOUT: f32 = 0.85;
    let [a, b, c] = finders;
    let mut sides = [[a, b, c], [b, c, a], [c, a, b]]
        .map(|[corner, one, other]| (one.centre.distance(other.centre), [corner, one, other]));
    sides.sort_unstable_by(|one, other| other.0.total_cmp(&one.0));
    let [(longest, likeliest), (next, other), _] = sides;
    let (least, most) = extremes(finders, Finder::module);
    // One sheet is stretched one way, if not everywhere as much.
    let (flattest, tallest) = extremes(finders, |finder| finder.high / finder.wide);
    let is_one_kind = a.is_inverted == b.is_inverted && b.is_inverted == c.is_inverted;
    let may_be = is_one_kind && most <= least * 2.4 && tallest <= flattest * 1.8;
    let ways = [(may_be, likeliest), (may_be && next > longest * ABOUT, other)].into_iter();
    ways.filter(|(may_be, _)| *may_be).filter_map(move |(_, finders)| triple(finders, least, most))
}

/// A code whose corner is the first of three squares.
fn triple([corner, one, other]: [Finder; 3], least: f32, most: f32) -> Option<Triple> {
    let (first, second) = (one.centre.minus(corner.centre), other.centre.minus(corner.centre));
    let (wide, high) = (first.length(), second.length());
    let lean = (first.dot(second) / (wide * high)).abs();
    let unevenness = 1.0 - wide.min(high) / wide.max(high);
    // A code of 21 modules has 14 between its squares, one of 177 has 170; a module along a row looks up to √2 longer.
    let modules = wide.midpoint(high) / least.midpoint(most);
    if lean > 0.5 || unevenness > 0.6 || !(9.0..190.0).contains(&modules) {
        return None;
    }
    let [top_right, bottom_left] = if first.cross(second) > 0.0 { [one, other] } else { [other, one] };
    let unlikeliness = lean + unevenness + (most / least - 1.0);
    Some(Triple { unlikeliness, finders: [corner, top_right, bottom_left] })
}

/// The least and the most of something of three squares.
fn extremes(finders: [Finder; 3], of: impl Fn(&Finder) -> f32) -> (f32, f32) {
    let [a, b, c] = finders.map(|finder| of(&finder));
    (a.min(b).min(c), a.max(b).max(c))
}
