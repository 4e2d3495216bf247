//! The EU's conformance vectors, and a verifier that trusts one certificate alone.

use std::fs;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use data_encoding::BASE64;
use serde::Deserialize;
use souplesse::read::trust::Certificate;
use souplesse_core::Verifier;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::RuleBook;

use crate::testdata;

/// One conformance vector.
#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct Vector {
    /// Its name.
    #[serde(rename = "id")]
    pub id: String,
    /// The text of the code.
    pub prefix: String,
    /// The certificate that is said to have signed it: DER in base64.
    pub certificate: String,
    /// The time at which it is to be judged.
    pub validationclock: Option<DateTime<Utc>>,
    /// What upstream expects.
    pub expected: Expected,
    /// The picture of the code.
    #[serde(rename = "qr")]
    pub picture: Option<String>,
    /// What an independent program measured.
    #[serde(rename = "measured")]
    pub measured: Measured,
}

/// What upstream expects of a vector, where it says so.
#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct Expected {
    /// Whether the key may sign this kind of certificate.
    pub expectedkeyusage: Option<bool>,
    /// Whether the certificate is within its dates.
    pub expectedexpirationcheck: Option<bool>,
    /// Whether the picture can be read.
    pub expectedpicturedecode: Option<bool>,
}

/// What an independent program measured of a vector.
#[derive(Deserialize)]
pub struct Measured {
    /// Whether the signature holds under the certificate; none where it could not be reached.
    pub sig_ok: Option<bool>,
    /// Whether the key identifier is the certificate's.
    pub kid_match: Option<bool>,
    /// `iat`, seconds since 1970.
    pub iat: Option<f64>,
    /// `exp`, seconds since 1970.
    pub exp: Option<f64>,
    /// The certificate's own key identifier.
    pub cert_kid: String,
}

/// All vectors; `None` where they are not here, which is then said.
///
/// # Panics
/// Where a vector cannot be read.
#[must_use]
pub fn vectors() -> Option<Vec<Vector>> {
    let text = fs::read_to_string(testdata("dcc/vectors.jsonl")?).expect("the vectors can be read");
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a vector")).collect())
}

impl Vector {
    /// The certificate.
    ///
    /// # Panics
    /// Where it cannot be read.
    #[must_use]
    pub fn certificate(&self) -> Certificate {
        let der = BASE64.decode(self.certificate.as_bytes()).expect("base64");
        Certificate::read(&der).expect("a certificate")
    }
}

/// A verifier without rules that trusts this certificate for EU certificates.
#[must_use]
pub fn trusting(certificate: &Certificate) -> Verifier {
    let mut verifier = BuiltIn::load().verifier();
    verifier.trust.replace([certificate.as_kid_key(None)]);
    verifier.rules = Arc::new(RuleBook::default());
    verifier.tolerances = Arc::default();
    verifier
}
