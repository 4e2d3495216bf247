//! Frames with a code, and what each reader makes of them.

use souplesse_frames::{Kind, Maker, Trouble};

use crate::clock;
use crate::readers::Reader;
use crate::tables::{percent, quantile, row};

/// So many of the readers, the first ones, are this project's.
const OURS: usize = 2;

/// What one reader made of one frame.
#[derive(Clone, Copy)]
struct Attempt {
    is_read: bool,
    is_wrong: bool,
    milliseconds: f64,
}

/// Lets all readers read `frames` frames of each trouble, and prints the tables. Where `is_listed`, the frames are named that
/// another reader reads and this project's does not.
pub fn run(readers: &mut [Box<dyn Reader>], maker: &Maker, kind: Kind, frames: u64, is_listed: bool) {
    readers.iter_mut().for_each(|reader| reader.forget());
    let mut readers = readers.iter_mut().filter(|reader| reader.reads(kind)).collect::<Vec<_>>();
    let mut attempts = Vec::new();
    for trouble in Trouble::of(kind) {
        for index in 0..frames {
            let frame = maker.with_code(kind, trouble, index * 100 + trouble as u64);
            let of_all = readers.iter_mut().map(|reader| {
                reader.forget();
                let started = clock::thread();
                let contents = reader.read(&frame, kind);
                let milliseconds = (clock::thread() - started).as_secs_f64() * 1e3;
                let is_right = |content: &Vec<u8>| frame.says(content);
                let is_read = contents.iter().any(is_right);
                Attempt { is_read, is_wrong: !contents.iter().all(is_right), milliseconds }
            });
            let of_all = of_all.collect::<Vec<_>>();
            if is_listed {
                report_missed(&readers, &of_all, &format!("{kind:?} {trouble:?} {index}"));
            }
            attempts.push((trouble, of_all));
        }
    }
    print(&readers, kind, &attempts);
}

/// Names a frame that another reader reads and one of this project's does not. `save` writes it under that name.
fn report_missed(readers: &[&mut Box<dyn Reader>], attempts: &[Attempt], name: &str) {
    let names = |of: std::ops::Range<usize>, is_read: bool| {
        let of_those = of.filter(|reader| attempts[*reader].is_read == is_read);
        of_those.map(|reader| readers[reader].name()).collect::<Vec<_>>().join("; ")
    };
    let (missing, reading) = (names(0..OURS, false), names(OURS..readers.len(), true));
    if !missing.is_empty() && !reading.is_empty() {
        println!("{name}: not by {missing}, but by {reading}");
    }
}

fn print(readers: &[&mut Box<dyn Reader>], kind: Kind, attempts: &[(Trouble, Vec<Attempt>)]) {
    println!("\n## {kind:?}: {} frames\n", attempts.len());
    let names = readers.iter().map(|reader| reader.name().to_owned()).collect::<Vec<_>>();
    row("read", &names);
    for trouble in Trouble::of(kind) {
        let of_trouble = attempts.iter().filter(|(other, _)| *other == trouble).collect::<Vec<_>>();
        let share = |reader: usize| {
            percent(of_trouble.iter().filter(|(_, all)| all[reader].is_read).count(), of_trouble.len())
        };
        row(&format!("{trouble:?}"), &(0..readers.len()).map(share).collect::<Vec<_>>());
    }
    let cells = |of: &dyn Fn(usize) -> String| (0..readers.len()).map(of).collect::<Vec<_>>();
    let count = |of: &dyn Fn(&Vec<Attempt>) -> bool| attempts.iter().filter(|(_, all)| of(all)).count();
    row("**all**", &cells(&|reader| percent(count(&|all| all[reader].is_read), attempts.len())));
    let by_peers = |all: &Vec<Attempt>| all.iter().skip(OURS).any(|attempt| attempt.is_read);
    let readable = |all: &Vec<Attempt>| all.iter().any(|attempt| attempt.is_read);
    let of_peers = count(&by_peers);
    row(
        &format!("of the {of_peers} that a peer reads"),
        &cells(&|reader| percent(count(&|all| by_peers(all) && all[reader].is_read), of_peers)),
    );
    row("wrong", &cells(&|reader| count(&|all| all[reader].is_wrong).to_string()));
    for (name, part) in [("median ms, readable", 0.5), ("p95 ms, readable", 0.95)] {
        let time = |reader: usize| {
            let times = attempts.iter().filter(|(_, all)| readable(all));
            let mut times = times.map(|(_, all)| all[reader].milliseconds).collect::<Vec<_>>();
            format!("{:.2}", quantile(&mut times, part))
        };
        row(name, &cells(&time));
    }
}
