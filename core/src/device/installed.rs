//! The updates that are installed: the log, and beside it each update as it was signed, in a file named by its SHA-256.
//!
//! Changing anything is one step: the log is replaced. What is signed is written before it and removed behind it, so that at
//! any moment the files hold what the log says, or more. There is one log and no generation before it: who cannot read it
//! does not judge by an older one.

use data_encoding::HEXLOWER;

use super::earlier;
use super::witness::Witness;
use crate::bundle::{Hash, Line, Shelf, hash};
use crate::code::Code;
use crate::store::{Store, StoreError, record};

pub(super) const LOG: &[u8] = b"log";
const UPDATE: &str = ".souplesse";
/// Another process may install while files are read.
const TRIES: usize = 3;

/// What is installed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Installed {
    /// The shelf before anything is installed.
    pub empty: Shelf,
    /// The shelf that is in force.
    pub shelf: Shelf,
    /// Why nobody knows what was installed, if so.
    pub fault: Option<String>,
    /// What was done to read it, to be told.
    pub repair: Option<Repair>,
    /// The log as it was read, to see whether another process has changed it.
    log: Option<Vec<u8>>,
}

/// What was done with what an earlier version or damage has left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repair {
    pub code: Code,
    /// How many updates were found.
    pub updates: usize,
}

impl Installed {
    /// Reads the log and what it names, and verifies every signature again. `witness` are the numbers that are kept apart.
    pub(super) fn load(store: &dyn Store, empty: &Shelf, witness: &Witness) -> Self {
        let mut loaded = Self::load_once(store, empty, witness);
        for _ in 1..TRIES {
            if loaded.shelf.missing().is_empty() || !loaded.is_outdated(store) {
                break;
            }
            loaded = Self::load_once(store, empty, witness);
        }
        loaded
    }

    fn load_once(store: &dyn Store, empty: &Shelf, witness: &Witness) -> Self {
        let (log, lines) = match store.get(LOG) {
            Ok(log) => {
                let lines = log.as_deref().map(|log| record::of::<Vec<Line>>(LOG, log)).transpose();
                (log, lines)
            }
            Err(error) => (None, Err(error)),
        };
        let mut installed = Self { empty: empty.clone(), shelf: empty.clone(), log, ..Self::default() };
        match lines {
            Ok(Some(lines)) => installed.restore(store, lines),
            Ok(None) => installed.take_over(store, witness),
            Err(StoreError::Damaged { .. }) if witness.mends() => installed.find_again(store, witness),
            Err(error) => installed.fault = Some(error.brief()),
        }
        if let Some(numbers) = witness.known() {
            installed.shelf.raise(numbers);
        }
        installed.fault = installed.fault.or(witness.fault());
        installed
    }

    fn restore(&mut self, store: &dyn Store, lines: Vec<Line>) {
        self.shelf.restore(lines, &mut |hash| read_update(store, hash));
    }

    /// There is no log: nothing was ever installed, an earlier version kept it otherwise, or it is lost.
    fn take_over(&mut self, store: &dyn Store, witness: &Witness) {
        let has_numbers = witness.known().is_some_and(|numbers| !numbers.is_empty());
        match earlier::lines(store, &self.empty, has_numbers) {
            Ok(Some(lines)) => {
                self.restore(store, lines);
                self.repair =
                    Some(Repair { code: Code::UpdatesTakenOver, updates: self.shelf.needed().len() });
            }
            Ok(None) if has_numbers && witness.mends() => self.find_again(store, witness),
            Ok(None) if has_numbers => self.fault = Some("log".to_owned()),
            // Who has no numbers cannot know whether it is lost.
            Ok(None) if witness.known().is_none() && has_updates(store) => {
                self.fault = Some("log".to_owned())
            }
            Ok(None) => {}
            Err(_) if witness.mends() => self.find_again(store, witness),
            Err(error) => self.fault = Some(error.brief()),
        }
    }

    /// The log is lost; the updates themselves may not be. What the witness knows is taken as it was accepted once; without a
    /// witness, what may be installed.
    fn find_again(&mut self, store: &dyn Store, witness: &Witness) {
        let known = witness.known().filter(|numbers| !numbers.is_empty());
        if let Some(known) = known {
            self.shelf.raise(known);
        }
        let mut updates = match all_updates(store) {
            Ok(updates) => updates,
            Err(error) => return self.fault = Some(error.brief()),
        };
        let before = updates.len();
        // A key may come with another update.
        loop {
            let left = updates.len();
            updates.retain(|bytes| match known {
                Some(_) => !self.shelf.take_again(bytes),
                None => !self.shelf.install(bytes, None).is_taken(),
            });
            if updates.len() == left {
                break;
            }
        }
        self.repair = Some(Repair { code: Code::UpdatesFoundAgain, updates: before - updates.len() });
    }

    /// Whether another process has installed something since.
    pub(super) fn is_outdated(&self, store: &dyn Store) -> bool {
        store.get(LOG).is_ok_and(|log| log != self.log)
    }

    /// The files that are installed, as they were signed, in the order in which they were accepted.
    pub(super) fn updates(&self, store: &dyn Store) -> Vec<Vec<u8>> {
        self.shelf.needed().iter().filter_map(|hash| read_update(store, hash)).collect()
    }

    /// Keeps another shelf in the place of this one, with an update that came. Should it fail, what was kept before is kept still.
    pub(super) fn change(
        &self,
        store: &dyn Store,
        shelf: Shelf,
        update: Option<&[u8]>,
    ) -> Result<Self, StoreError> {
        if let Some(fault) = &self.fault {
            return Err(StoreError::Damaged { what: fault.clone() });
        }
        let needed = shelf.needed();
        if let Some(bytes) = update.filter(|bytes| needed.contains(&hash(bytes))) {
            put_update(store, bytes)?;
        }
        if shelf.lines() == self.shelf.lines() {
            return Ok(Self { shelf, ..self.clone() });
        }
        self.write(store, shelf)
    }

    /// Writes the log of a shelf whose updates are there.
    pub(super) fn write(&self, store: &dyn Store, shelf: Shelf) -> Result<Self, StoreError> {
        let lines = shelf.lines();
        if let Err(error) = record::write(store, LOG, &lines).and_then(|()| store.flush()) {
            // It may be there all the same, where only waiting for the disk failed.
            let _ = match &self.log {
                Some(log) => store.put(LOG, log),
                None => store.remove(LOG),
            };
            return Err(error);
        }
        // It is installed; what cannot be removed takes room and nothing else.
        let _ = remove_old(store, &self.shelf.needed(), &shelf.needed());
        let log = store.get(LOG).ok().flatten();
        Ok(Self { shelf, log, ..self.clone() })
    }
}

fn name(hash: &Hash) -> String {
    format!("{}{UPDATE}", HEXLOWER.encode(hash))
}

/// The update of that hash, if it is there and whole.
fn read_update(store: &dyn Store, wanted: &Hash) -> Option<Vec<u8>> {
    let bytes = store.get(name(wanted).as_bytes()).ok().flatten()?;
    (hash(&bytes) == *wanted).then_some(bytes)
}

fn put_update(store: &dyn Store, bytes: &[u8]) -> Result<(), StoreError> {
    let name = name(&hash(bytes));
    if store.get(name.as_bytes()).is_ok_and(|kept| kept.as_deref() == Some(bytes)) {
        return Ok(());
    }
    store.put(name.as_bytes(), bytes)
}

fn all_updates(store: &dyn Store) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut updates = Vec::new();
    store.scan(b"", &mut |key, bytes| {
        if key.ends_with(UPDATE.as_bytes()) {
            updates.push(bytes.to_vec());
        }
        Ok(())
    })?;
    Ok(updates)
}

fn has_updates(store: &dyn Store) -> bool {
    all_updates(store).is_ok_and(|updates| !updates.is_empty())
}

/// Removes updates that were needed before, and what an earlier version has left. What nobody knows of stays: it may be what
/// is waited for, once its signer is known again.
fn remove_old(store: &dyn Store, before: &[Hash], needed: &[Hash]) -> Result<(), StoreError> {
    for hash in before.iter().filter(|hash| !needed.contains(hash)) {
        store.remove(name(hash).as_bytes())?;
    }
    earlier::remove(store)
}
