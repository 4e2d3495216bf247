//! How many modules a Data Matrix has, and where its corners are: by the dots along its upper and its right side.

use crate::scan::Point;
use crate::scan::frame::LumaView;
use crate::scan::geometry::Perspective;

/// The sides that square codes have.
const SIDES: [usize; 24] =
    [10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104, 120, 132, 144];

/// Dots that are seen less surely than this are none. It is about how far from chance they are, in standard deviations,
/// times how well they agree altogether: print has something like dots at its edge, in part.
const DOTTED: f32 = 3.0;
/// Sizes that are seen less surely at a first look are not looked at again.
const PROMISING: f32 = 0.7;
/// From so many pixels a module on the nearest pixel does for a first look.
const ROUGH: f32 = 3.5;
/// The most modules that a side has.
const LONGEST: usize = 144;
/// Where a corner is sought around its place, in modules.
const STEPS: [f32; 3] = [-0.8, 0.0, 0.8];
const FINE_STEPS: [f32; 3] = [-0.35, 0.0, 0.35];

/// A code's corners, top left first and clockwise, and how far the middles of its lower and its left side sag.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub corners: [Point; 4],
    pub sags: [Point; 2],
    pub is_inverted: bool,
}

/// A shape of which the size is known, and how surely.
pub(super) struct Sized {
    pub side: usize,
    pub shape: Shape,
    pub sureness: f32,
}

/// Finds the size at which the dots are seen most surely, and mends the corners; nothing where none are seen.
pub(super) fn size(view: &LumaView<'_>, shape: &Shape, longest: f32) -> Option<Sized> {
    let finely = |place: Point| view.sample(place);
    let roughly = |place: Point| f32::from(view.near(place));
    let mut best = (f32::MIN, 0, *shape);
    for side in SIDES.into_iter().filter(|side| (1.2..=24.0).contains(&(longest / *side as f32))) {
        let ends = [0.0; 3];
        let (first, _) = if longest > ROUGH * side as f32 {
            mend(roughly, shape, side, ends, STEPS)
        } else {
            mend(finely, shape, side, ends, STEPS)
        };
        if first < PROMISING {
            continue;
        }
        let (sureness, mended) = mend(finely, shape, side, STEPS, STEPS);
        if sureness > best.0 {
            best = (sureness, side, mended);
        }
    }
    let (_, side, shape) = best;
    if side == 0 {
        return None;
    }
    let (sureness, shape) = mend(finely, &shape, side, FINE_STEPS, FINE_STEPS);
    (sureness > DOTTED).then_some(Sized { side, shape, sureness })
}

/// Tries the three corners of the dotted sides around their places: those at the ends of the solid ones along these, the
/// fourth in both directions.
fn mend(
    grey: impl Fn(Point) -> f32 + Copy,
    shape: &Shape,
    side: usize,
    ends: [f32; 3],
    fourth: [f32; 3],
) -> (f32, Shape) {
    let [top_left, top_right, bottom_right, bottom_left] = shape.corners;
    let right = bottom_right.minus(bottom_left).times(1.0 / side as f32);
    let down = bottom_left.minus(top_left).times(1.0 / side as f32);
    let ends = if ends[0] == ends[2] { &ends[..1] } else { &ends[..] };
    let mut best = (f32::MIN, *shape);
    for x in fourth {
        for y in fourth {
            let corner = top_right.plus(right.times(x)).plus(down.times(y));
            let upper = ends.iter().map(|end| {
                let other = top_left.plus(down.times(*end));
                (upper(grey, shape, side, other, corner), other)
            });
            let beside = ends.iter().map(|end| {
                let other = bottom_right.plus(right.times(*end));
                (beside(grey, shape, side, corner, other), other)
            });
            let surest = |one: &(f32, Point), other: &(f32, Point)| one.0.total_cmp(&other.0);
            let Some(((upper, left), (beside, lower))) = upper.max_by(surest).zip(beside.max_by(surest))
            else {
                continue;
            };
            let agreement = (upper + beside) / 2.0;
            let sureness = agreement * agreement.abs() * (2.0 * side as f32).sqrt();
            if sureness > best.0 {
                best = (sureness, Shape { corners: [left, corner, lower, bottom_left], ..*shape });
            }
        }
    }
    best
}

/// How well dots are seen along the upper side, dark first: from −1 to 1.
fn upper(grey: impl Fn(Point) -> f32, shape: &Shape, side: usize, left: Point, right: Point) -> f32 {
    let [_, _, lower_right, lower_left] = shape.corners;
    let end = side as f32;
    let Some(flat) = Perspective::of((0.0, 0.0), (end, end), [left, right, lower_right, lower_left]) else {
        return f32::MIN;
    };
    dots(grey, side, shape, shape.sags[0], |at| flat.at(at, 0.5))
}

/// How well dots are seen along the right side, dark last: from −1 to 1.
fn beside(grey: impl Fn(Point) -> f32, shape: &Shape, side: usize, upper: Point, lower: Point) -> f32 {
    let [upper_left, _, _, lower_left] = shape.corners;
    let end = side as f32;
    let Some(flat) = Perspective::of((0.0, 0.0), (end, end), [upper_left, upper, lower, lower_left]) else {
        return f32::MIN;
    };
    -dots(grey, side, shape, shape.sags[1], |at| flat.at(end - 0.5, at))
}

fn dots(
    grey: impl Fn(Point) -> f32,
    side: usize,
    shape: &Shape,
    sag: Point,
    place: impl Fn(f32) -> Point,
) -> f32 {
    let at = |module: usize| {
        let part = (module as f32 + 0.5) / side as f32;
        grey(place(module as f32 + 0.5).plus(sag.times(4.0 * part * (1.0 - part))))
    };
    let mut edges = [0.0_f32; LONGEST];
    let (mut before, mut here) = (at(0), at(1));
    let edges = &mut edges[..side - 2];
    for (edge, module) in edges.iter_mut().zip(1..) {
        let after = at(module + 1);
        let height = (before + after) / 2.0 - here;
        *edge = if module % 2 == 0 { height } else { -height };
        (before, here) = (here, after);
    }
    // Where every third module is no edge, the code has a third as many: what is weak counts as much as what is usual.
    let usual = (edges.iter().map(|edge| edge * edge).sum::<f32>() / edges.len() as f32).sqrt().max(0.5);
    let all = edges.iter().map(|edge| edge.abs().max(usual)).sum::<f32>();
    let sign = if shape.is_inverted { -1.0 } else { 1.0 };
    sign * edges.iter().sum::<f32>() / all
}
