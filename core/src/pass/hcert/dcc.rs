//! The certificate itself: CBOR to a JSON-shaped value, with the tolerances that real issuers need.
//!
//! Strings are trimmed, undefined is null, a float without a fraction is a whole number.
//! Strings stay borrowed from the inflated bytes wherever they are written in one piece.

use std::borrow::Cow;

use minicbor::Decoder;
use minicbor::data::{IanaTag, Type};
use minicbor::decode::Error;

use crate::value::{Value, whole_number};

/// The deepest real certificate has four levels.
const DEEPEST: usize = 16;
/// No object of a certificate has more keys; also the most that is reserved on a length's word alone.
const ROOM: u64 = 16;

/// Reads one object.
///
/// # Errors
/// For malformed CBOR, byte strings, keys that are no text or stand twice, and more than sixteen levels.
pub(super) fn read<'b>(decoder: &mut Decoder<'b>) -> Result<Value<'b>, Error> {
    let value = read_value(decoder, DEEPEST)?;
    if !matches!(value, Value::Object(_)) {
        return Err(Error::message("certificate is not an object"));
    }
    Ok(value)
}

fn read_value<'b>(decoder: &mut Decoder<'b>, depth: usize) -> Result<Value<'b>, Error> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(Error::message("too deep"));
    };
    match decoder.datatype()? {
        Type::String | Type::StringIndef => read_text(decoder).map(Value::Text),
        Type::Map | Type::MapIndef => read_object(decoder, depth),
        Type::Array | Type::ArrayIndef => read_list(decoder, depth),
        Type::Bool => decoder.bool().map(Value::Bool),
        Type::Null => decoder.null().map(|()| Value::Null),
        Type::Undefined => decoder.undefined().map(|()| Value::Null),
        Type::F16 | Type::F32 | Type::F64 => decoder.f64().map(from_float),
        Type::Tag => {
            // A date marked as one (tag 0) is the same text as an unmarked one.
            if decoder.tag()? != IanaTag::DateTime.tag() {
                return Err(Error::message("unexpected tag"));
            }
            read_value(decoder, depth)
        }
        Type::U8
        | Type::U16
        | Type::U32
        | Type::U64
        | Type::I8
        | Type::I16
        | Type::I32
        | Type::I64
        | Type::Int => decoder.int().map(from_integer),
        Type::Bytes | Type::BytesIndef | Type::Simple | Type::Break | Type::Unknown(_) => {
            Err(Error::message("a type that no certificate has"))
        }
    }
}

fn read_object<'b>(decoder: &mut Decoder<'b>, depth: usize) -> Result<Value<'b>, Error> {
    let length = decoder.map()?;
    let mut entries: Vec<(Cow<'b, str>, Value<'b>)> = with_room(length);
    while more(decoder, length, entries.len())? {
        let key = read_text(decoder)?;
        if entries.iter().any(|(name, _)| *name == key) {
            return Err(Error::message("key given twice"));
        }
        entries.push((key, read_value(decoder, depth)?));
    }
    Ok(Value::Object(entries))
}

fn read_list<'b>(decoder: &mut Decoder<'b>, depth: usize) -> Result<Value<'b>, Error> {
    let length = decoder.array()?;
    let mut items = with_room(length);
    while more(decoder, length, items.len())? {
        items.push(read_value(decoder, depth)?);
    }
    Ok(Value::List(items))
}

/// Whether another element follows; takes the end mark of an indefinite length.
fn more(decoder: &mut Decoder<'_>, length: Option<u64>, read: usize) -> Result<bool, Error> {
    if let Some(length) = length {
        return Ok((read as u64) < length);
    }
    if decoder.datatype()? != Type::Break {
        return Ok(true);
    }
    decoder.set_position(decoder.position() + 1);
    Ok(false)
}

fn with_room<T>(length: Option<u64>) -> Vec<T> {
    let room = length.unwrap_or(ROOM).min(ROOM);
    Vec::with_capacity(usize::try_from(room).unwrap_or_default())
}

fn read_text<'b>(decoder: &mut Decoder<'b>) -> Result<Cow<'b, str>, Error> {
    if decoder.datatype()? == Type::String {
        return decoder.str().map(|text| Cow::Borrowed(text.trim()));
    }
    let pieces = decoder.str_iter()?.collect::<Result<String, _>>()?;
    Ok(Cow::Owned(pieces.trim().to_owned()))
}

fn from_float(float: f64) -> Value<'static> {
    whole_number(float).map_or(Value::Float(float), Value::Integer)
}

fn from_integer(integer: minicbor::data::Int) -> Value<'static> {
    #[expect(clippy::cast_precision_loss, reason = "beyond 64 bits no dose and no date is meant")]
    i64::try_from(integer).map_or(Value::Float(i128::from(integer) as f64), Value::Integer)
}
