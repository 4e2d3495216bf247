//! What an argument of `check` names: a picture, a text file, a folder, a text, or standard input.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::iter;
use std::path::{Path, PathBuf};

use crate::read::keyboard::Scans;
use crate::read::kind::{Kind, START};
use crate::read::limits;
use crate::read::lines::{Ends, LineError, Lines};
use crate::read::typed::Typed;
use crate::tell::error::{Error, Nothing};
use crate::tell::name::{name, names_a_code};

/// One thing to judge.
pub enum Input {
    /// A picture file.
    Picture(PathBuf),
    /// A picture that came through a pipe.
    Pictured {
        /// What it is called in answers.
        id: String,
        /// The bytes of its file.
        bytes: Vec<u8>,
    },
    /// The text of one code.
    Text {
        /// What it is called in answers.
        id: String,
        /// The text, or why there is none.
        text: Result<Vec<u8>, LineError>,
    },
    /// The lines of standard input, as they come.
    Lines,
}

/// The endings of pictures and PDFs, for which a folder stands.
const SCANNED_ENDINGS: [&str; 11] =
    ["png", "jpg", "jpeg", "jfif", "webp", "gif", "bmp", "tif", "tiff", "pgm", "pdf"];

/// The files of a folder that are neither pictures nor PDFs by their names.
pub type PassedOver = Vec<PathBuf>;

/// Finds what the `number`th argument names. A folder stands for its pictures and PDFs, in the order of their names.
///
/// # Errors
/// [`Error::Read`] for what cannot be read, [`Error::NothingToJudge`] for what is empty, [`Error::NoSuchInput`] for what is
/// neither a file nor a pass's text.
pub fn find(argument: &str, number: usize, passed_over: &mut PassedOver) -> Result<Vec<Input>, Error> {
    if argument == "-" {
        return Ok(vec![Input::Lines]);
    }
    let path = Path::new(argument);
    if path.is_dir() {
        return find_in_folder(path, passed_over);
    }
    if path.exists() {
        return find_in_file(path);
    }
    let id = name(argument, number);
    if !names_a_code(argument) {
        return Err(Error::NoSuchInput { name: id });
    }
    Ok(vec![Input::Text { id, text: Ok(argument.as_bytes().to_vec()) }])
}

/// The lines of standard input; or the one picture or PDF that somebody sent there.
pub fn standard() -> Box<dyn Iterator<Item = Input> + Send> {
    if is_typed() {
        return scans();
    }
    let mut input = BufReader::new(io::stdin());
    // What cannot be read is told by whoever reads on.
    let kind = input.fill_buf().map_or(Kind::Text, Kind::of);
    let id = "-".to_owned();
    match kind {
        Kind::Text => Box::new(lines(input)),
        Kind::Foreign(what) => Box::new(iter::once(Input::Text { id, text: Err(LineError::Foreign(what)) })),
        Kind::Picture(_) | Kind::Pdf => Box::new(iter::once(match limits::read(input, kind.most()) {
            Ok(bytes) => Input::Pictured { id, bytes },
            Err(error) => Input::Text { id, text: Err(LineError::broken(&error)) },
        })),
    }
}

/// Whether standard input is a person's or a scanner's keyboard.
pub fn is_typed() -> bool {
    io::stdin().is_terminal()
}

/// What is typed, and not shown.
fn scans() -> Box<dyn Iterator<Item = Input> + Send> {
    let id = |number: usize| format!("-:{number}");
    let scans = match Scans::begin() {
        Ok(scans) => scans,
        Err(error) => {
            let text = Err(LineError::broken(&error));
            return Box::new(iter::once(Input::Text { id: id(1), text }));
        }
    };
    Box::new(scans.zip(1..).map(move |(typed, number)| {
        let text = match typed {
            Typed::Text(text) => Ok(text),
            Typed::TooLong | Typed::End => Err(LineError::TooLong { most: limits::CODE_LINE }),
        };
        Input::Text { id: id(number), text }
    }))
}

fn lines(input: impl BufRead + Send) -> impl Iterator<Item = Input> + Send {
    let mut lines = Lines::new(input, Ends::Any, limits::CODE_LINE).peekable();
    let nothing =
        lines.peek().is_none().then(|| Input::Text { id: "-".to_owned(), text: Err(LineError::None) });
    let lines = lines.map(|line| Input::Text { id: format!("-:{}", line.number), text: line.text });
    nothing.into_iter().chain(lines)
}

impl Input {
    /// What it is called in answers.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Picture(path) => path.display().to_string(),
            Self::Pictured { id, .. } | Self::Text { id, .. } => id.clone(),
            Self::Lines => "-".to_owned(),
        }
    }

    /// How many bytes it keeps.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::Pictured { bytes, .. } => bytes.len(),
            Self::Text { text, .. } => text.as_ref().map_or(0, Vec::len),
            Self::Picture(_) | Self::Lines => 0,
        }
    }
}

fn find_in_folder(folder: &Path, passed_over: &mut PassedOver) -> Result<Vec<Input>, Error> {
    Ok(pictures_in(folder, passed_over)?.into_iter().map(Input::Picture).collect())
}

/// The pictures and PDFs of a folder, in the order of their names.
///
/// # Errors
/// [`Error::Read`], and [`Error::NothingToJudge`] where there is none.
pub fn pictures_in(folder: &Path, passed_over: &mut PassedOver) -> Result<Vec<PathBuf>, Error> {
    let read = |source| Error::Read { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(read)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(read)?;
    paths.retain(|path| path.is_file());
    paths.sort();
    let is_meant = |path: &PathBuf| ends_like_a_scan(path) && !is_hidden(path);
    let (pictures, others): (Vec<_>, Vec<_>) = paths.into_iter().partition(is_meant);
    passed_over.extend(others);
    if pictures.is_empty() {
        return Err(Error::NothingToJudge { path: folder.to_owned(), found: Nothing::NoPicture });
    }
    Ok(pictures)
}

fn ends_like_a_scan(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| SCANNED_ENDINGS.contains(&ending.as_str()))
}

/// Such as what a Mac writes beside each picture on a foreign disk: `._pass.jpg`.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// A picture or a PDF that is a file is read when its turn comes; whatever else is there is read now, as far as it may be
/// long.
fn find_in_file(path: &Path) -> Result<Vec<Input>, Error> {
    let unreadable = |source| Error::Read { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    let start = limits::read(file.by_ref().take(START as u64), START).map_err(unreadable)?;
    let kind = Kind::of(&start);
    let is_scanned = matches!(kind, Kind::Picture(_) | Kind::Pdf) || ends_like_a_scan(path);
    if is_scanned && path.is_file() {
        return Ok(vec![Input::Picture(path.to_owned())]);
    }
    if let Kind::Foreign(what) = kind {
        return Err(Error::Foreign { path: path.to_owned(), what });
    }
    let most = if is_scanned { limits::PICTURE_FILE } else { kind.most() };
    let bytes = limits::read(start.chain(file), most).map_err(unreadable)?;
    let id = path.display().to_string();
    if is_scanned {
        return Ok(vec![Input::Pictured { id, bytes }]);
    }
    let lines = Lines::new(&bytes[..], Ends::Any, limits::CODE_LINE).collect::<Vec<_>>();
    if lines.is_empty() {
        return Err(Error::NothingToJudge { path: path.to_owned(), found: Nothing::Empty });
    }
    let is_one = lines.len() == 1;
    let named = |number| if is_one { id.clone() } else { format!("{id}:{number}") };
    Ok(lines.into_iter().map(|line| Input::Text { id: named(line.number), text: line.text }).collect())
}
