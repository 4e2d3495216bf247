//! Which two edges are the solid border of one code, and where its other two sides are.

use super::edge::Edge;
use crate::scan::Point;
use crate::scan::frame::LumaView;
use crate::scan::geometry::meeting;
use crate::scan::runs::Seen;

/// Edges that are tried with each other.
const MOST_EDGES: usize = 120;
/// Tiles and stripes have thousands of corners; no more are kept.
const MOST_ELBOWS: usize = 600;

/// How many times longer one arm is than the other where a code leans far away, or is stretched.
const MOST_STRETCH: f32 = 2.6;

/// How far the far end of a dotted side may be from where a parallelogram has it, in parts of the code.
const FAN: f32 = 0.5;
/// How much less likely it is there.
const FANNED: f32 = 0.6;

/// How high the step at a dotted side is, in parts of the picture's contrast: half of it is paper.
const SOLIDITY: std::ops::Range<f32> = 0.05..0.75;

/// The solid corner of a code that there may be: bottom left, with the ends of its two arms.
#[derive(Clone, Copy, Debug)]
pub(in crate::scan) struct Elbow {
    pub top_left: Point,
    pub bottom_left: Point,
    pub bottom_right: Point,
    pub is_inverted: bool,
    /// How far its arms are from meeting and from being as long as each other.
    unlikeliness: f32,
}

impl Elbow {
    pub(super) fn length(&self) -> f32 {
        self.bottom_left.distance(self.top_left) + self.bottom_left.distance(self.bottom_right)
    }

    /// The middle of the code that it would be.
    pub(super) fn middle(&self) -> Point {
        self.top_left.plus(self.bottom_right).times(0.5)
    }

    /// Whether another one is the same but for a few pixels.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let pairs = [
            (self.top_left, other.top_left),
            (self.bottom_left, other.bottom_left),
            (self.bottom_right, other.bottom_right),
        ];
        self.is_inverted == other.is_inverted && pairs.iter().all(|(one, other)| one.distance(*other) < 5.0)
    }

    /// Whether both dark and light are between its arms, as in a code.
    pub(super) fn is_mixed(&self, seen: &Seen<'_>) -> bool {
        let (up, right) = (self.top_left.minus(self.bottom_left), self.bottom_right.minus(self.bottom_left));
        let places = (1..=9_u8).flat_map(|row| (1..=9_u8).map(move |column| (column, row)));
        let dark = places.filter(|(column, row)| {
            let (x, y) = (f32::from(*column) / 11.0, f32::from(*row) / 11.0);
            seen.is_dark(self.bottom_left.plus(right.times(x)).plus(up.times(y))).unwrap_or(false)
        });
        (16..=65).contains(&dark.count())
    }

    /// How far the middles of its arms, the lower and the left one, are from straight: where a sheet is curled.
    pub(super) fn sags(&self, view: &LumaView<'_>) -> [Point; 2] {
        let sign = if self.is_inverted { -1.0 } else { 1.0 };
        let sag = |end: Point, other: Point| {
            let along = end.minus(self.bottom_left);
            let out = self.bottom_left.minus(other).times(sign);
            let Some(out) = out.unit() else { return Point::new(0.0, 0.0) };
            let height = |off: f32| {
                let sum = (-4_i8..=4).map(|step| {
                    let middle = self.bottom_left.plus(along.times(0.5 + f32::from(step) * 0.02));
                    let place = middle.plus(out.times(off * sign));
                    view.sample(place.plus(out)) - view.sample(place.minus(out))
                });
                sum.sum::<f32>()
            };
            let offs = (-10_i8..=10).map(|step| f32::from(step) * 0.5);
            let best = offs.map(|off| (height(off), off)).max_by(|one, other| one.0.total_cmp(&other.0));
            out.times(best.map_or(0.0, |(_, off)| off) * sign)
        };
        [sag(self.bottom_right, self.top_left), sag(self.top_left, self.bottom_right)]
    }

    /// Whether what is beside its arms is not the paper that is within: where a code was cut out without its quiet zone.
    pub(super) fn is_cut_out(&self, seen: &Seen<'_>) -> bool {
        const GREY: std::ops::Range<f32> = 0.25..0.75;
        let (up, right) = (self.top_left.minus(self.bottom_left), self.bottom_right.minus(self.bottom_left));
        let sign = if self.is_inverted { -1.0 } else { 1.0 };
        let grey = |place: Point| sign * f32::from(seen.view.near(place));
        let (mut ink, mut paper) = (f32::MAX, f32::MIN);
        for (row, column) in (1..=9_u8).flat_map(|row| (1..=9_u8).map(move |column| (row, column))) {
            let (x, y) = (f32::from(column) / 11.0, f32::from(row) / 11.0);
            let grey = grey(self.bottom_left.plus(right.times(x)).plus(up.times(y)));
            (ink, paper) = (ink.min(grey), paper.max(grey));
        }
        // In stripes it is grey only on the whole.
        let is_grey = |arm: Point, other: Point| {
            let out = other.times(-3.0 / other.length());
            let mut places = (1..=9_u8).map(|part| self.bottom_left.plus(arm.times(f32::from(part) / 10.0)));
            places.all(|place| GREY.contains(&((grey(place.plus(out)) - ink) / (paper - ink))))
        };
        is_grey(up, right) && is_grey(right, up)
    }

    /// Finds the two dotted sides. Gives the code's corners, top left first and clockwise; nothing where a side is a line or is
    /// hardly there.
    pub(super) fn outline(&self, seen: &Seen<'_>, sought: Sought) -> Option<[Point; 4]> {
        let view = &seen.view;
        let Self { top_left, bottom_left, bottom_right, is_inverted, .. } = *self;
        let (up, right) = (top_left.minus(bottom_left), bottom_right.minus(bottom_left));
        let sign = if is_inverted { -1.0 } else { 1.0 };
        let (beside, above) = (
            Side::seek(view, bottom_right, up, right, sign, sought),
            Side::seek(view, top_left, right, up, sign, sought),
        );
        let range = seen.range(self.middle());
        if ![&beside, &above].into_iter().all(|side| SOLIDITY.contains(&(side.height / range))) {
            return None;
        }
        let along = |side: &Side| side.to.minus(side.from);
        let met = |from: Point, way: Point, side: &Side| meeting(from, way, side.from, along(side));
        let top_right = meeting(above.from, along(&above), beside.from, along(&beside));
        Some([
            met(bottom_left, up, &above).unwrap_or(top_left),
            top_right.unwrap_or(top_left.plus(right)),
            met(bottom_left, right, &beside).unwrap_or(bottom_right),
            bottom_left,
        ])
    }
}

/// What tells a dotted side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    /// It is darker on the whole than the paper beyond.
    Ink,
    /// It changes from module to module, and what is beyond does not.
    Dots,
}

/// A dotted side, as a straight line.
struct Side {
    from: Point,
    to: Point,
    /// How much darker it is within than beyond, on the whole.
    height: f32,
}

impl Side {
    /// The line from about `start` that goes about `along` beyond which it is light, and within which there is ink. Sought
    /// coarsely by the nearest pixels, and then finely.
    fn seek(
        view: &LumaView<'_>,
        start: Point,
        along: Point,
        outward: Point,
        sign: f32,
        sought: Sought,
    ) -> Self {
        let reach = outward.length();
        let out = outward.times(1.0 / reach);
        let likely = |near: f32, far: f32| 1.0 - FANNED * (far - near).abs() / reach;
        let places = |near: f32, far: f32, parts: u8| {
            let from = start.plus(out.times(near));
            let way = along.plus(out.times(far - near));
            (1..parts).map(move |part| from.plus(way.times(f32::from(part) / f32::from(parts))))
        };
        let step = out.times(1.1);
        // At fewer places a line within the code is now and then dark on its inner side by chance, as often as a dotted side.
        let roughly = |near: f32, far: f32| {
            let heights = places(near, far, 39).map(|place| {
                f32::from(view.near(place.plus(step))) - f32::from(view.near(place.minus(step)))
            });
            sign * heights.sum::<f32>() * likely(near, far)
        };
        let finely = |near: f32, far: f32| {
            let heights = places(near, far, 24)
                .map(|place| view.sample(place.plus(step)) - view.sample(place.minus(step)));
            sign * heights.sum::<f32>() * likely(near, far)
        };
        let dotted = |near: f32, far: f32| {
            let (mut within, mut beyond) = (0.0, 0.0);
            let mut before = None;
            for place in places(near, far, length(along)) {
                let (inner, outer) = (view.sample(place.minus(step)), view.sample(place.plus(step)));
                if let Some((inner_before, outer_before)) = before.replace((inner, outer)) {
                    within += f32::abs(inner - inner_before);
                    beyond += f32::abs(outer - outer_before);
                }
            }
            (within - beyond) / f32::from(length(along)) * 23.0 * likely(near, far)
        };
        let roughly = |near: f32, far: f32| match sought {
            Sought::Ink => roughly(near, far),
            Sought::Dots => dotted(near, far),
        };
        let finely = |near: f32, far: f32| match sought {
            Sought::Ink => finely(near, far),
            Sought::Dots => dotted(near, far),
        };
        let mut best = (f32::MIN, 0.0, 0.0);
        let most = reach * FAN;
        // A solid side rather runs on into what is printed beside a code than that it ends early.
        for near in [0.0, -1.5, 1.5, -3.0, 3.0, -4.5, -6.0] {
            let mut far = -most;
            while far <= most {
                let height = roughly(near, far);
                if height > best.0 {
                    best = (height, near, far);
                }
                far += 2.0;
            }
        }
        let (_, near, far) = best;
        best.0 = f32::MIN;
        for finer in [-0.8, -0.4, 0.0, 0.4, 0.8] {
            for other in [-1.0, -0.5, 0.0, 0.5, 1.0] {
                let height = finely(near + finer, far + other);
                if height > best.0 {
                    best = (height, near + finer, far + other);
                }
            }
        }
        let (height, near, far) = best;
        let (from, to) = (start.plus(out.times(near)), start.plus(along).plus(out.times(far)));
        Self { from, to, height: height / 23.0 }
    }
}

/// A line's length in pixels.
fn length(line: Point) -> u8 {
    line.length().min(250.0) as u8
}

/// Finds all corners of two edges, likeliest first.
pub(super) fn elbows(edges: &[Edge], found: &mut Vec<Elbow>) {
    found.clear();
    let edges = &edges[..edges.len().min(MOST_EDGES)];
    for left in edges {
        let others = edges.iter().filter(|bottom| bottom.is_inverted == left.is_inverted);
        found.extend(others.filter_map(|bottom| elbow(left, bottom)));
    }
    let likelier = |one: &Elbow, other: &Elbow| one.unlikeliness.total_cmp(&other.unlikeliness);
    if found.len() > MOST_ELBOWS {
        found.select_nth_unstable_by(MOST_ELBOWS, likelier);
        found.truncate(MOST_ELBOWS);
    }
    found.sort_unstable_by(likelier);
}

/// The two edges as left and bottom side of a code, where they can be.
fn elbow(left: &Edge, bottom: &Edge) -> Option<Elbow> {
    if left.inward.dot(bottom.inward).abs() > 0.5 || left.inward.cross(bottom.inward) > 0.0 {
        return None;
    }
    let corner = meeting(left.from, left.to.minus(left.from), bottom.from, bottom.to.minus(bottom.from))?;
    let ends = |edge: &Edge, way: Point| {
        let is_forward = edge.to.minus(edge.from).dot(way) > 0.0;
        let (near, far) = if is_forward { (edge.from, edge.to) } else { (edge.to, edge.from) };
        let is_joined = near.distance(corner) < edge.length() * 0.15 + 3.0;
        let apart = near.distance(corner) / edge.length();
        (is_joined && far.minus(corner).dot(way) > 0.0).then_some((far, apart))
    };
    let ((top_left, above), (bottom_right, beside)) =
        (ends(left, bottom.inward)?, ends(bottom, left.inward)?);
    let (high, wide) = (top_left.distance(corner), bottom_right.distance(corner));
    if high > wide * MOST_STRETCH || wide > high * MOST_STRETCH {
        return None;
    }
    let unevenness = 1.0 - wide.min(high) / wide.max(high);
    // Larger is likelier.
    let smallness = 20.0 / (wide + high);
    let unlikeliness = unevenness + 2.0 * (above + beside) + smallness;
    Some(Elbow { top_left, bottom_left: corner, bottom_right, is_inverted: left.is_inverted, unlikeliness })
}
