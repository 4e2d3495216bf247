//! QR codes: the squares in the corners, the net between them, the modules.

mod bend;
mod corners;
mod finder;
mod flat;
mod mesh;

pub(in crate::scan) use corners::Triple;
pub(in crate::scan) use finder::Finder;

use super::decode::decode;
use super::frame::LumaView;
use super::geometry::foreshortened;
use super::lattice::{HOPELESS, Lattice};
use super::look::{Look, Reading};
use super::pace::{ALL, Left, Limit, Pace};
use super::runs::Seen;
use super::stage::Stage;
use super::threshold::Thresholds;
use super::{Point, Symbology};
use corners::Corners;
use mesh::Mesh;

/// The likeliest threes of squares are looked at for dots between them, and those that have them are tried. Of a still
/// picture all are: a sheet for a family has many codes, whose squares stand in threes of every kind.
const MOST_TRIPLES: usize = 60;
const MOST_TRIED: usize = 4;
const MOST_TRIPLES_OF_A_STILL: usize = 1500;

/// Dots that are seen less surely are none.
const DOTTED: f32 = 4.5;
/// The squares of a code look like squares at least so much.
const CLEAR: f32 = 0.45;

/// The nets that are laid over a code, one after another. Small squares may be covered, and others may look like them; the rest
/// of a code is seen in any case.
const NETS: [Net; 3] = [Net::Held, Net::Flat, Net::Bent];

/// Up to version 3, of so many modules a side, the squares and dotted lines are seen right at least so much.
const SMALL: usize = 29;
const SURE: f32 = 0.93;

/// Where light ran over, the part of the way from light to dark after which something is dark: for a little of it, for much.
const RAISED: [u8; 2] = [4, 8];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Net {
    /// By the small squares.
    Held,
    Flat,
    Bent,
}

/// Room to work in, used again for the next picture.
#[derive(Default)]
pub(super) struct Search {
    finders: Vec<Finder>,
    triples: Vec<Triple>,
    ends: Vec<u16>,
    raised: Thresholds,
}

/// Reads the QR codes of a picture. They are looked for in `seen`; modules are taken from `views`, which show the same,
/// one after the other.
pub(super) fn read(
    seen: &Seen<'_>,
    views: &[LumaView<'_>],
    search: &mut Search,
    lattice: &mut Lattice,
    limit: Limit<'_>,
    left: &mut [Left; 1 + RAISED.len()],
    look: &mut Look,
) {
    let first = look.codes.len();
    let [left, left_raised @ ..] = left;
    read_in(seen, views, search, lattice, Pace::new(limit, left), look);
    // Light that ran over thins the squares' dark lines until they are lighter than half-way.
    let mut raised = std::mem::take(&mut search.raised);
    for (part, left) in RAISED.into_iter().zip(left_raised) {
        let is_enough = look.codes.len() > first && !limit.is_of_a_still();
        if is_enough || limit.is_over() || !raised.raise(seen.thresholds, part) {
            break;
        }
        let seen = Seen { thresholds: &raised, ..*seen };
        read_in(&seen, views, search, lattice, Pace::new(limit, left), look);
    }
    search.raised = raised;
}

fn read_in(
    seen: &Seen<'_>,
    views: &[LumaView<'_>],
    search: &mut Search,
    lattice: &mut Lattice,
    mut pace: Pace<'_>,
    look: &mut Look,
) {
    finder::search(seen, &mut pace, &mut search.finders, &mut search.ends);
    let (most_triples, most_tried) =
        if pace.is_of_a_still() { (MOST_TRIPLES_OF_A_STILL, usize::MAX) } else { (MOST_TRIPLES, MOST_TRIED) };
    corners::arrange(&mut search.finders, &mut search.triples, pace.is_of_a_still());
    let mut tried = 0;
    let triples = search.triples.iter().enumerate().take(most_triples).skip(pace.first_candidate());
    for (candidate, triple) in triples {
        if !pace.may_consider(candidate, ALL) {
            break;
        }
        // A square belongs to one code.
        if look.holds(triple.middle()) || triple.finders().any(|finder| look.holds(finder.centre)) {
            continue;
        }
        let Some(corners) = triple.corners(seen) else { continue };
        if corners.clearness(&seen.view) < CLEAR {
            continue;
        }
        let sizes = sizes(seen, &corners);
        if sizes[0].1 <= DOTTED {
            continue;
        }
        let sizes = sizes.iter().filter(|(_, clear)| *clear > DOTTED).take(2).map(|(side, _)| *side);
        match read_at(seen, views, &corners, sizes, lattice, &mut pace) {
            Some(code) => look.codes.push(code),
            None => {
                look.suspect(triple.suspect(&corners, lattice.blur()));
                tried += 1;
            }
        }
        if tried == most_tried || pace.is_left() {
            break;
        }
    }
}

/// Reads a code of one of these sizes, from one of the views, which may be larger than the picture in which its corners were seen.
fn read_at(
    seen: &Seen<'_>,
    views: &[LumaView<'_>],
    corners: &Corners,
    sides: impl Iterator<Item = usize>,
    lattice: &mut Lattice,
    pace: &mut Pace<'_>,
) -> Option<Reading> {
    for (side, view) in sides.flat_map(|side| views.iter().map(move |view| (side, view))) {
        let larger = (view.width() / seen.view.width()).max(1) as f32;
        let corners = corners.enlarged(larger);
        let mut mesh = None;
        for net in NETS {
            if !pace.may_try() {
                continue;
            }
            mesh = match net {
                Net::Held => Some(Mesh::lay(view, &corners, side)),
                Net::Flat => Mesh::lay_flat(view, &corners, side),
                Net::Bent => mesh.or_else(|| Mesh::lay_flat(view, &corners, side)),
            };
            let Some(mesh) = &mut mesh else { continue };
            if net == Net::Bent {
                mesh.bend(view, corners.is_inverted);
            }
            if pace.is_broken_off() {
                return None;
            }
            let content = read_through(view, mesh, corners.is_inverted, side, lattice, pace);
            if let Some((content, outline)) = content.zip(mesh.outline()) {
                let corners = outline.map(|corner| corner.times(1.0 / larger));
                return Some(Reading { symbology: Symbology::Qr, content, corners, stage: Stage::Plain });
            }
            if pace.is_broken_off() {
                return None;
            }
            if net == Net::Held && known(lattice) < HOPELESS {
                pace.leave_out(NETS.len() - 1);
                break;
            }
        }
    }
    None
}

/// Reads the modules that lie where a net has them.
fn read_through(
    view: &LumaView<'_>,
    mesh: &Mesh,
    is_inverted: bool,
    side: usize,
    lattice: &mut Lattice,
    pace: &Pace<'_>,
) -> Option<Vec<u8>> {
    lattice.begin(side);
    mesh.visit(|place| lattice.take(view, place))?;
    // Small codes correct few errors, and much that is none has an end and a beginning.
    let least = if side <= SMALL { SURE } else { 0.0 };
    lattice.make_sense(is_inverted, pace, known, |lattice| {
        if known(lattice) < least { None } else { decode(lattice, Symbology::Qr) }
    })
}

/// Which part of the squares' and the dotted lines' modules came out right.
fn known(lattice: &Lattice) -> f32 {
    let side = lattice.side();
    let mut right = 0;
    for row in 0..7_usize {
        for column in 0..7_usize {
            let ring = row.abs_diff(3).max(column.abs_diff(3));
            let squares = [(column, row), (side - 7 + column, row), (column, side - 7 + row)];
            right += squares.iter().filter(|(x, y)| lattice.is_dark(*x, *y) == (ring != 2)).count();
        }
    }
    for at in 8..side - 8 {
        let dots = [lattice.is_dark(at, 6), lattice.is_dark(6, at)];
        right += dots.into_iter().filter(|is_dark| *is_dark == (at % 2 == 0)).count();
    }
    right as f32 / (3 * 49 + 2 * (side - 16)) as f32
}

/// How many modules a side the code may have: those first at which its dotted lines are seen best.
fn sizes(seen: &Seen<'_>, corners: &Corners) -> [(usize, f32); 9] {
    let [top_left, top_right, bottom_left] = corners.centres;
    let modules = |from: Point, to: Point, steps: [Point; 3], other: usize| {
        from.distance(to) / (steps[0].length() * steps[other].length()).sqrt()
    };
    let wide = modules(top_left, top_right, corners.right, 1);
    let high = modules(top_left, bottom_left, corners.down, 2);
    let version = ((wide.midpoint(high) + 7.0 - 17.0) / 4.0).round();
    let mut sizes = [-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0].map(|off| {
        if !(1.0..=40.0).contains(&(version + off)) {
            return (0, f32::MIN);
        }
        let side = (version + off) as usize * 4 + 17;
        (side, dotted(seen, corners, side) - f32::abs(off) * 0.1)
    });
    sizes.sort_unstable_by(|left, right| right.1.total_cmp(&left.1));
    sizes
}

/// How surely dots are seen between the squares, at a size: in standard deviations of what chance would give.
fn dotted(seen: &Seen<'_>, corners: &Corners, side: usize) -> f32 {
    let line = |other: usize, along: &[Point; 3], across: &[Point; 3]| {
        let from = corners.centres[0].plus(across[0].times(3.0));
        let way = corners.centres[other].plus(across[other].times(3.0)).minus(from);
        let (at_first, at_last) = (along[0].length(), along[other].length());
        let (first, last) = (8_usize, side - 9);
        let grey = |module: usize| {
            let part = (module as f32 - 3.0) / (side as f32 - 7.0);
            seen.view.sample(from.plus(way.times(foreshortened(part, at_first, at_last))))
        };
        let (mut agreeing, mut all) = (0.0, 0.0);
        for module in first + 1..last {
            let edge = (grey(module - 1) + grey(module + 1)) / 2.0 - grey(module);
            agreeing += if module % 2 == 0 { edge } else { -edge };
            all += edge.abs();
        }
        agreeing / f32::max(all, 1.0)
    };
    let sign = if corners.is_inverted { -1.0 } else { 1.0 };
    sign * (line(1, &corners.right, &corners.down) + line(2, &corners.down, &corners.right)) / 2.0
        * (2.0 * side as f32).sqrt()
}
