//! The certificate itself: CBOR to a JSON-shaped value, with the tolerances that real issuers need.
//!
//! Strings are trimmed, undefined is null, a float without a fraction is a whole number. The days of a vaccination and
//! of a recovery (`dt`, `fr`) are cut to the day, whatever time stands behind.
//! Strings stay borrowed from the inflated bytes wherever they are written in one piece.

use std::borrow::Cow;

use minicbor::data::{IanaTag, Type};

use super::items::{Fault, Items, Read};
use crate::time;
use crate::value::{Value, whole_number};

/// What counts by its calendar day.
const DAYS: [&str; 2] = ["dt", "fr"];

/// Reads one object.
///
/// # Errors
/// [`Fault`] for malformed CBOR, byte strings, keys that are no text or stand twice, and for more than a pass holds.
pub(super) fn read<'b>(items: &mut Items<'b, '_>) -> Read<Value<'b>> {
    if !matches!(items.decoder.datatype()?, Type::Map | Type::MapIndef) {
        return Err(Fault::Malformed);
    }
    read_object(items)
}

fn read_value<'b>(items: &mut Items<'b, '_>) -> Read<Value<'b>> {
    let decoder = &mut items.decoder;
    Ok(match decoder.datatype()? {
        Type::Map | Type::MapIndef => read_object(items)?,
        Type::Array | Type::ArrayIndef => read_list(items)?,
        Type::String | Type::StringIndef => Value::Text(read_text(items)?),
        Type::Bool => Value::Bool(decoder.bool()?),
        Type::Null => decoder.null().map(|()| Value::Null)?,
        Type::Undefined => decoder.undefined().map(|()| Value::Null)?,
        Type::F16 | Type::F32 | Type::F64 => from_float(decoder.f64()?),
        // A date that is marked as one (tag 0) is the same text as an unmarked one.
        Type::Tag if decoder.tag()? == IanaTag::DateTime.tag() => Value::Text(read_text(items)?),
        Type::U8
        | Type::U16
        | Type::U32
        | Type::U64
        | Type::I8
        | Type::I16
        | Type::I32
        | Type::I64
        | Type::Int => from_integer(decoder.int()?),
        Type::Tag | Type::Bytes | Type::BytesIndef | Type::Simple | Type::Break | Type::Unknown(_) => {
            return Err(Fault::Malformed);
        }
    })
}

fn read_object<'b>(items: &mut Items<'b, '_>) -> Read<Value<'b>> {
    let mut entries: Vec<(Cow<'b, str>, Value<'b>)> = Vec::new();
    items.object(|items| {
        let key = read_text(items)?;
        // An object has few keys: see `bounds`.
        if entries.iter().any(|(name, _)| *name == key) {
            return Err(Fault::Malformed);
        }
        let value = read_value(items)?;
        let value = if DAYS.contains(&&*key) { cut_to_day(value) } else { value };
        entries.push((key, value));
        Ok(())
    })?;
    Ok(Value::Object(entries))
}

fn read_list<'b>(items: &mut Items<'b, '_>) -> Read<Value<'b>> {
    let mut list = Vec::new();
    items.list(|items| {
        list.push(read_value(items)?);
        Ok(())
    })?;
    Ok(Value::List(list))
}

fn read_text<'b>(items: &mut Items<'b, '_>) -> Read<Cow<'b, str>> {
    let decoder = &mut items.decoder;
    if decoder.datatype()? == Type::String {
        return Ok(Cow::Borrowed(decoder.str()?.trim()));
    }
    let pieces = decoder.str_iter()?.collect::<Result<String, _>>()?;
    Ok(Cow::Owned(pieces.trim().to_owned()))
}

fn cut_to_day(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Text(Cow::Borrowed(text)) => time::date_part(text).into(),
        Value::Text(Cow::Owned(text)) => time::date_part(&text).to_owned().into(),
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::List(_)
        | Value::Object(_) => value,
    }
}

fn from_float(float: f64) -> Value<'static> {
    whole_number(float).map_or(Value::Float(float), Value::Integer)
}

fn from_integer(integer: minicbor::data::Int) -> Value<'static> {
    #[expect(clippy::cast_precision_loss, reason = "beyond 64 bits no dose and no date is meant")]
    i64::try_from(integer).map_or(Value::Float(i128::from(integer) as f64), Value::Integer)
}
