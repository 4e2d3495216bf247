//! From the options of a call to the verifier that it asks for.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use souplesse_core::Verifier;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::Shelf;
use souplesse_core::device::Device;
use souplesse_core::place::{Place, PlaceError};
use souplesse_core::rules::RuleBook;
use souplesse_core::trust::SigningKey;
use souplesse_core::verifier::Lost;
use souplesse_words::Words;

use crate::cli::{Common, PurposeName};
use crate::judge::{Judge, data_folder};
use crate::read::keys::read_anchors;
use crate::read::update::read_update;
use crate::read::{limits, trust};
use crate::tell::complaint;
use crate::tell::error::{self, Error, Misuse, Unusable};
use crate::tell::name;

/// A judge by the built-in data and what the options put in its place.
///
/// # Errors
/// [`Error::Read`] and [`Error::Unusable`] for rules and keys that cannot be read.
pub fn judge(common: &Common) -> Result<Judge, Error> {
    let (verifier, unsigned) = base(common)?;
    let device = data_folder::open(common, verifier.clone())?;
    Ok(Judge {
        verifier: verifier_of(&device, &verifier, common)?,
        at: common.at,
        is_what_if: is_what_if(common),
        profile: common.profile.into(),
        unsigned,
        language: common.language(),
        lists_other_codes: common.verbose > 0,
        device: Some(device),
    })
}

/// What is judged by where nothing is installed: what is built in, and what the options put in its place. Also whether
/// anything of it is unsigned.
///
/// # Errors
/// Like [`judge`].
pub fn base(common: &Common) -> Result<(Verifier, bool), Error> {
    let (built_in, words) = (BuiltIn::load(), Words::of(common.language()));
    let mut verifier = if common.demo { built_in.demonstration_verifier() } else { built_in.verifier() };
    verifier.place = place(common)?;
    verifier.purpose = common.purpose.into();
    if let Some(path) = &common.trust {
        verifier.trust.replace(read_keys(path, common)?);
        if common.demo {
            verifier.trust.add(built_in.demonstration_keys.iter().cloned());
        }
    }
    if let Some(path) = &common.rules {
        let book = read_rules(path, &built_in)?;
        if book.sets.is_empty() {
            warn(common, &words.fill("warning.no-rules", &[("path", &path.display().to_string())]))?;
        } else if !book.sets.iter().any(|set| set.purpose == verifier.purpose) {
            let other = if common.purpose == PurposeName::Activity { "travel" } else { "activity" };
            let file = path.display().to_string();
            let values = [("path", file.as_str()), ("other", other)];
            warn(common, &words.fill("warning.other-purpose", &values))?;
        }
        verifier.rules = Arc::new(book);
    }
    Ok((verifier, common.trust.is_some() || common.rules.is_some()))
}

/// Where passes are checked.
///
/// # Errors
/// Where the country has no such region.
pub fn place(common: &Common) -> Result<Place, Error> {
    let mut place = Place::in_country(common.country);
    if let Some(region) = &common.region {
        let misuse = |error: PlaceError| {
            // What may be a pass is no region that anybody mistyped.
            let is_name = name::name_or(region, "") == *region;
            if is_name { Misuse::Region(error) } else { Misuse::HiddenRegion }
        };
        place = place.in_region(region).map_err(misuse)?;
    }
    Ok(match &common.place {
        Some(kind) => place.of_kind(kind.clone()),
        None => place,
    })
}

/// What is installed and, in memory only, the updates of the call.
fn verifier_of(device: &Device, base: &Verifier, common: &Common) -> Result<Arc<Verifier>, Error> {
    if common.bundle.is_empty() {
        return Ok(device.verifier());
    }
    let mut shelf = device.shelf();
    for path in &common.bundle {
        install(&mut shelf, path, common)?;
    }
    let mut verifier = shelf.furnish(base);
    // Where nobody knows what was installed, no update of the call tells.
    if device.verifier().lost == Lost::EVERYTHING {
        verifier.lost = Lost::EVERYTHING;
    }
    Ok(Arc::new(verifier))
}

/// An empty shelf with the anchors that are built in and those of the call.
///
/// # Errors
/// Where an anchor cannot be read, or is not taken.
pub fn shelf(common: &Common) -> Result<Shelf, Error> {
    let mut shelf = BuiltIn::load().shelf();
    if common.demo {
        shelf.allow_demonstration();
    }
    for path in &common.anchor {
        for anchor in read_anchors(path)? {
            let name = anchor.name.clone();
            // With --demo the demonstration's key may sign already.
            if !shelf.pin(anchor) && !common.demo {
                return Err(Error::Unusable { path: path.clone(), why: Unusable::Everybodys { name } });
            }
        }
    }
    Ok(shelf)
}

/// The time by which updates are judged: none in a what-if run.
#[must_use]
pub fn device_time(common: &Common) -> Option<DateTime<Utc>> {
    (!is_what_if(common)).then(crate::read::moment::now)
}

/// Whether the call asks what would be: the device's time judges nothing, and nothing is kept.
#[must_use]
pub fn is_what_if(common: &Common) -> bool {
    common.at.is_some() || common.demo
}

fn install(shelf: &mut Shelf, path: &Path, common: &Common) -> Result<(), Error> {
    let update = shelf.install(&read_update(&path.to_string_lossy())?, device_time(common));
    if update.is_taken() {
        return Ok(());
    }
    Err(Error::Refused { path: path.to_owned(), code: update.code, detail: update.detail })
}

/// A list with some odd entries still serves, and they are named; a file without any key does not.
fn read_keys(path: &Path, common: &Common) -> Result<Vec<SigningKey>, Error> {
    let read = trust::read_file(path)?;
    let (words, file) = (Words::of(common.language()), path.display().to_string());
    for problem in &read.problems {
        let values = [("path", file.as_str()), ("problem", &error::problem(problem, words))];
        warn(common, &words.fill("error.certificate.not-trusted", &values))?;
    }
    if !read.test_keys.is_empty() && !common.demo {
        warn(common, &words.fill("error.certificate.test-keys", &[("path", &file)]))?;
    }
    let test_keys = read.test_keys.into_iter().filter(|_| common.demo);
    let keys = read.keys.into_iter().chain(test_keys).collect::<Vec<_>>();
    if keys.is_empty() {
        let first = read.problems.into_iter().next();
        let why = first.map_or(Unusable::NoKey, Unusable::Problem);
        return Err(Error::Unusable { path: path.to_owned(), why });
    }
    Ok(keys)
}

/// Tells what is odd and does not stop the call.
fn warn(common: &Common, text: &str) -> Result<(), Error> {
    if !common.quiet {
        complaint::tell(text)?;
    }
    Ok(())
}

/// The rules of a file, or of every JSON file in a folder and its folders.
fn read_rules(path: &Path, built_in: &BuiltIn) -> Result<RuleBook, Error> {
    let mut texts = Vec::new();
    for file in json_files(path)? {
        texts.push(limits::read_text(&file, limits::JSON_FILE)?);
    }
    let book = RuleBook::read(texts.iter().map(String::as_str), built_in.value_sets.clone());
    book.map_err(|error| Error::Unusable { path: path.to_owned(), why: Unusable::Rules(error) })
}

fn json_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let read = |source| Error::Read { path: path.to_owned(), source };
    let entries = fs::read_dir(path).map_err(read)?;
    let mut entries = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>().map_err(read)?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        if entry.is_dir() {
            files.extend(json_files(&entry)?);
        } else if entry.extension().is_some_and(|ending| ending == "json") {
            files.push(entry);
        }
    }
    Ok(files)
}
