//! The compact form of signed data: CBOR maps whose keys are small numbers, in one deterministic encoding
//! (RFC 8949 §4.2.1).
//!
//! The schema stands once, in the types: people write it as TOML with names, a QR code carries it with numbers.
//! One table of numbers turns the one into the other, for fields and for common texts. Whatever the table or the types
//! do not know refuses the whole.

mod read;
mod table;
mod write;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use thiserror::Error;

/// Why compact data is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CompactError {
    /// Not CBOR, or not in the one encoding that is allowed.
    #[error("not in the deterministic encoding: {detail}")]
    Encoding {
        /// What is wrong, and at which byte where that is known.
        detail: String,
    },
    /// A field that this version does not know.
    #[error("`{path}`: unknown field")]
    UnknownField {
        /// Where it stands.
        path: String,
    },
    /// A version of the format that this one cannot read.
    #[error("`{path}`: unknown version {version}")]
    UnknownVersion {
        /// Where it stands.
        path: String,
        /// The version.
        version: String,
    },
    /// A field that is missing or holds what it cannot hold.
    #[error("`{path}`: {detail}")]
    Content {
        /// Where it stands.
        path: String,
        /// What is wrong with it.
        detail: String,
    },
}

/// `value` in compact form.
///
/// # Panics
/// For a field that the table of numbers lacks, and for a fraction, a number below zero or a null: no type of this crate
/// that is signed holds any of these.
#[must_use]
pub fn to_cbor(value: &impl Serialize) -> Vec<u8> {
    let tree =
        serde_json::to_value(value).expect("types of the compact form are texts, numbers, lists and maps");
    write::write(&tree)
}

/// Reads compact data.
///
/// # Errors
/// See [`CompactError`]: nothing is read of data that holds anything unknown.
pub fn from_cbor<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<T, CompactError> {
    let tree = read::read(bytes)?;
    if write::write(&tree) != bytes {
        return Err(other_form());
    }
    let value = from_tree::<T>(&tree)?;
    // Texts such as times can be written in several ways too.
    if serde_json::to_value(&value).is_ok_and(|again| again == tree) { Ok(value) } else { Err(other_form()) }
}

fn other_form() -> CompactError {
    CompactError::Encoding { detail: "it can be written shorter or in another order".to_owned() }
}

fn from_tree<T: DeserializeOwned>(tree: &Json) -> Result<T, CompactError> {
    check_versions(tree, &mut String::new())?;
    serde_path_to_error::deserialize(tree).map_err(|error| {
        let path = error.path().to_string();
        let detail = error.inner().to_string();
        if detail.starts_with("unknown field") {
            return CompactError::UnknownField { path };
        }
        CompactError::Content { path, detail }
    })
}

/// A newer version may mean anything by its fields, so its number is looked at before all else.
fn check_versions(tree: &Json, path: &mut String) -> Result<(), CompactError> {
    let length = path.len();
    match tree {
        Json::Object(fields) => {
            for (name, value) in fields {
                path.push_str(if length == 0 { "" } else { "." });
                path.push_str(name);
                if name == "version" && value.as_u64() != Some(VERSION) {
                    return Err(CompactError::UnknownVersion {
                        path: path.clone(),
                        version: value.to_string(),
                    });
                }
                check_versions(value, path)?;
                path.truncate(length);
            }
        }
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push_str(&format!("[{index}]"));
                check_versions(item, path)?;
                path.truncate(length);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
    Ok(())
}

/// The version of every format that is read and written here.
pub(crate) const VERSION: u64 = 1;

/// The `version` of a format; any other number refuses the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Version;

impl TryFrom<u64> for Version {
    type Error = String;

    fn try_from(number: u64) -> Result<Self, String> {
        if number == VERSION {
            Ok(Self)
        } else {
            Err(format!("unknown version {number}, this program reads {VERSION}"))
        }
    }
}

impl From<Version> for u64 {
    fn from(_: Version) -> Self {
        VERSION
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    struct Sample {
        version: Version,
        id: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        windows: Vec<Inner>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    struct Inner {
        maximum_age_hours: u16,
    }

    fn sample() -> Sample {
        Sample { version: Version, id: "A".to_owned(), windows: vec![Inner { maximum_age_hours: 72 }] }
    }

    fn refusal(bytes: &[u8]) -> String {
        from_cbor::<Sample>(bytes).expect_err("refused").to_string()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let bytes = to_cbor(&sample());
        assert_eq!(from_cbor::<Sample>(&bytes), Ok(sample()));
    }

    #[test]
    fn unknown_fields_are_named_with_their_path() {
        let known_elsewhere = serde_json::json!({ "version": 1, "id": "A", "windows": [{ "title": "x" }] });
        assert_eq!(refusal(&write::write(&known_elsewhere)), "`windows[0].title`: unknown field");
        let mut bytes = to_cbor(&sample());
        let position = bytes.iter().position(|byte| *byte == 72).expect("the age");
        // The key before the age's two bytes becomes a number that the table lacks.
        bytes.splice(position - 2..position - 1, [0x18, 0xFF]);
        assert_eq!(refusal(&bytes), "`windows[0].255`: unknown field");
    }

    #[test]
    fn an_unknown_version_is_told_before_anything_else() {
        let newer = serde_json::json!({ "version": 2, "id": 7, "title": "x" });
        assert_eq!(refusal(&write::write(&newer)), "`version`: unknown version 2");
    }

    #[test]
    fn only_the_shortest_form_with_ordered_keys_is_read() {
        let bytes = to_cbor(&sample());
        assert_eq!(bytes.first(), Some(&0xA3), "a map of three");
        let mut indefinite = vec![0xBF];
        indefinite.extend(&bytes[1..]);
        indefinite.push(0xFF);
        let mut longer = vec![0xB8, 3];
        longer.extend(&bytes[1..]);
        let mut trailing = bytes.clone();
        trailing.push(0);
        for odd in [&indefinite[..], &longer, &trailing, &bytes[..bytes.len() - 1], &[], &[0xF6], &[0xFB; 9]]
        {
            assert!(refusal(odd).starts_with("not in the deterministic encoding"), "{odd:x?}");
        }
    }
}
