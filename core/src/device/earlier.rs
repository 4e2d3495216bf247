//! What an earlier version of this program has kept: numbered lists of updates and of keys, and one record of numbers.

use data_encoding::HEXLOWER;
use minicbor::{Decode, Encode};

use crate::bundle::{Accepted, Anchor, Counters, Line, Pinned, Shelf, hash, open};
use crate::compact;
use crate::store::{Store, StoreError, record};

const LIST: &str = "installed-";
const UPDATE: &str = ".souplesse";
const ANCHOR: &str = ".anchor";
/// The key of the numbers.
pub(super) const COUNTERS: &[u8] = b"counters";

/// What a generation consists of: the SHA-256 of each file, which is its name too.
#[derive(Clone, Debug, Default, Encode, Decode)]
struct List {
    #[n(0)]
    generation: u64,
    /// Keys that were given when an update was installed.
    #[n(1)]
    anchors: Vec<String>,
    /// In the order in which they were installed.
    #[n(2)]
    updates: Vec<String>,
}

/// The numbers of a generation.
#[derive(Debug, Encode, Decode)]
struct KeptCounters {
    #[n(0)]
    generation: u64,
    #[n(1)]
    counters: Counters,
}

/// The newest list as lines of a log, behind the keys that are given at this start; `None` where there is no list. Updates
/// that are lost are left out for who has the numbers, which say what they were.
///
/// # Errors
/// [`StoreError::Damaged`] where the newest list or a key is, and for who has no numbers where an update is.
pub(super) fn lines(
    store: &dyn Store,
    given: &Shelf,
    has_numbers: bool,
) -> Result<Option<Vec<Line>>, StoreError> {
    let Some(key) = newest(store)? else { return Ok(None) };
    let damaged = |what: &str| StoreError::Damaged { what: what.to_owned() };
    let list = record::read::<List>(store, key.as_bytes())?.ok_or_else(|| damaged(&key))?;
    let mut lines = given.lines();
    for name in &list.anchors {
        let bytes = store.get(format!("{name}{ANCHOR}").as_bytes())?;
        let anchor = bytes.and_then(|bytes| compact::from_cbor::<Anchor>(&bytes).ok());
        let anchor = anchor.ok_or_else(|| damaged(name))?;
        lines.push(Line::Pinned(Pinned { anchor, for_good: true }));
    }
    for name in &list.updates {
        let bytes = store.get(format!("{name}{UPDATE}").as_bytes())?;
        let bytes = bytes.filter(|bytes| HEXLOWER.encode(&hash(bytes)) == *name);
        let opened = bytes.as_deref().and_then(|bytes| open(bytes).ok());
        let signed = opened.and_then(|opened| Some((opened.key(), opened.read().ok()?)));
        match (&bytes, signed) {
            (Some(bytes), Some((key, bundle))) => {
                lines.push(Line::Accepted(Accepted::of(hash(bytes), key, &bundle, None)));
            }
            _ if has_numbers => {}
            _ => return Err(damaged(name)),
        }
    }
    Ok(Some(lines))
}

/// The numbers that were kept.
///
/// # Errors
/// Those of the store.
pub(super) fn counters(database: &dyn Store) -> Result<Option<Counters>, StoreError> {
    Ok(record::read::<KeptCounters>(database, COUNTERS)?.map(|kept| kept.counters))
}

fn newest(store: &dyn Store) -> Result<Option<String>, StoreError> {
    let mut newest = None;
    store.scan(LIST.as_bytes(), &mut |key, _| {
        newest = Some(String::from_utf8_lossy(key).into_owned());
        Ok(())
    })?;
    Ok(newest)
}

/// Removes the lists and the keys, which are in the log.
///
/// # Errors
/// Those of the store.
pub(super) fn remove(store: &dyn Store) -> Result<(), StoreError> {
    let mut old = Vec::new();
    store.scan(b"", &mut |key, _| {
        if key.starts_with(LIST.as_bytes()) || key.ends_with(ANCHOR.as_bytes()) {
            old.push(key.to_vec());
        }
        Ok(())
    })?;
    old.iter().try_for_each(|key| store.remove(key))
}
