//! What plain files ask of the system, call by call, so that tests can lose the power between any two of them.

use std::fmt::Debug;
use std::fs::TryLockError;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use super::Hold;

/// A disk. What is written and made is for the person alone whose device it is, where the system knows such rights.
pub trait Disk: Debug + Send + Sync {
    /// Makes a folder in one that is there.
    ///
    /// # Errors
    /// What the system says; [`io::ErrorKind::AlreadyExists`] where it is there.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes a file and waits until its content is on the disk. Its name may not be yet.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()>;

    /// Gives a file another name; one that has it is replaced in the same step.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Reads a file, and no more than `most` bytes of it.
    ///
    /// # Errors
    /// What the system says.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;

    /// The names of the files in a folder, in no order.
    ///
    /// # Errors
    /// What the system says.
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;

    /// Makes a file where there is none, and holds it against every other process until what is given is dropped, or the process
    /// ends.
    ///
    /// # Errors
    /// What the system says; [`io::ErrorKind::WouldBlock`] where another process holds it, and
    /// [`io::ErrorKind::Unsupported`] where nothing can be held.
    fn lock(&self, path: &Path) -> io::Result<Hold>;
}

/// The disk of the system.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl Disk for System {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(false);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, super::rights::FOLDER);
        builder.create(path)
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, super::rights::FILE);
        let mut file = options.open(path)?;
        file.write_all(content)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Other systems than Unix do that by themselves.
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        File::open(path)?.take(most).read_to_end(&mut content)?;
        Ok(content)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            if entry.file_type().is_ok_and(|kind| kind.is_file()) {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        Ok(names)
    }

    fn lock(&self, path: &Path) -> io::Result<Hold> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, super::rights::FILE);
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Box::new(file)),
            Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Makes a folder and those above it that are missing, and waits until their names are on the disk: what is kept in a
/// folder is lost with the folder's name.
pub(super) fn settle_folder(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let parent = parent(folder);
    let made = match disk.make_folder(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && parent != folder => {
            settle_folder(disk, parent)?;
            disk.make_folder(folder)
        }
        made => made,
    };
    match made {
        Ok(()) => disk.sync_folder(parent),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            // Who made it may have died before its name was on the disk. Not every folder above can be looked into.
            let _ = disk.sync_folder(parent);
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// The folder that a path lies in.
pub(super) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_folder_before_its_name_lies_in_this_one() {
        for (path, folder) in [("updates", "."), ("kept/updates", "kept"), ("/kept", "/"), ("/", "/")] {
            assert_eq!(parent(Path::new(path)), Path::new(folder), "{path}");
        }
    }
}
