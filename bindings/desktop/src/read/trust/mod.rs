//! Where keys come from: certificates, and the lists in which they are published.
//!
//! Everything ends in [`SigningKey`]s; which of them are believed is decided by whoever adds them to a verifier.

mod certificate;
mod entries;
mod forms;
mod read;

use souplesse_core::trust::SigningKey;
use thiserror::Error;

use crate::read::limits;
use crate::read::moment::TimeError;
use crate::read::pack_text::Fault;

pub use certificate::{Certificate, read_public_key};
pub use entries::MOST as MOST_ENTRIES;
pub use forms::{covpass_signature_holds, read_what_if};
pub use read::{read_bytes, read_file};

/// Why a certificate or a public key cannot be used.
#[derive(Debug, Error)]
pub enum CertificateError {
    /// Not DER, or not a certificate.
    #[error("not a certificate: {0}")]
    Malformed(Malformed),
    /// A key that signs no passes.
    #[error("a key of an unknown kind: {algorithm}")]
    UnknownKey {
        /// Its algorithm's object identifier.
        algorithm: String,
    },
    /// A key on a curve that signs no passes.
    #[error("a key of an unknown kind: the curve {curve}")]
    UnknownCurve {
        /// Its object identifier.
        curve: String,
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
        expected: Expected,
    },
}

/// What is wrong with a certificate. The texts are for programs and developers, here and below.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Malformed {
    /// It is larger than any.
    #[error("it has more than {}", limits::told(*most))]
    TooLong {
        /// The most bytes.
        most: usize,
    },
    /// Not X.509.
    #[error("it cannot be read as X.509")]
    NotX509,
    /// Bytes follow it.
    #[error("bytes follow its end")]
    Trailing,
    /// A public key that cannot be read.
    #[error("its public key cannot be read")]
    PublicKey,
    /// Bytes follow a public key.
    #[error("bytes follow the end of the public key")]
    TrailingKey,
    /// An RSA key that cannot be read.
    #[error("its RSA key cannot be read")]
    Rsa,
    /// An extended key usage that cannot be read.
    #[error("its extended key usage cannot be read")]
    Usage,
    /// A date that no clock shows.
    #[error("a date is out of range")]
    Date,
    /// A day with which nobody reckons.
    #[error(transparent)]
    Day(TimeError),
}

/// What an entry of a list is.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Expected {
    /// A certificate, or a name and a bare key.
    #[error("a base64 certificate, or {{\"id\", \"spki\"}}")]
    CertificateOrKey,
    /// A public key.
    #[error("a base64 public key")]
    PublicKey,
    /// A certificate.
    #[error("a base64 certificate")]
    Certificate,
    /// An entry of a German list.
    #[error("an object with `kid` and `rawData`")]
    CovPass,
    /// A key of 2D-DOC.
    #[error("an object with `id` and `spki`")]
    TwoDDoc,
}

/// Why a file is not a list of keys.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TrustFault {
    /// It has none of the known forms.
    #[error("it is neither a trust list nor a certificate that is known here")]
    Unknown,
    /// The same of what is too large for a list in TOML.
    #[error(
        "it is neither a trust list nor a certificate that is known here, and too large for a list in TOML"
    )]
    TooLarge,
    /// It has more entries than any.
    #[error("{}", entries::TOO_MANY)]
    TooMany,
    /// A name appears twice in it.
    #[error("{}", entries::TWICE)]
    Twice,
    /// A list in TOML with a fault.
    #[error("{0}")]
    Text(Fault),
}

/// Which entry of a list.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Entry {
    /// One with a name.
    #[error("{0}")]
    Named(String),
    /// The only certificate.
    #[error("certificate")]
    TheCertificate,
    /// One of several certificates, from 1.
    #[error("certificate {0}")]
    Certificate(usize),
    /// One of several keys, from 1.
    #[error("key {0}")]
    Key(usize),
    /// One of several keys in use, from 1.
    #[error("production key {0}")]
    Production(usize),
    /// One of several test keys, from 1.
    #[error("test key {0}")]
    Test(usize),
    /// One of a file among others.
    #[error("{file}, {entry}")]
    InFile {
        /// The name of the file.
        file: String,
        /// Which of its entries.
        entry: Box<Entry>,
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
    pub entry: Entry,
    /// Why.
    pub source: CertificateError,
}

impl Problem {
    /// The same, told of a file among others.
    fn in_file(self, name: &str) -> Self {
        Self { entry: Entry::InFile { file: name.to_owned(), entry: Box::new(self.entry) }, ..self }
    }
}
