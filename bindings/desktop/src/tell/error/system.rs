//! What the system says of a file, in the language of the call and without its number.

use std::io::{self, ErrorKind};

use souplesse_words::Words;

use super::say;
use crate::read::limits::{NotRegular, TooLarge};

/// The kinds that people meet. Anything else is told by the system's own text.
const KINDS: [(ErrorKind, &str); 14] = [
    (ErrorKind::NotFound, "not-found"),
    (ErrorKind::PermissionDenied, "permission"),
    (ErrorKind::AlreadyExists, "exists"),
    (ErrorKind::DirectoryNotEmpty, "exists"),
    (ErrorKind::IsADirectory, "is-folder"),
    (ErrorKind::NotADirectory, "not-a-folder"),
    (ErrorKind::StorageFull, "no-space"),
    (ErrorKind::QuotaExceeded, "no-space"),
    (ErrorKind::ReadOnlyFilesystem, "read-only"),
    (ErrorKind::ResourceBusy, "in-use"),
    (ErrorKind::ExecutableFileBusy, "in-use"),
    (ErrorKind::BrokenPipe, "broken-pipe"),
    (ErrorKind::UnexpectedEof, "ends-early"),
    (ErrorKind::InvalidData, "not-utf-8"),
];

pub(super) fn told(error: &io::Error, words: &Words) -> String {
    let inner = error.get_ref();
    if let Some(TooLarge { most }) = inner.and_then(|inner| inner.downcast_ref()) {
        return say("system.too-large", &[("most", &size(*most, words))], words);
    }
    if inner.is_some_and(|inner| inner.is::<NotRegular>()) {
        return say("system.not-regular", &[], words);
    }
    of_kind(error.kind(), &error.to_string(), words)
}

/// The same of an error that is known by its kind and its text.
pub(super) fn of_kind(kind: ErrorKind, text: &str, words: &Words) -> String {
    match KINDS.iter().find(|(known, _)| *known == kind) {
        Some((_, key)) => say(&format!("system.{key}"), &[], words),
        None => without_number(text).to_owned(),
    }
}

/// A text of the core that ends with what the system said, such as a notice that was kept: the number tells which it was.
pub(super) fn in_text(text: &str, words: &Words) -> String {
    let number = text.rsplit_once(" (os error ").and_then(|(_, number)| number.strip_suffix(')'));
    let Some(error) = number.and_then(|number| number.parse().ok()).map(io::Error::from_raw_os_error) else {
        return text.to_owned();
    };
    match text.strip_suffix(&error.to_string()).and_then(|rest| rest.strip_suffix(": ")) {
        Some(what) => super::of(what, &told(&error, words), words),
        None => told(&error, words),
    }
}

/// A number of bytes as people say it.
pub(super) fn size(bytes: usize, words: &Words) -> String {
    let (key, count) = if bytes < 1 << 20 { ("kib", bytes >> 10) } else { ("mib", bytes >> 20) };
    say(&format!("system.{key}"), &[("count", &count.to_string())], words)
}

fn without_number(text: &str) -> &str {
    text.rsplit_once(" (os error ").map_or(text, |(said, _)| said)
}
