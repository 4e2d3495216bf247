//! Plain files in one folder, each replaced by renaming: readable by several processes at a time.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::{Store, StoreError, Visit};

/// No file is larger that is put here, in bytes: an update has a sixteenth of it at most, and the numbers of everything that
/// was ever installed or withdrawn stay far below.
const LARGEST: u64 = 16 << 20;

/// A file that is being written begins so. One that is found was never acknowledged.
const UNFINISHED: &str = ".unfinished-";

/// A folder whose files are the values; keys are their names.
///
/// What is put is on the disk when [`put`](Store::put) returns, file and name.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// The files in `folder`, which need not be there to be read from.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Removes what writers that died have left. Only for who knows that nobody is writing.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn sweep(&self) -> Result<(), StoreError> {
        for name in self.names(UNFINISHED)? {
            let path = self.folder.join(name);
            fs::remove_file(&path).map_err(|source| StoreError::Io { path, source })?;
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

    /// The names that begin with `prefix`, in order.
    fn names(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let fail = |source| StoreError::Io { path: self.folder.clone(), source };
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(fail(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(fail)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(prefix) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }
}

impl Store for Files {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(key)?;
        match read_bounded(&path) {
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
        replace(&self.folder, &path, value).map_err(|source| StoreError::Io { path, source })
    }

    fn remove(&self, key: &[u8]) -> Result<(), StoreError> {
        let path = self.path(key)?;
        match fs::remove_file(&path) {
            Err(source) if source.kind() != ErrorKind::NotFound => Err(StoreError::Io { path, source }),
            Ok(()) | Err(_) => Ok(()),
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

    /// Nothing is left to do.
    fn flush(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

/// One byte more than is allowed shows that it is too large.
fn read_bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes beside, waits for the disk, and renames: who reads sees the old file or the new one.
fn replace(folder: &Path, path: &Path, value: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!("{UNFINISHED}{}-{name}", std::process::id()));
    let written = write_synced(&beside, value).and_then(|()| fs::rename(&beside, path));
    if let Err(error) = written {
        // A full disk is to have its room back.
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    sync_folder(folder)
}

fn write_synced(path: &Path, value: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(value)?;
    file.sync_all()
}

/// The name is on the disk only when the folder is; other systems than Unix do that by themselves.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
