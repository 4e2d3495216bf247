//! The forms in which keys are published.

use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Europe::Paris;
use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use souplesse_core::trust::{KeyId, Kind, PublicKey, SigningKey, Validity};

use super::entries::{Entries, Named};
use super::{Certificate, CertificateError, Entry, Expected, Malformed, Problem, Read, read_public_key};
use crate::read::moment;

/// The configuration of TousAntiCovid Verif: keys by identifier.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TacVerif<'j> {
    /// 2D-DOC keys: identifier to public key.
    #[serde(borrow, rename = "certificates2DDoc")]
    two_d_doc: Named<'j>,
    /// Keys of EU certificates: `kid` to certificate, which is in base64 twice.
    #[serde(borrow, rename = "certificatesDCC")]
    dcc: Named<'j>,
}

/// A trust list as Germany signs it.
#[derive(Deserialize)]
pub(super) struct CovPass<'j> {
    #[serde(borrow)]
    certificates: Entries<'j>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CovPassEntry {
    kid: String,
    raw_data: String,
}

/// Public facts on 2D-DOC keys: identifiers, dates, and what they sign.
#[derive(Deserialize)]
pub(super) struct TwoDDocKeys<'j> {
    #[serde(borrow)]
    production: Entries<'j>,
    #[serde(borrow)]
    test: Option<Entries<'j>>,
}

#[derive(Deserialize)]
struct TwoDDocKey {
    id: String,
    spki: String,
    not_before: Option<NaiveDate>,
    not_after: Option<NaiveDate>,
    signs: Option<Vec<String>>,
}

/// A key of a batch line that is no certificate.
#[derive(Deserialize)]
struct BareKey {
    id: String,
    spki: String,
}

/// Reads the keys of a batch line. Nobody asks which issuer may sign which type of 2D-DOC; a certificate's
/// own usage and dates are judged, a bare key has none.
///
/// # Errors
/// Says which entry cannot be used, and why.
pub fn read_what_if(json: &str) -> Result<Vec<SigningKey>, String> {
    let entries = serde_json::from_str::<Entries<'_>>(json);
    let entries =
        entries.map_err(|_| "expected a list of base64 certificates and of {\"id\", \"spki\"}".to_owned())?;
    let read = read_entries(&entries);
    match read.problems.first() {
        Some(problem) => Err(problem.to_string()),
        None => Ok(read.keys),
    }
}

pub(super) fn read_entries(Entries(entries): &Entries<'_>) -> Read {
    let mut read = Read::default();
    for (index, entry) in entries.iter().enumerate() {
        read.take(Entry::Key(index + 1), what_if_keys(entry));
    }
    read
}

/// A certificate, or a name and a bare key.
fn what_if_keys(entry: &RawValue) -> Result<Vec<SigningKey>, CertificateError> {
    if entry.get().starts_with('"') {
        return certificate_keys(&decode(&of_form::<String>(entry, Expected::CertificateOrKey)?)?);
    }
    let BareKey { id, spki } = of_form(entry, Expected::CertificateOrKey)?;
    key_ids(&id)?.into_iter().map(|id| bare_key(id, &spki)).collect()
}

/// A certificate serves EU certificates by its `kid`, and 2D-DOC where its names allow.
pub(super) fn certificate_keys(der: &[u8]) -> Result<Vec<SigningKey>, CertificateError> {
    let certificate = Certificate::read(der)?;
    let two_d_doc = certificate.as_two_d_doc_key(None);
    Ok(std::iter::once(certificate.as_kid_key(None)).chain(two_d_doc).collect())
}

impl TacVerif<'_> {
    pub(super) fn read(&self) -> Read {
        let mut read = Read::default();
        for (id, spki) in &self.two_d_doc.0 {
            let key = of_form::<String>(spki, Expected::PublicKey)
                .and_then(|spki| Ok(vec![bare_key(two_d_doc_id(id)?, &spki)?]));
            read.take(Entry::Named(id.clone()), key);
        }
        for (kid, certificate) in &self.dcc.0 {
            let key = of_form::<String>(certificate, Expected::Certificate).and_then(|certificate| {
                let der = decode_bytes(&decode(&certificate)?)?;
                Ok(vec![Certificate::read(&der)?.as_kid_key(Some(decode(kid)?))])
            });
            read.take(Entry::Named(kid.clone()), key);
        }
        read
    }
}

impl CovPass<'_> {
    pub(super) fn read(&self) -> Read {
        let mut read = Read::default();
        for (index, entry) in self.certificates.0.iter().enumerate() {
            let key = of_form::<CovPassEntry>(entry, Expected::CovPass).and_then(|entry| {
                let certificate = Certificate::read(&decode(&entry.raw_data)?)?;
                Ok(vec![certificate.as_kid_key(Some(decode(&entry.kid)?))])
            });
            read.take(Entry::Certificate(index + 1), key);
        }
        read
    }
}

impl TwoDDocKeys<'_> {
    pub(super) fn read(&self) -> Read {
        let key = |entry: &RawValue| {
            of_form::<TwoDDocKey>(entry, Expected::TwoDDoc).and_then(|key| Ok(vec![key.read()?]))
        };
        let mut read = Read::default();
        for (index, entry) in self.production.0.iter().enumerate() {
            read.take(Entry::Production(index + 1), key(entry));
        }
        let production = std::mem::take(&mut read.keys);
        let test = self.test.iter().flat_map(|Entries(entries)| entries);
        for (index, entry) in test.enumerate() {
            read.take(Entry::Test(index + 1), key(entry));
        }
        Read { test_keys: std::mem::replace(&mut read.keys, production), ..read }
    }
}

impl TwoDDocKey {
    /// Its days are known, not its hours: it is valid from the first second of the first to the last of the last, in France.
    fn read(&self) -> Result<SigningKey, CertificateError> {
        let of_day = |day: NaiveDate, hour: NaiveTime| {
            let day =
                moment::bounded(day).map_err(|error| CertificateError::Malformed(Malformed::Day(error)))?;
            let local = Paris.from_local_datetime(&day.and_time(hour)).earliest();
            Ok(local.expect("no day in France lacks its first or last second").to_utc())
        };
        let last = NaiveTime::from_hms_opt(23, 59, 59).expect("a time");
        let validity = |(first, final_day)| {
            Ok(Validity { not_before: of_day(first, NaiveTime::MIN)?, not_after: of_day(final_day, last)? })
        };
        let kinds = self.signs.as_ref().map(|types| types.iter().map(|kind| kind_of(kind)).collect());
        Ok(SigningKey {
            validity: self.not_before.zip(self.not_after).map(validity).transpose()?,
            signs: kinds.transpose()?,
            ..bare_key(two_d_doc_id(&self.id)?, &self.spki)?
        })
    }
}

impl Read {
    pub(super) fn take(&mut self, entry: Entry, keys: Result<Vec<SigningKey>, CertificateError>) {
        match keys {
            Ok(keys) => self.keys.extend(keys),
            Err(source) => self.problems.push(Problem { entry, source }),
        }
    }
}

fn of_form<T: DeserializeOwned>(entry: &RawValue, expected: Expected) -> Result<T, CertificateError> {
    serde_json::from_str(entry.get()).map_err(|_| CertificateError::Form { expected })
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

fn kind_of(document_type: &str) -> Result<Kind, CertificateError> {
    match document_type {
        "B2" => Ok(Kind::Test),
        "L1" => Ok(Kind::Vaccination),
        _ => Err(CertificateError::DocumentType),
    }
}

/// A key without a certificate.
fn bare_key(id: KeyId, spki: &str) -> Result<SigningKey, CertificateError> {
    let public = read_public_key(&decode(spki)?)?;
    Ok(SigningKey { id, issuer: String::new(), country: None, signs: None, public, validity: None })
}

/// The names that a name may be. Most are one: letters of a country begin that of a 2D-DOC key, and a `kid` is in
/// hexadecimal or in base64. What could be either is both.
fn key_ids(name: &str) -> Result<Vec<KeyId>, CertificateError> {
    let name = name.trim();
    let kid = HEXLOWER_PERMISSIVE.decode(name.as_bytes()).ok().filter(|kid| !kid.is_empty());
    let ids = two_d_doc_id(name).ok().into_iter().chain(kid.map(KeyId::Kid)).collect::<Vec<_>>();
    if !ids.is_empty() {
        return Ok(ids);
    }
    // Its end tells base64 from a name that is mistyped.
    let kid = decode(name).ok().filter(|_| name.ends_with('='));
    kid.map(|kid| vec![KeyId::Kid(kid)]).ok_or(CertificateError::Name)
}

fn two_d_doc_id(name: &str) -> Result<KeyId, CertificateError> {
    let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let begins_with_letters = name.bytes().take(2).all(|byte| byte.is_ascii_uppercase());
    if name.len() == 8 && begins_with_letters && name.bytes().all(is_capital) {
        return Ok(KeyId::TwoDDoc(name.to_owned()));
    }
    Err(CertificateError::Name)
}

fn decode(text: &str) -> Result<Vec<u8>, CertificateError> {
    decode_bytes(text.as_bytes())
}

/// Base64 as it is met: bare, in lines, or framed as PEM.
pub(super) fn decode_bytes(text: &[u8]) -> Result<Vec<u8>, CertificateError> {
    let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let framed = lines.filter(|line| !line.starts_with(b"-----"));
    let base64 = framed.flatten().copied().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<_>>();
    BASE64.decode(&base64).map_err(|_| CertificateError::Encoding)
}
