//! Updates as they come: files, texts and pictures of codes, and the parts of one in any order.

use std::path::Path;

use souplesse_core::Code;
use souplesse_core::bundle::{Bundle, Parts, bytes_of, open, scanned};

use crate::read::codes;
use crate::read::kind::Kind;
use crate::read::limits;
use crate::read::scanning::{self, Input, Tell};
use crate::tell::error::{Error, Unusable};

/// What stands in a private key's file.
const PRIVATE: &[u8] = b"PRIVATE KEY";

/// The update in a file, in the text of a QR code, or in a picture of one or of several.
///
/// # Errors
/// Where nothing can be read, or the parts of an update are not complete.
pub fn read_update(argument: &str) -> Result<Vec<u8>, Error> {
    let mut updates = read_updates(&[argument.to_owned()], &mut |_| Ok(()))?;
    match updates.len() {
        1 => Ok(updates.remove(0)),
        count => Err(unusable(argument, Unusable::SeveralUpdates { count })),
    }
}

/// The bytes of an update that was signed, and what it says; whose signature it is does not matter to its author.
///
/// # Errors
/// Like [`read_update`], and for anything that does not open as an update.
pub fn read_signed(argument: &str) -> Result<(Vec<u8>, Bundle), Error> {
    let read = read_update(argument)?;
    let opened = bytes_of(&read).and_then(|bytes| {
        let bundle = open(&bytes)?.read()?;
        Ok((bytes, bundle))
    });
    opened.map_err(|refusal| {
        unusable(argument, Unusable::NotSigned { code: refusal.code, detail: refusal.detail })
    })
}

/// The updates in files, texts, pictures, and on standard input (`-`): what happens while codes are scanned there is told.
///
/// # Errors
/// Like [`read_update`].
pub fn read_updates(arguments: &[String], tell: &mut Tell<'_>) -> Result<Vec<Vec<u8>>, Error> {
    let mut reader = Reader::default();
    for argument in arguments {
        reader.take(argument, tell)?;
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    updates: Vec<Vec<u8>>,
    parts: Parts,
    /// How many parts there are of the update that is not complete, and which have been seen.
    open: Option<(u32, Vec<u32>)>,
    /// Where its parts stood, in the order of the call.
    places: Vec<String>,
}

impl Reader {
    fn take(&mut self, argument: &str, tell: &mut Tell<'_>) -> Result<(), Error> {
        if let Some(code) = scanned(argument.as_bytes()) {
            return self.take_code(&code, argument);
        }
        if argument != "-" {
            return self.take_file(limits::read_file_by_start(Path::new(argument), most)?, argument);
        }
        match scanning::read(tell)? {
            Input::File(bytes) => self.take_file(bytes, argument),
            Input::Updates(updates) if updates.is_empty() => Err(unusable(argument, Unusable::NoCodeCame)),
            Input::Updates(updates) => {
                self.updates.extend(updates);
                Ok(())
            }
        }
    }

    fn take_file(&mut self, bytes: Vec<u8>, argument: &str) -> Result<(), Error> {
        let codes = match codes::read(&bytes) {
            Ok(codes) => codes.found.into_iter().map(|found| found.code.content).collect::<Vec<_>>(),
            Err(_) if begins_with_code(&bytes) => lines(&bytes),
            Err(_) if is_private(&bytes) => return Err(unusable(argument, Unusable::PrivateNotUpdate)),
            // A page, a table or a pack that nobody has signed: no update is a text.
            Err(_) if std::str::from_utf8(&bytes).is_ok() => {
                let (code, detail) = (Code::UpdateUnreadable, None);
                return Err(unusable(argument, Unusable::NotSigned { code, detail }));
            }
            Err(_) => {
                self.updates.push(bytes);
                return Ok(());
            }
        };
        let codes = codes.iter().filter_map(|code| scanned(code)).collect::<Vec<_>>();
        if codes.is_empty() {
            return Err(unusable(argument, Unusable::NoUpdateInPicture));
        }
        codes.iter().try_for_each(|code| self.take_code(code, argument))
    }

    fn take_code(&mut self, code: &[u8], place: &str) -> Result<(), Error> {
        if code.starts_with(b"SPL1:") {
            self.updates.push(code.to_vec());
            return Ok(());
        }
        let progress = self.parts.add(code);
        let progress = progress.map_err(|refusal| unusable(place, Unusable::Part { code: refusal.code }))?;
        self.open = match progress.bundle {
            Some(bundle) => {
                self.updates.push(bundle);
                self.places.clear();
                None
            }
            None => {
                self.places.push(place.to_owned());
                Some((progress.of, progress.seen))
            }
        };
        Ok(())
    }

    fn finish(self) -> Result<Vec<Vec<u8>>, Error> {
        let Some((of, seen)) = self.open else { return Ok(self.updates) };
        Err(incomplete(&from_to(self.places), of, &seen))
    }
}

fn is_private(bytes: &[u8]) -> bool {
    bytes.windows(PRIVATE.len()).any(|window| window == PRIVATE)
}

/// No one of several is to blame for those that are missing.
fn from_to(mut places: Vec<String>) -> String {
    places.dedup();
    match &places[..] {
        [first, .., last] => format!("{first} … {last}"),
        _ => places.concat(),
    }
}

/// The numbers of the parts that have not been seen.
#[must_use]
pub fn missing(of: u32, seen: &[u32]) -> String {
    let missing = (1..=of).filter(|number| !seen.contains(number)).map(|number| number.to_string());
    missing.collect::<Vec<_>>().join(", ")
}

pub(super) fn incomplete(place: &str, of: u32, seen: &[u32]) -> Error {
    unusable(place, Unusable::Incomplete { seen: seen.len(), of, missing: missing(of, seen) })
}

/// A picture is larger than what its codes hold.
pub(super) fn most(start: &[u8]) -> usize {
    match Kind::of(start) {
        kind @ (Kind::Picture(_) | Kind::Pdf) => kind.most(),
        Kind::Text | Kind::Foreign(_) => limits::UPDATE_FILE,
    }
}

fn begins_with_code(text: &[u8]) -> bool {
    text.trim_ascii_start().split(|byte| *byte == b'\n').next().is_some_and(|line| scanned(line).is_some())
}

fn lines(text: &[u8]) -> Vec<Vec<u8>> {
    let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.filter(|line| !line.is_empty()).map(<[u8]>::to_vec).collect()
}

fn unusable(place: &str, why: Unusable) -> Error {
    Error::Unusable { path: place.into(), why }
}
