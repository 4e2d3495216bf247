//! What is wrong with lists of keys, certificates and keys.

use souplesse_words::Words;

use super::{misuse, say, syntax, system};
use crate::read::limits::TOML_FILE;
use crate::read::trust::{CertificateError, Entry, Expected, MOST_ENTRIES, Malformed, Problem, TrustFault};

/// Which entry of a list cannot be used, and why.
pub(crate) fn problem(Problem { entry, source }: &Problem, words: &Words) -> String {
    let values = [("entry", &*self::entry(entry, words)), ("why", &certificate(source, words))];
    say("certificate.of", &values, words)
}

pub(super) fn trust(fault: &TrustFault, words: &Words) -> String {
    match fault {
        TrustFault::Unknown => say("unusable.unknown-trust", &[], words),
        TrustFault::TooLarge => {
            say("unusable.trust-too-large", &[("most", &system::size(TOML_FILE, words))], words)
        }
        TrustFault::TooMany => {
            say("unusable.too-many-entries", &[("most", &MOST_ENTRIES.to_string())], words)
        }
        TrustFault::Twice => say("unusable.twice", &[], words),
        TrustFault::Text(fault) => syntax::fault(fault, words),
    }
}

fn entry(entry: &Entry, words: &Words) -> String {
    let (key, number) = match entry {
        Entry::Named(name) => return name.clone(),
        Entry::InFile { file, entry } => {
            let entry = self::entry(entry, words);
            return say("entry.in-file", &[("file", file), ("entry", &entry)], words);
        }
        Entry::TheCertificate => ("certificate", &0),
        Entry::Certificate(number) => ("certificate-number", number),
        Entry::Key(number) => ("key", number),
        Entry::Production(number) => ("production", number),
        Entry::Test(number) => ("test", number),
    };
    say(&format!("entry.{key}"), &[("number", &number.to_string())], words)
}

fn certificate(error: &CertificateError, words: &Words) -> String {
    let key = match error {
        CertificateError::Malformed(malformed) => return self::malformed(malformed, words),
        CertificateError::UnknownKey { algorithm } => {
            return say("certificate.unknown-key", &[("algorithm", algorithm)], words);
        }
        CertificateError::UnknownCurve { curve } => {
            return say("certificate.unknown-curve", &[("curve", curve)], words);
        }
        CertificateError::CompressedPoint => "compressed",
        CertificateError::Encoding => "encoding",
        CertificateError::Name => "name",
        CertificateError::DocumentType => "document-type",
        CertificateError::Form { expected } => {
            let expected = words.label(match expected {
                Expected::CertificateOrKey => "error.certificate.form-certificate-or-key",
                Expected::PublicKey => "error.certificate.form-public-key",
                Expected::Certificate => "error.certificate.form-certificate",
                Expected::CovPass => "error.certificate.form-covpass",
                Expected::TwoDDoc => "error.certificate.form-two-d-doc",
            });
            return say("certificate.form", &[("expected", expected)], words);
        }
    };
    say(&format!("certificate.{key}"), &[], words)
}

fn malformed(malformed: &Malformed, words: &Words) -> String {
    let key = match malformed {
        Malformed::TooLong { most } => {
            return say("certificate.too-long", &[("most", &system::size(*most, words))], words);
        }
        Malformed::NotX509 => "not-x509",
        Malformed::Trailing => "trailing",
        Malformed::PublicKey => "public-key",
        Malformed::TrailingKey => "trailing-key",
        Malformed::Rsa => "rsa",
        Malformed::Usage => "usage",
        Malformed::Date => "date",
        Malformed::Day(error) => return misuse::time(*error, words).to_owned(),
    };
    say(&format!("certificate.{key}"), &[], words)
}
