//! Pictures without a code: what it costs to find nothing.

use souplesse_frames::{Clutter, Frame, Kind};

use crate::clock;
use crate::readers::Reader;
use crate::tables::{quantile, row};

/// Which of the times are told, by their name: the part that is below.
pub type Parts = [(&'static str, f64); 2];

/// Lets all readers look at `frames` pictures of each clutter, one after another as a camera gives them.
pub fn run(
    readers: &mut [Box<dyn Reader>],
    frames: u64,
    parts: Parts,
    picture: &dyn Fn(Clutter, u64) -> Frame,
) {
    row("nothing to read", &readers.iter().map(|reader| reader.name().to_owned()).collect::<Vec<_>>());
    for (name, group) in [("everyday", &Clutter::EVERYDAY[..]), ("hostile", &Clutter::HOSTILE)] {
        let mut all = vec![Vec::new(); readers.len()];
        for clutter in group {
            readers.iter_mut().for_each(|reader| reader.forget());
            let mut times = vec![Vec::new(); readers.len()];
            for index in 0..frames {
                let frame = picture(*clutter, index * 10 + *clutter as u64);
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
            print(&format!("{clutter:?}"), parts, &mut times);
        }
        print(&format!("**{name}**"), parts, &mut all);
    }
}

fn print(name: &str, parts: Parts, times: &mut [Vec<f64>]) {
    for (what, part) in parts {
        let cells = times.iter_mut().map(|times| format!("{:.2}", quantile(times, part)));
        row(&format!("{name}, {what} ms"), &cells.collect::<Vec<_>>());
    }
}
