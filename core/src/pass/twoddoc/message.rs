//! The message of a 2D-DOC: identifiers and values, with or without separators.

use super::fields::{Field, GENERIC};
use super::{GROUP_SEPARATOR, RECORD_SEPARATOR};
use crate::code::Code;

/// The values of a message, by identifier.
pub(super) struct Values<'t>(Vec<(&'static [u8; 2], &'t str)>);

impl<'t> Values<'t> {
    /// The value of a field; `None` where the message does not have it.
    pub(super) fn find(&self, id: &[u8; 2]) -> Option<&'t str> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, value)| *value)
    }

    /// The value of a required field; [`read`] has made sure that there is one.
    pub(super) fn get(&self, id: &[u8; 2]) -> &'t str {
        self.find(id).unwrap_or_default()
    }
}

/// Takes a message apart.
///
/// # Errors
/// [`Code::DuplicateField`] for a field that stands twice; [`Code::Fields`] for an unknown or missing one,
/// a wrong length, or a character that the field does not allow.
pub(super) fn read<'t>(message: &'t [u8], known: &'static [Field]) -> Result<Values<'t>, Code> {
    let mut values = Values(Vec::with_capacity(known.len()));
    let mut rest = message;
    while !rest.is_empty() {
        let (field, behind) = take_id(rest, known)?;
        let (value, behind) = take_value(behind, field)?;
        if values.find(field.id).is_some() {
            return Err(Code::DuplicateField);
        }
        values.0.push((field.id, value));
        rest = behind;
    }
    let complete = known.iter().all(|field| !field.required || values.find(field.id).is_some());
    if complete { Ok(values) } else { Err(Code::Fields) }
}

fn take_id<'t>(text: &'t [u8], known: &'static [Field]) -> Result<(&'static Field, &'t [u8]), Code> {
    let (id, rest) = text.split_first_chunk::<2>().ok_or(Code::Fields)?;
    let field = known.iter().chain(GENERIC).find(|field| field.id == id).ok_or(Code::Fields)?;
    Ok((field, rest))
}

fn take_value<'t>(text: &'t [u8], field: &Field) -> Result<(&'t str, &'t [u8]), Code> {
    let window = text.get(..field.max).unwrap_or(text);
    let end = window.iter().position(|byte| is_separator(*byte)).unwrap_or(window.len());
    let (value, rest) = text.split_at(end);
    if value.len() < field.min || !value.iter().all(|byte| (field.allows)(*byte)) {
        return Err(Code::Fields);
    }
    let value = str::from_utf8(value).map_err(|_| Code::Fields)?;
    Ok((value, skip_separator(rest)))
}

/// A separator is needed only behind a variable field that is shorter than it may be;
/// one is tolerated behind every field.
fn skip_separator(text: &[u8]) -> &[u8] {
    match text.split_first() {
        Some((byte, rest)) if is_separator(*byte) => rest,
        _ => text,
    }
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, GROUP_SEPARATOR | RECORD_SEPARATOR)
}
