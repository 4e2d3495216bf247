//! Codes that are drawn for paper and screens: none is handed out that has not been read back.
//!
//! A poster that cannot be read is found out at a door. So each code is read from its own pixels and from a rendering of what a printer
//! makes of it, by the scanner of this product and by one that shares nothing with it. Where one of the two fails, the same
//! text is drawn in another way.

mod print;
mod readers;
mod symbol;
mod texts;

use crate::tell::error::{Error, Misuse};
use readers::{other_reads, ours_reads};
use symbol::Symbol;

pub(crate) use texts::texts;

/// The second reader, as people can look it up.
pub(crate) const OTHER_READER: &str = "rqrr";

/// So many ways that ours reads are shown to the second reader: a poster is waited for.
const MOST_TRIED: usize = 4;
/// Printed codes are read from 40 cm away, and a module is four dots of a cheap printer: none is smaller than this, in
/// millimetres.
const MODULE: f64 = 0.68;
/// A code that is larger than it must be is read from farther away, in millimetres.
const SIDE: f64 = 84.0;

/// A code that was read back.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    symbol: Symbol,
    /// Whether the second reader could read it too.
    is_read_by_other: bool,
}

impl Drawn {
    /// Whether the second reader could read it too.
    pub(crate) fn is_read_by_other(&self) -> bool {
        self.is_read_by_other
    }

    /// Its side in print with the quiet zone, in millimetres.
    pub(crate) fn millimetres(&self) -> f64 {
        millimetres(&self.symbol)
    }

    /// As a PNG file.
    pub(crate) fn png(&self) -> Result<Vec<u8>, Error> {
        symbol::png(&self.symbol.picture())
    }

    /// As an SVG drawing without a size of its own.
    pub(crate) fn svg(&self) -> String {
        self.symbol.svg()
    }
}

/// Draws a text as a QR code that is read back.
///
/// # Errors
/// Where it is too long for any code, and where the product's own scanner reads none of the ways in which it can be drawn.
pub(crate) fn draw(text: &str) -> Result<Drawn, Error> {
    let mut symbols = Symbol::ways(text).peekable();
    if symbols.peek().is_none() {
        return Err(Misuse::CodeTooLarge.into());
    }
    let drawn = first_read(symbols, |symbol| ours_reads(symbol, text), |symbol| other_reads(symbol, text));
    drawn.ok_or_else(|| Misuse::CodeUnread.into())
}

/// The first symbol that both read; else the first that ours reads: an emergency must not wait for the second.
fn first_read(
    symbols: impl Iterator<Item = Symbol>,
    ours: impl Fn(&Symbol) -> bool,
    other: impl Fn(&Symbol) -> bool,
) -> Option<Drawn> {
    let mut by_ours = None;
    let mut tried = 0;
    for symbol in symbols {
        if !ours(&symbol) {
            continue;
        }
        if other(&symbol) {
            return Some(Drawn { symbol, is_read_by_other: true });
        }
        by_ours.get_or_insert(Drawn { symbol, is_read_by_other: false });
        tried += 1;
        if tried == MOST_TRIED {
            break;
        }
    }
    by_ours
}

fn millimetres(symbol: &Symbol) -> f64 {
    (f64::from(symbol.side_with_quiet_zone()) * MODULE).max(SIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "SPL1:NCFOXN%TS3DHZN4HAF*PQFKKGTNA.Q/R8WRU2FCGJ9";

    fn drawn(ours: impl Fn(usize) -> bool, other: impl Fn(usize) -> bool) -> Option<(usize, bool)> {
        let all = Symbol::ways(TEXT).collect::<Vec<_>>();
        let place = |symbol: &Symbol| all.iter().position(|known| known == symbol).expect("one of them");
        let drawn = first_read(all.iter().cloned(), |one| ours(place(one)), |one| other(place(one)))?;
        Some((place(&drawn.symbol), drawn.is_read_by_other))
    }

    #[test]
    fn another_way_is_tried_where_one_cannot_read_and_none_is_drawn_that_ours_cannot() {
        assert_eq!(drawn(|_| true, |_| true), Some((0, true)));
        assert_eq!(drawn(|_| true, |place| place > 2), Some((3, true)));
        assert_eq!(drawn(|place| place > 1, |_| true), Some((2, true)));
        assert_eq!(drawn(|place| place > 1, |_| false), Some((2, false)));
        assert_eq!(drawn(|_| false, |_| true), None);
    }

    #[test]
    fn the_ways_differ_in_mask_version_and_level_and_both_read_them() {
        let all = Symbol::ways(TEXT).collect::<Vec<_>>();
        let versions = all.iter().map(|symbol| symbol.version).collect::<std::collections::BTreeSet<_>>();
        assert!(all.len() >= 24 && versions.len() > 1, "{} ways, versions {versions:?}", all.len());
        for (index, symbol) in all.iter().enumerate() {
            let twin = all.iter().take(index).any(|other| other == symbol);
            assert!(!twin, "{index} is drawn twice");
        }
        let first = all.first().expect("a way");
        assert!(ours_reads(first, TEXT) && other_reads(first, TEXT));
        assert!(!ours_reads(first, "SPL1:OTHER") && !other_reads(first, "SPL1:OTHER"));
    }
}
