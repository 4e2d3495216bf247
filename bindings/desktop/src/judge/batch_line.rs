//! One line of a batch: what it may say, and its answer.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, Visitor};
use serde_json::value::RawValue;
use souplesse_core::attestation::Attestation;
use souplesse_core::json;

use crate::judge::{Content, Document, Judge};
use crate::read::limits::MOST_DOCUMENTS;
use crate::read::paper_fields::PaperFields;
use crate::read::trust;
use crate::tell::answer::{Answer, Id};
use crate::tell::error::Error;

/// Photographs of papers are another matter than codes.
const PHOTO: &str = "photo: this build does not read papers; give what stands on it as an attestation";

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Line<'a> {
    id: Option<Id>,
    code: Option<Text>,
    #[serde(borrow)]
    image: Option<&'a RawValue>,
    #[serde(borrow)]
    photo: Option<&'a RawValue>,
    #[serde(borrow)]
    attestation: Option<&'a RawValue>,
    #[serde(borrow)]
    documents: Option<&'a RawValue>,
    #[serde(borrow)]
    at: Option<&'a RawValue>,
    #[serde(borrow)]
    profile: Option<&'a RawValue>,
    #[serde(borrow)]
    trust: Option<&'a RawValue>,
}

/// One of several documents of a person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with code, image or attestation")]
struct Part<'a> {
    code: Option<Text>,
    image: Option<PathBuf>,
    #[serde(borrow)]
    attestation: Option<&'a RawValue>,
}

/// Judges one line; `number` counts from 1 and names a line that has no `id`.
#[must_use]
pub fn judge(judge: &Judge, line: &[u8], number: usize) -> Answer {
    // The reader would also take a list of the fields' values in their order, the first of them for the name.
    if !is_object(line) {
        return broken(judge, line, number, "not a batch line: expected an object");
    }
    let line = match serde_json::from_slice::<Line<'_>>(line) {
        Ok(line) => line,
        Err(error) => return broken(judge, line, number, &describe(&error)),
    };
    let id = line.id.clone().unwrap_or_else(|| numbered(number));
    let answer = match adapt(judge, &line) {
        Ok(adapted) => judge_as(&adapted, "", &line),
        Err(text) => judge.broken("", Error::Batch { text }),
    };
    Answer { id, ..answer }
}

/// The answer to a line that cannot be judged, under its `id`, also where something else in it is wrong; else its number.
#[must_use]
pub fn broken(judge: &Judge, line: &[u8], number: usize, error: &str) -> Answer {
    let named = is_object(line).then(|| serde_json::from_slice::<Named>(line).ok()).flatten();
    let id = named.and_then(|named| named.id).unwrap_or_else(|| numbered(number));
    Answer { id, ..judge.broken("", Error::Batch { text: error.to_owned() }) }
}

fn is_object(line: &[u8]) -> bool {
    line.trim_ascii_start().starts_with(b"{")
}

fn numbered(number: usize) -> Id {
    Id::Text(format!("line {number}"))
}

#[derive(Deserialize)]
struct Named {
    id: Option<Id>,
}

/// The judge that the line asks for, by its own time, profile and keys.
fn adapt(judge: &Judge, line: &Line<'_>) -> Result<Judge, String> {
    let mut adapted = judge.clone();
    if let Some(at) = read_field::<String>("at", line.at)? {
        adapted.at = Some(crate::read::moment::parse(&at).map_err(|error| format!("at: {error}"))?);
        adapted.is_what_if = true;
    }
    if let Some(profile) = read_field("profile", line.profile)? {
        adapted.profile = profile;
    }
    if let Some(keys) = line.trust {
        let keys = trust::read_what_if(keys.get()).map_err(|error| format!("trust: {error}"))?;
        Arc::make_mut(&mut adapted.verifier).trust.replace(keys);
        adapted.unsigned = true;
    }
    Ok(adapted)
}

fn judge_as(judge: &Judge, id: &str, line: &Line<'_>) -> Answer {
    if line.photo.is_some() {
        return judge.broken(id, Error::Batch { text: PHOTO.to_owned() });
    }
    let answer = match (&line.code, line.image, line.attestation, line.documents) {
        (Some(Text(code)), None, None, None) => Ok(judge.text(id, code)),
        (None, Some(_), None, None) => read_field::<PathBuf>("image", line.image)
            .map(|image| named("image", judge.picture(id, &image.unwrap_or_default()))),
        (None, None, Some(paper), None) => {
            read_paper(judge, paper).map(|attestation| judge.paper(id, &attestation))
        }
        (None, None, None, Some(documents)) => {
            read_documents(judge, documents).map(|documents| judge.documents(id, documents))
        }
        _ => Err("give exactly one of code, image, attestation and documents".to_owned()),
    };
    answer.unwrap_or_else(|text| judge.broken(id, Error::Batch { text }))
}

/// The answer, whose error is told of that field.
fn named(field: &str, answer: Answer) -> Answer {
    Answer {
        result: answer.result.map_err(|error| Error::Batch { text: format!("{field}: {error}") }),
        ..answer
    }
}

fn read_paper(judge: &Judge, paper: &RawValue) -> Result<Attestation, String> {
    let fields = serde_json::from_str::<PaperFields>(paper.get());
    fields
        .map_err(|error| format!("attestation: {}", json::problem(&error)))?
        .read(&judge.verifier.tolerances)
        .map_err(|fault| fault.to_string())
}

fn read_documents(judge: &Judge, documents: &RawValue) -> Result<Vec<Document>, String> {
    let parts = serde_json::from_str::<Vec<Part<'_>>>(documents.get());
    let parts = parts.map_err(|error| format!("documents: {}", json::problem(&error)))?;
    if !(1..=MOST_DOCUMENTS).contains(&parts.len()) {
        let count = parts.len();
        return Err(format!(
            "documents: expected 1 to {MOST_DOCUMENTS} of one person, and there are {count}"
        ));
    }
    let read = parts.into_iter().enumerate().map(|(index, part)| {
        let id = format!("documents[{index}]");
        let content = match part {
            Part { code: Some(Text(code)), image: None, attestation: None } => Content::Code(code),
            Part { code: None, image: Some(image), attestation: None } => Content::Picture(image),
            Part { code: None, image: None, attestation: Some(paper) } => {
                Content::Paper(read_paper(judge, paper)?)
            }
            _ => return Err(format!("{id}: give exactly one of code, image and attestation")),
        };
        Ok(Document { id, content })
    });
    read.collect()
}

/// One field by itself, so that what is wrong is told by the field's name.
fn read_field<'a, T: Deserialize<'a>>(name: &str, field: Option<&'a RawValue>) -> Result<Option<T>, String> {
    let read = field.map(|field| serde_json::from_str(field.get())).transpose();
    read.map_err(|error| format!("{name}: {}", json::problem(&error)))
}

/// The reader's message without the line number, which is that of the batch.
fn describe(error: &serde_json::Error) -> String {
    format!("not a batch line: {} (column {})", json::problem(error), error.column())
}

/// The text of a code, as bytes: JSON may escape what is no Unicode, such as half a surrogate pair.
struct Text(Vec<u8>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Text;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("the text of a code")
            }

            fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Text, E> {
                Ok(Text(bytes.to_vec()))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.as_bytes().to_vec()))
            }
        }
        deserializer.deserialize_bytes(Bytes).map_err(D::Error::custom)
    }
}
