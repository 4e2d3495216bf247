//! From a tree of names and values to CBOR.

use minicbor::Encoder;
use serde_json::Value as Json;

use super::table;

pub(super) fn write(tree: &Json) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::new());
    write_value(tree, &mut encoder);
    encoder.into_writer()
}

fn write_value(value: &Json, encoder: &mut Encoder<Vec<u8>>) {
    match value {
        Json::Bool(flag) => done(encoder.bool(*flag)),
        Json::String(text) => match table::text_number(text) {
            Some(number) => done(encoder.i64(number)),
            None => done(encoder.str(text)),
        },
        Json::Number(number) => match number.as_u64() {
            Some(number) => done(encoder.u64(number)),
            None => unreachable!("the compact form has neither fractions nor numbers below zero"),
        },
        Json::Array(items) => {
            done(encoder.array(items.len() as u64));
            items.iter().for_each(|item| write_value(item, encoder));
        }
        Json::Object(entries) => {
            done(encoder.map(entries.len() as u64));
            let mut numbered =
                entries.iter().map(|(name, value)| (table::number(name), value)).collect::<Vec<_>>();
            numbered.sort_unstable_by_key(|(number, _)| *number);
            for (number, value) in numbered {
                done(encoder.u64(number));
                write_value(value, encoder);
            }
        }
        Json::Null => unreachable!("what is absent is not written"),
    }
}

fn done<T>(written: Result<T, minicbor::encode::Error<std::convert::Infallible>>) {
    if written.is_err() {
        unreachable!("a vector takes every byte");
    }
}
