//! `souplesse bundle qr`, `pack qr` and `bundle text`: what is signed already, as the codes that it takes.

use std::io::Write;
use std::path::{Path, PathBuf};

use souplesse_words::Words;

use super::sheet;
use crate::cli::{Common, Qr};
use crate::read::update::read_signed;
use crate::tell::complaint;
use crate::tell::drawn::{self, Drawn, OTHER_READER, texts};
use crate::tell::error::{Error, Misuse};
use crate::tell::output::Output;
use crate::tell::visible::{self, visible};

/// The form of a file by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Png,
    Svg,
    Sheet,
}

/// Prints the text of an update's code, or those of its parts in their order.
pub(super) fn print_texts(update: &Path, common: &Common) -> Result<u8, Error> {
    let (bytes, _) = read_signed(&update.to_string_lossy())?;
    let texts = texts(&bytes)?;
    for (text, part) in texts.iter().zip(1..) {
        if common.json {
            let line = serde_json::json!({ "part": part, "of": texts.len(), "text": text });
            writeln!(anstream::stdout(), "{}", visible::json(&line))?;
        } else {
            writeln!(anstream::stdout(), "{text}")?;
        }
    }
    Ok(0)
}

/// Draws an update for files that are called like `arguments.output`.
pub(crate) fn draw(arguments: &Qr, common: &Common) -> Result<u8, Error> {
    let rules = Output::new(arguments.force.force, [&arguments.update]).beside(common);
    rules.check(&arguments.output)?;
    let (bytes, _) = read_signed(&arguments.update.to_string_lossy())?;
    write(&bytes, &arguments.output, &rules, common)?;
    Ok(0)
}

/// Whether the name of a file is that of a picture or of a sheet.
pub(crate) fn is_drawn(path: &Path) -> bool {
    form(path).is_some()
}

/// Writes the codes of an update. All are drawn and read back, and all names looked at, before the first file is written.
pub(crate) fn write(update: &[u8], path: &Path, rules: &Output, common: &Common) -> Result<(), Error> {
    let form = form(path).ok_or(Misuse::NameCodes)?;
    let texts = texts(update)?;
    if form == Form::Sheet {
        let drawn = draw_all(&texts, path, common)?;
        rules.write(path, sheet::draw(update, &drawn, common.language()).as_bytes())?;
        return told(&[path.to_owned()], common);
    }
    let paths = (1..=texts.len()).map(|part| numbered(path, part, texts.len())).collect::<Vec<_>>();
    paths.iter().try_for_each(|path| rules.check(path))?;
    let drawn = draw_all(&texts, path, common)?;
    for (path, drawn) in paths.iter().zip(&drawn) {
        let bytes = if form == Form::Png { drawn.png()? } else { drawn.svg().into_bytes() };
        rules.write(path, &bytes)?;
    }
    told(&paths, common)
}

/// Draws every text. One that the second reader could not read is told: it is written all the same.
pub(crate) fn draw_all(texts: &[String], path: &Path, common: &Common) -> Result<Vec<Drawn>, Error> {
    let words = Words::of(common.language());
    let drawn = texts.iter().map(|text| drawn::draw(text)).collect::<Result<Vec<_>, _>>()?;
    for (part, _) in (1..).zip(&drawn).filter(|(_, drawn)| !drawn.is_read_by_other()) {
        let (part, of) = (part.to_string(), drawn.len().to_string());
        let file = visible(&path.display().to_string());
        let values = [("file", file.as_str()), ("part", &part), ("of", &of), ("reader", OTHER_READER)];
        complaint::tell(&words.fill("codes.unread-by-other", &values))?;
    }
    Ok(drawn)
}

fn form(path: &Path) -> Option<Form> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("png") => Some(Form::Png),
        Some("svg") => Some(Form::Svg),
        Some("html") => Some(Form::Sheet),
        _ => None,
    }
}

/// `week.png` for the only one, `week-2-of-5.png` for one of several.
fn numbered(path: &Path, part: usize, of: usize) -> PathBuf {
    if of == 1 {
        return path.to_owned();
    }
    let name = |path: Option<&std::ffi::OsStr>| path.unwrap_or_default().to_string_lossy().into_owned();
    path.with_file_name(format!("{}-{part}-of-{of}.{}", name(path.file_stem()), name(path.extension())))
}

/// The names of what was written, where they are not the one that was given.
fn told(paths: &[PathBuf], common: &Common) -> Result<(), Error> {
    if common.quiet || paths.len() == 1 {
        return Ok(());
    }
    for path in paths {
        writeln!(anstream::stdout(), "{}", visible(&path.display().to_string()))?;
    }
    Ok(())
}
