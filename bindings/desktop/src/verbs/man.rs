//! `souplesse man`: the manual pages, where `man -M` finds them.

use std::fs;
use std::path::Path;

use souplesse_words::Language;

use crate::cli::manual::pages;
use crate::cli::{Common, Force};
use crate::tell::error::Error;
use crate::tell::output::Output;

/// The folders of each language below the one that is named.
const FOLDERS: [(Language, &str); 2] = [(Language::English, "man1"), (Language::French, "fr/man1")];

pub(super) fn run(folder: &Path, force: Force, common: &Common) -> Result<u8, Error> {
    let output = Output::new(force.force, [""; 0]).beside(common);
    let pages = FOLDERS.iter().flat_map(|(language, name)| {
        let folder = folder.join(name);
        pages(*language).into_iter().map(move |page| (folder.join(format!("{}.1", page.name)), page.text))
    });
    let pages = pages.collect::<Vec<_>>();
    pages.iter().try_for_each(|(path, _)| output.check(path))?;
    for (_, name) in FOLDERS {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).map_err(|source| Error::Write { path: folder, source })?;
    }
    pages.iter().try_for_each(|(path, text)| output.write(path, text.as_bytes()))?;
    Ok(0)
}
