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
use super::pace::Pace;
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

/// Up to version 3, of so many modules a side, the squares and dotted lines are seen right at least so much.
const SMALL: usize = 29;
const SURE: f32 = 0.93;

/// Where light ran over, the part of the way from light to dark after which something is dark: for a little of it, for much.
const RAISED: [u8; 2] = [4, 8];

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
    mut pace: Pace<'_>,
    look: &mut Look,
) {
    let first = look.codes.len();
    read_in(seen, views, search, lattice, &mut pace, look);
    // Light that ran over thins the squares' dark lines until they are lighter than half-way.
    let mut raised = std::mem::take(&mut search.raised);
    for part in RAISED {
        if look.codes.len() > first && !pace.is_of_a_still()
            || pace.is_late()
            || !raised.raise(seen.thresholds, part)
        {
            break;
        }
        read_in(&Seen { thresholds: &raised, ..*seen }, views, search, lattice, &mut pace, look);
    }
    search.raised = raised;
}

fn read_in(
    seen: &Seen<'_>,
    views: &[LumaView<'_>],
    search: &mut Search,
    lattice: &mut Lattice,
    pace: &mut Pace<'_>,
    look: &mut Look,
) {
    finder::search(seen, &mut search.finders, &mut search.ends);
    let (most_triples, most_tried) =
        if pace.is_of_a_still() { (MOST_TRIPLES_OF_A_STILL, usize::MAX) } else { (MOST_TRIPLES, MOST_TRIED) };
    corners::arrange(&mut search.finders, &mut search.triples, pace.is_of_a_still());
    let mut tried = 0;
    for triple in search.triples.iter().take(most_triples) {
        // A square belongs to one code.
        if look.holds(triple.middle()) || triple.finders().any(|finder| look.holds(finder.centre)) {
            continue;
        }
        let Some(corners) = triple.corners(seen) else { continue };
        if corners.clearness(&seen.view) < CLEAR {
            continue;
        }
        let sizes = sizes(seen, &corners);
        let clear = sizes.iter().filter(|(_, clear)| *clear > DOTTED).take(2);
        if sizes[0].1 <= DOTTED {
            continue;
        }
        let codes = clear.flat_map(|(side, _)| views.iter().map(move |view| (*side, view)));
        let mut codes = codes.filter(|_| pace.may_try());
        match codes.find_map(|(side, view)| read_at(seen, view, &corners, side, lattice)) {
            Some(code) => look.codes.push(code),
            None => {
                look.suspect(triple.suspect(&corners, lattice.blur()));
                tried += 1;
            }
        }
        if tried == most_tried || pace.is_over() {
            break;
        }
    }
}

/// Reads a code of `side` modules from a view that may be larger than the picture in which its corners were seen.
fn read_at(
    seen: &Seen<'_>,
    view: &LumaView<'_>,
    corners: &Corners,
    side: usize,
    lattice: &mut Lattice,
) -> Option<Reading> {
    let larger = (view.width() / seen.view.width()).max(1) as f32;
    let corners = corners.enlarged(larger);
    let read =
        |mesh: &Mesh, lattice: &mut Lattice| read_through(view, mesh, corners.is_inverted, side, lattice);
    let mut mesh = Mesh::lay(view, &corners, side);
    let mut content = read(&mesh, lattice);
    if content.is_none() {
        // Small squares may be covered, and others may look like them; the rest of a code is seen in any case.
        if known(lattice) < HOPELESS {
            return None;
        }
        mesh = Mesh::lay_flat(view, &corners, side)?;
        content = read(&mesh, lattice);
    }
    if content.is_none() {
        mesh.bend(view, corners.is_inverted);
        content = read(&mesh, lattice);
    }
    let content = content?;
    let outline = mesh.outline()?.map(|corner| corner.times(1.0 / larger));
    Some(Reading { symbology: Symbology::Qr, content, corners: outline, stage: Stage::Plain })
}

/// Reads the modules that lie where a net has them.
fn read_through(
    view: &LumaView<'_>,
    mesh: &Mesh,
    is_inverted: bool,
    side: usize,
    lattice: &mut Lattice,
) -> Option<Vec<u8>> {
    lattice.begin(side);
    mesh.visit(|place| lattice.take(view, place))?;
    // Small codes correct few errors, and much that is none has an end and a beginning.
    let least = if side <= SMALL { SURE } else { 0.0 };
    lattice.make_sense(is_inverted, known, |lattice| {
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
