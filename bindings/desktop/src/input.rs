//! What an argument of `check` names: a picture, a text file, a folder, a text, or standard input.

use std::fs;
use std::path::{Path, PathBuf};

use souplesse_core::code::Code;
use souplesse_core::pass::payload::{self, Payload};

use crate::error::Error;
use crate::picture;

/// One thing to judge.
pub enum Input {
    /// The bytes of a picture file.
    Picture(PathBuf),
    /// The text of one code.
    Text {
        /// What it is called in answers.
        id: String,
        /// The text.
        text: Vec<u8>,
    },
    /// The lines of standard input, as they come.
    Lines,
}

/// The endings of picture files that a folder stands for.
const PICTURE_ENDINGS: [&str; 5] = ["png", "jpg", "jpeg", "webp", "pgm"];

/// The files of a folder that are no pictures by their ending.
pub type PassedOver = Vec<PathBuf>;

/// Finds what `argument` names. A folder stands for its pictures, in the order of their names.
///
/// # Errors
/// [`Error::Read`] for what cannot be read, [`Error::NoSuchInput`] for what is neither a file nor a pass's text.
pub fn find(argument: &str, passed_over: &mut PassedOver) -> Result<Vec<Input>, Error> {
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
    if !names_a_code(argument) {
        return Err(Error::NoSuchInput { text: argument.to_owned() });
    }
    // The text itself is no name for an answer: it would put a person's data into every log of the call.
    Ok(vec![Input::Text { id: "argument".to_owned(), text: argument.as_bytes().to_vec() }])
}

fn find_in_folder(folder: &Path, passed_over: &mut PassedOver) -> Result<Vec<Input>, Error> {
    let read = |source| Error::Read { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(read)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(read)?;
    paths.retain(|path| path.is_file());
    paths.sort();
    let (pictures, others): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| ends_like_a_picture(path));
    passed_over.extend(others);
    Ok(pictures.into_iter().map(Input::Picture).collect())
}

fn ends_like_a_picture(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| PICTURE_ENDINGS.contains(&ending.as_str()))
}

fn find_in_file(path: &Path) -> Result<Vec<Input>, Error> {
    let mut start = [0; 16];
    let read = |source| Error::Read { path: path.to_owned(), source };
    let filled = read_start(path, &mut start).map_err(read)?;
    if picture::is_picture(&start[..filled]) || ends_like_a_picture(path) {
        return Ok(vec![Input::Picture(path.to_owned())]);
    }
    let text = fs::read(path).map_err(read)?;
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let lines = lines.collect::<Vec<_>>();
    let name = path.display().to_string();
    match lines[..] {
        [] => Ok(vec![Input::Text { id: name, text }]),
        [only] => Ok(vec![Input::Text { id: name, text: only.to_vec() }]),
        _ => Ok(lines.iter().enumerate().map(|(index, line)| line_of(&name, index, line)).collect()),
    }
}

fn line_of(name: &str, index: usize, line: &[u8]) -> Input {
    Input::Text { id: format!("{name}:{}", index + 1), text: line.to_vec() }
}

fn read_start(path: &Path, start: &mut [u8]) -> std::io::Result<usize> {
    use std::io::Read;
    let mut file = fs::File::open(path)?;
    let mut filled = 0;
    loop {
        match file.read(&mut start[filled..])? {
            0 => return Ok(filled),
            read => filled += read,
        }
    }
}

/// Whether an argument that is no file can only be meant as the text of a code.
fn names_a_code(argument: &str) -> bool {
    match payload::identify(argument.as_bytes()) {
        Payload::Hcert(_) | Payload::TwoDDoc(_) => true,
        Payload::Other(other) => ![Code::Text, Code::Empty].contains(&other.code),
    }
}
