//! An update among what was scanned or typed.

use std::borrow::Cow;

use super::parts::Part;
use super::text::from_text;
use crate::pass::payload::{meant, update};

/// The text of an update or of a part of one, without what scanners add, and as a scanner meant it that types for another
/// keyboard; `None` for anything else.
#[must_use]
pub fn scanned(code: &[u8]) -> Option<Cow<'_, [u8]>> {
    update(code).or_else(|| {
        let mut texts = meant(code).filter_map(|meant| update(&meant.text).map(Cow::into_owned));
        texts.find(|text| from_text(text).is_ok() || Part::read(text).is_ok()).map(Cow::Owned)
    })
}
