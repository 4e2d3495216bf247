//! Data Matrix codes: the solid border, the dotted sides, the net between them, the modules.

mod border;
mod dots;
mod edge;
mod outline;

use super::Symbology;
use super::decode::decode;
use super::frame::LumaView;
use super::lattice::Lattice;
use super::look::{Look, Reading};
use super::pace::{LAYING, Pace};
use super::runs::Seen;
use super::stage::Stage;
use border::Border;
use dots::Shape;
use edge::Edge;
use outline::{Elbow, Sought};

/// The likeliest corners are tried.
const MOST_ELBOWS: usize = 12;
const MOST_LAID: usize = 3;
/// Of a still picture more are.
const MOST_OF_A_STILL: usize = 60;
/// A code whose dots are seen as surely is read before others are looked for.
const SURE: f32 = 7.5;
/// The known modules' contrast in a code is more than this part of the picture's.
const CLEAR: f32 = 0.15;

/// Room to work in, used again for the next picture.
#[derive(Default)]
pub(super) struct Search {
    edges: Vec<Edge>,
    elbows: Vec<Elbow>,
    tried: Vec<Elbow>,
    borders: Vec<Border>,
    room: edge::Room,
    ends: Vec<u16>,
}

/// Reads the Data Matrix codes of a picture. They are looked for in `coarse`, which shows the same at half the size: there is
/// less noise there, and a dotted side is a line. Modules are taken from `views`, one after the other.
pub(super) fn read(
    seen: &LumaView<'_>,
    coarse: &Seen<'_>,
    views: &[LumaView<'_>],
    search: &mut Search,
    lattice: &mut Lattice,
    mut pace: Pace<'_>,
    look: &mut Look,
) {
    edge::search(coarse, &mut pace, &mut search.edges, &mut search.room, &mut search.ends);
    let (most_elbows, most_laid) =
        if pace.is_of_a_still() { (MOST_OF_A_STILL, MOST_OF_A_STILL) } else { (MOST_ELBOWS, MOST_LAID) };
    outline::elbows(&search.edges, &mut search.elbows);
    search.borders.clear();
    search.tried.clear();
    for (candidate, elbow) in search.elbows.iter().enumerate().skip(pace.first_candidate()) {
        if search.tried.len() == most_elbows || !pace.may_consider(candidate, LAYING) {
            break;
        }
        let is_known = search.tried.iter().any(|before| before.is_like(elbow));
        if is_known || look.holds(elbow.middle().times(2.0)) || !elbow.is_mixed(coarse) {
            continue;
        }
        search.tried.push(*elbow);
        match lay(seen, coarse, elbow, Sought::Ink, &pace) {
            Some(border) if border.sureness() > SURE => {
                read_or_suspect(seen, views, &border, lattice, &mut pace, look);
            }
            border => search.borders.extend(border),
        }
    }
    let mut read_surest = |borders: &mut Vec<Border>, pace: &mut Pace<'_>, look: &mut Look| {
        borders.sort_unstable_by(|one, other| other.sureness().total_cmp(&one.sureness()));
        for border in borders.iter().take(most_laid) {
            read_or_suspect(seen, views, border, lattice, pace, look);
        }
    };
    read_surest(&mut search.borders, &mut pace, look);
    // What was cut out without its quiet zone is rare, and looked for where nothing else is read.
    if look.codes.is_empty() {
        search.borders.clear();
        let cut_out = search.tried.iter().filter(|elbow| elbow.is_cut_out(coarse));
        let cut_out = cut_out.take_while(|_| !pace.is_over_at(LAYING));
        search.borders.extend(cut_out.filter_map(|elbow| lay(seen, coarse, elbow, Sought::Dots, &pace)));
        read_surest(&mut search.borders, &mut pace, look);
    }
}

fn read_or_suspect(
    seen: &LumaView<'_>,
    views: &[LumaView<'_>],
    border: &Border,
    lattice: &mut Lattice,
    pace: &mut Pace<'_>,
    look: &mut Look,
) {
    if look.holds(border.middle()) {
        return;
    }
    let larger = |view: &LumaView<'_>| (view.width() / seen.width()).max(1) as f32;
    let mut read = |view: &LumaView<'_>| {
        if pace.may_read() { read_at(view, larger(view), border.clone(), lattice, pace) } else { None }
    };
    match views.iter().find_map(&mut read) {
        Some(code) => look.codes.push(code),
        None => look.suspect(border.suspect(lattice.blur())),
    }
}

/// The net over the code that an elbow belongs to, of the size at which its dots are seen best.
fn lay(
    view: &LumaView<'_>,
    coarse: &Seen<'_>,
    elbow: &Elbow,
    sought: Sought,
    pace: &Pace<'_>,
) -> Option<Border> {
    let corners = elbow.outline(coarse, sought)?.map(|corner| corner.times(2.0));
    if pace.is_over() {
        return None;
    }
    let sags = elbow.sags(&coarse.view).map(|sag| sag.times(2.0));
    let shape = Shape { corners, sags, is_inverted: elbow.is_inverted };
    let sized = dots::size(view, &shape, elbow.length())?;
    let border = Border::of(&sized)?;
    (border.fit(view) > CLEAR * coarse.range(elbow.middle())).then_some(border)
}

fn read_at(
    view: &LumaView<'_>,
    larger: f32,
    mut border: Border,
    lattice: &mut Lattice,
    pace: &Pace<'_>,
) -> Option<Reading> {
    border.enlarge(larger);
    border.pull(view, pace)?;
    lattice.begin(border.side());
    border.visit(|place| lattice.take(view, place))?;
    // The error correction of a small code would make a code of anything, and print has much that is like one.
    let least = match lattice.side() {
        ..=26 => 0.96,
        27..=40 => 0.85,
        _ => 0.0,
    };
    let content = lattice.make_sense(border.is_inverted(), pace, known, |lattice| {
        if known(lattice) < least { None } else { decode(lattice, Symbology::DataMatrix) }
    })?;
    let corners = border.corners().map(|corner| corner.times(1.0 / larger));
    Some(Reading { symbology: Symbology::DataMatrix, content, corners, stage: Stage::Plain })
}

/// Which part of the solid and dotted sides' modules came out right.
fn known(lattice: &Lattice) -> f32 {
    let last = lattice.side() - 1;
    let right = (0..=last).map(|at| {
        let solid = usize::from(lattice.is_dark(0, at)) + usize::from(lattice.is_dark(at, last));
        let dots = [(lattice.is_dark(at, 0), 0), (lattice.is_dark(last, at), 1)];
        solid + dots.into_iter().filter(|(is_dark, odd)| *is_dark == (at % 2 == *odd)).count()
    });
    right.sum::<usize>() as f32 / (4 * lattice.side()) as f32
}
