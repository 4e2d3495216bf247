//! Calls of the system as strace writes them down.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use data_encoding::HEXLOWER;

/// The calls that change files, and those that wait for the disk. That of `sync_file_range` waits for nothing that is safe
/// then. A mark of question lets strace pass over what a system does not have.
const TRACED: &str = "trace=openat,?open,?creat,?mkdir,mkdirat,write,pwrite64,ftruncate,?rename,renameat,\
                      ?renameat2,?unlink,unlinkat,fsync,fdatasync";

/// One call that has succeeded.
#[derive(Clone, Debug)]
pub enum Call {
    /// A line on standard output.
    Said(String),
    /// A folder was made.
    MakeFolder(PathBuf),
    /// A file was opened, and made where there was none.
    Create {
        /// Which.
        path: PathBuf,
        /// Whether its content was thrown away.
        is_emptied: bool,
    },
    /// Bytes were written.
    Write {
        /// Into which file.
        path: PathBuf,
        /// Where.
        at: usize,
        /// What.
        bytes: Vec<u8>,
    },
    /// A file was given another length.
    Resize {
        /// Which.
        path: PathBuf,
        /// How long it is.
        length: usize,
    },
    /// A file was given another name.
    Rename {
        /// Its name before.
        from: PathBuf,
        /// Its name now.
        to: PathBuf,
    },
    /// A file was removed.
    Remove(PathBuf),
    /// The content of a file, or the names in a folder, are on the disk.
    Sync(PathBuf),
}

impl Call {
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Said(_) => None,
            Self::MakeFolder(path) | Self::Remove(path) | Self::Sync(path) => Some(path),
            Self::Create { path, .. } | Self::Write { path, .. } | Self::Resize { path, .. } => Some(path),
            Self::Rename { to, .. } => Some(to),
        }
    }
}

/// Runs a program and records its calls in their order; `None` where there is no strace, or it may not trace.
///
/// # Panics
/// Where the program fails.
#[must_use]
pub fn record(program: &str, arguments: &[&OsStr], notes: &Path) -> Option<Vec<Call>> {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-xx", "-s", "10000000", "-e", TRACED, "-o"]).arg(notes).arg(program);
    let run = strace.args(arguments).output().ok()?;
    let text = fs::read_to_string(notes).ok().filter(|text| !text.is_empty())?;
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(read(&text))
}

fn read(text: &str) -> Vec<Call> {
    let (mut begun, mut places) = (BTreeMap::new(), BTreeMap::new());
    let mut calls = Vec::new();
    for line in text.lines() {
        let (thread, line) = line.split_once(' ').expect("each line begins with its thread");
        let line = line.trim_start();
        if let Some(beginning) = line.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, beginning);
        } else if let Some((_, rest)) = line.split_once(" resumed>") {
            let beginning = begun.remove(thread).expect("what is resumed was begun");
            calls.extend(read_call(&format!("{beginning}{rest}"), &mut places));
        } else {
            calls.extend(read_call(line, &mut places));
        }
    }
    calls
}

/// `places` are those up to which each open file was written.
fn read_call(line: &str, places: &mut BTreeMap<String, usize>) -> Option<Call> {
    let (call, result) = line.rsplit_once(" = ")?;
    let (name, arguments) = call.split_once('(')?;
    let result = result.split(['<', ' ']).next()?;
    let count = result.parse::<usize>().ok()?;
    let texts = quoted(arguments);
    let path = |index: usize| Some(PathBuf::from(OsStr::from_bytes(texts.get(index)?)));
    let (file, open) = arguments.split_once('<').unwrap_or_default();
    let open = PathBuf::from(OsStr::from_bytes(&unescaped(open.split('>').next()?)));
    let last_number = || arguments.trim_end().trim_end_matches(')').rsplit(", ").next()?.parse().ok();
    let call = match name {
        "openat" | "open" | "creat" => {
            places.insert(result.to_owned(), 0);
            if name != "creat" && !arguments.contains("O_CREAT") {
                return None;
            }
            Call::Create { path: path(0)?, is_emptied: name == "creat" || arguments.contains("O_TRUNC") }
        }
        "write" if file == "1" => Call::Said(String::from_utf8(texts.first()?.clone()).ok()?),
        "write" => {
            let place = places.get_mut(file)?;
            let at = *place;
            *place += count;
            Call::Write { path: open, at, bytes: texts.first()?[..count].to_vec() }
        }
        "pwrite64" => Call::Write { path: open, at: last_number()?, bytes: texts.first()?[..count].to_vec() },
        "ftruncate" => Call::Resize { path: open, length: last_number()? },
        "mkdir" | "mkdirat" => Call::MakeFolder(path(0)?),
        "rename" | "renameat" | "renameat2" => Call::Rename { from: path(0)?, to: path(1)? },
        "unlink" | "unlinkat" => Call::Remove(path(0)?),
        "fsync" | "fdatasync" => Call::Sync(open),
        _ => return None,
    };
    Some(call)
}

fn quoted(arguments: &str) -> Vec<Vec<u8>> {
    arguments.split('"').skip(1).step_by(2).map(unescaped).collect()
}

/// Every byte is written as `\x2f`.
fn unescaped(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.replace("\\x", "").as_bytes()).unwrap_or_default()
}
