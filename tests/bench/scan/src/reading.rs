//! Frames with codes, and what each reader makes of them.

use souplesse_frames::{Frame, Kind, Maker};

use crate::cases::Case;
use crate::clock;
use crate::missed::Missed;
use crate::readers::{OURS, Reader};
use crate::tables::{percent, quantile, row};

/// What one reader made of one frame.
#[derive(Clone, Copy)]
struct Attempt {
    /// How many of the codes that are there were read.
    read: usize,
    /// How many contents are none of theirs.
    wrong: usize,
    milliseconds: f64,
}

/// One frame: how many codes are there, and what all readers made of it.
struct Shown {
    codes: usize,
    attempts: Vec<Attempt>,
}

/// How a row tells what was read.
#[derive(Clone, Copy)]
pub enum Form {
    Percent,
    Counts,
}

/// Lets all readers read `frames` frames of each kind, and prints a table.
pub fn run(
    readers: &mut [Box<dyn Reader>],
    maker: &Maker,
    kind: Kind,
    (cases, frames): (&[Case], u64),
    form: Form,
    missed: &mut Missed,
) {
    let mut readers = readers.iter_mut().filter(|reader| reader.reads(kind)).collect::<Vec<_>>();
    let names = readers.iter().map(|reader| reader.name()).collect::<Vec<_>>();
    println!("\n## {kind:?}\n");
    row("read", &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    let mut all = Vec::new();
    for case in cases {
        let first = all.len();
        for index in 0..case.count(frames) {
            let frame = case.frame(maker, kind, index);
            let attempts = readers.iter_mut().map(|reader| attempt(reader, &frame, kind)).collect::<Vec<_>>();
            let read = attempts.iter().map(|attempt| attempt.read).collect::<Vec<_>>();
            let name = format!("{kind:?} {} seed {} frame {index}", case.name(), maker.seed());
            missed.note(&names, &read, &frame, &name);
            all.push(Shown { codes: frame.contents.len(), attempts });
        }
        print_case(&case.name(), &all[first..], names.len(), form);
    }
    print_all(&all, names.len());
}

fn attempt(reader: &mut Box<dyn Reader>, frame: &Frame, kind: Kind) -> Attempt {
    reader.forget();
    let started = clock::thread();
    let contents = reader.read(frame, kind);
    let milliseconds = (clock::thread() - started).as_secs_f64() * 1e3;
    let read = frame.contents.iter().filter(|content| contents.contains(content)).count();
    let wrong = contents.iter().filter(|content| !frame.says(content)).count();
    Attempt { read, wrong, milliseconds }
}

fn print_case(name: &str, shown: &[Shown], readers: usize, form: Form) {
    let codes = shown.iter().map(|shown| shown.codes).sum();
    let cells = (0..readers).map(|reader| {
        let read = shown.iter().map(|shown| shown.attempts[reader].read).sum();
        match form {
            Form::Percent => percent(read, codes),
            Form::Counts => format!("{read}/{codes}"),
        }
    });
    row(name, &cells.collect::<Vec<_>>());
}

fn print_all(shown: &[Shown], readers: usize) {
    let cells = |of: &dyn Fn(usize) -> String| (0..readers).map(of).collect::<Vec<_>>();
    let sum = |of: &dyn Fn(&Shown) -> usize| shown.iter().map(of).sum::<usize>();
    let codes = sum(&|shown| shown.codes);
    row(
        &format!("**all {codes}**"),
        &cells(&|reader| percent(sum(&|shown| shown.attempts[reader].read), codes)),
    );
    // Of several codes in a frame as many as one other reader reads.
    let by_peers =
        |shown: &Shown| shown.attempts.iter().skip(OURS).map(|attempt| attempt.read).max().unwrap_or(0);
    let of_peers = sum(&by_peers);
    let also = |reader: usize| sum(&|shown| shown.attempts[reader].read.min(by_peers(shown)));
    row(&format!("of the {of_peers} that a peer reads"), &cells(&|reader| percent(also(reader), of_peers)));
    row("wrong", &cells(&|reader| sum(&|shown| shown.attempts[reader].wrong).to_string()));
    let readable = || shown.iter().filter(|shown| shown.attempts.iter().any(|attempt| attempt.read > 0));
    for (name, part) in [("median ms, readable", 0.5), ("p95 ms, readable", 0.95)] {
        let time = |reader: usize| {
            let mut times = readable().map(|shown| shown.attempts[reader].milliseconds).collect::<Vec<_>>();
            format!("{:.2}", quantile(&mut times, part))
        };
        row(name, &cells(&time));
    }
}
