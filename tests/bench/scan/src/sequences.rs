//! Ten frames each from an unsteady hand: how many frames pass before a reader has read the code.

use souplesse_frames::{Kind, Maker, SEQUENCE};

use crate::readers::Reader;
use crate::tables::{percent, quantile, row};

/// Lets all readers watch `count` sequences. One that is never read counts as read after the last frame.
pub fn run(readers: &mut [Box<dyn Reader>], maker: &Maker, kind: Kind, count: u64) {
    let mut readers = readers.iter_mut().filter(|reader| reader.reads(kind)).collect::<Vec<_>>();
    let mut firsts = vec![Vec::new(); readers.len()];
    for index in 0..count {
        readers.iter_mut().for_each(|reader| reader.forget());
        let mut first = vec![SEQUENCE + 1; readers.len()];
        for (number, frame) in maker.sequence(kind, index).enumerate() {
            for (reader, first) in readers.iter_mut().zip(&mut first).filter(|(_, first)| **first > SEQUENCE)
            {
                if reader.read(&frame, kind).iter().any(|content| frame.says(content)) {
                    *first = number + 1;
                }
            }
        }
        firsts.iter_mut().zip(first).for_each(|(firsts, first)| firsts.push(first as f64));
    }
    println!("\n## {kind:?} in the hand: {count} sequences of {SEQUENCE} frames\n");
    let cells = |of: &dyn Fn(usize) -> String| (0..readers.len()).map(of).collect::<Vec<_>>();
    row("sequences", &cells(&|reader| readers[reader].name().to_owned()));
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let read = |values: &[f64]| values.iter().filter(|first| **first <= SEQUENCE as f64).count();
    row("read in ten frames", &cells(&|reader| percent(read(&firsts[reader]), firsts[reader].len())));
    row("mean frames to the first read", &cells(&|reader| format!("{:.2}", mean(&firsts[reader]))));
    let median = |reader: usize| format!("{}", quantile(&mut firsts[reader].clone(), 0.5));
    row("median frames to the first read", &cells(&median));
}
