//! A disk that keeps what was synced apart from what was not.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use souplesse_core::store::{Disk, Hold};

use super::{Contents, Loss, Power};

/// The folder in which everything is; it is always there.
const ROOT: &str = "/data";

#[derive(Debug)]
pub(super) struct PlainDisk {
    power: Arc<Power>,
    state: Mutex<State>,
}

#[derive(Clone, Debug, Default)]
struct State {
    names: Names,
    synced_names: Names,
    contents: Vec<Content>,
}

type Names = BTreeMap<PathBuf, Node>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Folder,
    /// With the index of its content.
    File(usize),
}

#[derive(Clone, Debug, Default)]
struct Content {
    now: Vec<u8>,
    is_synced: bool,
}

impl PlainDisk {
    pub(super) fn empty(power: Arc<Power>) -> Self {
        let names = Names::from([(PathBuf::from(ROOT), Node::Folder)]);
        let state = State { synced_names: names.clone(), names, contents: Vec::new() };
        Self { power, state: Mutex::new(state) }
    }

    pub(super) fn after(&self, loss: Loss, power: Arc<Power>) -> Self {
        let State { names, synced_names, contents } = self.lock().clone();
        let kept = if loss.names_are_kept { names } else { synced_names };
        // What is in a folder goes with its name.
        let has_folders = |path: &Path| {
            path.ancestors()
                .skip(1)
                .take_while(|above| above.starts_with(ROOT))
                .all(|above| kept.get(above) == Some(&Node::Folder))
        };
        let names = kept.iter().filter(|(path, _)| has_folders(path));
        let names = names.map(|(path, node)| (path.clone(), *node)).collect::<Names>();
        let contents = contents.into_iter().map(|content| content.after(loss.contents)).collect();
        let state = State { synced_names: names.clone(), names, contents };
        Self { power, state: Mutex::new(state) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Disk for PlainDisk {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.power.check()?;
        let mut state = self.lock();
        state.check_folder(parent(path))?;
        if state.names.contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.power.step()?;
        state.names.insert(path.to_owned(), Node::Folder);
        Ok(())
    }

    /// Three steps: the empty file, its content, and the content on the disk.
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        self.power.check()?;
        let mut state = self.lock();
        state.check_folder(parent(path))?;
        self.power.step()?;
        let index = match state.names.get(path) {
            Some(Node::File(index)) => *index,
            Some(Node::Folder) => return Err(ErrorKind::IsADirectory.into()),
            None => {
                state.contents.push(Content::default());
                let index = state.contents.len() - 1;
                state.names.insert(path.to_owned(), Node::File(index));
                index
            }
        };
        state.contents[index] = Content::default();
        self.power.step()?;
        state.contents[index].now = content.to_vec();
        self.power.step()?;
        state.contents[index].is_synced = true;
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.power.check()?;
        let mut state = self.lock();
        state.check_folder(parent(to))?;
        let node = state.file(from)?;
        self.power.step()?;
        state.names.remove(from);
        state.names.insert(to.to_owned(), node);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.power.check()?;
        let mut state = self.lock();
        state.file(path)?;
        self.power.step()?;
        state.names.remove(path);
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.power.check()?;
        let mut state = self.lock();
        state.check_folder(path)?;
        self.power.step()?;
        state.synced_names.retain(|name, _| parent(name) != path);
        let names = state.names.iter().filter(|(name, _)| parent(name) == path);
        let names = names.map(|(name, node)| (name.clone(), *node)).collect::<Names>();
        state.synced_names.extend(names);
        Ok(())
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        self.power.check()?;
        let state = self.lock();
        let Node::File(index) = state.file(path)? else { return Err(ErrorKind::IsADirectory.into()) };
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Ok(state.contents[index].now.iter().copied().take(most).collect())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        self.power.check()?;
        let state = self.lock();
        state.check_folder(path)?;
        let files = state.names.iter().filter(|(name, node)| parent(name) == path && **node != Node::Folder);
        Ok(files.filter_map(|(name, _)| Some(name.file_name()?.to_str()?.to_owned())).collect())
    }

    /// There is one process. What it holds is gone with the power, and no step of anything.
    fn lock(&self, _: &Path) -> io::Result<Hold> {
        self.power.check()?;
        Ok(Box::new(()))
    }
}

impl State {
    fn check_folder(&self, path: &Path) -> io::Result<()> {
        if self.names.get(path) == Some(&Node::Folder) { Ok(()) } else { Err(ErrorKind::NotFound.into()) }
    }

    fn file(&self, path: &Path) -> io::Result<Node> {
        match self.names.get(path) {
            Some(node @ Node::File(_)) => Ok(*node),
            Some(Node::Folder) => Err(ErrorKind::IsADirectory.into()),
            None => Err(ErrorKind::NotFound.into()),
        }
    }
}

impl Content {
    fn after(mut self, contents: Contents) -> Self {
        let length = match contents {
            _ if self.is_synced => self.now.len(),
            Contents::Whole => self.now.len(),
            Contents::Cut => self.now.len() / 2,
            Contents::Gone => 0,
        };
        self.now.truncate(length);
        Self { is_synced: true, ..self }
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(disk: &PlainDisk, names_are_kept: bool) -> Vec<String> {
        let loss = Loss { names_are_kept, contents: Contents::Gone, database_is_kept: true };
        disk.after(loss, Arc::default()).list(Path::new("/data/a")).unwrap_or_default()
    }

    #[test]
    fn what_nobody_waited_for_may_be_lost_and_nothing_else() {
        let disk = PlainDisk::empty(Arc::default());
        let (folder, file) = (Path::new("/data/a"), Path::new("/data/a/one"));
        disk.make_folder(folder).unwrap();
        disk.write(file, b"content").unwrap();
        disk.sync_folder(folder).unwrap();
        assert_eq!((names(&disk, true), names(&disk, false)), (vec!["one".to_owned()], vec![]));
        disk.sync_folder(Path::new("/data")).unwrap();
        assert_eq!(names(&disk, false), ["one"]);
        disk.rename(file, Path::new("/data/a/two")).unwrap();
        assert_eq!(
            (names(&disk, true), names(&disk, false)),
            (vec!["two".to_owned()], vec!["one".to_owned()])
        );
        disk.remove(Path::new("/data/a/two")).unwrap();
        assert_eq!((names(&disk, true), names(&disk, false)), (vec![], vec!["one".to_owned()]));
    }
}
