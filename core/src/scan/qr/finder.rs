//! The three squares in the corners of a QR code: from any side their stripes are as 1 : 1 : 3 : 1 : 1.

use crate::scan::Point;
use crate::scan::pace::Pace;
use crate::scan::runs::Seen;

/// Every so manieth row is looked along: the square within a square is six pixels high at the smallest module.
const ROW_STEP: usize = 3;
/// The longest module that is looked for, in pixels. Larger codes are found in a reduced picture.
const LONGEST_MODULE: f32 = 16.0;
/// How many times longer one way than the other a square is that leans away, or is stretched.
const MOST_STRETCH: f32 = 2.6;
/// The whole of such a square has at least so many pixels in a row: in fewer of them noise is anything.
const SHORTEST_LEANING: usize = 12;
/// A busy picture has many things like one; no more are kept.
const MOST: usize = 60;

/// A square that may be in the corner of a code.
#[derive(Clone, Copy, Debug)]
pub(in crate::scan) struct Finder {
    pub centre: Point,
    /// Pixels a module, as seen along rows and along columns.
    pub wide: f32,
    pub high: f32,
    /// Whether it is light on dark.
    pub is_inverted: bool,
    /// How many rows saw it.
    pub seen: u16,
    /// How far dark and light are apart there.
    pub range: f32,
}

impl Finder {
    /// Pixels a module, whichever way.
    pub(super) fn module(&self) -> f32 {
        self.wide.midpoint(self.high)
    }

    /// More is surer: noise has many things like squares, all of them faint.
    pub(super) fn sureness(&self) -> f32 {
        self.range * f32::from(self.seen.min(3))
    }
}

/// Looks for squares between two rows, and adds them to `found`. `ends` is room to work in.
pub(super) fn search(seen: &Seen<'_>, pace: &mut Pace<'_>, found: &mut Vec<Finder>, ends: &mut Vec<u16>) {
    found.clear();
    let rows = (1..seen.view.height()).step_by(ROW_STEP);
    while let Some(turn) = pace.next_line(rows.len()) {
        // Every third row first, so that large squares are seen all over the picture where time is short.
        let Some(y) = (0..3).flat_map(|pass| rows.clone().skip(pass).step_by(3)).nth(turn) else { break };
        let starts_dark = seen.stripes_of_row(y, ends);
        for (place, edges) in ends.windows(6).enumerate() {
            let is_dark = (place % 2 == 0) == starts_dark;
            if like_a_finder(edges) {
                let centre = f32::from(edges[2] + edges[3]) / 2.0;
                let place = Point::new(centre, y as f32 + 0.5);
                consider(seen, place, edges[5] - edges[0], !is_dark, found);
            }
        }
        if found.len() == MOST {
            found.sort_unstable_by(|one, other| other.sureness().total_cmp(&one.sureness()));
            found.truncate(MOST - MOST / 4);
        }
    }
}

/// Whether five stripes are roughly as 1 : 1 : 3 : 1 : 1. Each edge may be a pixel off.
#[inline]
fn like_a_finder(edges: &[u16]) -> bool {
    let whole = i32::from(edges[5] - edges[0]);
    let middle = i32::from(edges[3] - edges[2]);
    if whole < 9 || middle * 7 < whole * 2 || middle * 7 > whole * 4 + 7 {
        return false;
    }
    // From edge to like edge: what a threshold takes from dark it takes at both.
    let pairs = [(0, 2, 2), (3, 5, 2), (1, 3, 4), (2, 4, 4)];
    let fits = |(start, end, modules): (usize, usize, i32)| {
        (i32::from(edges[end] - edges[start]) * 7 - whole * modules).abs() * 10 <= whole * 5 + 84
    };
    if !pairs.into_iter().all(fits) {
        return false;
    }
    [(0, 1), (1, 2), (3, 4), (4, 5)].into_iter().all(|(start, end)| {
        let stripe = i32::from(edges[end] - edges[start]) * 7;
        stripe * 10 >= whole * 4 - 70 && stripe * 10 <= whole * 17 + 70
    })
}

/// Looks across and again along, and keeps what is square.
fn consider(seen: &Seen<'_>, place: Point, whole: u16, is_inverted: bool, found: &mut Vec<Finder>) {
    let near = |finder: &Finder| {
        let distance = finder.centre.minus(place);
        distance.x.abs() < finder.module() * 2.0 && distance.y.abs() < finder.module() * 2.0
    };
    if let Some(known) = found.iter_mut().find(|finder| near(finder) && finder.is_inverted == is_inverted) {
        known.seen += 1;
        return;
    }
    if found.len() == MOST || !is_high(seen, place, whole, is_inverted) {
        return;
    }
    let (along, across) = (Point::new(1.0, 0.0), Point::new(0.0, 1.0));
    let Some((place, high)) = centred(seen, place, across, is_inverted) else { return };
    let Some((place, wide)) = centred(seen, place, along, is_inverted) else { return };
    let Some((centre, high_again)) = centred(seen, place, across, is_inverted) else { return };
    if wide > high * MOST_STRETCH || high > wide * MOST_STRETCH || high_again > high * 1.4 {
        return;
    }
    if !found.iter().any(|finder| finder.centre.distance(centre) < finder.module() * 2.0) {
        found.push(Finder {
            centre,
            wide,
            high: high_again,
            is_inverted,
            seen: 1,
            range: seen.range(centre),
        });
    }
}

/// A quick first look by whole pixels: whether the innermost square is about as high as it is wide, which is three sevenths of the
/// whole, or else as high as one that leans away; with stripes above and below it as such a square has them.
fn is_high(seen: &Seen<'_>, place: Point, whole: u16, is_inverted: bool) -> bool {
    let (x, y, whole) = (place.x as usize, place.y as usize, usize::from(whole));
    let is_ink = |y: usize| (seen.view.pixel(x, y) < seen.thresholds.at(x, y)) != is_inverted;
    let most = whole * 8 / 7 + 2;
    let below = (y..seen.view.height()).take(most).take_while(|y| is_ink(*y)).count();
    let above = (0..y).rev().take(most).take_while(|y| is_ink(*y)).count();
    let high = above + below;
    let is_upright = (whole * 2..=whole * 5 + 7).contains(&(high * 7 + 7));
    let is_leaning = whole >= SHORTEST_LEANING && (whole + 7..=whole * 7 + 7).contains(&(high * 7 + 7));
    if !is_upright && !is_leaning {
        return false;
    }
    // A stripe is a third as wide as the square, a part of that and a pixel off.
    let fits = |stripe: usize| stripe * 15 + 15 >= high * 3 && stripe * 15 <= high * 7 + 15;
    let stripe = |rows: &mut dyn Iterator<Item = usize>, of_ink: bool| {
        rows.take(most).take_while(|y| is_ink(*y) == of_ink).count()
    };
    let (end, start) = (y + below, y - above);
    let light_below = stripe(&mut (end..seen.view.height()), false);
    if !fits(light_below) {
        return false;
    }
    let light_above = stripe(&mut (0..start).rev(), false);
    fits(light_above)
        && fits(stripe(&mut (end + light_below..seen.view.height()), true))
        && fits(stripe(&mut (0..start - light_above).rev(), true))
}

/// The middle of the square along a line through a place in it, and the length of a module that way.
pub(super) fn centred(
    seen: &Seen<'_>,
    place: Point,
    direction: Point,
    is_inverted: bool,
) -> Option<(Point, f32)> {
    if seen.is_dark(place)? == is_inverted {
        return None;
    }
    let longest = LONGEST_MODULE * 3.0;
    let [half, light, dark] = seen.stripes::<3>(place, direction, longest)?;
    let [half_back, light_back, dark_back] = seen.stripes::<3>(place, direction.times(-1.0), longest)?;
    let middle = half + half_back;
    let whole = middle + light + dark + light_back + dark_back;
    let module = whole / 7.0;
    let slack = module * 0.6 + 0.6;
    let fits = |length: f32| (length - module).abs() < slack;
    if (middle - 3.0 * module).abs() > slack * 1.5
        || ![light, dark, light_back, dark_back].into_iter().all(fits)
    {
        return None;
    }
    // The middle of the whole is surer than the middle of its middle.
    let ahead = half + light + dark;
    let back = half_back + light_back + dark_back;
    let inner = (half - half_back) / 2.0;
    let shift = ((ahead - back) / 2.0).midpoint(inner);
    Some((place.plus(direction.times(shift)), module))
}
