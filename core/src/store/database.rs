//! The database: sled, opened by one process at a time, and never trusted further than its damage goes.
//!
//! sled may panic on a damaged file, when it opens it or later when it reads a page. Whatever it does becomes an error
//! here, and a mark beside the folder. A full disk makes it panic as well, so that the next opening looks at everything before
//! it believes the mark, and moves aside only what cannot be opened a second time either, on a disk that has room.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::disk::{System, settle_folder};
use super::{Store, StoreError, Visit, left, rights};
use crate::contain::contained;

/// As much of the pages as sled holds in memory.
const CACHE: u64 = 8 << 20;

/// How often, and how long in between, a locked database is tried again.
const LOCK_TRIES: usize = 10;
const LOCK_WAIT: Duration = Duration::from_millis(50);

/// What Windows says of a file that another process has locked (`ERROR_LOCK_VIOLATION`). Elsewhere the kind of error says it.
const LOCKED_ON_WINDOWS: i32 = 33;

/// A folder that one process has open.
#[derive(Debug)]
pub struct Database {
    folder: PathBuf,
    tree: sled::Db,
    log: left::Log,
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
        let _span = tracing::debug_span!("store", what = "open").entered();
        let io = |source| StoreError::Io { path: folder.to_owned(), source };
        settle_folder(&System, folder).map_err(io)?;
        let (database, moved_aside) = match open_checked(folder) {
            Ok(database) => (database, None),
            Err(StoreError::Damaged { .. }) => open_damaged(folder, at)?,
            Err(error) => return Err(error),
        };
        left::sync(folder).map_err(io)?;
        // sled makes its files for everybody to read. Not every system lets them be changed.
        let _ = rights::make_private(folder);
        Ok(Opening { database, moved_aside })
    }

    fn guarded<T>(&self, act: impl FnOnce(&sled::Db) -> sled::Result<T>) -> Result<T, StoreError> {
        let result = guard(&self.folder, || act(&self.tree));
        if matches!(result, Err(StoreError::Damaged { .. })) {
            left::mark(&self.folder);
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
        self.guarded(|tree| tree.flush().map(drop))?;
        self.log.sync().map_err(|source| StoreError::Io { path: self.folder.clone(), source })
    }
}

impl Drop for Database {
    /// sled writes what is left when it is closed, and panics where it cannot.
    fn drop(&mut self) {
        let _ = self.guarded(|tree| tree.flush().map(drop));
    }
}

/// Opens a database in which something was found to be damaged: it once more, and else a fresh one in its place.
fn open_damaged(folder: &Path, at: DateTime<Utc>) -> Result<(Database, Option<PathBuf>), StoreError> {
    let io = |source| StoreError::Io { path: folder.to_owned(), source };
    left::check_room(folder).map_err(io)?;
    match open_checked(folder) {
        Ok(database) => Ok((database, None)),
        Err(StoreError::Damaged { .. }) => {
            let moved_aside = left::move_aside(folder, at).map_err(io)?;
            Ok((open_guarded(folder)?, Some(moved_aside)))
        }
        Err(error) => Err(error),
    }
}

/// Opens a database, and looks at every value where something was found to be damaged before.
fn open_checked(folder: &Path) -> Result<Database, StoreError> {
    let database = open_soon(folder)?;
    if left::is_marked(folder) {
        database.scan(b"", &mut |_, _| Ok(()))?;
        left::remove_mark(folder).map_err(|source| StoreError::Io { path: folder.to_owned(), source })?;
    }
    Ok(database)
}

/// A process that has just ended, or a database that has just been closed, gives its lock back a little later.
fn open_soon(folder: &Path) -> Result<Database, StoreError> {
    for _ in 0..LOCK_TRIES {
        match open_cleared(folder) {
            Err(StoreError::InUse { .. }) => thread::sleep(LOCK_WAIT),
            opened => return opened,
        }
    }
    open_cleared(folder)
}

fn open_cleared(folder: &Path) -> Result<Database, StoreError> {
    left::clear_unfinished(folder).map_err(|source| StoreError::Io { path: folder.to_owned(), source })?;
    open_guarded(folder)
}

fn open_guarded(folder: &Path) -> Result<Database, StoreError> {
    // Nothing is written behind the caller's back: who puts, flushes.
    let config = sled::Config::new().path(folder).cache_capacity(CACHE).flush_every_ms(None);
    let tree = guard(folder, || config.open())?;
    let log = left::Log::open(folder).map_err(|source| StoreError::Io { path: folder.to_owned(), source })?;
    Ok(Database { folder: folder.to_owned(), tree, log })
}

fn guard<T>(folder: &Path, act: impl FnOnce() -> sled::Result<T>) -> Result<T, StoreError> {
    match contained(act) {
        Some(Ok(value)) => Ok(value),
        Some(Err(sled::Error::Io(source))) => Err(meaning(folder, source)),
        Some(Err(_)) | None => Err(damaged(folder)),
    }
}

fn meaning(folder: &Path, source: io::Error) -> StoreError {
    let path = folder.to_owned();
    match said_of_lock(&source) {
        Some(said) if is_contention(&said) => StoreError::InUse { path },
        Some(source) => StoreError::Io { path, source },
        // What ends too early was cut off.
        None if source.kind() == ErrorKind::UnexpectedEof => damaged(folder),
        None => StoreError::Io { path, source },
    }
}

/// What the system said when a lock was asked for: sled wraps it into a text of its own. `None` for what is of no lock.
fn said_of_lock(error: &io::Error) -> Option<io::Error> {
    let text = error.to_string();
    let (_, said) = text.strip_prefix("could not acquire lock on ")?.rsplit_once("Os { code: ")?;
    let (code, _) = said.split_once(',')?;
    Some(io::Error::from_raw_os_error(code.parse().ok()?))
}

/// Whether somebody else has the lock. A system may refuse one for other reasons: a disk in a network that has none.
fn is_contention(said: &io::Error) -> bool {
    said.kind() == ErrorKind::WouldBlock || (cfg!(windows) && said.raw_os_error() == Some(LOCKED_ON_WINDOWS))
}

fn damaged(folder: &Path) -> StoreError {
    StoreError::Damaged { what: folder.display().to_string() }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// As sled words it.
    fn wrapped(said: &io::Error) -> io::Error {
        io::Error::other(format!("could not acquire lock on {:?}: {said:?}", "/srv/Os { code: 11, x/db"))
    }

    #[test]
    fn only_a_lock_that_somebody_has_means_that_somebody_has_it() {
        let folder = Path::new("/srv");
        let locked = said_by_system(ErrorKind::WouldBlock);
        assert!(matches!(meaning(folder, wrapped(&locked)), StoreError::InUse { .. }));
        for kind in [ErrorKind::StorageFull, ErrorKind::ReadOnlyFilesystem, ErrorKind::PermissionDenied] {
            let said = said_by_system(kind);
            let StoreError::Io { source, .. } = meaning(folder, wrapped(&said)) else { panic!("{kind}") };
            assert_eq!(source.kind(), kind);
            assert!(matches!(meaning(folder, said), StoreError::Io { .. }));
        }
        // What is a lock under Windows has that number for something else here.
        assert!(!is_contention(&io::Error::from_raw_os_error(LOCKED_ON_WINDOWS)));
    }

    #[test]
    fn what_ends_too_early_is_damage() {
        let cut = io::Error::from(ErrorKind::UnexpectedEof);
        assert!(matches!(meaning(Path::new("/srv"), cut), StoreError::Damaged { .. }));
    }

    /// The error of the system that is of that kind, whatever its number is here.
    fn said_by_system(kind: ErrorKind) -> io::Error {
        let of_kind = (1..134).map(io::Error::from_raw_os_error).find(|error| error.kind() == kind);
        of_kind.expect("the system knows such errors")
    }
}
