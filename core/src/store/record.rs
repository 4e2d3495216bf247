//! A value as it is kept: the version of its form, a checksum, and its CBOR.
//!
//! The checksum finds damage, also a value that lies under another key than it was put under. It keeps nobody from
//! writing a value of his own.

use minicbor::{Decode, Encode};
use ring::digest::{Context, SHA256};

use super::{Store, StoreError};

/// The form that is written here.
pub(super) const VERSION: u8 = 1;
/// So many bytes of the SHA-256 of version, key and CBOR.
const CHECKSUM: usize = 8;

/// Reads the value under `key`.
///
/// # Errors
/// [`StoreError::Damaged`] for what is not as it was put, [`StoreError::Newer`], and those of the store.
pub fn read<T: for<'b> Decode<'b, ()>>(store: &dyn Store, key: &[u8]) -> Result<Option<T>, StoreError> {
    store.get(key)?.map(|bytes| of(key, &bytes)).transpose()
}

/// The value that `sealed` holds, which lay under `key`.
///
/// # Errors
/// [`StoreError::Damaged`], [`StoreError::Newer`].
pub fn of<T: for<'b> Decode<'b, ()>>(key: &[u8], sealed: &[u8]) -> Result<T, StoreError> {
    minicbor::decode(unseal(key, sealed)?).map_err(|_| damaged(key))
}

/// Puts a value under `key`.
///
/// # Errors
/// Those of the store.
pub fn write<T: Encode<()>>(store: &dyn Store, key: &[u8], value: &T) -> Result<(), StoreError> {
    let payload = minicbor::to_vec(value).expect("a vector takes every byte");
    store.put(key, &seal(key, &payload))
}

/// The form in which `payload` is kept under `key`.
#[must_use]
pub fn seal(key: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut sealed = vec![VERSION];
    sealed.extend(checksum(VERSION, key, payload));
    sealed.extend(payload);
    sealed
}

/// What [`seal`] was given.
///
/// # Errors
/// [`StoreError::Damaged`], [`StoreError::Newer`].
pub fn unseal<'b>(key: &[u8], sealed: &'b [u8]) -> Result<&'b [u8], StoreError> {
    let (version, rest) = sealed.split_first().ok_or_else(|| damaged(key))?;
    let (sum, payload) = rest.split_first_chunk::<CHECKSUM>().ok_or_else(|| damaged(key))?;
    if *sum != checksum(*version, key, payload) {
        return Err(damaged(key));
    }
    match *version {
        VERSION => Ok(payload),
        _ => Err(StoreError::Newer { what: name(key) }),
    }
}

fn checksum(version: u8, key: &[u8], payload: &[u8]) -> [u8; CHECKSUM] {
    let mut context = Context::new(&SHA256);
    context.update(&[version]);
    context.update(&key.len().to_be_bytes());
    context.update(key);
    context.update(payload);
    *context.finish().as_ref().first_chunk().expect("SHA-256 has 32 bytes")
}

fn damaged(key: &[u8]) -> StoreError {
    StoreError::Damaged { what: name(key) }
}

/// Keys are words of this program, with numbers behind some of them.
fn name(key: &[u8]) -> String {
    key.escape_ascii().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;

    #[test]
    fn a_value_is_read_as_it_was_put_and_only_under_its_key() {
        let store = Memory::default();
        write(&store, b"one", &7_u64).unwrap();
        assert_eq!(read::<u64>(&store, b"one").unwrap(), Some(7));
        assert_eq!(read::<u64>(&store, b"two").unwrap(), None);
        let moved = store.get(b"one").unwrap().unwrap();
        store.put(b"two", &moved).unwrap();
        assert!(matches!(read::<u64>(&store, b"two"), Err(StoreError::Damaged { .. })));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let sealed = seal(b"key", b"payload");
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(unseal(b"key", &flipped).is_err(), "bit {bit}");
        }
        for end in 0..sealed.len() {
            assert!(unseal(b"key", &sealed[..end]).is_err(), "{end} bytes");
        }
    }

    #[test]
    fn what_is_wrong_names_the_value() {
        let store = Memory::default();
        store.put(b"line/\x00", b"nonsense").unwrap();
        let error = read::<u64>(&store, b"line/\x00").unwrap_err();
        assert!(matches!(&error, StoreError::Damaged { what } if what == "line/\\x00"), "{error:?}");
    }

    #[test]
    fn a_newer_form_is_no_damage() {
        let mut newer = vec![VERSION + 1];
        newer.extend(checksum(VERSION + 1, b"key", b"payload"));
        newer.extend(b"payload");
        assert!(matches!(unseal(b"key", &newer), Err(StoreError::Newer { .. })));
    }
}
