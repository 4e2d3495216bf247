//! Who may read what is kept: the person alone whose device it is, where the system knows such rights.

use std::fs;
use std::io;
use std::path::Path;

/// Of every file.
#[cfg(unix)]
pub(super) const FILE: u32 = 0o600;
/// Of every folder.
#[cfg(unix)]
pub(super) const FOLDER: u32 = 0o700;

/// Takes what is at `path`, and all that is in it, from everybody else. Links are left alone.
///
/// # Errors
/// What the system says of the first that it refuses; the others are tried all the same.
pub fn make_private(path: &Path) -> io::Result<()> {
    let kind = fs::symlink_metadata(path)?.file_type();
    if kind.is_dir() {
        let own = make_folder_private(path);
        let entries = fs::read_dir(path)?.flatten();
        return entries.map(|entry| make_private(&entry.path())).fold(own, io::Result::and);
    }
    if kind.is_file() { set(path, false) } else { Ok(()) }
}

/// Takes a folder from everybody else, and leaves what is in it as it is.
///
/// # Errors
/// What the system says.
pub fn make_folder_private(path: &Path) -> io::Result<()> {
    set(path, true)
}

#[cfg(unix)]
fn set(path: &Path, is_folder: bool) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let wanted = if is_folder { FOLDER } else { FILE };
    if fs::metadata(path)?.permissions().mode() & 0o777 == wanted {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(wanted))
}

#[cfg(not(unix))]
fn set(_: &Path, _: bool) -> io::Result<()> {
    Ok(())
}
