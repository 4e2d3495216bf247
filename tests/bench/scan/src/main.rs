//! Readers of codes, side by side on the same camera frames. `souplesse-scan-bench --help` tells the options.

mod clock;
mod degrees;
mod nothing;
mod pictures;
mod places;
mod readers;
mod reading;
mod sequences;
mod tables;
mod wrong;

use std::path::PathBuf;
use std::process::ExitCode;

use souplesse_frames::{Kind, Maker};

const HELP: &str = "\
souplesse-scan-bench [PART…] [--frames N] [--seed N] [--only NAME] [--kind qr|dm] [--missed]
  reading     frames with a code, N of each trouble (40)
  degrees     frames that are tilted, stretched and overexposed, N of each degree
  nothing     frames without a code
  sequences   ten frames each from an unsteady hand
  rqrr        where rqrr would earn its time: what it reads that this project's scanner does not, and as a decoder
  wrong       N frames with and without codes: does this project's scanner ever give what is not there?
  save        writes the frames with a code of `reading` as PGM into the folder frames-out
  pictures DIR…  the pictures of these folders, with what is in them beside them, in four turns each
--only NAME leaves out the readers whose names do not begin so.
--missed names the frames that another reader reads and this project's scanner does not.";

fn main() -> ExitCode {
    let mut parts = Vec::new();
    let (mut frames, mut seed, mut only) = (40, 1, String::new());
    let mut kinds = vec![Kind::Qr, Kind::DataMatrix];
    let (mut is_listed, mut folders) = (false, Vec::<PathBuf>::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_default();
        match argument.as_str() {
            "--frames" => frames = value().parse().expect("a number of frames"),
            "--seed" => seed = value().parse().expect("a seed"),
            "--only" => only = value(),
            "--kind" => kinds = vec![if value() == "qr" { Kind::Qr } else { Kind::DataMatrix }],
            "--missed" => is_listed = true,
            folder if parts.first().is_some_and(|part| part == "pictures") => folders.push(folder.into()),
            "reading" | "degrees" | "nothing" | "sequences" | "rqrr" | "wrong" | "save" | "pictures" => {
                parts.push(argument)
            }
            _ => {
                println!("{HELP}");
                return ExitCode::from(2);
            }
        }
    }
    if parts.is_empty() {
        parts = ["reading", "nothing", "sequences"].map(str::to_owned).into();
    }
    if parts == ["pictures"] {
        let mut readers = readers::of_pictures();
        readers.retain(|reader| reader.name().starts_with(&only));
        pictures::run(&mut readers, &folders, is_listed);
        return ExitCode::SUCCESS;
    }
    println!("seed {seed}, {frames} frames");
    let maker = Maker::new(seed);
    let mut readers = readers::all();
    readers.retain(|reader| reader.name().starts_with(&only));
    let mut status = ExitCode::SUCCESS;
    for part in &parts {
        match part.as_str() {
            "reading" => {
                kinds.iter().for_each(|kind| reading::run(&mut readers, &maker, *kind, frames, is_listed));
            }
            "degrees" => kinds.iter().for_each(|kind| degrees::run(&mut readers, &maker, *kind, frames)),
            "nothing" => nothing::run(&mut readers, &maker, frames),
            "sequences" => kinds.iter().for_each(|kind| sequences::run(&mut readers, &maker, *kind, frames)),
            "rqrr" => places::run(&maker, frames),
            "save" => kinds.iter().for_each(|kind| wrong::save(&maker, *kind, frames)),
            _ => status = wrong::run(&maker, frames),
        }
    }
    status
}
