//! Readers of codes, side by side on the same camera frames. `souplesse-scan-bench --help` tells the options.

mod broken;
mod budget;
mod cases;
mod clock;
mod missed;
mod nothing;
mod options;
mod pictures;
mod places;
mod readers;
mod reading;
mod sequences;
mod tables;
mod wrong;

use std::process::ExitCode;

use souplesse_frames::Maker;

use self::cases::Case;
use self::missed::Missed;
use self::options::Options;
use self::readers::{OURS, Reader};
use self::reading::Form;

fn main() -> ExitCode {
    let Some(options) = Options::of(std::env::args().skip(1)) else {
        println!("{}", options::HELP);
        return ExitCode::from(2);
    };
    let named = |readers: Vec<Box<dyn Reader>>| {
        let readers = readers.into_iter().enumerate();
        let named =
            readers.filter(|(place, reader)| *place < OURS || reader.name().starts_with(&options.only));
        named.map(|(_, reader)| reader).collect::<Vec<_>>()
    };
    if options.parts == ["pictures"] {
        pictures::run(&mut named(readers::of_stills()), &options.folders);
        return ExitCode::SUCCESS;
    }
    println!("seed {}, {} frames", options.seed, options.frames);
    let mut readers = Readers {
        of_frames: named(readers::of_frames()),
        of_textures: named(readers::of_textures()),
        of_stills: named(readers::of_stills()),
    };
    let mut missed = Missed::new(options.write.clone());
    let mut status = ExitCode::SUCCESS;
    for part in &options.parts {
        let ended = run(part, &options, &mut readers, &mut missed);
        if ended != ExitCode::SUCCESS {
            status = ended;
        }
    }
    missed.print();
    status
}

struct Readers {
    of_frames: Vec<Box<dyn Reader>>,
    of_textures: Vec<Box<dyn Reader>>,
    of_stills: Vec<Box<dyn Reader>>,
}

fn run(part: &str, options: &Options, readers: &mut Readers, missed: &mut Missed) -> ExitCode {
    let Readers { of_frames, of_textures, of_stills } = readers;
    let (maker, frames) = (Maker::new(options.seed), options.frames);
    let kinds = &options.kinds;
    let chosen = |mut cases: Vec<Case>| {
        cases.retain(|case| case.name().starts_with(&options.of));
        cases
    };
    match part {
        "reading" => kinds.iter().for_each(|kind| {
            let cases = chosen(Case::troubles(*kind));
            reading::run(of_frames, &maker, *kind, (&cases, frames), Form::Percent, missed);
        }),
        "degrees" => kinds.iter().for_each(|kind| {
            let cases = chosen(Case::strains());
            reading::run(of_stills, &maker, *kind, (&cases, frames), Form::Counts, missed);
        }),
        "broken" => kinds.iter().for_each(|kind| broken::run(of_stills, &maker, *kind, frames)),
        "nothing" => {
            println!("\n## No code\n");
            let parts = [("median", 0.5), ("p95", 0.95)];
            nothing::run(of_textures, frames, parts, &|clutter, index| maker.without_code(clutter, index));
            println!("\n## No code on a small picture\n");
            let parts = [("median", 0.5), ("worst", 1.0)];
            nothing::run(of_stills, frames, parts, &|clutter, index| {
                maker.small_without_code(clutter, index)
            });
        }
        "sequences" => kinds.iter().for_each(|kind| sequences::run(of_frames, &maker, *kind, frames)),
        "budget" => budget::run(&maker, frames),
        "rqrr" => places::run(&maker, frames),
        "mutilated" => {
            return wrong::run(frames, &|index| wrong::mutilated(&maker, kinds, index));
        }
        _ => {
            let small = Maker::of_small_frames(options.seed);
            return wrong::run(frames, &|index| wrong::frame(&small, index));
        }
    }
    ExitCode::SUCCESS
}
