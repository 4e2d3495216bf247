//! Long straight edges between light and dark: two of them, at a right angle, are the solid border of a Data Matrix.

use crate::scan::Point;
use crate::scan::frame::LumaView;
use crate::scan::pace::Pace;
use crate::scan::runs::Seen;

/// Every so manieth row and column is looked along for edges.
const STEP: usize = 6;
/// The shortest border that is looked for, in pixels: 44 modules of a pixel, seen rather from the side.
const SHORTEST: f32 = 28.0;
/// A longer one is rather none of a code.
const LONGEST: f32 = 120.0;
/// A shorter edge is not even remembered.
const SHORT: f32 = 14.0;
/// More than these make no picture clearer.
const MOST: usize = 300;
const MOST_WANTED: usize = 120;
/// Edges are followed in strides of so many pixels.
const STRIDE: f32 = 1.5;
/// An edge that is so much shorter without what is beyond a gap, in pixels, is tried without, too.
const LEAST_CUT: f32 = 3.0;
/// The step at an edge that is solid, in parts of how far dark and light are apart around it.
const CLEAR: f32 = 0.5;
/// A side of the squares of which each is looked at once for each side of an edge.
const CELL: usize = 4;

/// A straight edge.
#[derive(Clone, Copy, Debug)]
pub(in crate::scan) struct Edge {
    pub from: Point,
    pub to: Point,
    /// A pixel towards the side of the ink, across the edge.
    pub inward: Point,
    /// Whether the ink is lighter than the paper.
    pub is_inverted: bool,
    /// How much lighter it is on one side than on the other, on the whole.
    pub height: f32,
}

impl Edge {
    pub(super) fn length(&self) -> f32 {
        self.from.distance(self.to)
    }

    /// Whether another edge is a part of this one.
    fn covers(&self, other: &Self) -> bool {
        let (along, length) = (self.to.minus(self.from), self.length());
        let is_on = |place: Point| {
            let away = place.minus(self.from);
            let part = away.dot(along) / (length * length);
            (along.cross(away) / length).abs() < 2.5 && (-0.1..=1.1).contains(&part)
        };
        self.inward.dot(other.inward) > 0.9 && is_on(other.from) && is_on(other.to)
    }
}

/// Room to work in.
#[derive(Default)]
pub(in crate::scan) struct Room {
    /// Where edges have been followed, a bit for each side that the ink is on.
    cells: Vec<u8>,
    path: Vec<Point>,
}

/// Looks for edges, longest first, along rows and columns.
pub(super) fn search(
    seen: &Seen<'_>,
    pace: &mut Pace<'_>,
    found: &mut Vec<Edge>,
    room: &mut Room,
    ends: &mut Vec<u16>,
) {
    found.clear();
    room.cells.clear();
    room.cells.resize(seen.view.width().div_ceil(CELL) * seen.view.height().div_ceil(CELL), 0);
    let lines = [seen.view.height() / STEP, seen.view.width() / STEP];
    while let Some(turn) = pace.next_line(lines[0] + lines[1]) {
        let (is_row, line) = in_turn(turn, lines);
        let middle = line * STEP + STEP / 2;
        if is_row {
            seen.stripes_of_row(middle, ends);
        } else {
            seen.stripes_of_column(middle, ends);
        }
        for end in ends.iter().skip(1).map(|end| usize::from(*end)) {
            let (x, y) = if is_row { (end, middle) } else { (middle, end) };
            let is_followed = consider(seen, x, y, is_row, found, room);
            if is_followed && pace.is_search_over() {
                break;
            }
        }
    }
    if found.len() > MOST_WANTED {
        found.sort_unstable_by(|one, other| other.height.total_cmp(&one.height));
        found.truncate(MOST_WANTED);
    }
    found.sort_unstable_by(|left, right| right.length().total_cmp(&left.length()));
}

/// The rows and the columns by turns, so that edges of both are found where time is short; of either every other one first, so that a border is
/// met wherever it is.
fn in_turn(turn: usize, [rows, columns]: [usize; 2]) -> (bool, usize) {
    let row = |turn: usize| turn * rows / (rows + columns);
    let is_row = row(turn + 1) > row(turn);
    let (line, count) = if is_row { (row(turn), rows) } else { (turn - row(turn), columns) };
    let half = count.div_ceil(2);
    (is_row, if line < half { 2 * line } else { 2 * (line - half) + 1 })
}

/// Follows the edge at a pixel both ways, and keeps it where it is long. `is_steep` tells which edges to follow: those
/// that rather cross rows, or those that rather cross columns. Tells whether one was followed.
fn consider(
    seen: &Seen<'_>,
    x: usize,
    y: usize,
    is_steep: bool,
    found: &mut Vec<Edge>,
    room: &mut Room,
) -> bool {
    let view = &seen.view;
    let is_inside = (2..view.width() - 2).contains(&x) && (2..view.height() - 2).contains(&y);
    if !is_inside {
        return false;
    }
    if found.len() >= MOST {
        keep_highest(found);
    }
    let slope = slope(view, x, y);
    if (slope.x.abs() >= slope.y.abs()) != is_steep {
        return false;
    }
    let Some(inward) = slope.unit() else { return false };
    let side = side(inward);
    if room.cells[cell(view, x, y)] & side != 0 {
        return false;
    }
    let place =
        Point::new(x as f32 + if is_steep { 0.0 } else { 0.5 }, y as f32 + if is_steep { 0.5 } else { 0.0 });
    let height = step_at(view, place, inward);
    let least = (height * 0.4).max(f32::from(seen.thresholds.range(x, y)) * 0.2).max(5.0);
    let along = Point::new(-inward.y, inward.x);
    let goes_on = |distance: f32| {
        let ahead = place.plus(along.times(distance));
        [0.0, -1.0, 1.0].into_iter().any(|off| step_near(view, ahead.plus(inward.times(off)), inward) > least)
    };
    if height < least || ![3.0, -3.0, 6.0, -6.0].into_iter().all(goes_on) {
        return false;
    }
    let trace = Trace { view, inward, least, longest_gap: 3.0 };
    room.path.clear();
    let forward = trace.follow(place, along, &mut room.path);
    let back = trace.follow(place, along.times(-1.0), &mut room.path);
    let (from, to) = (back.last, forward.last);
    let length = from.distance(to);
    if length < SHORT {
        return true;
    }
    // The straight line, so that what strayed from a border leaves that to be found; but the way itself where it is longer than a
    // border: in wavy stripes every row would follow it again.
    if length > LONGEST {
        room.path.iter().for_each(|place| mark(&mut room.cells, view, *place, inward, side));
    }
    let mut walked = 0.0;
    while walked <= length {
        mark(&mut room.cells, view, from.plus(to.minus(from).times(walked / length)), inward, side);
        walked += CELL as f32 * 0.7;
    }
    let Some(direction) = to.minus(from).unit() else { return true };
    let hits = f32::from(forward.hits + back.hits);
    if length < SHORTEST || hits * STRIDE < length * 0.75 {
        return true;
    }
    let height = (forward.heights + back.heights) / hits;
    let inward = Point::new(direction.y, -direction.x);
    let edge = Edge { from, to, inward, is_inverted: false, height };
    // A thin line has two edges, the ink of one on the side of the other's paper. Lines of print have them, too, but not as high.
    let is_clear = height > f32::from(seen.thresholds.range(x, y)) * CLEAR;
    let is_known = |known: &Edge| (known.is_inverted == edge.is_inverted || !is_clear) && known.covers(&edge);
    if found.iter().any(is_known) {
        return true;
    }
    keep(edge, found);
    // What is in line with a code, beyond a gap, may be another thing.
    let shorter = Edge { from: back.whole, to: forward.whole, ..edge };
    let cut = length - shorter.length();
    if cut > LEAST_CUT && shorter.length() >= SHORTEST {
        keep(shorter, found);
    }
    // And it may be the code, where a ruled line was met first.
    for (from, to) in [(back.last, back.resumed), (forward.resumed, forward.last)] {
        let beyond = Edge { from, to, ..edge };
        if from.distance(to) >= SHORTEST {
            keep(beyond, found);
        }
    }
    true
}

/// Makes room: where there are stripes all over, those of a code are the highest.
fn keep_highest(found: &mut Vec<Edge>) {
    found.sort_unstable_by(|one, other| other.height.total_cmp(&one.height));
    found.truncate(MOST / 2);
}

/// Keeps an edge; and with the ink on its other side, as the border of a light code on dark.
fn keep(edge: Edge, found: &mut Vec<Edge>) {
    let Edge { from, to, inward, .. } = edge;
    found.push(edge);
    found.push(Edge { from: to, to: from, inward: inward.times(-1.0), is_inverted: true, ..edge });
}

fn cell(view: &LumaView<'_>, x: usize, y: usize) -> usize {
    y / CELL * view.width().div_ceil(CELL) + x / CELL
}

/// Marks the squares at a place of an edge and beside it.
fn mark(cells: &mut [u8], view: &LumaView<'_>, place: Point, inward: Point, side: u8) {
    for beside in [-1.5, 0.0, 1.5] {
        let place = place.plus(inward.times(beside));
        let (x, y) = (place.x.max(0.0) as usize, place.y.max(0.0) as usize);
        cells[cell(view, x.min(view.width() - 1), y.min(view.height() - 1))] |= side;
    }
}

/// A bit for the side on which the ink is: a thin line has two edges in the same squares.
fn side(inward: Point) -> u8 {
    match (inward.x.abs() >= inward.y.abs(), inward.x > 0.0, inward.y > 0.0) {
        (true, true, _) => 1,
        (true, false, _) => 2,
        (false, _, true) => 4,
        (false, _, false) => 8,
    }
}

/// Which way it gets darker around a pixel.
fn slope(view: &LumaView<'_>, x: usize, y: usize) -> Point {
    let at = |right: usize, down: usize| f32::from(view.pixel(x + right - 2, y + down - 2));
    // The four pixels around the corner where the stripe begins, and those around them.
    let left = at(1, 1) + at(1, 2) + at(0, 1) + at(0, 2) + at(1, 0) + at(1, 3);
    let right = at(2, 1) + at(2, 2) + at(3, 1) + at(3, 2) + at(2, 0) + at(2, 3);
    let above = at(1, 1) + at(2, 1) + at(1, 0) + at(2, 0) + at(0, 1) + at(3, 1);
    let below = at(1, 2) + at(2, 2) + at(1, 3) + at(2, 3) + at(0, 2) + at(3, 2);
    Point::new(left - right, above - below)
}

/// How much lighter it is outside of an edge than inside.
#[inline]
fn step_at(view: &LumaView<'_>, place: Point, inward: Point) -> f32 {
    view.sample(place.minus(inward)) - view.sample(place.plus(inward))
}

/// The same by the nearest pixels: quicker, for a first look.
#[inline]
fn step_near(view: &LumaView<'_>, place: Point, inward: Point) -> f32 {
    f32::from(view.near(place.minus(inward))) - f32::from(view.near(place.plus(inward)))
}

/// How an edge is followed.
pub(super) struct Trace<'a> {
    pub view: &'a LumaView<'a>,
    /// Across the edge, from light to dark.
    pub inward: Point,
    /// The least step in brightness.
    pub least: f32,
    /// How far the edge may be lost, in pixels.
    pub longest_gap: f32,
}

/// How far an edge was followed.
pub(super) struct Followed {
    pub last: Point,
    /// Up to the first gap.
    pub whole: Point,
    /// Behind that gap.
    pub resumed: Point,
    pub hits: u16,
    /// The sum of the heights where it was hit.
    pub heights: f32,
}

impl Trace<'_> {
    /// Follows an edge from a place on it, as far as it goes. The way is added to `path`.
    pub(super) fn follow(&self, start: Point, along: Point, path: &mut Vec<Point>) -> Followed {
        let (mut along, mut inward) = (along, self.inward);
        let (mut place, mut last, mut hits, mut gap) = (start, start, 0, 0.0);
        let (mut whole, mut resumed, mut heights) = (None, None, 0.0);
        let turns_right = along.cross(inward) > 0.0;
        while gap <= self.longest_gap {
            place = place.plus(along.times(STRIDE));
            if !self.view.holds(place) {
                break;
            }
            let (off, height) = self.steepest(place, inward);
            if height < self.least {
                gap += STRIDE;
                whole = whole.or((hits > 4).then_some(last));
                continue;
            }
            place = place.plus(inward.times(off));
            path.push(place);
            resumed = resumed.or(whole.is_some().then_some(place));
            (last, gap, hits, heights) = (place, 0.0, hits + 1, heights + height);
            if place.distance(start) > 6.0
                && let Some(chord) = place.minus(start).unit()
            {
                along = chord;
                let across = Point::new(-chord.y, chord.x);
                inward = if turns_right { across } else { across.times(-1.0) };
            }
        }
        let (whole, resumed) = (whole.unwrap_or(last), resumed.unwrap_or(last));
        Followed { last, whole, resumed, hits, heights }
    }

    /// Where across the edge the step is highest, and how high. It is looked for farther off where it still rises.
    fn steepest(&self, place: Point, inward: Point) -> (f32, f32) {
        let at = |off: f32| self.view.sample(place.plus(inward.times(off)));
        // Steps are two pixels wide and half a pixel apart.
        let [far_out, out, near_out, near_in, inside, far_in] = [-1.5, -1.0, -0.5, 0.5, 1.0, 1.5].map(at);
        let (back, here, ahead) = (far_out - near_in, out - inside, near_out - far_in);
        if here >= back && here >= ahead {
            return (0.0, here);
        }
        if ahead >= back {
            let (next, last) = (at(0.0) - at(2.0), near_in - at(2.5));
            highest([(0.5, ahead), (1.0, next), (1.5, last)])
        } else {
            let (next, last) = (at(-2.0) - at(0.0), at(-2.5) - near_out);
            highest([(-0.5, back), (-1.0, next), (-1.5, last)])
        }
    }
}

fn highest(steps: [(f32, f32); 3]) -> (f32, f32) {
    let [first, second, third] = steps;
    let best = if second.1 > first.1 { second } else { first };
    if third.1 > best.1 { third } else { best }
}
