//! Telling the forms of trust sources apart, by what they hold.

use std::fs;
use std::path::Path;

use data_encoding::BASE64;
use serde::de::DeserializeOwned;

use super::forms::{CovPass, TacVerif, TwoDDocKeys, WhatIf, read_entries};
use super::{Certificate, CertificateError, Problem, Read};
use crate::bundle::TrustList;
use crate::error::Error;

const PEM_BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const PEM_END: &str = "-----END CERTIFICATE-----";

/// Reads a trust source: our own TOML, a list of certificates as Germany or France publish it, the keys of a
/// batch line, or certificates in PEM or DER.
///
/// # Errors
/// [`Error::Read`]; [`Error::Unusable`] for a file of another form.
pub fn read_file(path: &Path) -> Result<Read, Error> {
    let bytes = fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    read_bytes(&bytes).ok_or_else(|| Error::Unusable {
        path: path.to_owned(),
        detail: "it is neither a trust list nor a certificate that is known here".to_owned(),
    })
}

/// Reads a trust source from its bytes; `None` where it has none of the known forms.
#[must_use]
pub fn read_bytes(bytes: &[u8]) -> Option<Read> {
    let Ok(text) = str::from_utf8(bytes) else {
        return Some(one_certificate(bytes));
    };
    if text.contains(PEM_BEGIN) {
        return Some(read_pem(text));
    }
    if let Some(list) = json::<TacVerif>(text) {
        return Some(list.read());
    }
    if let Some(list) = json::<TwoDDocKeys>(text) {
        return Some(list.read());
    }
    if let Some(entries) = json::<Vec<WhatIf>>(text) {
        return Some(read_entries(&entries));
    }
    // A signature may stand on the line above the list.
    let behind_signature = text.split_once('\n').map_or(text, |(_, list)| list);
    if let Some(list) = json::<CovPass>(text).or_else(|| json::<CovPass>(behind_signature)) {
        return Some(list.read());
    }
    let list = toml::from_str::<TrustList>(text).ok()?;
    Some(Read { keys: list.key, problems: Vec::new() })
}

fn json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

fn read_pem(text: &str) -> Read {
    let mut all = Read::default();
    for piece in text.split(PEM_BEGIN).skip(1) {
        let base64 = piece.split(PEM_END).next().unwrap_or_default();
        let base64 = base64.split_ascii_whitespace().collect::<String>();
        match BASE64.decode(base64.as_bytes()) {
            Ok(der) => all.append(one_certificate(&der)),
            Err(_) => all.append(problem(CertificateError::Encoding)),
        }
    }
    all
}

/// A certificate serves EU certificates by its `kid`, and 2D-DOC where its names allow.
fn one_certificate(der: &[u8]) -> Read {
    match Certificate::read(der) {
        Ok(certificate) => {
            let two_d_doc = certificate.as_two_d_doc_key(None);
            let keys = std::iter::once(certificate.as_kid_key(None)).chain(two_d_doc).collect();
            Read { keys, problems: Vec::new() }
        }
        Err(error) => problem(error),
    }
}

fn problem(source: CertificateError) -> Read {
    Read { keys: Vec::new(), problems: vec![Problem { entry: "certificate".to_owned(), source }] }
}

impl Read {
    fn append(&mut self, other: Read) {
        self.keys.extend(other.keys);
        self.problems.extend(other.problems);
    }
}
