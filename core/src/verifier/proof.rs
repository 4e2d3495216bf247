//! Whose pass it is and what it proves, for those who may know.

use data_encoding::HEXLOWER;

use super::Verifier;
use super::pass::Pass;
use crate::personal::Personal;
use crate::trust::{KeyName, SigningKey};
use crate::value::Value;
use crate::verdict::{Document, Field, Format, Holder, Proof};

impl Verifier {
    /// Of a pass that nobody trusted signed, no more is told than what it claims to be.
    pub(super) fn document_of(&self, pass: &Pass<'_>, key: Option<&SigningKey>) -> Document {
        let document = document(pass.envelope.format, pass.envelope.key_name, key);
        if key.is_none() {
            return document;
        }
        Document {
            kind: Some(Proof::Pass(pass.facts.kind)),
            issued_at: Some(self.local(pass.dates.issued_at)),
            expires_at: pass.dates.expires_at.map(|moment| self.local(moment)),
            fields: fields_of(pass.facts.entry),
            ..document
        }
    }
}

pub(super) fn holder_of(pass: &Pass<'_>) -> Holder {
    Holder {
        surname: pass.facts.surname.into(),
        given_names: pass.facts.given_names.into(),
        birth_date: pass.facts.birth_date.into(),
    }
}

/// What can be told of a document by its envelope.
pub(super) fn document(format: Format, name: Option<KeyName<'_>>, key: Option<&SigningKey>) -> Document {
    let key_id = name.map(|name| match name {
        KeyName::Kid(kid) => HEXLOWER.encode(kid),
        KeyName::TwoDDoc(id) => id.to_owned(),
    });
    Document {
        format,
        kind: None,
        issued_at: None,
        expires_at: None,
        issuer: key.map(|key| key.issuer.clone()).filter(|issuer| !issuer.is_empty()),
        key_id,
        fields: Vec::new(),
    }
}

fn fields_of(entry: &Value<'_>) -> Vec<Field> {
    let Value::Object(fields) = entry else {
        return Vec::new();
    };
    let written = |value: &Value<'_>| match value {
        Value::Text(text) => Some(text.to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        Value::Bool(_) | Value::Null | Value::List(_) | Value::Object(_) => None,
    };
    let has = |name: &str| fields.iter().any(|(known, _)| known == name);
    let read = fields.iter().filter_map(|(name, value)| {
        // A name is cleaned as a value is; one that would become another's is none.
        let cleaned = String::from(Personal::from(&**name));
        let is_its_own = cleaned == **name || !has(&cleaned);
        Some(Field { name: cleaned, value: written(value)?.into() }).filter(|_| is_its_own)
    });
    read.collect()
}
