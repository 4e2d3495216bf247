//! `souplesse bundle build`: from readable data to the CBOR that the core holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use minicbor::bytes::ByteVec;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::Anchor;
use souplesse_core::compact;
use souplesse_core::json;
use souplesse_core::rules::RuleSet;
use souplesse_core::trust::SigningKey;

use crate::read::pack_text::Fault;
use crate::read::{limits, pack_text};
use crate::tell::error::{Error, Unusable};

/// A trust list as people read and write it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TrustList {
    /// The keys.
    pub key: Vec<SigningKey>,
}

/// Anchors as people read and write them.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorList {
    /// The anchors.
    #[serde(default)]
    pub anchor: Vec<Anchor>,
}

/// The files of a folder that are read under fixed names.
const FIXED: [&str; 6] = [
    "trust.toml",
    "trust-demonstration.toml",
    "anchors.toml",
    "anchors-demonstration.toml",
    "keys-everybodys.toml",
    "value-sets.json",
];

/// Every file that [`build`] reads.
///
/// # Errors
/// [`Error::Read`].
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = FIXED.map(|name| folder.join(name)).to_vec();
    files.extend(named(folder, "rules-", ".json")?);
    files.extend(named(folder, "pack-", ".toml")?);
    Ok(files)
}

/// Reads `trust.toml`, `trust-demonstration.toml`, `anchors.toml`, `anchors-demonstration.toml`, `keys-everybodys.toml`, `value-sets.json`, and every `rules-*.json` and `pack-*.toml` of a folder.
///
/// # Errors
/// [`Error::Read`] and [`Error::Unusable`], with the file and the place in it.
pub fn build(folder: &Path) -> Result<BuiltIn, Error> {
    Ok(BuiltIn {
        keys: read_keys(&folder.join("trust.toml"))?,
        demonstration_keys: read_keys(&folder.join("trust-demonstration.toml"))?,
        rule_sets: read_rule_sets(folder)?,
        value_sets: read_value_sets(&folder.join("value-sets.json"))?,
        packs: read_packs(folder)?,
        anchors: read_anchors(&folder.join("anchors.toml"))?,
        demonstration_anchors: read_anchors(&folder.join("anchors-demonstration.toml"))?,
        everybodys_keys: read_keys(&folder.join("keys-everybodys.toml"))?,
    })
}

fn read_keys(path: &Path) -> Result<Vec<SigningKey>, Error> {
    Ok(read_toml::<TrustList>(path)?.key)
}

/// Each set as compact JSON, compiled once to see that it can be.
fn read_rule_sets(folder: &Path) -> Result<Vec<String>, Error> {
    let mut sets = Vec::new();
    for path in named(folder, "rules-", ".json")? {
        let text = read(&path)?;
        RuleSet::read(&text).map_err(|error| unusable(&path, Unusable::Rules(error)))?;
        let json =
            json::read::<Json>(&text).map_err(|error| unusable(&path, Unusable::Json(error.into())))?;
        sets.push(json.to_string());
    }
    Ok(sets)
}

fn read_packs(folder: &Path) -> Result<Vec<ByteVec>, Error> {
    let packs = named(folder, "pack-", ".toml")?.into_iter().map(|path| pack_text::read_file(&path));
    packs.map(|tolerance| Ok(compact::to_cbor(tolerance?.pack()).into())).collect()
}

fn read_anchors(path: &Path) -> Result<Vec<ByteVec>, Error> {
    let list = read_toml::<AnchorList>(path)?;
    Ok(list.anchor.iter().map(|anchor| compact::to_cbor(anchor).into()).collect())
}

/// The files of a folder whose names begin and end so, sorted.
fn named(folder: &Path, beginning: &str, end: &str) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let entries = entries.map_err(|source| Error::Read { path: folder.to_owned(), source })?;
    let mut paths = entries.iter().map(fs::DirEntry::path).collect::<Vec<_>>();
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(beginning) && name.ends_with(end)
    });
    paths.sort();
    Ok(paths)
}

fn read_value_sets(path: &Path) -> Result<BTreeMap<String, Vec<String>>, Error> {
    json::read(&read(path)?).map_err(|error| unusable(path, Unusable::Json(error.into())))
}

fn read_toml<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let text = read(path)?;
    toml::from_str(&text).map_err(|error| unusable(path, Unusable::Text(Fault::of(&text, &error))))
}

fn read(path: &Path) -> Result<String, Error> {
    let is_json = path.extension().is_some_and(|ending| ending == "json");
    limits::read_text(path, if is_json { limits::JSON_FILE } else { limits::TOML_FILE })
}

fn unusable(path: &Path, why: Unusable) -> Error {
    Error::Unusable { path: path.to_owned(), why }
}
