//! Where things stand in a TOML text: from a path to its place, and back.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where the thing at `path`, such as `windows[1].until`, begins; the nearest thing around it where it is missing.
#[must_use]
pub fn place_of(text: &str, path: &str) -> usize {
    let Ok(table) = DeTable::parse(text) else { return 0 };
    let mut place = 0;
    let mut here: Option<&Spanned<DeValue<'_>>> = None;
    for step in path.split(['.', '[']) {
        let next = match (step.strip_suffix(']'), here) {
            (Some(index), Some(value)) => {
                let items = value.get_ref().as_array();
                items.and_then(|items| items.get(index.parse::<usize>().ok()?))
            }
            (None, Some(value)) => value.get_ref().as_table().and_then(|table| table.get(step)),
            (_, None) => table.get_ref().get(step),
        };
        let Some(next) = next else { break };
        place = next.span().start;
        here = Some(next);
    }
    place
}

/// Line and column, from 1, of a place in bytes; columns are characters.
#[must_use]
pub fn line_and_column(text: &str, place: usize) -> (usize, usize) {
    let before = text.get(..place).unwrap_or(text);
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count());
    (before.matches('\n').count() + 1, column + 1)
}

/// The path of what stands at a place, by its key or its value.
#[must_use]
pub fn path_at(text: &str, place: usize) -> String {
    found_at(text, place).map(|found| found.path).unwrap_or_default()
}

/// The key and the value that stand at a place; of an entry of a list the value alone.
#[must_use]
pub fn value_at(text: &str, place: usize) -> Option<(Range<usize>, Range<usize>)> {
    found_at(text, place).map(|found| (found.key, found.value))
}

struct Found {
    path: String,
    key: Range<usize>,
    value: Range<usize>,
}

fn found_at(text: &str, place: usize) -> Option<Found> {
    let table = DeTable::parse(text).ok()?;
    in_table(table.get_ref(), "", place)
}

/// The innermost thing at a place.
fn in_table(table: &DeTable<'_>, path: &str, place: usize) -> Option<Found> {
    table.iter().find_map(|(key, value)| {
        let path =
            if path.is_empty() { key.get_ref().to_string() } else { format!("{path}.{}", key.get_ref()) };
        in_value(value, &path, place).or_else(|| {
            let is_here = key.span().contains(&place) || value.span().contains(&place);
            is_here.then(|| Found { path, key: key.span(), value: value.span() })
        })
    })
}

fn in_value(value: &Spanned<DeValue<'_>>, path: &str, place: usize) -> Option<Found> {
    if let Some(table) = value.get_ref().as_table() {
        return in_table(table, path, place);
    }
    let items = value.get_ref().as_array()?;
    items.iter().enumerate().find_map(|(index, item)| {
        let path = format!("{path}[{index}]");
        in_value(item, &path, place).or_else(|| {
            let is_here = item.span().contains(&place);
            is_here.then(|| Found { path, key: item.span(), value: item.span() })
        })
    })
}
