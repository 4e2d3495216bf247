//! Frames with one trouble of a known degree: how far each reader goes.

use souplesse_frames::{Kind, Maker, Strain};

use crate::readers::Reader;
use crate::tables::{percent, row};

/// Lets all readers read `frames` frames of each degree, and prints a table.
pub fn run(readers: &mut [Box<dyn Reader>], maker: &Maker, kind: Kind, frames: u64) {
    let mut readers = readers.iter_mut().filter(|reader| reader.reads(kind)).collect::<Vec<_>>();
    println!("\n## {kind:?}: {frames} frames of each degree\n");
    row("read", &readers.iter().map(|reader| reader.name().to_owned()).collect::<Vec<_>>());
    let mut wrong = vec![0_usize; readers.len()];
    for strain in Strain::ALL {
        let mut read = vec![0; readers.len()];
        for index in 0..frames {
            let frame = maker.strained(kind, strain, index);
            for (reader, (read, wrong)) in readers.iter_mut().zip(read.iter_mut().zip(&mut wrong)) {
                reader.forget();
                let contents = reader.read(&frame, kind);
                let right = contents.iter().filter(|content| frame.says(content)).count();
                *read += right;
                *wrong += contents.len() - right;
            }
        }
        let shares = read.into_iter().map(|read| percent(read, frames as usize));
        row(&format!("{strain:?}"), &shares.collect::<Vec<_>>());
    }
    row("wrong", &wrong.iter().map(usize::to_string).collect::<Vec<_>>());
}
