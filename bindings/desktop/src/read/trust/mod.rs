//! Where keys come from: certificates, and the lists in which they are published.
//!
//! Everything ends in [`SigningKey`]s; which of them are believed is decided by whoever adds them to a verifier.

mod certificate;
mod entries;
mod forms;
mod read;

use souplesse_core::trust::SigningKey;
use thiserror::Error;

pub use certificate::{Certificate, read_public_key};
pub use forms::{covpass_signature_holds, read_what_if};
pub use read::{read_bytes, read_file};

/// Why a certificate or a public key cannot be used.
#[derive(Debug, Error)]
pub enum CertificateError {
    /// Not DER, or not a certificate.
    #[error("not a certificate: {detail}")]
    Malformed {
        /// What the reader found.
        detail: String,
    },
    /// A key that signs no passes.
    #[error("a key of an unknown kind: {algorithm}")]
    UnknownKey {
        /// Its algorithm's object identifier.
        algorithm: String,
    },
    /// A point that is not written out.
    #[error("a compressed point: write the key uncompressed")]
    CompressedPoint,
    /// Not base64.
    #[error("not base64")]
    Encoding,
    /// A name under which no key can be.
    #[error("not the name of a key: write FR03AV01 for 2D-DOC, or a kid in hexadecimal or base64")]
    Name,
    /// A kind of document that no pass is.
    #[error("not a type of health document: B2 is a test, L1 a vaccination")]
    DocumentType,
    /// An entry that is not what its list holds.
    #[error("not of the form of its list: {expected}")]
    Form {
        /// What was expected.
        expected: &'static str,
    },
}

/// What was found in a trust source.
#[derive(Debug, Default)]
pub struct Read {
    /// The keys, in the order of the source.
    pub keys: Vec<SigningKey>,
    /// Keys that the source calls test keys: everybody may have their private halves.
    pub test_keys: Vec<SigningKey>,
    /// The entries that could not be read: which, and why.
    pub problems: Vec<Problem>,
}

/// An entry of a trust source that could not be read. The others are taken all the same.
#[derive(Debug, Error)]
#[error("{entry}: {source}")]
pub struct Problem {
    /// Which entry.
    pub entry: String,
    /// Why.
    pub source: CertificateError,
}

impl Problem {
    /// The same, told of a file among others.
    fn in_file(self, name: &str) -> Self {
        Self { entry: format!("{name}, {}", self.entry), ..self }
    }
}
