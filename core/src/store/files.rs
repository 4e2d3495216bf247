//! Plain files in one folder, each replaced by renaming: readable by several processes at a time.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::disk::{Disk, System, parent, settle_folder};
use super::{Hold, Store, StoreError, Visit};

/// No file is larger that is put here, in bytes: an update has a sixteenth of it at most, and the numbers of everything that
/// was ever installed or withdrawn stay far below.
const LARGEST: u64 = 16 << 20;

/// A file that is being written begins so. One that is found was never acknowledged.
const UNFINISHED: &str = ".unfinished-";

/// What is held stands beside the folder, under its name and this.
const LOCK: &str = ".lock";

/// How often, and how long in between, files that another process holds are asked for again. It writes a few of them and lets go.
const HOLD_TRIES: usize = 100;
const HOLD_WAIT: Duration = Duration::from_millis(50);

/// A folder whose files are the values; keys are their names.
///
/// What is put is on the disk when [`put`](Store::put) returns: its content, its name, and the name of the folder. What is
/// removed may come back when the power is lost before [`flush`](Store::flush).
#[derive(Clone, Debug)]
pub struct Files {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// Whether the folder is there and its name on the disk.
    is_settled: Arc<AtomicBool>,
    /// Whether names have been removed that may still be on the disk.
    has_removed: Arc<AtomicBool>,
}

impl Files {
    /// The files in `folder`, which need not be there to be read from.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self::on(Arc::new(System), folder)
    }

    /// Like [`new`](Self::new), on a disk of the caller's.
    #[must_use]
    pub fn on(disk: Arc<dyn Disk>, folder: impl Into<PathBuf>) -> Self {
        Self { disk, folder: folder.into(), is_settled: Arc::default(), has_removed: Arc::default() }
    }

    /// Removes what writers that died have left. Only for who knows that nobody is writing.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn sweep(&self) -> Result<(), StoreError> {
        for name in self.names(UNFINISHED)? {
            let path = self.folder.join(name);
            self.disk.remove(&path).map_err(|source| StoreError::Io { path, source })?;
        }
        Ok(())
    }

    fn path(&self, key: &[u8]) -> Result<PathBuf, StoreError> {
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        match std::str::from_utf8(key) {
            Ok(name) if key.iter().all(is_plain) && !key.starts_with(b".") && !key.is_empty() => {
                Ok(self.folder.join(name))
            }
            _ => Err(StoreError::Damaged { what: key.escape_ascii().to_string() }),
        }
    }

    fn try_to_hold(&self, path: &Path) -> io::Result<Hold> {
        settle_folder(&*self.disk, parent(path))?;
        self.disk.lock(path)
    }

    /// The names that begin with `prefix`, in order.
    fn names(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let mut names = match self.disk.list(&self.folder) {
            Ok(names) => names,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(StoreError::Io { path: self.folder.clone(), source }),
        };
        names.retain(|name| name.starts_with(prefix));
        names.sort();
        Ok(names)
    }

    /// Writes beside, waits for the disk, and renames: who reads sees the old file or the new one.
    fn replace(&self, path: &Path, value: &[u8]) -> io::Result<()> {
        if !self.is_settled.load(Ordering::Acquire) {
            settle_folder(&*self.disk, &self.folder)?;
            self.is_settled.store(true, Ordering::Release);
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = self.folder.join(format!("{UNFINISHED}{}-{name}", std::process::id()));
        let written = self.disk.write(&beside, value).and_then(|()| self.disk.rename(&beside, path));
        if let Err(error) = written {
            // A full disk is to have its room back; and a folder that somebody has removed is made again the next time.
            let _ = self.disk.remove(&beside);
            self.is_settled.store(false, Ordering::Release);
            return Err(error);
        }
        self.disk.sync_folder(&self.folder)
    }
}

impl Store for Files {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(key)?;
        // One byte more than is allowed shows that it is too large.
        match self.disk.read(&path, LARGEST + 1) {
            Ok(bytes) if bytes.len() as u64 > LARGEST => {
                Err(StoreError::Damaged { what: key.escape_ascii().to_string() })
            }
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::Io { path, source }),
        }
    }

    fn put(&self, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        let _span = tracing::trace_span!("store", what = "file", bytes = value.len()).entered();
        let path = self.path(key)?;
        self.replace(&path, value).map_err(|source| StoreError::Io { path, source })
    }

    fn remove(&self, key: &[u8]) -> Result<(), StoreError> {
        let path = self.path(key)?;
        match self.disk.remove(&path) {
            Ok(()) => {
                self.has_removed.store(true, Ordering::Release);
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(source) => Err(StoreError::Io { path, source }),
        }
    }

    fn scan(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        let prefix = String::from_utf8_lossy(prefix);
        for name in self.names(&prefix)? {
            // Another process may have removed it since.
            if let Some(value) = self.get(name.as_bytes())? {
                visit(name.as_bytes(), &value)?;
            }
        }
        Ok(())
    }

    /// What was put is on the disk already.
    fn flush(&self) -> Result<(), StoreError> {
        if !self.has_removed.swap(false, Ordering::AcqRel) {
            return Ok(());
        }
        self.disk.sync_folder(&self.folder).map_err(|source| {
            self.has_removed.store(true, Ordering::Release);
            StoreError::Io { path: self.folder.clone(), source }
        })
    }

    /// Systems without such locks, Android among them, give a folder to one process.
    fn hold(&self) -> Result<Hold, StoreError> {
        let mut path = self.folder.clone().into_os_string();
        path.push(LOCK);
        let path = PathBuf::from(path);
        for _ in 0..HOLD_TRIES {
            match self.try_to_hold(&path) {
                Ok(held) => return Ok(held),
                Err(error) if error.kind() == ErrorKind::Unsupported => return Ok(Box::new(())),
                Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(HOLD_WAIT),
                Err(source) => return Err(StoreError::Io { path, source }),
            }
        }
        Err(StoreError::InUse { path })
    }
}
