//! A code that was cut out of its picture without its quiet zone: its own edge tells so.

use super::frame::LumaView;

/// A solid side is ink in so large a part, and a side of both in a part between these.
const SOLID: f32 = 0.97;
const MIXED: std::ops::Range<f32> = 0.25..0.75;
/// How far the corners' squares may differ in length, in parts of one.
const UNEVEN: f32 = 0.2;
/// The shortest square, in pixels: a pixel a module.
const SHORTEST: f32 = 7.0;

/// Which of both is the ink of the code that was cut out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Dark,
    Light,
}

/// One side of a picture: how long it is ink from either end, and in which part of it.
struct Side {
    first: f32,
    last: f32,
    ink: f32,
}

/// Whether the picture's edge is that of a code: two solid sides beside each other and two dotted ones, or at least three corners with
/// squares as wide as high.
pub(super) fn is_cut_out(view: &LumaView<'_>, ink: Ink) -> bool {
    let (right, bottom) = (view.width() - 1, view.height() - 1);
    let column = |x: usize| (0..=bottom).map(move |y| view.pixel(x, y));
    let row = |y: usize| view.row(y).iter().copied();
    let ring = || row(0).chain(row(bottom)).chain(column(0)).chain(column(right));
    let level = ring().min().unwrap_or(0).midpoint(ring().max().unwrap_or(0));
    let is_ink = move |pixel: &u8| (*pixel > level) == (ink == Ink::Light);
    // Around the picture, clockwise from its top left.
    let sides = [
        Side::of(row(0), is_ink),
        Side::of(column(right), is_ink),
        Side::of(row(bottom).rev(), is_ink),
        Side::of(column(0).rev(), is_ink),
    ];
    let beside = |side: usize| (&sides[side], &sides[(side + 1) % 4]);
    let is_bordered = (0..4).any(|side| {
        let ((one, next), (third, fourth)) = (beside(side), beside((side + 2) % 4));
        one.ink > SOLID && next.ink > SOLID && [third, fourth].iter().all(|side| MIXED.contains(&side.ink))
    });
    let squares = (0..4).filter(|corner| {
        let (before, after) = beside(*corner);
        let (one, other) = (before.last, after.first);
        one.min(other) >= SHORTEST && (one - other).abs() < UNEVEN * one.max(other)
    });
    is_bordered || (squares.count() >= 3 && sides.iter().all(|side| MIXED.contains(&side.ink)))
}

impl Side {
    fn of(pixels: impl DoubleEndedIterator<Item = u8> + Clone, is_ink: impl Fn(&u8) -> bool + Copy) -> Self {
        let count = |found: usize| found as f32;
        Self {
            first: count(pixels.clone().take_while(is_ink).count()),
            last: count(pixels.clone().rev().take_while(is_ink).count()),
            ink: count(pixels.clone().filter(is_ink).count()) / count(pixels.count()),
        }
    }
}
