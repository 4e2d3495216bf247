//! The entries of a published list, unread: each is looked at by itself, so that an odd one spoils no other and a hostile list
//! never becomes a tree in memory.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// No list has more: every country of the EU's gateway together has a fifth of it.
pub const MOST: usize = 1 << 14;

/// How the refusal of a longer list begins.
pub(super) const TOO_MANY: &str = "there are more than 16384 entries";

/// Which of two keys of one name is meant, nobody can tell.
pub(super) const TWICE: &str = "a name stands twice in one object";

/// A list's entries.
pub(super) struct Entries<'j>(pub Vec<&'j RawValue>);

/// An object's entries, by their names.
pub(super) struct Named<'j>(pub BTreeMap<String, &'j RawValue>);

impl<'de: 'j, 'j> Deserialize<'de> for Entries<'j> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Vec<&'de RawValue>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = list.next_element()? {
                    check(entries.len())?;
                    entries.push(entry);
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_seq(List).map(Entries)
    }
}

impl<'de: 'j, 'j> Deserialize<'de> for Named<'j> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = BTreeMap<String, &'de RawValue>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
                let mut entries = BTreeMap::new();
                while let Some((name, entry)) = object.next_entry()? {
                    check(entries.len())?;
                    if entries.insert(name, entry).is_some() {
                        return Err(A::Error::custom(TWICE));
                    }
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(Object).map(Named)
    }
}

fn check<E: Error>(known: usize) -> Result<(), E> {
    if known < MOST { Ok(()) } else { Err(E::custom(TOO_MANY)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_entry_too_many_is_told_by_its_number() {
        let list = |count| format!("[{}]", vec!["0"; count].join(","));
        assert_eq!(serde_json::from_str::<Entries<'_>>(&list(MOST)).unwrap().0.len(), MOST);
        let error = serde_json::from_str::<Entries<'_>>(&list(MOST + 1)).err().unwrap();
        assert!(error.to_string().starts_with(TOO_MANY));
        assert!(TOO_MANY.contains(&MOST.to_string()));
    }
}
