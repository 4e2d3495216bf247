//! Keys as people read and write them in a trust list's text.

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use thiserror::Error;

use super::key::{KeyId, PublicKey};

/// Why a key's text could not be read; follows "failed to read a signing key: ".
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TextError {
    /// The word before the colon is none of the known ones.
    #[error("unknown form, expected {expected}")]
    UnknownForm {
        /// The forms that are known.
        expected: &'static str,
    },
    /// The part after the colon is not hexadecimal or base64.
    #[error("not {encoding}")]
    Encoding {
        /// The encoding that was expected.
        encoding: &'static str,
    },
    /// A point or an identifier of the wrong length.
    #[error("{what} has {actual} bytes instead of {needed}")]
    Length {
        /// The thing that was measured.
        what: &'static str,
        /// How long it must be.
        needed: usize,
        /// How long it was.
        actual: usize,
    },
}

impl TryFrom<String> for KeyId {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        read_id(&text)
    }
}

impl From<KeyId> for String {
    fn from(id: KeyId) -> Self {
        write_id(&id)
    }
}

impl TryFrom<String> for PublicKey {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        read_public(&text)
    }
}

impl From<PublicKey> for String {
    fn from(public: PublicKey) -> Self {
        write_public(&public)
    }
}

fn read_id(text: &str) -> Result<KeyId, TextError> {
    if let Some(hexadecimal) = text.strip_prefix("kid:") {
        let kid = HEXLOWER_PERMISSIVE.decode(hexadecimal.as_bytes());
        return kid.map(KeyId::Kid).map_err(|_| TextError::Encoding { encoding: "hexadecimal" });
    }
    let Some(id) = text.strip_prefix("2d-doc:") else {
        return Err(TextError::UnknownForm { expected: "`kid:` or `2d-doc:`" });
    };
    expect_length("the identifier of a 2D-DOC key", id.as_bytes(), 8)?;
    Ok(KeyId::TwoDDoc(id.to_owned()))
}

fn write_id(id: &KeyId) -> String {
    match id {
        KeyId::Kid(kid) => format!("kid:{}", HEXLOWER_PERMISSIVE.encode(kid)),
        KeyId::TwoDDoc(id) => format!("2d-doc:{id}"),
    }
}

fn read_public(text: &str) -> Result<PublicKey, TextError> {
    let (form, numbers) = text.split_once(':').unwrap_or((text, ""));
    match form {
        "p-256" => read_point(numbers, 65).map(PublicKey::P256),
        "p-384" => read_point(numbers, 97).map(PublicKey::P384),
        "p-521" => read_point(numbers, 133).map(PublicKey::P521),
        "rsa" => {
            let (modulus, exponent) = numbers.split_once(':').unwrap_or((numbers, ""));
            Ok(PublicKey::Rsa { modulus: read_base64(modulus)?, exponent: read_base64(exponent)? })
        }
        _ => Err(TextError::UnknownForm { expected: "`p-256:`, `p-384:`, `p-521:` or `rsa:`" }),
    }
}

fn write_public(public: &PublicKey) -> String {
    match public {
        PublicKey::P256(point) => format!("p-256:{}", BASE64.encode(point)),
        PublicKey::P384(point) => format!("p-384:{}", BASE64.encode(point)),
        PublicKey::P521(point) => format!("p-521:{}", BASE64.encode(point)),
        PublicKey::Rsa { modulus, exponent } => {
            format!("rsa:{}:{}", BASE64.encode(modulus), BASE64.encode(exponent))
        }
    }
}

fn read_point(text: &str, length: usize) -> Result<Vec<u8>, TextError> {
    let point = read_base64(text)?;
    expect_length("the point", &point, length)?;
    Ok(point)
}

fn read_base64(text: &str) -> Result<Vec<u8>, TextError> {
    BASE64.decode(text.as_bytes()).map_err(|_| TextError::Encoding { encoding: "base64" })
}

fn expect_length(what: &'static str, bytes: &[u8], needed: usize) -> Result<(), TextError> {
    let actual = bytes.len();
    if actual != needed {
        return Err(TextError::Length { what, needed, actual });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_has_the_length_of_its_curve_and_a_document_names_its_key_by_eight_bytes() {
        let point =
            |curve: &str, bytes: usize| read_public(&format!("{curve}:{}", BASE64.encode(&vec![4; bytes])));
        for (curve, bytes) in [("p-256", 65), ("p-384", 97), ("p-521", 133)] {
            let read = point(curve, bytes).unwrap();
            assert_eq!(write_public(&read), format!("{curve}:{}", BASE64.encode(&vec![4; bytes])));
            for wrong in [0, bytes - 1, bytes + 1] {
                let error = point(curve, wrong).unwrap_err().to_string();
                assert_eq!(error, format!("the point has {wrong} bytes instead of {bytes}"), "{curve}");
            }
        }
        assert_eq!(write_id(&read_id("2d-doc:FR03AHP1").unwrap()), "2d-doc:FR03AHP1");
        for (wrong, length) in [("", 0), ("FR03AHP", 7), ("FR03AHP12", 9)] {
            let error = read_id(&format!("2d-doc:{wrong}")).unwrap_err().to_string();
            assert_eq!(error, format!("the identifier of a 2D-DOC key has {length} bytes instead of 8"));
        }
    }
}
