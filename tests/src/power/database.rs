//! A database that keeps what was flushed apart from what was not.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use souplesse_core::store::{Store, StoreError, Visit};

use super::{Loss, Power};

#[derive(Debug)]
pub(super) struct Database {
    power: Arc<Power>,
    values: Mutex<Values>,
}

#[derive(Clone, Debug, Default)]
struct Values {
    now: BTreeMap<Vec<u8>, Vec<u8>>,
    flushed: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Database {
    pub(super) fn empty(power: Arc<Power>) -> Self {
        Self { power, values: Mutex::default() }
    }

    pub(super) fn after(&self, loss: Loss, power: Arc<Power>) -> Self {
        let Values { now, flushed } = self.lock().clone();
        let now = if loss.database_is_kept { now } else { flushed };
        Self { power, values: Mutex::new(Values { flushed: now.clone(), now }) }
    }

    fn lock(&self) -> MutexGuard<'_, Values> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for Database {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.power.check().map_err(lost)?;
        Ok(self.lock().now.get(key).cloned())
    }

    fn put(&self, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.power.step().map_err(lost)?;
        self.lock().now.insert(key.to_vec(), value.to_vec());
        Ok(())
    }

    fn remove(&self, key: &[u8]) -> Result<(), StoreError> {
        self.power.step().map_err(lost)?;
        self.lock().now.remove(key);
        Ok(())
    }

    fn scan(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.power.check().map_err(lost)?;
        let values = self.lock().now.clone();
        let found = values.range(prefix.to_vec()..).take_while(|(key, _)| key.starts_with(prefix));
        for (key, value) in found {
            visit(key, value)?;
        }
        Ok(())
    }

    fn flush(&self) -> Result<(), StoreError> {
        self.power.step().map_err(lost)?;
        let mut values = self.lock();
        values.flushed = values.now.clone();
        Ok(())
    }
}

fn lost(source: std::io::Error) -> StoreError {
    StoreError::Io { path: PathBuf::from("database"), source }
}
