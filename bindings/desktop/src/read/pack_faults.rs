//! Everything that is wrong with the text of a pack, and not only the first of it.
//!
//! A reader stops where it cannot go on. So each value that it stumbles upon is told, and the template's takes its place before the next try; what is
//! found wrong beside such a value is left out, since it may be the template's doing.

use std::ops::Range;

use souplesse_core::rules::tolerance::{Pack, Tolerance};
use toml::de::DeTable;

use crate::read::pack_places::{path_at, place_of, value_at};
use crate::read::pack_text::{Fault, What};
use crate::read::syntax::Syntax;

/// A pack that can be checked as it is, with a word on every field.
pub const TEMPLATE: &str = include_str!("template.toml");

/// Larger texts are no packs that anybody wrote: of these the first fault is told, and they are not read again and again.
const LARGEST: usize = 32 << 10;

/// More faults are told by no call: whoever mends these finds the others then.
const MOST: usize = 64;

/// Reads and checks a pack.
///
/// # Errors
/// Every fault that can be found, in the order of the text.
pub fn read_all(text: &str) -> Result<Tolerance, Vec<Fault>> {
    if text.len() > LARGEST {
        return read_first(text).map_err(|fault| vec![fault]);
    }
    let (_, broken) = DeTable::parse_recoverable(text);
    if !broken.is_empty() {
        return Err(in_order(
            text,
            broken.iter().map(|error| (start(error), What::Syntax(Syntax::of_toml(text, error)))).collect(),
        ));
    }
    let mut tried = Tried { text: text.to_owned(), edits: Vec::new(), replaced: Vec::new() };
    let mut faults = Vec::new();
    let pack = loop {
        let error = match toml::from_str::<Pack>(&tried.text) {
            Ok(pack) => break Some(pack),
            Err(error) => error,
        };
        let place = start(&error);
        faults.push((tried.original(place), told(&tried.text, &error)));
        if faults.len() == MOST || !tried.mend(&error) {
            break None;
        }
    };
    if let Some(pack) = &pack {
        let found = pack.faults().into_iter().filter(|fault| !tried.is_beside_replaced(&fault.path));
        let places = found.map(|fault| {
            let place = tried.original(place_of(&tried.text, &fault.path));
            (place, What::Pack(fault))
        });
        faults.extend(places);
    }
    match pack {
        Some(pack) if faults.is_empty() => Ok(Tolerance::new(pack).expect("it has no fault")),
        Some(_) | None => Err(in_order(text, faults)),
    }
}

/// Reads and checks a pack.
///
/// # Errors
/// The fault at which reading stopped.
pub(super) fn read_first(text: &str) -> Result<Tolerance, Fault> {
    let pack = toml::from_str::<Pack>(text).map_err(|error| Fault::of(text, &error))?;
    Tolerance::new(pack).map_err(|error| Fault::at(text, place_of(text, &error.path), What::Pack(error)))
}

/// What is read in place of the text.
struct Tried {
    text: String,
    /// Where the text became longer or shorter, and by how much.
    edits: Vec<(usize, usize, usize)>,
    /// The paths of what is the template's.
    replaced: Vec<String>,
}

impl Tried {
    /// Puts something sound in the place of what could not be read; whether that could be done.
    fn mend(&mut self, error: &toml::de::Error) -> bool {
        let message = error.message();
        if let Some(field) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
            return self.add(field, start(error));
        }
        let path = path_at(&self.text, start(error));
        let Some((key, value)) = value_at(&self.text, start(error)) else { return false };
        if message.starts_with("unknown field") {
            return self.blank(key.start..value.end);
        }
        let template = place_of_first(&path).and_then(|path| text_of(&path));
        self.replaced.push(path);
        match template {
            Some(template) => self.replace(value, template),
            None => self.blank(key.start..value.end),
        }
    }

    /// Adds a field at the top that is missing there. Elsewhere nobody knows where it belongs.
    fn add(&mut self, field: &str, place: usize) -> bool {
        let Some(value) = text_of(field).filter(|_| place == 0 && !field.is_empty()) else { return false };
        if value.starts_with('[') && value.contains('\n') {
            return false;
        }
        self.replaced.push(field.to_owned());
        let is_table = TEMPLATE.contains(&format!("\n[{field}]"));
        !is_table && self.replace(0..0, &format!("{field} = {value}\n"))
    }

    fn blank(&mut self, range: Range<usize>) -> bool {
        let Some(gone) = self.text.get(range.clone()) else { return false };
        if gone.starts_with('[') || gone.contains('\n') {
            return false;
        }
        let spaces = " ".repeat(range.len());
        self.text.replace_range(range, &spaces);
        true
    }

    fn replace(&mut self, range: Range<usize>, by: &str) -> bool {
        if self.text.get(range.clone()).is_none_or(|gone| gone == by) {
            return false;
        }
        self.edits.push((range.start, range.len(), by.len()));
        self.text.replace_range(range, by);
        true
    }

    /// The place in the text as it was written.
    fn original(&self, place: usize) -> usize {
        self.edits.iter().rev().fold(place, |place, (start, before, after)| match place {
            place if place >= start + after => place - after + before,
            place if place > *start => *start,
            place => place,
        })
    }

    /// Whether what stands there is, or stands in one entry with, what is the template's.
    fn is_beside_replaced(&self, path: &str) -> bool {
        self.replaced.iter().any(|replaced| match replaced.rsplit_once('.') {
            Some((entry, _)) => path.starts_with(entry),
            None => path.starts_with(replaced.as_str()),
        })
    }
}

/// The same place in the first entry of each list: the template has one of each.
fn place_of_first(path: &str) -> Option<String> {
    let mut first = String::new();
    for step in path.split('[') {
        let Some((_, rest)) = step.split_once(']') else {
            first.push_str(step);
            continue;
        };
        first.push_str("[0]");
        first.push_str(rest);
    }
    (!first.is_empty()).then_some(first)
}

/// What the template has at a path.
fn text_of(path: &str) -> Option<&'static str> {
    let place = place_of(TEMPLATE, path);
    let (_, value) = value_at(TEMPLATE, place).filter(|_| path_at(TEMPLATE, place) == path)?;
    TEMPLATE.get(value)
}

fn start(error: &toml::de::Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

/// What was found, in words of this product where those of a library would say nothing to an author.
fn told(text: &str, error: &toml::de::Error) -> What {
    What::Syntax(Syntax::of_toml(text, error).at(&path_at(text, start(error))))
}

fn in_order(text: &str, mut faults: Vec<(usize, What)>) -> Vec<Fault> {
    // What is missing has no place, and is often the other half of a field that was mistyped.
    faults.sort_by_key(|(place, what)| (what.is_missing(), *place));
    faults.dedup();
    faults.into_iter().map(|(place, what)| Fault::at(text, place, what)).collect()
}
