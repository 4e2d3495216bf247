//! Files that are written: a name that is taken is left alone, and a file is there whole or not at all.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::cli::Common;
use crate::tell::error::Error;

/// Whether a file that is there may be replaced, and what the call reads: that is never replaced.
#[derive(Clone, Debug, Default)]
pub struct Output {
    replaces: bool,
    inputs: Vec<PathBuf>,
}

impl Output {
    /// What `--force` allows. A folder among the inputs stands for all that is in it.
    pub fn new<P: AsRef<Path>>(force: bool, inputs: impl IntoIterator<Item = P>) -> Self {
        Self { replaces: force, inputs: inputs.into_iter().map(|path| path.as_ref().to_owned()).collect() }
    }

    /// The same, with what every verb reads.
    #[must_use]
    pub fn beside(mut self, common: &Common) -> Self {
        let common = common.bundle.iter().chain(&common.anchor).chain(&common.rules).chain(&common.trust);
        self.inputs.extend(common.cloned());
        self
    }

    /// Whether `path` may be written, before anything is done for it.
    ///
    /// # Errors
    /// [`Error::Exists`] and [`Error::IsInput`].
    pub fn check(&self, path: &Path) -> Result<(), Error> {
        let Ok(known) = fs::metadata(path) else { return Ok(()) };
        if self.inputs.iter().any(|input| is_same(input, path, &known)) {
            return Err(Error::IsInput { path: path.to_owned() });
        }
        if known.is_file() && !self.replaces {
            return Err(Error::Exists { path: path.to_owned() });
        }
        Ok(())
    }

    /// Writes a file, once it is whole and on the disk. What is no regular file, such as a pipe, is written to as it is.
    ///
    /// # Errors
    /// Those of [`check`](Self::check), and [`Error::Write`].
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        self.write_as(path, bytes, 0o666)
    }

    /// The same for what only its owner may read.
    ///
    /// # Errors
    /// Like [`write`](Self::write).
    pub fn write_secret(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        self.write_as(path, bytes, 0o600)
    }

    fn write_as(&self, path: &Path, bytes: &[u8], mode: u32) -> Result<(), Error> {
        self.check(path)?;
        let written = match fs::metadata(path) {
            Ok(known) if !known.is_file() => fs::write(path, bytes),
            // A link is followed to the file that it stands for.
            Ok(_) => path.canonicalize().and_then(|path| self.put(&path, bytes, mode)),
            Err(_) => self.put(path, bytes, mode),
        };
        written.map_err(|source| {
            let path = path.to_owned();
            if source.kind() == ErrorKind::AlreadyExists {
                Error::Exists { path }
            } else {
                Error::Write { path, source }
            }
        })
    }

    fn put(&self, path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = temporary(folder, mode)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        if self.replaces { file.persist(path) } else { file.persist_noclobber(path) }?;
        sync_folder(folder)
    }
}

/// A file under a name that nobody has, which goes when it is not kept.
fn temporary(folder: &Path, mode: u32) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".souplesse-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder.tempfile_in(folder)
}

/// The new name is on the disk too, where folders can be asked for that.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Whether `input` is the file `path`, by whatever name or link, or a folder around it.
fn is_same(input: &Path, path: &Path, known: &Metadata) -> bool {
    let Ok(of_input) = fs::metadata(input) else { return false };
    if is_same_node(&of_input, known) {
        return true;
    }
    match (input.canonicalize(), path.canonicalize()) {
        (Ok(input), Ok(path)) => path.starts_with(input),
        (Ok(_) | Err(_), _) => false,
    }
}

#[cfg(unix)]
fn is_same_node(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    one.is_file() && (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same_node(_: &Metadata, _: &Metadata) -> bool {
    false
}
