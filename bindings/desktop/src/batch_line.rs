//! One line of a batch: what it may say, and its answer.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, Visitor};
use serde_json::value::RawValue;
use souplesse_core::attestation::Attestation;
use souplesse_core::trust::{SigningKey, TrustStore};
use souplesse_core::{Profile, Verifier};

use crate::answer::Answer;
use crate::judge::{Document, Judge};
use crate::paper_fields::PaperFields;
use crate::trust;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    id: Option<String>,
    code: Option<Text>,
    image: Option<PathBuf>,
    #[serde(borrow)]
    attestation: Option<&'a RawValue>,
    #[serde(borrow)]
    documents: Option<&'a RawValue>,
    at: Option<String>,
    profile: Option<Profile>,
    #[serde(borrow)]
    trust: Option<&'a RawValue>,
}

/// One of several documents of a person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part<'a> {
    code: Option<Text>,
    image: Option<PathBuf>,
    #[serde(borrow)]
    attestation: Option<&'a RawValue>,
}

/// Judges one line; `number` counts from 1 and names a line that has no `id`.
#[must_use]
pub fn judge(judge: &Judge, line: &[u8], number: usize) -> Answer {
    let line = match serde_json::from_slice::<Line<'_>>(line) {
        Ok(line) => line,
        Err(error) => return judge.broken(&name(line, number), &describe(&error)),
    };
    let id = line.id.clone().unwrap_or_else(|| numbered(number));
    match adapt(judge, &line) {
        Ok(adapted) => judge_as(&adapted, &id, &line),
        Err(error) => judge.broken(&id, &error),
    }
}

/// The `id` of a line, also where something else in it is wrong; else its number.
#[must_use]
pub fn name(line: &[u8], number: usize) -> String {
    let named = serde_json::from_slice::<Named>(line).ok().and_then(|named| named.id);
    named.unwrap_or_else(|| numbered(number))
}

fn numbered(number: usize) -> String {
    format!("line {number}")
}

#[derive(Deserialize)]
struct Named {
    id: Option<String>,
}

/// The judge that the line asks for, by its own time, profile and keys.
fn adapt(judge: &Judge, line: &Line<'_>) -> Result<Judge, String> {
    let mut adapted = judge.clone();
    if let Some(at) = &line.at {
        adapted.at = Some(crate::moment::parse(at).map_err(|error| format!("at: {error}"))?);
        adapted.is_what_if = true;
    }
    if let Some(profile) = line.profile {
        adapted.profile = profile;
    }
    if let Some(keys) = line.trust {
        let keys = trust::read_what_if(keys.get()).map_err(|error| format!("trust: {error}"))?;
        adapted.verifier = Arc::new(trusting(&judge.verifier, keys));
        adapted.unsigned = true;
    }
    Ok(adapted)
}

/// The same verifier with other keys.
fn trusting(verifier: &Verifier, keys: Vec<SigningKey>) -> Verifier {
    let mut trust = TrustStore::default();
    trust.add(keys);
    Verifier {
        trust,
        revocations: verifier.revocations.clone(),
        rules: Arc::clone(&verifier.rules),
        tolerances: Arc::clone(&verifier.tolerances),
        freshness: verifier.freshness.clone(),
        place: verifier.place.clone(),
        purpose: verifier.purpose,
        demonstration: verifier.demonstration,
        damaged: verifier.damaged,
    }
}

fn judge_as(judge: &Judge, id: &str, line: &Line<'_>) -> Answer {
    let answer = match (&line.code, &line.image, line.attestation, line.documents) {
        (Some(Text(code)), None, None, None) => Ok(judge.text(id, code)),
        (None, Some(image), None, None) => Ok(judge.picture(id, image)),
        (None, None, Some(paper), None) => {
            read_paper(judge, paper).map(|attestation| judge.paper(id, &attestation))
        }
        (None, None, None, Some(documents)) => {
            read_documents(judge, documents).map(|documents| judge.documents(id, &documents))
        }
        _ => Err("give exactly one of code, image, attestation and documents".to_owned()),
    };
    answer.unwrap_or_else(|error| judge.broken(id, &error))
}

fn read_paper(judge: &Judge, paper: &RawValue) -> Result<Attestation, String> {
    let fields = serde_json::from_str::<PaperFields>(paper.get());
    fields.map_err(|error| describe_part("attestation", &error))?.read(judge)
}

fn read_documents(judge: &Judge, documents: &RawValue) -> Result<Vec<Document>, String> {
    let parts = serde_json::from_str::<Vec<Part<'_>>>(documents.get());
    let parts = parts.map_err(|error| describe_part("documents", &error))?;
    if parts.is_empty() {
        return Err("documents: name at least one".to_owned());
    }
    let read = parts.into_iter().enumerate().map(|(index, part)| match part {
        Part { code: Some(Text(code)), image: None, attestation: None } => Ok(Document::Code(code)),
        Part { code: None, image: Some(image), attestation: None } => Ok(Document::Picture(image)),
        Part { code: None, image: None, attestation: Some(paper) } => {
            read_paper(judge, paper).map(Document::Paper)
        }
        _ => Err(format!("documents[{index}]: give exactly one of code, image and attestation")),
    });
    read.collect()
}

/// The reader's message without the line number, which is that of the batch.
fn describe(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    format!("not a batch line: {message} (column {})", error.column())
}

fn describe_part(part: &str, error: &serde_json::Error) -> String {
    let message = error.to_string();
    format!("{part}: {}", message.split(" at line ").next().unwrap_or_default())
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
