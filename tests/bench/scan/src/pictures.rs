//! Pictures that somebody has, with what is in them beside them: which of them each reader reads, held in four ways.

mod collection;

use std::path::{Path, PathBuf};

use souplesse_frames::Frame;

use self::collection::Picture;
use crate::clock;
use crate::readers::Reader;
use crate::tables::{percent, quantile, row};

/// What a reader made of the pictures of one folder.
#[derive(Clone, Default)]
struct Score {
    read: usize,
    /// Contents that are not what is said to be there.
    wrong: usize,
    times: Vec<f64>,
}

/// Shows every picture of the folders to the readers, prints a table for each folder that holds some and one of all, and names
/// the pictures that another reader reads and the first one does not.
pub fn run(readers: &mut [Box<dyn Reader>], folders: &[PathBuf]) {
    let mut all = vec![Score::default(); readers.len()];
    let (mut pictures, mut lost) = (0, Vec::new());
    for (folder, found) in collection::find(folders) {
        let mut scores = vec![Score::default(); readers.len()];
        for picture in &found {
            let read = look(readers, picture, &mut scores);
            if read.first() == Some(&0) && read.iter().any(|turns| *turns > 0) {
                lost.push(format!("{}: {read:?} of 4", picture.path.display()));
            }
        }
        table(&folder.display().to_string(), readers, found.len(), &mut scores.clone());
        pictures += found.len();
        for (sum, score) in all.iter_mut().zip(scores) {
            sum.read += score.read;
            sum.wrong += score.wrong;
            sum.times.extend(score.times);
        }
    }
    table("all folders", readers, pictures, &mut all);
    println!("\nRead by another reader and not by the first, in none of four turns:");
    lost.iter().for_each(|line| println!("- {line}"));
}

/// In how many of four turns each reader reads the picture.
fn look(readers: &mut [Box<dyn Reader>], picture: &Picture, scores: &mut [Score]) -> Vec<usize> {
    let mut read = vec![0; readers.len()];
    let mut frame = picture.frame();
    for _ in 0..4 {
        for ((reader, score), turns) in readers.iter_mut().zip(scores.iter_mut()).zip(&mut read) {
            reader.forget();
            let started = clock::thread();
            let contents = reader.read(&frame, picture.kind());
            score.times.push((clock::thread() - started).as_secs_f64() * 1e3);
            let is_read = contents.contains(&picture.content);
            score.wrong += contents.iter().filter(|content| **content != picture.content).count();
            score.read += usize::from(is_read);
            *turns += usize::from(is_read);
        }
        frame = turned(&frame);
    }
    read
}

/// A quarter of a turn clockwise.
fn turned(frame: &Frame) -> Frame {
    let (width, height) = (frame.height, frame.width);
    let pixel = |place: usize| frame.luma[(frame.height - 1 - place % width) * frame.width + place / width];
    let luma = (0..width * height).map(pixel).collect();
    Frame { luma, width, height, contents: Vec::new(), corners: frame.corners }
}

fn table(name: &str, readers: &[Box<dyn Reader>], pictures: usize, scores: &mut [Score]) {
    if pictures == 0 {
        return println!("\n## {name}: no picture with what is in it beside it");
    }
    println!("\n## {name}: {pictures} pictures, four turns each\n");
    row("read", &readers.iter().map(|reader| reader.name().to_owned()).collect::<Vec<_>>());
    let cells = |of: &dyn Fn(&mut Score) -> String, scores: &mut [Score]| {
        scores.iter_mut().map(of).collect::<Vec<_>>()
    };
    row("turns", &cells(&|score| format!("{} of {}", score.read, pictures * 4), scores));
    row("part", &cells(&|score| percent(score.read, pictures * 4), scores));
    row("other contents", &cells(&|score| score.wrong.to_string(), scores));
    row("median ms", &cells(&|score| format!("{:.2}", quantile(&mut score.times, 0.5)), scores));
    row("p95 ms", &cells(&|score| format!("{:.2}", quantile(&mut score.times, 0.95)), scores));
}

/// Whether a name speaks of the other kind of code.
fn names_data_matrix(path: &Path) -> bool {
    let path = path.to_string_lossy().to_lowercase();
    path.contains("datamatrix") || path.contains("data-matrix") || path.contains("2d-doc")
}
