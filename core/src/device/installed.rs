//! The updates that are installed: files as they were signed, and a list of them in their order.
//!
//! Each change makes a new generation of the list, and the one before is kept. All of what a list names is in force, or
//! nothing of it: a lost file may have held a revocation, without which the rest would let in whom it should not.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use minicbor::{Decode, Encode};
use ring::digest::{SHA256, digest};

use super::KeptCounters;
use crate::bundle::{Anchor, Shelf, Update, bytes_of};
use crate::code::Code;
use crate::compact;
use crate::store::{Store, StoreError, record};

const LIST: &str = "installed-";
const UPDATE: &str = ".souplesse";
const ANCHOR: &str = ".anchor";
/// Another process may install while files are read.
const TRIES: usize = 3;

/// What a generation consists of: the SHA-256 of each file, which is its name too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
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

/// What is installed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Installed {
    /// Counts the changes.
    pub generation: u64,
    /// The shelf before anything is installed.
    pub empty: Shelf,
    /// The shelf that is in force.
    pub shelf: Shelf,
    /// Why nothing of the list is in force.
    pub fault: Option<String>,
    /// With all that could be read, whether or not it is in force.
    readable: Shelf,
    anchors: Vec<File>,
    updates: Vec<File>,
}

/// A file of the list; without bytes where it is lost.
#[derive(Clone, Debug)]
struct File {
    name: String,
    bytes: Option<Vec<u8>>,
}

impl Installed {
    /// Reads the newest list and all that it names, and verifies every signature again.
    pub(super) fn load(store: &dyn Store, empty: &Shelf, counters: Option<&KeptCounters>) -> Self {
        let mut loaded = Self::load_once(store, empty, counters);
        for _ in 1..TRIES {
            let newest = newest_generation(store);
            if loaded.fault.is_none() || newest == loaded.generation {
                break;
            }
            loaded = Self::load_once(store, empty, counters);
        }
        loaded
    }

    fn load_once(store: &dyn Store, empty: &Shelf, counters: Option<&KeptCounters>) -> Self {
        let (list, mut fault) = newest_list(store);
        let known = counters.map_or(0, |kept| kept.generation);
        if known > list.generation && fault.is_none() {
            fault = Some(format!("{LIST}{known:010}"));
        }
        let read = |names: &[String], ending: &str| {
            names.iter().map(|name| File::read(store, name, ending)).collect::<Vec<_>>()
        };
        let anchors = read(&list.anchors, ANCHOR);
        let updates = read(&list.updates, UPDATE);
        let mut readable = empty.clone();
        for file in &anchors {
            let anchor = file.bytes.as_ref().and_then(|bytes| compact::from_cbor::<Anchor>(bytes).ok());
            match anchor {
                Some(anchor) => readable.pin(anchor),
                None => fault = fault.or_else(|| Some(file.name.clone())),
            }
        }
        for file in &updates {
            // Dates were judged when it was installed; what has expired since is stale, and stays.
            let update = file.bytes.as_ref().map(|bytes| readable.install(bytes, None));
            match update {
                Some(update) if update.is_taken() => {}
                Some(update) => fault = fault.or_else(|| Some(format!("{} [{}]", file.name, update.code))),
                None => fault = fault.or_else(|| Some(file.name.clone())),
            }
        }
        if let Some(kept) = counters {
            readable.raise(&kept.counters);
        }
        let mut shelf = if fault.is_none() { readable.clone() } else { empty.clone() };
        shelf.raise(&readable.counters());
        let generation = list.generation.max(known).max(newest_generation(store));
        Self { generation, empty: empty.clone(), shelf, fault, readable, anchors, updates }
    }

    /// Whether another process has installed something since.
    pub(super) fn is_outdated(&self, store: &dyn Store) -> bool {
        newest_generation(store) > self.generation
    }

    /// The files that are installed, as they were signed, in their order.
    pub(super) fn updates(&self) -> impl Iterator<Item = &[u8]> {
        self.updates.iter().filter_map(|file| file.bytes.as_deref())
    }

    /// The numbers and withdrawals of this generation and of all before it.
    pub(super) fn counters(&self) -> KeptCounters {
        KeptCounters { generation: self.generation, counters: self.readable.counters() }
    }

    /// What comes of an update, and what is installed with it; `None` where nothing changes.
    pub(super) fn with(
        &self,
        file_or_text: &[u8],
        anchors: &[Anchor],
        device: Option<DateTime<Utc>>,
    ) -> (Update, Option<Self>) {
        let mut shelf = self.readable.clone();
        anchors.iter().cloned().for_each(|anchor| shelf.pin(anchor));
        let update = shelf.install(file_or_text, device);
        if update.code != Code::UpdateInstalled {
            return (update, None);
        }
        let Ok(bytes) = bytes_of(file_or_text) else { return (update, None) };
        let mut next = Self { generation: self.generation + 1, readable: shelf, ..self.clone() };
        let signer = anchors.iter().find(|anchor| anchor.number() == update.key);
        next.pin(signer);
        next.add(File::of(bytes));
        (update, Some(next))
    }

    /// Keeps a key that was given with an update.
    fn pin(&mut self, signer: Option<&Anchor>) {
        let Some(signer) = signer else { return };
        let file = File::of(compact::to_cbor(signer));
        match self.anchors.iter_mut().find(|known| known.name == file.name) {
            Some(known) => *known = file,
            None => self.anchors.push(file),
        }
    }

    /// What was lost comes back to its place; otherwise the list goes on without what is lost or no longer needed.
    fn add(&mut self, file: File) {
        if let Some(lost) = self.updates.iter_mut().find(|known| known.name == file.name) {
            *lost = file;
            return;
        }
        self.anchors.retain(|file| file.bytes.is_some());
        self.updates.retain(|file| file.bytes.is_some());
        self.updates.push(file);
        let bytes = self.updates().map(<[u8]>::to_vec).collect::<Vec<_>>();
        let mut needed = self.readable.needed(&bytes).into_iter();
        self.updates.retain(|_| needed.next() == Some(true));
    }

    /// Writes what is new, then the list, and removes what neither this generation nor the one before names.
    pub(super) fn keep(&self, store: &dyn Store) -> Result<(), StoreError> {
        let files = [(ANCHOR, &self.anchors), (UPDATE, &self.updates)];
        for (ending, files) in files {
            for file in files {
                let key = format!("{}{ending}", file.name);
                let Some(bytes) = &file.bytes else { continue };
                if store.get(key.as_bytes())?.as_ref() != Some(bytes) {
                    store.put(key.as_bytes(), bytes)?;
                }
            }
        }
        let names = |files: &[File]| files.iter().map(|file| file.name.clone()).collect();
        let list = List {
            generation: self.generation,
            anchors: names(&self.anchors),
            updates: names(&self.updates),
        };
        record::write(store, list_key(self.generation).as_bytes(), &list)?;
        store.flush()?;
        // It is installed; what cannot be removed now is removed the next time.
        let _ = remove_old(store, &list);
        Ok(())
    }
}

impl File {
    fn of(bytes: Vec<u8>) -> Self {
        Self { name: HEXLOWER.encode(digest(&SHA256, &bytes).as_ref()), bytes: Some(bytes) }
    }

    fn read(store: &dyn Store, name: &str, ending: &str) -> Self {
        let bytes = store.get(format!("{name}{ending}").as_bytes()).ok().flatten();
        let whole = bytes.map(Self::of).filter(|file| file.name == name);
        whole.unwrap_or_else(|| Self { name: name.to_owned(), bytes: None })
    }
}

fn list_key(generation: u64) -> String {
    format!("{LIST}{generation:010}")
}

fn generations(store: &dyn Store) -> Result<Vec<u64>, StoreError> {
    let mut generations = Vec::new();
    store.scan(LIST.as_bytes(), &mut |key, _| {
        let digits = key.get(LIST.len()..).and_then(|digits| std::str::from_utf8(digits).ok());
        generations.extend(digits.and_then(|digits| digits.parse::<u64>().ok()));
        Ok(())
    })?;
    generations.sort_unstable();
    Ok(generations)
}

fn newest_generation(store: &dyn Store) -> u64 {
    generations(store).ok().and_then(|generations| generations.last().copied()).unwrap_or_default()
}

/// The newest list. Where that is damaged, the one before says what may be left, and what is wrong stands beside it.
fn newest_list(store: &dyn Store) -> (List, Option<String>) {
    let generations = match generations(store) {
        Ok(generations) => generations,
        Err(error) => return (List::default(), Some(error.to_string())),
    };
    let mut fault = None;
    for generation in generations.into_iter().rev() {
        let key = list_key(generation);
        match record::read::<List>(store, key.as_bytes()) {
            Ok(Some(list)) if list.generation == generation => return (list, fault),
            Ok(_) | Err(_) => fault = fault.or(Some(key)),
        }
    }
    (List::default(), fault)
}

fn remove_old(store: &dyn Store, list: &List) -> Result<(), StoreError> {
    let before = record::read::<List>(store, list_key(list.generation - 1).as_bytes()).ok().flatten();
    let lists = [Some(list), before.as_ref()].into_iter().flatten();
    let mut kept = BTreeSet::new();
    for list in lists {
        kept.insert(list_key(list.generation));
        kept.extend(list.anchors.iter().map(|name| format!("{name}{ANCHOR}")));
        kept.extend(list.updates.iter().map(|name| format!("{name}{UPDATE}")));
    }
    let mut old = Vec::new();
    store.scan(b"", &mut |key, _| {
        if !kept.iter().any(|name| name.as_bytes() == key) {
            old.push(key.to_vec());
        }
        Ok(())
    })?;
    old.iter().try_for_each(|key| store.remove(key))
}
