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

/// Frames that are told of in one row.
struct Group {
    name: String,
    /// The kinds of frames, in turn.
    kinds: Vec<(String, Making)>,
    /// How long each call took, and on which frame.
    calls: Vec<(f64, String)>,
}

/// Shows the scanner `frames` frames of all kinds in turn, half of them without a code, and prints how long its calls took.
pub fn run(maker: &Maker, frames: u64) {
    let (mut with_code, mut without) = (with_code(), without_code());
    let mut reader = Ours::camera();
    for index in 0..frames {
        let groups = if index % 2 == 0 { &mut with_code } else { &mut without };
        let (turn, count) = (index / 2, groups.len() as u64);
        groups[(turn % count) as usize].show(maker, turn / count, &mut reader);
    }
    println!("\n## Calls of 12 ms: {frames} frames, {CALLS} calls each, ms\n");
    row("calls", &["median", "p95", "p99", "worst", "in"].map(str::to_owned));
    let groups = with_code.into_iter().chain(without);
    let all = groups.flat_map(|group| {
        print(&group.name, &group.calls);
        group.calls
    });
    print("**all**", &all.collect::<Vec<_>>());
}

impl Group {
    fn new(name: String, kinds: impl Iterator<Item = (String, Making)>) -> Self {
        Self { name, kinds: kinds.collect(), calls: Vec::new() }
    }

    fn show(&mut self, maker: &Maker, turn: u64, reader: &mut Ours) {
        let count = self.kinds.len() as u64;
        let (name, making) = &self.kinds[(turn % count) as usize];
        let frame = making(maker, turn / count);
        reader.forget();
        for call in 1..=CALLS {
            let started = clock::thread();
            reader.read(&frame, Kind::Qr);
            let milliseconds = (clock::thread() - started).as_secs_f64() * 1e3;
            self.calls.push((milliseconds, format!("{name} {}, call {call}", turn / count)));
        }
    }
}

fn with_code() -> Vec<Group> {
    let of_kind = |kind: Kind| {
        let cases = Case::of_a_camera(kind).into_iter().map(move |case| {
            let frame = move |maker: &Maker, index| case.frame(maker, kind, index);
            (case.name(), Box::new(frame) as Making)
        });
        let broken = Break::of(kind).iter().map(move |how| {
            let frame = move |maker: &Maker, index| maker.broken(kind, *how, index);
            (format!("{how:?}"), Box::new(frame) as Making)
        });
        [Group::new(format!("{kind:?}"), cases), Group::new(format!("{kind:?}, broken"), broken)]
    };
    [Kind::Qr, Kind::DataMatrix].into_iter().flat_map(of_kind).collect()
}

fn without_code() -> Vec<Group> {
    let group = |clutter: Clutter| {
        let frame = move |maker: &Maker, index: u64| maker.without_code(clutter, index * 10 + clutter as u64);
        let name = format!("{clutter:?}");
        Group::new(name.clone(), std::iter::once((name, Box::new(frame) as Making)))
    };
    Clutter::EVERYDAY.into_iter().chain(Clutter::HOSTILE).map(group).collect()
}

fn print(name: &str, calls: &[(f64, String)]) {
    let mut times = calls.iter().map(|(time, _)| *time).collect::<Vec<_>>();
    let mut cells = [0.5, 0.95, 0.99, 1.0].map(|part| format!("{:.1}", quantile(&mut times, part))).to_vec();
    let worst = calls.iter().max_by(|one, other| one.0.total_cmp(&other.0));
    cells.extend(worst.map(|(_, frame)| frame.clone()));
    row(name, &cells);
}
