//! A device's places in a folder.
//!
//! `register/` is the database; `register.end`, `tally`, `clock`, `notices`, `device` and `witness` stand beside it; `updates/` holds
//! the updates, and `updates.lock` who changes them. All of it is for the person alone whose device it is.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::notice::Notice;
use super::{Places, Store};
use crate::clock::Now;
use crate::code::Code;
use crate::store::{Database, Files, StoreError, make_folder_private, make_private};

/// The names of what is kept, and how the other names begin. Whatever else lies in the folder is somebody else's.
const OWN: [&str; 8] =
    ["register", "updates", "updates.lock", "tally", "clock", "notices", "device", "witness"];
const OWN_BEGINNINGS: [&str; 2] = ["register.", ".unfinished-"];

impl Places {
    /// The places in `folder`, which is made where it is missing. What cannot be had is told, and the rest is there.
    #[must_use]
    pub fn in_folder(folder: &Path, now: Now) -> (Self, Vec<Notice>) {
        let mut places = Self::to_look_at(folder);
        let mut notices = Vec::new();
        let mut tell = |code, detail: String| notices.push(Notice::new(code, now.wall, detail));
        let opened = Database::open(&folder.join("register"), now.wall);
        restrict(folder);
        match opened {
            Ok(opening) => {
                if let Some(path) = opening.moved_aside {
                    tell(Code::RegisterMovedAside, path.display().to_string());
                }
                places.database = Some(Arc::new(opening.database));
                // Nobody else writes now: what is unfinished was left by who died.
                let swept =
                    Files::new(folder).sweep().and_then(|()| Files::new(folder.join("updates")).sweep());
                if let Err(error) = swept {
                    tell(Code::RegisterUnavailable, error.brief());
                }
            }
            Err(StoreError::InUse { path }) => tell(Code::RegisterInUse, path.display().to_string()),
            Err(error) => tell(Code::RegisterUnavailable, error.brief()),
        }
        (places, notices)
    }

    /// The places in `folder`, from which nothing is locked or changed: for a run that only asks what would be.
    #[must_use]
    pub fn to_look_at(folder: &Path) -> Self {
        Self {
            database: None,
            apart: Arc::new(Files::new(folder)) as Arc<dyn Store>,
            updates: Arc::new(Files::new(folder.join("updates"))),
        }
    }
}

/// Takes from everybody else what an earlier version has left for all to read. Not every disk knows rights, and none is needed
/// to go on.
fn restrict(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut is_all_own = true;
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if OWN.contains(&&*name) || OWN_BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) {
            let _ = make_private(&entry.path());
        } else {
            is_all_own = false;
        }
    }
    if is_all_own {
        let _ = make_folder_private(folder);
    }
}
