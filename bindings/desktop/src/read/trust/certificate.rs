//! Certificates (X.509, RFC 5280) to signing keys: the one place where DER is read.
//!
//! A signing key is taken out of its certificate when a trust list is built.
//! Whether the certificate's own signature holds is left to whoever publishes the list.

use chrono::{DateTime, Utc};
use ring::digest::{SHA256, digest};
use souplesse_core::trust::{KeyId, Kind, PublicKey, SigningKey, Validity};
use x509_parser::der_parser::oid::Oid;
use x509_parser::extensions::{ParsedExtension, X509Extension};
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::time::ASN1Time;
use x509_parser::x509::{SubjectPublicKeyInfo, X509Name};

use super::{CertificateError, Malformed};

const EC_PUBLIC_KEY: &str = "1.2.840.10045.2.1";
const RSA_ENCRYPTION: &str = "1.2.840.113549.1.1.1";
const RSASSA_PSS: &str = "1.2.840.113549.1.1.10";
const CURVE_P256: &str = "1.2.840.10045.3.1.7";
const CURVE_P384: &str = "1.3.132.0.34";
const CURVE_P521: &str = "1.3.132.0.35";

/// The largest certificate, in bytes; real ones have two thousand.
const LARGEST: usize = 1 << 16;

const EXTENDED_KEY_USAGE: &str = "2.5.29.37";

/// The extended key usages of the EU's certificates, in the two spellings that are met.
const USAGES: [(&str, Kind); 6] = [
    ("1.3.6.1.4.1.1847.2021.1.1", Kind::Test),
    ("1.3.6.1.4.1.1847.2021.1.2", Kind::Vaccination),
    ("1.3.6.1.4.1.1847.2021.1.3", Kind::Recovery),
    ("1.3.6.1.4.1.0.1847.2021.1.1", Kind::Test),
    ("1.3.6.1.4.1.0.1847.2021.1.2", Kind::Vaccination),
    ("1.3.6.1.4.1.0.1847.2021.1.3", Kind::Recovery),
];

/// What a trust list needs of a certificate.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The first eight bytes of its SHA-256.
    pub kid: Vec<u8>,
    /// The subject's common name, else its organisation.
    pub subject: String,
    /// The issuer's common name and the subject's in one, where they are four characters each: a 2D-DOC key's name.
    pub two_d_doc_id: Option<String>,
    /// The country of the subject, else of the issuer.
    pub country: Option<String>,
    /// From when to when it is valid.
    pub validity: Validity,
    /// What its extended key usage restricts it to; `None` where that names none of the EU's.
    pub signs: Option<Vec<Kind>>,
    /// Its key.
    pub public: PublicKey,
}

impl Certificate {
    /// Reads one DER certificate.
    ///
    /// Extensions that cannot be read are passed over, for several real issuers write such;
    /// but not the one that says what the key may sign.
    ///
    /// # Errors
    /// [`CertificateError`] where it is no certificate, or its key is of a kind that signs no passes.
    pub fn read(der: &[u8]) -> Result<Self, CertificateError> {
        if der.len() > LARGEST {
            return Err(CertificateError::Malformed(Malformed::TooLong { most: LARGEST }));
        }
        let (behind, parsed) =
            X509Certificate::from_der(der).map_err(|_| CertificateError::Malformed(Malformed::NotX509))?;
        if !behind.is_empty() {
            return Err(CertificateError::Malformed(Malformed::Trailing));
        }
        let validity = parsed.validity();
        Ok(Self {
            kid: digest(&SHA256, der).as_ref()[..8].to_vec(),
            subject: common_name(parsed.subject())
                .or_else(|| organisation(parsed.subject()))
                .unwrap_or_default(),
            two_d_doc_id: two_d_doc_id(&parsed),
            country: country(parsed.subject()).or_else(|| country(parsed.issuer())),
            validity: Validity {
                not_before: moment(validity.not_before)?,
                not_after: moment(validity.not_after)?,
            },
            signs: usages(&parsed)?,
            public: read_spki(parsed.public_key())?,
        })
    }

    /// The certificate as a key of EU certificates, under the name that its list gives it, or else its own.
    #[must_use]
    pub fn as_kid_key(&self, kid: Option<Vec<u8>>) -> SigningKey {
        self.as_key(KeyId::Kid(kid.unwrap_or_else(|| self.kid.clone())), self.signs.clone())
    }

    /// The certificate as a key of 2D-DOC, where its names make it one. What it may sign its list must say.
    #[must_use]
    pub fn as_two_d_doc_key(&self, signs: Option<Vec<Kind>>) -> Option<SigningKey> {
        let id = self.two_d_doc_id.clone()?;
        Some(self.as_key(KeyId::TwoDDoc(id), signs))
    }

    fn as_key(&self, id: KeyId, signs: Option<Vec<Kind>>) -> SigningKey {
        SigningKey {
            id,
            issuer: self.subject.clone(),
            country: self.country.clone(),
            signs,
            public: self.public.clone(),
            validity: Some(self.validity),
        }
    }
}

/// Reads a bare public key: a DER SubjectPublicKeyInfo.
///
/// # Errors
/// [`CertificateError`] where it is none, or of a kind that signs no passes.
pub fn read_public_key(der: &[u8]) -> Result<PublicKey, CertificateError> {
    match SubjectPublicKeyInfo::from_der(der) {
        Ok(([], info)) => read_spki(&info),
        Ok(_) => Err(CertificateError::Malformed(Malformed::TrailingKey)),
        Err(_) => Err(CertificateError::Malformed(Malformed::PublicKey)),
    }
}

fn read_spki(info: &SubjectPublicKeyInfo<'_>) -> Result<PublicKey, CertificateError> {
    let algorithm = info.algorithm.algorithm.to_id_string();
    match algorithm.as_str() {
        EC_PUBLIC_KEY => read_point(info),
        RSA_ENCRYPTION | RSASSA_PSS => read_rsa(info),
        _ => Err(CertificateError::UnknownKey { algorithm }),
    }
}

fn read_point(info: &SubjectPublicKeyInfo<'_>) -> Result<PublicKey, CertificateError> {
    let point = info.subject_public_key.data.to_vec();
    let curve = info.algorithm.parameters.as_ref().and_then(|parameters| parameters.as_oid().ok());
    let curve = curve.map(|curve: Oid<'_>| curve.to_id_string()).unwrap_or_default();
    let uncompressed = point.first() == Some(&0x04);
    match (curve.as_str(), point.len()) {
        (CURVE_P256, 65) if uncompressed => Ok(PublicKey::P256(point)),
        (CURVE_P384, 97) if uncompressed => Ok(PublicKey::P384(point)),
        (CURVE_P521, 133) if uncompressed => Ok(PublicKey::P521(point)),
        (CURVE_P256 | CURVE_P384 | CURVE_P521, _) => Err(CertificateError::CompressedPoint),
        _ => Err(CertificateError::UnknownCurve { curve }),
    }
}

/// RSAPublicKey (RFC 8017 §A.1.1), whatever the algorithm's identifier restricts it to.
fn read_rsa(info: &SubjectPublicKeyInfo<'_>) -> Result<PublicKey, CertificateError> {
    let key = x509_parser::public_key::RSAPublicKey::from_der(&info.subject_public_key.data);
    let (_, key) = key.map_err(|_| CertificateError::Malformed(Malformed::Rsa))?;
    let trimmed = |number: &[u8]| number.iter().copied().skip_while(|byte| *byte == 0).collect();
    Ok(PublicKey::Rsa { modulus: trimmed(key.modulus), exponent: trimmed(key.exponent) })
}

fn usages(certificate: &X509Certificate<'_>) -> Result<Option<Vec<Kind>>, CertificateError> {
    let mut kinds = Vec::new();
    let of_usage = |extension: &&X509Extension<'_>| extension.oid.to_id_string() == EXTENDED_KEY_USAGE;
    for extension in certificate.extensions().iter().filter(of_usage) {
        let ParsedExtension::ExtendedKeyUsage(usage) = extension.parsed_extension() else {
            return Err(CertificateError::Malformed(Malformed::Usage));
        };
        let named = usage.other.iter().map(Oid::to_id_string);
        kinds.extend(
            named.filter_map(|id| USAGES.iter().find(|(known, _)| *known == id).map(|(_, kind)| *kind)),
        );
    }
    kinds.sort_unstable();
    kinds.dedup();
    Ok(Some(kinds).filter(|kinds| !kinds.is_empty()))
}

fn two_d_doc_id(certificate: &X509Certificate<'_>) -> Option<String> {
    let (authority, name) = (common_name(certificate.issuer())?, common_name(certificate.subject())?);
    let is_short = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_short(&authority) && is_short(&name)).then(|| format!("{authority}{name}"))
}

fn common_name(name: &X509Name<'_>) -> Option<String> {
    name.iter_common_name().next()?.as_str().ok().map(|text| text.trim().to_owned())
}

fn organisation(name: &X509Name<'_>) -> Option<String> {
    name.iter_organization().next()?.as_str().ok().map(|text| text.trim().to_owned())
}

fn country(name: &X509Name<'_>) -> Option<String> {
    name.iter_country().next()?.as_str().ok().map(|text| text.trim().to_ascii_uppercase())
}

fn moment(time: ASN1Time) -> Result<DateTime<Utc>, CertificateError> {
    DateTime::from_timestamp(time.timestamp(), 0).ok_or(CertificateError::Malformed(Malformed::Date))
}
