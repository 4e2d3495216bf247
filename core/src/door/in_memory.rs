//! An office that forgets: for training, and for tests.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::office::Office;
use crate::bundle::{Shelf, Update};
use crate::clock::Now;
use crate::device::Notice;
use crate::register::{Counts, Register};
use crate::store::{Memory, StoreError};
use crate::time::Moment;
use crate::verdict::Outcome;
use crate::verifier::Verifier;

/// An office that forgets.
pub struct InMemory {
    built_in: Verifier,
    held: RwLock<Held>,
    register: Mutex<Register>,
    /// In training, the uptime at which it began: its clock begins then, and no device's time judges anything.
    training_since: Option<Duration>,
}

struct Held {
    shelf: Shelf,
    verifier: Arc<Verifier>,
}

/// The clock of training begins at Saturday 14 August 2021, 20:30 in Paris, in seconds since 1970.
const TRAINING_BEGINS: i64 = 1_628_965_800;

impl InMemory {
    /// An office that judges by this verifier, and by what comes on this shelf. `at` is when its register begins.
    #[must_use]
    pub fn new(built_in: Verifier, shelf: Shelf, at: DateTime<Utc>) -> Self {
        let verifier = Arc::new(shelf.furnish(&built_in));
        let (database, apart) = (Arc::new(Memory::default()), Arc::new(Memory::default()));
        let (register, _) = Register::open(database, apart, at).expect("memory refuses nothing");
        let (held, register) = (RwLock::new(Held { shelf, verifier }), Mutex::new(register));
        Self { built_in, held, register, training_since: None }
    }

    /// The same data, a new register and the clock of training.
    #[must_use]
    pub(super) fn training(&self, since: Now) -> Self {
        let fresh = Self::new(self.built_in.clone(), self.shelf(), since.wall);
        Self { training_since: Some(since.up()), ..fresh }
    }

    fn held(&self) -> RwLockReadGuard<'_, Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Office for InMemory {
    fn verifier(&self) -> Arc<Verifier> {
        Arc::clone(&self.held().verifier)
    }

    fn moment(&self, now: Now) -> Moment {
        let Some(since) = self.training_since else { return Moment::now(now.wall) };
        let passed = TimeDelta::from_std(now.up().saturating_sub(since)).unwrap_or_default();
        let begin = DateTime::from_timestamp(TRAINING_BEGINS, 0).expect("a time of 2021");
        Moment::what_if(begin.checked_add_signed(passed).unwrap_or(begin))
    }

    fn shelf(&self) -> Shelf {
        self.held().shelf.clone()
    }

    fn preview(&self, update: &[u8], now: Now) -> Update {
        self.held().shelf.preview(update, self.moment(now).device)
    }

    fn install(&self, update: &[u8], now: Now) -> Update {
        let device = self.moment(now).device;
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        let update = held.shelf.install(update, device);
        held.verifier = Arc::new(held.shelf.furnish(&self.built_in));
        update
    }

    fn controller_until(&self, device: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.held().shelf.controller_until(device)
    }

    fn count(&self, outcome: Outcome, now: Now) {
        let mut counts = Counts::default();
        counts.count(outcome);
        if let Some(register) = self.register() {
            register.count(&counts, self.moment(now).check).expect("memory refuses nothing");
        }
    }

    fn settle(&self, _: Now) {}

    fn register(&self) -> Option<MutexGuard<'_, Register>> {
        Some(self.register.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn notices(&self) -> Vec<Notice> {
        Vec::new()
    }

    fn acknowledge(&self, _: Now) -> Result<(), StoreError> {
        Ok(())
    }
}
