//! French 2D-DOC codes of types `B2` (test) and `L1` (vaccination).
//!
//! The specification is ANTS's "Spécifications techniques des codes à barres 2D-Doc" 3.1.3.
//! Every other type is opened too, so that its signature can be reported, but it is no pass.

mod fields;
mod header;
mod message;
mod signature;
mod to_payload;

use chrono::{NaiveDate, NaiveDateTime};

use super::bounds::LONGEST_TWO_D_DOC;
use crate::code::Code;
use crate::value::Value;

pub use header::{Header, Type};
pub use signature::Signature;

/// Between the message and the signature.
const UNIT_SEPARATOR: u8 = 0x1F;
/// Behind a variable field; and between the signature and the annex.
const GROUP_SEPARATOR: u8 = 0x1D;
/// Behind a variable field that was cut to fit.
const RECORD_SEPARATOR: u8 = 0x1E;

/// A 2D-DOC whose header and signature could be found.
pub struct TwoDDoc<'t> {
    /// The header.
    pub header: Header<'t>,
    /// The bytes that the signature is over: the text before the unit separator.
    pub signed: &'t [u8],
    /// The signature as written, in Base32.
    pub signature: &'t [u8],
    /// The content, or the code of what is wrong with it.
    pub content: Result<Content, Code>,
}

/// What a 2D-DOC says.
pub struct Content {
    /// The day on which it was signed, in France.
    pub signed_on: NaiveDate,
    /// The first day on which it is no longer valid, where it names one.
    pub expires_on: Option<NaiveDate>,
    /// The local time in France at which the sample of a test was taken.
    pub sampled_at: Option<NaiveDateTime>,
    /// The content, shaped like a DCC.
    pub payload: Value<'static>,
}

/// Opens a 2D-DOC.
///
/// `text` begins with its `DC`.
///
/// # Errors
/// [`Code::TooLarge`], [`Code::Header`] or [`Code::ControlCharactersDropped`] where not even the signature can be found.
/// What is wrong with the message alone stands in [`TwoDDoc::content`], for the signature can still be checked.
pub fn open(text: &[u8]) -> Result<TwoDDoc<'_>, Code> {
    if text.len() > LONGEST_TWO_D_DOC {
        return Err(Code::TooLarge);
    }
    let header = Header::read(text)?;
    let Some(end) = text.iter().position(|&byte| byte == UNIT_SEPARATOR) else {
        // A printed code is read whole or not at all: it was the scanner that dropped it, or wrote it otherwise.
        return Err(Code::ControlCharactersDropped);
    };
    let (signed, rest) = text.split_at(end);
    let signature = signature_of(&header, &rest[1..]);
    let message = &signed[header.length..];
    let content = read_content(&header, message);
    Ok(TwoDDoc { header, signed, signature, content })
}

/// Version 4 may carry an annex behind the signature. It is unsigned: nothing of it is read.
fn signature_of<'t>(header: &Header<'_>, tail: &'t [u8]) -> &'t [u8] {
    if !header.may_have_annex {
        return tail;
    }
    tail.split(|&byte| byte == GROUP_SEPARATOR).next().unwrap_or_default()
}

fn read_content(header: &Header<'_>, message: &[u8]) -> Result<Content, Code> {
    let read = match header.kind {
        Type::Test => message::read(message, fields::TEST),
        Type::Vaccination => message::read(message, fields::VACCINATION),
        Type::Other => return Err(Code::OtherTwoDDoc),
    };
    let fields = read.map_err(|code| explain(code, message))?;
    let signed_on = header.signed_on.ok_or(Code::Fields)?;
    to_payload::content(header.kind, &fields, signed_on)
}

/// A message that cannot be read and has no separator lost them in the scanner, or they came as something else:
/// both types have fields of variable length.
fn explain(code: Code, message: &[u8]) -> Code {
    if message.contains(&GROUP_SEPARATOR) { code } else { Code::ControlCharactersDropped }
}
