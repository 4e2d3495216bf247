//! What a device keeps: values under keys.
//!
//! Two things are kept on disk, and only here it is touched (feature `disk`): a database for what changes often, and plain
//! files beside it for what must be read by several processes and outlive the database. Both are a [`Store`], so that
//! all that is built on them is tried in memory too. What values mean is left to others; [`record`] gives them a version and
//! a checksum.

#[cfg(feature = "disk")]
mod database;
#[cfg(feature = "disk")]
mod disk;
#[cfg(feature = "disk")]
mod files;
#[cfg(feature = "disk")]
mod left;
mod memory;
pub mod record;
#[cfg(feature = "disk")]
mod rights;

use std::any::Any;
use std::path::PathBuf;

use thiserror::Error;

#[cfg(feature = "disk")]
pub use database::{Database, Opening};
#[cfg(feature = "disk")]
pub use disk::{Disk, System};
#[cfg(feature = "disk")]
pub use files::Files;
pub use memory::Memory;
#[cfg(feature = "disk")]
pub use rights::{make_folder_private, make_private};

/// Sees one key and its value.
pub type Visit<'v> = dyn FnMut(&[u8], &[u8]) -> Result<(), StoreError> + 'v;

/// What is held until it is dropped.
pub type Hold = Box<dyn Any + Send>;

/// Values under keys, in the order of the keys' bytes.
pub trait Store: Send + Sync {
    /// The value under `key`.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Io`].
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Puts a value in the place of the one that is there. It is whole or not there at all after a loss of power, and
    /// is there after [`flush`](Self::flush).
    ///
    /// # Errors
    /// Like [`get`](Self::get).
    fn put(&self, key: &[u8], value: &[u8]) -> Result<(), StoreError>;

    /// Removes a value, if there is one.
    ///
    /// # Errors
    /// Like [`get`](Self::get).
    fn remove(&self, key: &[u8]) -> Result<(), StoreError>;

    /// Shows every key that begins with `prefix`, in order, until `visit` fails.
    ///
    /// # Errors
    /// Like [`get`](Self::get), and those of `visit`.
    fn scan(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError>;

    /// Returns when everything that was put and removed before is on the disk.
    ///
    /// # Errors
    /// Like [`get`](Self::get).
    fn flush(&self) -> Result<(), StoreError>;

    /// Waits until nobody else holds these values, and holds them until what is given is dropped: for a change that is made of
    /// what was read. A store that one process alone has gives nothing to hold.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where somebody does not let go, [`StoreError::Io`].
    fn hold(&self) -> Result<Hold, StoreError> {
        Ok(Box::new(()))
    }
}

/// Why something cannot be kept or read again. Follows "failed to open the register: " and the like.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The system refused, such as a full disk.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// What is there is not what was put there.
    #[error("{what} is damaged")]
    Damaged {
        /// The value or file.
        what: String,
    },
    /// A newer version of the program wrote it.
    #[error("{what} was written by a newer version of this program")]
    Newer {
        /// The value.
        what: String,
    },
    /// What is kept could not be opened.
    #[error("what is kept cannot be opened: {detail}")]
    Unavailable {
        /// What was told when it was tried.
        detail: String,
    },
    /// Another process has it.
    #[error("another process has {} open", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
}

impl StoreError {
    /// What it is about, in names and in what the system said alone: notices are told in every language, and their codes say
    /// what is wrong.
    #[must_use]
    pub fn brief(&self) -> String {
        match self {
            Self::Damaged { what } => what.clone(),
            Self::Newer { what } => format!("{what}: version > {}", record::VERSION),
            Self::Unavailable { detail } => detail.clone(),
            Self::InUse { path } => path.display().to_string(),
            Self::Io { .. } => self.to_string(),
        }
    }
}
