//! How long a call of the scanner takes that has the time of a camera's frame, whatever is before the camera.

use souplesse_frames::{Break, Clutter, Frame, Kind, Maker};

use crate::cases::Case;
use crate::clock;
use crate::readers::{Ours, Reader};
use crate::tables::{quantile, row};

/// Each frame is shown so often, as if nothing moved: what did not fit into the first call is done in the next ones.
const CALLS: usize = 4;

/// Makes the frame of that number.
type Making = Box<dyn Fn(&Maker, u64) -> Frame>;

/// One kind of frame, and the times of all calls, each with the number of its frame and of the call.
struct Group {
    name: String,
    frame: Making,
    times: Vec<(f64, u64, usize)>,
}

/// Shows the scanner `frames` frames of all kinds in turn, and prints how long its calls took.
pub fn run(maker: &Maker, frames: u64) {
    let mut groups = groups();
    let mut reader = Ours::camera();
    let count = groups.len() as u64;
    for index in 0..frames {
        let group = &mut groups[(index % count) as usize];
        let frame = (group.frame)(maker, index / count);
        reader.forget();
        for call in 0..CALLS {
            let started = clock::thread();
            reader.read(&frame, Kind::Qr);
            group.times.push(((clock::thread() - started).as_secs_f64() * 1e3, index / count, call));
        }
    }
    println!("\n## Calls of 12 ms: {frames} frames, {CALLS} calls each, ms\n");
    row("calls", &["median", "p95", "p99", "worst", "in frame, call"].map(str::to_owned));
    groups.iter().for_each(|group| print(&group.name, &group.times));
    let all = groups.into_iter().flat_map(|group| group.times).collect::<Vec<_>>();
    print("**all**", &all);
}

/// As many kinds without a code as with one, so that no kind is hidden behind the others.
fn groups() -> Vec<Group> {
    let group = |name: String, frame: Making| Group { name, frame, times: Vec::new() };
    let mut groups = Vec::new();
    for kind in [Kind::Qr, Kind::DataMatrix] {
        for case in Case::of_a_camera(kind) {
            let frame = move |maker: &Maker, index| case.frame(maker, kind, index);
            groups.push(group(format!("{kind:?} {}", case.name()), Box::new(frame)));
        }
        for how in Break::of(kind) {
            let frame = move |maker: &Maker, index| maker.broken(kind, *how, index);
            groups.push(group(format!("{kind:?} {how:?}"), Box::new(frame)));
        }
    }
    let textures = Clutter::EVERYDAY.into_iter().chain(Clutter::HOSTILE);
    for clutter in textures.cycle().take(groups.len()) {
        let number = groups.len() as u64;
        let frame = move |maker: &Maker, index| maker.without_code(clutter, index * 1000 + number);
        groups.push(group(format!("{clutter:?}"), Box::new(frame)));
    }
    groups
}

fn print(name: &str, times: &[(f64, u64, usize)]) {
    let mut sorted = times.iter().map(|(time, ..)| *time).collect::<Vec<_>>();
    let mut cells = [0.5, 0.95, 0.99].map(|part| format!("{:.1}", quantile(&mut sorted, part))).to_vec();
    let Some((worst, frame, call)) = times.iter().max_by(|one, other| one.0.total_cmp(&other.0)) else {
        return;
    };
    cells.extend([format!("{worst:.1}"), format!("{frame}, {call}")]);
    row(name, &cells);
}
