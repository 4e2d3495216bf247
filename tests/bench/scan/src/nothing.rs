//! Frames without a code: what it costs to find nothing.

use souplesse_frames::{Clutter, Kind, Maker};

use crate::clock;
use crate::readers::Reader;
use crate::tables::{quantile, row};

/// Lets all readers look at `frames` frames of each clutter, one after another as a camera gives them.
pub fn run(readers: &mut [Box<dyn Reader>], maker: &Maker, frames: u64) {
    println!("\n## No code\n");
    row("nothing to read", &readers.iter().map(|reader| reader.name().to_owned()).collect::<Vec<_>>());
    let mut all = vec![Vec::new(); readers.len()];
    for clutter in Clutter::EVERYDAY.into_iter().chain(Clutter::HOSTILE) {
        readers.iter_mut().for_each(|reader| reader.forget());
        let mut times = vec![Vec::new(); readers.len()];
        for index in 0..frames {
            let frame = maker.without_code(clutter, index * 10 + clutter as u64);
            for (reader, times) in readers.iter_mut().zip(&mut times) {
                let started = clock::thread();
                let found = reader.read(&frame, Kind::Qr);
                times.push((clock::thread() - started).as_secs_f64() * 1e3);
                if !found.is_empty() {
                    println!("{} found something in {clutter:?} {index}", reader.name());
                }
            }
        }
        all.iter_mut().zip(&times).for_each(|(all, times)| all.extend_from_slice(times));
        print(&format!("{clutter:?}"), &mut times);
    }
    print("**all**", &mut all);
}

fn print(name: &str, times: &mut [Vec<f64>]) {
    for (what, part) in [("median ms", 0.5), ("p95 ms", 0.95)] {
        let cells = times.iter_mut().map(|times| format!("{:.2}", quantile(times, part)));
        row(&format!("{name}, {what}"), &cells.collect::<Vec<_>>());
    }
}
