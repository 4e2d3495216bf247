//! Telling the forms of trust sources apart, by what they hold.

use std::path::{Path, PathBuf};
use std::{fs, iter};

use serde::de::IgnoredAny;

use super::entries::{TOO_MANY, TWICE};
use super::forms::{CovPass, TacVerif, TwoDDocKeys, certificate_keys, decode_bytes, read_entries};
use super::{Entry, Read, TrustFault};
use crate::read::data::TrustList;
use crate::read::limits;
use crate::read::pack_text::Fault;
use crate::tell::error::{Error, Unusable};

const PEM_BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const PEM_END: &str = "-----END CERTIFICATE-----";
const DER_SEQUENCE: &[u8] = &[0x30];

/// The files of a folder that are certificates, by their endings.
const CERTIFICATES: [&str; 4] = ["pem", "crt", "cer", "der"];

/// Reads a trust source: our own TOML, a list of certificates as Germany or France publish it, the keys of a
/// batch line, or certificates in PEM or DER; of a folder, all certificates in it.
///
/// # Errors
/// [`Error::Read`]; [`Error::Unusable`] for a file of another form, with what is wrong with it.
pub fn read_file(path: &Path) -> Result<Read, Error> {
    if path.is_dir() {
        return read_folder(path);
    }
    let bytes = limits::read_file(path, limits::KEY_LIST)?;
    read_bytes(&bytes).map_err(|fault| Error::Unusable { path: path.to_owned(), why: Unusable::Trust(fault) })
}

fn read_folder(folder: &Path) -> Result<Read, Error> {
    let unreadable = |source| Error::Read { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let paths =
        entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>, _>>().map_err(unreadable)?;
    let is_certificate = |path: &PathBuf| {
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        CERTIFICATES.iter().any(|known| ending.as_ref().is_some_and(|ending| ending == known))
    };
    let mut paths = paths.into_iter().filter(is_certificate).collect::<Vec<_>>();
    paths.sort();
    let mut all = Read::default();
    for path in paths {
        let read = read_file(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        all.keys.extend(read.keys);
        let problems = read.problems.into_iter();
        all.problems.extend(problems.map(|problem| problem.in_file(&name)));
    }
    Ok(all)
}

/// Reads a trust source from its bytes.
///
/// # Errors
/// What is wrong with it, where it has none of the known forms.
pub fn read_bytes(bytes: &[u8]) -> Result<Read, TrustFault> {
    // Names of people in front of a certificate may be in any encoding.
    if let Some((_, certificates)) = split(bytes, PEM_BEGIN) {
        return Ok(read_pem(certificates));
    }
    let Ok(text) = str::from_utf8(bytes) else {
        return Ok(one_certificate(bytes));
    };
    // A signature may stand on the line above a German list.
    let behind_signature = text.split_once('\n').map_or(text, |(_, list)| list);
    let is_json = |text: &&str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    if let Some(json) = [text, behind_signature].into_iter().find(is_json) {
        return read_json(json);
    }
    // A certificate without its frame.
    match decode_bytes(bytes) {
        Ok(der) if der.starts_with(DER_SEQUENCE) => Ok(one_certificate(&der)),
        Ok(_) | Err(_) => read_toml(text),
    }
}

fn read_json(json: &str) -> Result<Read, TrustFault> {
    let forms: [fn(&str) -> serde_json::Result<Read>; 4] = [
        |json| serde_json::from_str(json).map(|list| read_entries(&list)),
        |json| serde_json::from_str::<TacVerif<'_>>(json).map(|list| list.read()),
        |json| serde_json::from_str::<TwoDDocKeys<'_>>(json).map(|list| list.read()),
        |json| serde_json::from_str::<CovPass<'_>>(json).map(|list| list.read()),
    ];
    for form in forms {
        match form(json) {
            Ok(read) => return Ok(read),
            Err(error) if is_refusal_of(&error, TOO_MANY) => return Err(TrustFault::TooMany),
            Err(error) if is_refusal_of(&error, TWICE) => return Err(TrustFault::Twice),
            Err(_) => {}
        }
    }
    Err(TrustFault::Unknown)
}

fn is_refusal_of(error: &serde_json::Error, refusal: &str) -> bool {
    error.to_string().starts_with(refusal)
}

/// Our own form. What is TOML and not a trust list is told with its line.
fn read_toml(text: &str) -> Result<Read, TrustFault> {
    if text.len() > limits::TOML_FILE {
        return Err(TrustFault::TooLarge);
    }
    if text.parse::<toml::Table>().is_err() {
        return Err(TrustFault::Unknown);
    }
    let list =
        toml::from_str::<TrustList>(text).map_err(|error| TrustFault::Text(Fault::of(text, &error)))?;
    Ok(Read { keys: list.key, ..Read::default() })
}

/// From behind the first beginning.
fn read_pem(certificates: &[u8]) -> Read {
    let mut all = Read::default();
    let mut rest = Some(certificates);
    let pieces = iter::from_fn(|| {
        let (piece, behind) =
            split(rest?, PEM_BEGIN).map_or((rest?, None), |(piece, rest)| (piece, Some(rest)));
        rest = behind;
        Some(piece)
    });
    for (index, piece) in pieces.enumerate() {
        let base64 = split(piece, PEM_END).map_or(piece, |(base64, _)| base64);
        let keys = decode_bytes(base64).and_then(|der| certificate_keys(&der));
        all.take(Entry::Certificate(index + 1), keys);
    }
    all
}

/// What stands before and behind the first `mark`.
fn split<'b>(bytes: &'b [u8], mark: &str) -> Option<(&'b [u8], &'b [u8])> {
    let at = bytes.windows(mark.len()).position(|part| part == mark.as_bytes())?;
    Some((&bytes[..at], &bytes[at + mark.len()..]))
}

fn one_certificate(der: &[u8]) -> Read {
    let mut read = Read::default();
    read.take(Entry::TheCertificate, certificate_keys(der));
    read
}
