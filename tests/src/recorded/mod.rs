//! A program's calls of the system, recorded by strace, and what a disk holds when the power is lost after any of them.

mod calls;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

pub use calls::{Call, record};

use crate::power::{Contents, Loss};

/// The files of a folder, and what of them has been waited for.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    root: PathBuf,
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
    synced: Vec<u8>,
    /// What was done since, in its order.
    since: Vec<Change>,
}

#[derive(Clone, Debug)]
enum Change {
    Write(usize, Vec<u8>),
    Resize(usize),
}

/// Folders, which have no content, and files, by their paths below the folder.
pub type Files = BTreeMap<PathBuf, Option<Vec<u8>>>;

impl Recorded {
    /// What is in a folder now, all of it on the disk.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        let mut recorded = Self { root: root.to_owned(), ..Self::default() };
        if root.exists() {
            recorded.load(root);
        }
        recorded.synced_names = recorded.names.clone();
        recorded
    }

    fn load(&mut self, path: &Path) {
        let node = if path.is_dir() {
            let entries = fs::read_dir(path).expect("a folder").flatten();
            entries.for_each(|entry| self.load(&entry.path()));
            Node::Folder
        } else {
            let synced = fs::read(path).expect("a file");
            self.add(Content { synced, since: Vec::new() })
        };
        self.names.insert(path.to_owned(), node);
    }

    fn add(&mut self, content: Content) -> Node {
        self.contents.push(content);
        Node::File(self.contents.len() - 1)
    }

    /// Does what a call has done; whether that was anything in the folder that a loss of power could undo, or keep from it.
    pub fn apply(&mut self, call: &Call) -> bool {
        if !call.path().is_some_and(|path| path.starts_with(&self.root)) {
            return false;
        }
        match call {
            Call::Said(_) => return false,
            Call::MakeFolder(path) => drop(self.names.insert(path.clone(), Node::Folder)),
            Call::Create { path, is_emptied } => match self.names.get(path) {
                Some(Node::File(index)) if *is_emptied => {
                    self.contents[*index].since.push(Change::Resize(0));
                }
                Some(_) => return false,
                None => {
                    let node = self.add(Content::default());
                    self.names.insert(path.clone(), node);
                }
            },
            Call::Write { path, at, bytes } => self.change(path, Change::Write(*at, bytes.clone())),
            Call::Resize { path, length } => self.change(path, Change::Resize(*length)),
            Call::Rename { from, to } => {
                let node = self.names.remove(from).expect("what is renamed is there");
                self.names.insert(to.clone(), node);
            }
            Call::Remove(path) => drop(self.names.remove(path)),
            Call::Sync(path) => self.sync(path),
        }
        true
    }

    fn change(&mut self, path: &Path, change: Change) {
        let Some(Node::File(index)) = self.names.get(path) else { panic!("{} is no file", path.display()) };
        self.contents[*index].since.push(change);
    }

    fn sync(&mut self, path: &Path) {
        if let Some(Node::File(index)) = self.names.get(path) {
            let content = &mut self.contents[*index];
            *content = Content { synced: content.after(Contents::Whole), since: Vec::new() };
            return;
        }
        let is_in_it = |name: &Path| name.parent() == Some(path);
        self.synced_names.retain(|name, _| !is_in_it(name));
        let names = self.names.iter().filter(|(name, _)| is_in_it(name));
        self.synced_names.extend(names.map(|(name, node)| (name.clone(), *node)));
    }

    /// What is left when the power is lost.
    #[must_use]
    pub fn after(&self, loss: Loss) -> Files {
        let kept = if loss.names_are_kept { &self.names } else { &self.synced_names };
        let has_folders = |path: &Path| {
            let mut above = path.ancestors().skip(1).take_while(|above| above.starts_with(&self.root));
            above.all(|above| kept.get(above) == Some(&Node::Folder))
        };
        let names = kept.iter().filter(|(path, _)| has_folders(path));
        let files = names.map(|(path, node)| {
            let content = match node {
                Node::Folder => None,
                Node::File(index) => Some(self.contents[*index].after(loss.contents)),
            };
            let below = path.strip_prefix(&self.root).expect("all is below the folder");
            (below.to_owned(), content)
        });
        files.collect()
    }
}

impl Content {
    fn after(&self, contents: Contents) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        let Some((last, others)) = self.since.split_last() else { return bytes };
        match contents {
            Contents::Gone => {}
            Contents::Whole => self.since.iter().for_each(|change| change.apply(&mut bytes)),
            Contents::Cut => {
                others.iter().for_each(|change| change.apply(&mut bytes));
                last.cut().apply(&mut bytes);
            }
        }
        bytes
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Resize(length) => bytes.resize(*length, 0),
            Self::Write(at, written) => {
                bytes.resize(bytes.len().max(at + written.len()), 0);
                bytes[*at..at + written.len()].copy_from_slice(written);
            }
        }
    }

    fn cut(&self) -> Self {
        match self {
            Self::Resize(length) => Self::Resize(*length),
            Self::Write(at, written) => Self::Write(*at, written[..written.len() / 2].to_vec()),
        }
    }
}
