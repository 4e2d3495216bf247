//! What the command line asks for.

use std::path::PathBuf;

use souplesse_frames::Kind;

pub const HELP: &str = "\
souplesse-scan-bench [PART…] [--frames N] [--seed N] [--only NAME] [--of NAME] [--kind qr|dm] [--write DIR]
  reading     frames with a code, N of each trouble (40)
  degrees     pictures that are tilted, stretched, overexposed, close to something else, rolled, large, or hold several codes:
              N of each degree
  broken      N codes each whose error correction is right and whose stream is broken
  nothing     frames without a code, and small pictures
  sequences   ten frames each from an unsteady hand
All of these where no part is named.
  budget      how long calls of 12 ms take on N frames of all kinds
  wrong       N frames of all kinds: does this project's scanner ever give what is not there?
  mutilated   the same for N small codes of which nothing should be left
  rqrr        where rqrr would earn its time: what it reads that this project's scanner does not, and as a decoder
  pictures DIR…  the pictures of these folders, with what is in them beside them, in four turns each
--only NAME leaves out the other readers whose names do not begin so, --of NAME the troubles and degrees.
At the end those frames are named that another reader reads and this project's scanner does not; --write DIR writes them as pictures.";

const PARTS: [&str; 9] =
    ["reading", "degrees", "broken", "nothing", "sequences", "budget", "wrong", "mutilated", "rqrr"];
/// So many of them are run where none is named.
const USUAL: usize = 5;

pub struct Options {
    pub parts: Vec<String>,
    pub frames: u64,
    pub seed: u64,
    /// What the names of readers and of kinds of frames begin with.
    pub only: String,
    pub of: String,
    pub kinds: Vec<Kind>,
    /// Where missed frames are written.
    pub write: Option<PathBuf>,
    pub folders: Vec<PathBuf>,
}

impl Options {
    /// Nothing where an argument is not understood.
    pub fn of(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut options = Self {
            parts: Vec::new(),
            frames: 40,
            seed: 1,
            only: String::new(),
            of: String::new(),
            kinds: vec![Kind::Qr, Kind::DataMatrix],
            write: None,
            folders: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--frames" => options.frames = arguments.next()?.parse().ok()?,
                "--seed" => options.seed = arguments.next()?.parse().ok()?,
                "--only" => options.only = arguments.next()?,
                "--of" => options.of = arguments.next()?,
                "--kind" => options.kinds.retain(kind_of(&arguments.next()?)?),
                "--write" => options.write = Some(arguments.next()?.into()),
                folder if options.parts == ["pictures"] => options.folders.push(folder.into()),
                "pictures" if options.parts.is_empty() => options.parts.push(argument),
                part if PARTS.contains(&part) => options.parts.push(argument),
                _ => return None,
            }
        }
        if options.parts.is_empty() {
            options.parts = PARTS[..USUAL].iter().copied().map(str::to_owned).collect();
        }
        Some(options)
    }
}

fn kind_of(name: &str) -> Option<fn(&Kind) -> bool> {
    match name {
        "qr" => Some(|kind| *kind == Kind::Qr),
        "dm" => Some(|kind| *kind == Kind::DataMatrix),
        _ => None,
    }
}
