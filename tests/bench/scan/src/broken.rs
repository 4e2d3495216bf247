//! Codes whose error correction is right and whose stream is broken: who reads something all the same?

use souplesse_frames::{Break, Kind, Maker};

use crate::readers::Reader;
use crate::tables::row;

/// Shows all readers `frames` frames of each break, and prints in how many of them each read something.
pub fn run(readers: &mut [Box<dyn Reader>], maker: &Maker, kind: Kind, frames: u64) {
    let mut readers = readers.iter_mut().filter(|reader| reader.reads(kind)).collect::<Vec<_>>();
    println!("\n## {kind:?} whose stream is broken: something was read in so many of {frames}\n");
    row("read", &readers.iter().map(|reader| reader.name().to_owned()).collect::<Vec<_>>());
    for how in Break::of(kind) {
        let mut read = vec![0; readers.len()];
        for index in 0..frames {
            let frame = maker.broken(kind, *how, index);
            for (reader, read) in readers.iter_mut().zip(&mut read) {
                reader.forget();
                *read += usize::from(!reader.read(&frame, kind).is_empty());
            }
        }
        row(&format!("{how:?}"), &read.iter().map(usize::to_string).collect::<Vec<_>>());
    }
}
