//! Frames with codes, and what each reader makes of them.

use souplesse_frames::{Kind, Maker};

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

/// One frame: which kind it is of, how many codes are there, and what all readers made of it.
struct Shown {
    case: usize,
    codes: usize,
    attempts: Vec<Attempt>,
}

/// How a row tells what was read.
#[derive(Clone, Copy, PartialEq)]
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
    let mut shown = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        for index in 0..case.count(frames) {
            let frame = case.frame(maker, kind, index);
            let of_all = readers.iter_mut().map(|reader| {
                reader.forget();
                let started = clock::thread();
                let contents = reader.read(&frame, kind);
                let milliseconds = (clock::thread() - started).as_secs_f64() * 1e3;
                let read = frame.contents.iter().filter(|content| contents.contains(content)).count();
                let wrong = contents.iter().filter(|content| !frame.says(content)).count();
                Attempt { read, wrong, milliseconds }
            });
            let attempts = of_all.collect::<Vec<_>>();
            let read = attempts.iter().map(|attempt| attempt.read).collect::<Vec<_>>();
            missed.note(
                &names,
                &read,
                &frame,
                &format!("{kind:?} {} seed {} frame {index}", case.name(), maker.seed()),
            );
            shown.push(Shown { case: number, codes: frame.contents.len(), attempts });
        }
    }
    print(&names, kind, cases, &shown, form);
}

fn print(names: &[&str], kind: Kind, cases: &[Case], shown: &[Shown], form: Form) {
    println!("\n## {kind:?}: {} frames\n", shown.len());
    let cells = |of: &dyn Fn(usize) -> String| (0..names.len()).map(of).collect::<Vec<_>>();
    let told = |read: usize, of: usize| match form {
        Form::Percent => percent(read, of),
        Form::Counts => format!("{read}/{of}"),
    };
    row("read", &cells(&|reader| names[reader].to_owned()));
    for (number, case) in cases.iter().enumerate() {
        let of_case = || shown.iter().filter(|shown| shown.case == number);
        let codes = of_case().map(|shown| shown.codes).sum();
        let read = |reader: usize| of_case().map(|shown| shown.attempts[reader].read).sum();
        row(&case.name(), &cells(&|reader| told(read(reader), codes)));
    }
    let sum = |of: &dyn Fn(&Shown) -> usize| shown.iter().map(of).sum::<usize>();
    let codes = sum(&|shown| shown.codes);
    row("**all**", &cells(&|reader| percent(sum(&|shown| shown.attempts[reader].read), codes)));
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
