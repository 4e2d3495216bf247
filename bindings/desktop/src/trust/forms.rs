//! The forms in which keys are published.

use std::collections::BTreeMap;

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde::Deserialize;
use souplesse_core::trust::{KeyId, Kind, PublicKey, SigningKey, Validity};

use super::{Certificate, CertificateError, Problem, Read, read_public_key};

/// The configuration of TousAntiCovid Verif: keys by identifier.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TacVerif {
    /// 2D-DOC keys: identifier to public key.
    #[serde(rename = "certificates2DDoc")]
    two_d_doc: BTreeMap<String, String>,
    /// Keys of EU certificates: `kid` to certificate, which is in base64 twice.
    #[serde(rename = "certificatesDCC")]
    dcc: BTreeMap<String, String>,
}

/// A trust list as Germany signs it.
#[derive(Deserialize)]
pub(super) struct CovPass {
    certificates: Vec<CovPassEntry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CovPassEntry {
    kid: String,
    raw_data: String,
}

/// Public facts on 2D-DOC keys: identifiers, dates, and what they sign.
#[derive(Deserialize)]
pub(super) struct TwoDDocKeys {
    production: Vec<TwoDDocKey>,
    #[serde(default)]
    test: Vec<TwoDDocKey>,
}

#[derive(Deserialize)]
struct TwoDDocKey {
    id: String,
    spki: String,
    not_before: Option<chrono::NaiveDate>,
    not_after: Option<chrono::NaiveDate>,
    signs: Option<Vec<String>>,
}

/// One key of a batch line: a certificate, or a name and a bare key.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum WhatIf {
    Certificate(String),
    Bare { id: String, spki: String },
}

/// Reads the keys of a batch line. Nobody asks which issuer may sign which type of 2D-DOC; a certificate's
/// own usage and dates are judged, a bare key has none.
///
/// # Errors
/// Says which entry cannot be used, and why.
pub fn read_what_if(json: &str) -> Result<Vec<SigningKey>, String> {
    let entries = serde_json::from_str::<Vec<WhatIf>>(json);
    let entries =
        entries.map_err(|_| "expected a list of base64 certificates and of {\"id\", \"spki\"}".to_owned())?;
    let read = read_entries(&entries);
    match read.problems.first() {
        Some(problem) => Err(problem.to_string()),
        None => Ok(read.keys),
    }
}

pub(super) fn read_entries(entries: &[WhatIf]) -> Read {
    let mut read = Read::default();
    for (index, entry) in entries.iter().enumerate() {
        let keys = match entry {
            WhatIf::Certificate(der) => {
                decode(der).and_then(|der| Certificate::read(&der)).map(|certificate| {
                    let two_d_doc = certificate.as_two_d_doc_key(None);
                    std::iter::once(certificate.as_kid_key(None)).chain(two_d_doc).collect()
                })
            }
            WhatIf::Bare { id, spki } => bare_key(id, spki).map(|key| vec![key]),
        };
        read.take(&format!("key {}", index + 1), keys);
    }
    read
}

impl TacVerif {
    pub(super) fn read(&self) -> Read {
        let mut read = Read::default();
        for (id, spki) in &self.two_d_doc {
            read.take(id, bare_key(id, spki).map(|key| vec![key]));
        }
        for (kid, certificate) in &self.dcc {
            let key = decode(kid).and_then(|kid| {
                let der = decode_bytes(&decode(certificate)?)?;
                Ok(vec![Certificate::read(&der)?.as_kid_key(Some(kid))])
            });
            read.take(kid, key);
        }
        read
    }
}

impl CovPass {
    pub(super) fn read(&self) -> Read {
        let mut read = Read::default();
        for entry in &self.certificates {
            let key = decode(&entry.kid).and_then(|kid| {
                let certificate = Certificate::read(&decode(&entry.raw_data)?)?;
                Ok(vec![certificate.as_kid_key(Some(kid))])
            });
            read.take(&entry.kid, key);
        }
        read
    }
}

impl TwoDDocKeys {
    pub(super) fn read(&self) -> Read {
        let mut read = Read::default();
        for key in self.production.iter().chain(&self.test) {
            read.take(&key.id, key.read().map(|key| vec![key]));
        }
        read
    }
}

impl TwoDDocKey {
    fn read(&self) -> Result<SigningKey, CertificateError> {
        let midnight = |day: chrono::NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
        let validity = self.not_before.zip(self.not_after);
        let kinds = self.signs.as_ref().map(|types| types.iter().filter_map(|kind| kind_of(kind)).collect());
        Ok(SigningKey {
            validity: validity
                .map(|(from, to)| Validity { not_before: midnight(from), not_after: midnight(to) }),
            signs: kinds,
            ..bare_key(&self.id, &self.spki)?
        })
    }
}

impl Read {
    fn take(&mut self, entry: &str, keys: Result<Vec<SigningKey>, CertificateError>) {
        match keys {
            Ok(keys) => self.keys.extend(keys),
            Err(source) => self.problems.push(Problem { entry: entry.to_owned(), source }),
        }
    }
}

/// Whether the signature in front of a German list holds: r‖s in base64 on a line of its own, over all that follows.
#[must_use]
pub fn covpass_signature_holds(list: &[u8], public_key: &PublicKey) -> bool {
    let PublicKey::P256(point) = public_key else {
        return false;
    };
    let mut parts = list.splitn(2, |byte| *byte == b'\n');
    let (Some(signature), Some(signed)) = (parts.next(), parts.next()) else {
        return false;
    };
    let Ok(signature) = BASE64.decode(signature.trim_ascii()) else {
        return false;
    };
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed, &signature).is_ok()
}

fn kind_of(document_type: &str) -> Option<Kind> {
    match document_type {
        "B2" => Some(Kind::Test),
        "L1" => Some(Kind::Vaccination),
        _ => None,
    }
}

/// A key without a certificate. Eight characters are the name of a 2D-DOC key, anything else is a `kid` in hexadecimal.
fn bare_key(id: &str, spki: &str) -> Result<SigningKey, CertificateError> {
    let public = read_public_key(&decode(spki)?)?;
    let id = if id.len() == 8 { KeyId::TwoDDoc(id.to_owned()) } else { KeyId::Kid(hexadecimal(id)?) };
    Ok(SigningKey { id, issuer: String::new(), country: None, signs: None, public, validity: None })
}

fn hexadecimal(text: &str) -> Result<Vec<u8>, CertificateError> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).map_err(|_| CertificateError::Encoding)
}

fn decode(text: &str) -> Result<Vec<u8>, CertificateError> {
    decode_bytes(text.as_bytes())
}

fn decode_bytes(text: &[u8]) -> Result<Vec<u8>, CertificateError> {
    BASE64.decode(text.trim_ascii()).map_err(|_| CertificateError::Encoding)
}
