//! What is to be signed: files and folders of packs, trust lists, revocations, anchors, rules and value sets.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::HEXUPPER;
use ring::digest::{SHA256, digest};
use serde::Deserialize;
use serde_json::Value as Json;
use souplesse_core::bundle::{Anchor, Content, Revoked, RuleSets, TrustList, ValueSet};
use souplesse_core::json;

use crate::read::pack_text::Fault;
use crate::read::{limits, pack_text};
use crate::tell::error::{Error, Unusable};

/// Shorter names of files are no ids.
const SHORTEST_ID: usize = 3;
/// Longer ids are none.
const LONGEST_ID: usize = 40;
/// As many digits of its hash tell a long id from those that begin alike.
const DIGITS: usize = 16;

/// The files that paths stand for: folders for all in them that may be signed.
///
/// # Errors
/// [`Error::Read`].
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let files = paths.iter().map(|path| files_of(path)).collect::<Result<Vec<_>, _>>()?;
    Ok(files.into_iter().flatten().collect())
}

/// The documents of one update, by their ids. All rules and value sets are one of them, however many files they stand in.
/// `paths` are what the files were given as.
///
/// # Errors
/// For what cannot be read and what is none of these.
pub(crate) fn read(files: &[PathBuf], paths: &[PathBuf]) -> Result<Vec<(String, Content)>, Error> {
    let files = files.iter().cloned();
    let (of_rules, others): (Vec<_>, Vec<_>) = files.partition(|path| has_ending(path, "json"));
    let mut contents = others.iter().map(|path| read_toml(path)).collect::<Result<Vec<_>, _>>()?;
    if !of_rules.is_empty() {
        contents.push(read_rules(&of_rules, paths)?);
    }
    Ok(contents)
}

/// A file as it is; of a folder and its folders every file that has one of the two forms.
fn files_of(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let entries = fs::read_dir(path).map_err(failed)?;
    let mut entries =
        entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        if entry.is_dir() {
            files.extend(files_of(&entry)?);
        } else if has_ending(&entry, "json") || has_ending(&entry, "toml") {
            files.push(entry);
        }
    }
    Ok(files)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|written| written == ending)
}

/// What a TOML file holds is told by its fields: a pack, a trust list, revocations, an anchor.
fn read_toml(path: &Path) -> Result<(String, Content), Error> {
    let text = limits::read_text(path, limits::TOML_FILE)?;
    let unusable = |fault| Error::Unusable { path: path.to_owned(), why: Unusable::Text(fault) };
    let table = text.parse::<toml::Table>().map_err(|error| unusable(Fault::of(&text, &error)))?;
    let has = |field: &str| table.contains_key(field);
    if has("axis") || has("windows") {
        let pack = pack_text::read_file(path)?.pack().clone();
        return Ok((pack.id.clone(), Content::Pack(Box::new(pack))));
    }
    if has("may-sign") {
        let anchor = from_toml::<Anchor>(&text).map_err(unusable)?;
        return Ok((id_of_key(&anchor), Content::Successor(anchor)));
    }
    let content = if has("key") {
        let keys = from_toml::<crate::read::data::TrustList>(&text).map_err(unusable)?.key;
        Content::Trust(TrustList { keys })
    } else {
        Content::Revocations(from_toml::<Revoked>(&text).map_err(unusable)?)
    };
    let id = id_of(path);
    let is_too_short = id.len() < SHORTEST_ID;
    let id = if is_too_short { format!("{}-{id}", content.kind()).to_ascii_uppercase() } else { id };
    Ok((id, content))
}

fn from_toml<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Fault> {
    toml::from_str(text).map_err(|error| Fault::of(text, &error))
}

/// Rule sets, and value sets by their ids. The one rule set gives the document its name.
fn read_rules(files: &[PathBuf], paths: &[PathBuf]) -> Result<(String, Content), Error> {
    let mut rules = RuleSets { sets: Vec::new(), value_sets: Vec::new() };
    let mut named_by = Vec::new();
    for file in files {
        let unusable = |error: serde_json::Error| Error::Unusable {
            path: file.clone(),
            why: Unusable::Json(error.into()),
        };
        let read = json::read::<Json>(&limits::read_text(file, limits::JSON_FILE)?);
        let json = read.map_err(unusable)?;
        if let Ok(sets) = BTreeMap::<String, Vec<String>>::deserialize(&json) {
            rules.value_sets.extend(sets.into_iter().map(|(id, codes)| ValueSet { id, codes }));
        } else {
            rules.sets.push(json.to_string());
            named_by.push(file);
        }
    }
    let id = match &named_by[..] {
        [only] => id_of(only),
        _ => id_of_several(paths),
    };
    Ok((if id.len() < SHORTEST_ID { "RULES".to_owned() } else { id }, Content::Rules(rules)))
}

/// The name of the folder, or of the one in which all files stand.
fn id_of_several(paths: &[PathBuf]) -> String {
    let folder =
        |path: &PathBuf| if path.is_dir() { Some(path.clone()) } else { path.parent().map(Path::to_owned) };
    let mut folders = paths.iter().map(folder);
    let first = folders.next().flatten().filter(|first| folders.all(|folder| folder.as_ref() == Some(first)));
    first.map_or_else(String::new, |folder| id_of(&folder))
}

/// Of each key its own, or the second succession would be in conflict with the first.
fn id_of_key(anchor: &Anchor) -> String {
    let number = anchor.number().map(|number| number.to_string()).unwrap_or_default();
    format!("KEY-{number}").to_ascii_uppercase()
}

/// `rules-fr-activity-2021-08.json` as `RULES-FR-ACTIVITY-2021-08`.
fn id_of(path: &Path) -> String {
    let stem = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = stem.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    short_id(stem.chars().map(|letter| if allowed(letter) { letter } else { '-' }).collect())
}

/// An id that may be too long: cut, with a hash of the whole, or ids that begin alike would be one.
pub(crate) fn short_id(id: String) -> String {
    if id.chars().count() <= LONGEST_ID {
        return id;
    }
    let hash = HEXUPPER.encode(digest(&SHA256, id.as_bytes()).as_ref());
    let start = id.chars().take(LONGEST_ID - DIGITS - 1).chain(['-']);
    start.chain(hash.chars().take(DIGITS)).collect()
}
