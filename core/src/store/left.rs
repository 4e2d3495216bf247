//! What is left beside or within a database by who died or had no room: unfinished snapshots, settings that were cut, marks of
//! damage, and databases that were moved aside.
//!
//! sled takes a snapshot that it has not finished for its newest, and finds it damaged; and settings of which a part is missing
//! likewise. Neither has anything that is not in the log or always the same.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::disk::{Disk, System, parent};

/// sled's names.
const LOG: &str = "db";
const SETTINGS: &str = "conf";
const SNAPSHOT: &str = "snap.";
const UNFINISHED: &str = ".generating";
const LARGE_VALUES: &str = "blobs";
/// What sled writes into its settings, and the checksum of it.
const WHOLE_SETTINGS: &[u8] =
    b"segment_size: 524288\nuse_compression: false\nversion: 0.34\n\x76\x19\x51\xC1";
/// As much as sled takes of the disk at a time.
const ROOM: usize = 512 << 10;

/// Removes what was never finished, unless another process has the database: it may be writing that now.
pub(super) fn clear_unfinished(folder: &Path) -> io::Result<()> {
    let unfinished = unfinished(folder)?;
    if unfinished.is_empty() {
        return Ok(());
    }
    let remove = || unfinished.iter().try_for_each(|name| fs::remove_file(folder.join(name)));
    let log = match OpenOptions::new().read(true).write(true).open(folder.join(LOG)) {
        Ok(log) => log,
        // Who has no log yet has nothing.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return remove(),
        Err(error) => return Err(error),
    };
    match log.try_lock() {
        Ok(()) => remove(),
        Err(TryLockError::WouldBlock) => Ok(()),
        // Where the system locks nothing, sled does not either.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => remove(),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn unfinished(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = System.list(folder)?;
    names.retain(|name| {
        (name.starts_with(SNAPSHOT) && name.ends_with(UNFINISHED))
            || (name == SETTINGS && fs::read(folder.join(name)).is_ok_and(|settings| are_cut(&settings)))
    });
    Ok(names)
}

fn are_cut(settings: &[u8]) -> bool {
    settings.len() < WHOLE_SETTINGS.len() && WHOLE_SETTINGS.starts_with(settings)
}

/// The log, to wait for it. On Linux sled asks for the bytes that it has written to be sent to the disk, and neither for the
/// length of a log that has grown nor for the disk's own cache; and it never waits for values that are too large for the log.
#[derive(Debug)]
pub(super) struct Log {
    file: File,
    large_values: PathBuf,
}

impl Log {
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).open(folder.join(LOG))?;
        Ok(Self { file, large_values: folder.join(LARGE_VALUES) })
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        if !System.list(&self.large_values)?.is_empty() {
            sync(&self.large_values)?;
        }
        self.file.sync_all()
    }
}

/// Waits until everything in a folder is on the disk: sled does so for no name, and not for its settings.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    for name in System.list(folder)? {
        File::options().read(true).write(true).open(folder.join(name))?.sync_all()?;
    }
    System.sync_folder(folder)
}

/// Whether the disk can be written to at all: where it is full nothing can be opened, and nothing is known to be damaged.
pub(super) fn check_room(folder: &Path) -> io::Result<()> {
    let probe = with_suffix(folder, "room");
    let written = System.write(&probe, &vec![0xFF; ROOM]);
    // There may be none to remove.
    let _ = fs::remove_file(&probe);
    written
}

/// Marks a database as damaged, by a file beside it. Should even this fail, the next opening finds out by itself what it can.
pub(super) fn mark(folder: &Path) {
    let _ = System.write(&mark_of(folder), b"");
}

pub(super) fn is_marked(folder: &Path) -> bool {
    mark_of(folder).exists()
}

pub(super) fn remove_mark(folder: &Path) -> io::Result<()> {
    match fs::remove_file(mark_of(folder)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn mark_of(folder: &Path) -> PathBuf {
    with_suffix(folder, "damaged")
}

/// Gives a database another name, with the time `at` in it.
pub(super) fn move_aside(folder: &Path, at: DateTime<Utc>) -> io::Result<PathBuf> {
    let time = at.format("%Y%m%dT%H%M%SZ");
    let names = (1..).map(|count| match count {
        1 => with_suffix(folder, &format!("damaged-{time}")),
        _ => with_suffix(folder, &format!("damaged-{time}-{count}")),
    });
    let free = names.into_iter().find(|path| !path.exists()).expect("numbers do not end");
    fs::rename(folder, &free)?;
    System.make_folder(folder)?;
    remove_mark(folder)?;
    System.sync_folder(parent(folder))?;
    Ok(free)
}

fn with_suffix(folder: &Path, suffix: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!("{name}.{suffix}"))
}
