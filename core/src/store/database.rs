//! The database: sled, opened by one process at a time, and never trusted further than its damage goes.
//!
//! sled may panic on a damaged file, when it opens it or later when it reads a page. Whatever it does becomes an error
//! here, and a mark beside the folder, by which the next opening moves it aside.

use std::fs;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::files::sync_folder;
use super::{Store, StoreError, Visit};

/// As much of the pages as sled holds in memory.
const CACHE: u64 = 8 << 20;

/// How often, and how long in between, a locked database is tried again.
const LOCK_TRIES: usize = 10;
const LOCK_WAIT: Duration = Duration::from_millis(50);

/// A folder that one process has open.
#[derive(Debug)]
pub struct Database {
    folder: PathBuf,
    tree: sled::Db,
}

/// A database, and what had to be done to open it.
#[derive(Debug)]
pub struct Opening {
    /// It is open.
    pub database: Database,
    /// Where a damaged one was moved to.
    pub moved_aside: Option<PathBuf>,
}

impl Database {
    /// Opens the database in `folder`, or makes one. A damaged one is moved aside, with the time `at` in its name, and a
    /// fresh one is made.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where another process has it; [`StoreError::Io`].
    pub fn open(folder: &Path, at: DateTime<Utc>) -> Result<Opening, StoreError> {
        let io = |source| StoreError::Io { path: folder.to_owned(), source };
        fs::create_dir_all(folder).map_err(io)?;
        let is_marked = mark(folder).exists();
        let _span = tracing::debug_span!("store", what = "open").entered();
        let opened = if is_marked { Err(damaged(folder)) } else { open_soon(folder) };
        match opened {
            Ok(database) => Ok(Opening { database, moved_aside: None }),
            Err(StoreError::Damaged { .. }) => {
                let moved_aside = Some(move_aside(folder, at).map_err(io)?);
                Ok(Opening { database: open_guarded(folder)?, moved_aside })
            }
            Err(error) => Err(error),
        }
    }

    fn guarded<T>(&self, act: impl FnOnce(&sled::Db) -> sled::Result<T>) -> Result<T, StoreError> {
        let result = guard(&self.folder, || act(&self.tree));
        if matches!(result, Err(StoreError::Damaged { .. })) {
            // Should even this fail, the next opening finds out by itself what it can.
            let _ = fs::write(mark(&self.folder), b"");
        }
        result
    }
}

impl Store for Database {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.guarded(|tree| Ok(tree.get(key)?.map(|value| value.to_vec())))
    }

    fn put(&self, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        let _span = tracing::trace_span!("store", what = "put", bytes = value.len()).entered();
        self.guarded(|tree| tree.insert(key, value).map(drop))
    }

    fn remove(&self, key: &[u8]) -> Result<(), StoreError> {
        self.guarded(|tree| tree.remove(key).map(drop))
    }

    fn scan(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        let mut entries = self.tree.scan_prefix(prefix);
        while let Some((key, value)) = self.guarded(|_| entries.next().transpose())? {
            visit(&key, &value)?;
        }
        Ok(())
    }

    fn flush(&self) -> Result<(), StoreError> {
        let _span = tracing::trace_span!("store", what = "flush").entered();
        self.guarded(|tree| tree.flush().map(drop))
    }
}

impl Drop for Database {
    /// sled writes what is left when it is closed, and panics where it cannot.
    fn drop(&mut self) {
        let _ = self.guarded(|tree| tree.flush().map(drop));
    }
}

/// A process that has just ended, or a database that has just been closed, gives its lock back a little later.
fn open_soon(folder: &Path) -> Result<Database, StoreError> {
    for _ in 0..LOCK_TRIES {
        match open_guarded(folder) {
            Err(StoreError::InUse { .. }) => thread::sleep(LOCK_WAIT),
            opened => return opened,
        }
    }
    open_guarded(folder)
}

fn open_guarded(folder: &Path) -> Result<Database, StoreError> {
    // Nothing is written behind the caller's back: who puts, flushes.
    let config = sled::Config::new().path(folder).cache_capacity(CACHE).flush_every_ms(None);
    let tree = guard(folder, || config.open())?;
    Ok(Database { folder: folder.to_owned(), tree })
}

fn guard<T>(folder: &Path, act: impl FnOnce() -> sled::Result<T>) -> Result<T, StoreError> {
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(sled::Error::Io(source))) if is_locked(&source) => {
            Err(StoreError::InUse { path: folder.to_owned() })
        }
        // What ends too early was cut off.
        Ok(Err(sled::Error::Io(source))) if source.kind() != ErrorKind::UnexpectedEof => {
            Err(StoreError::Io { path: folder.to_owned(), source })
        }
        Ok(Err(_)) | Err(_) => Err(damaged(folder)),
    }
}

/// sled wraps what the system said of a lock into a text of its own.
fn is_locked(error: &std::io::Error) -> bool {
    error.to_string().contains("could not acquire lock")
}

fn damaged(folder: &Path) -> StoreError {
    StoreError::Damaged { what: folder.display().to_string() }
}

/// A damaged database is marked by a file beside it.
fn mark(folder: &Path) -> PathBuf {
    with_suffix(folder, "damaged")
}

fn move_aside(folder: &Path, at: DateTime<Utc>) -> std::io::Result<PathBuf> {
    let time = at.format("%Y%m%dT%H%M%SZ");
    let names = (1..).map(|count| match count {
        1 => with_suffix(folder, &format!("damaged-{time}")),
        _ => with_suffix(folder, &format!("damaged-{time}-{count}")),
    });
    let free = names.into_iter().find(|path| !path.exists()).expect("numbers do not end");
    fs::rename(folder, &free)?;
    fs::create_dir_all(folder)?;
    if mark(folder).exists() {
        fs::remove_file(mark(folder))?;
    }
    if let Some(parent) = folder.parent() {
        sync_folder(parent)?;
    }
    Ok(free)
}

fn with_suffix(folder: &Path, suffix: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!("{name}.{suffix}"))
}
