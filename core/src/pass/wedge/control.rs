//! Control characters inside a text: those that no pass has, and those that came twice.

use std::borrow::Cow;

/// The text without the control characters that no pass has and some scanner types, such as the line breaks of a wrapped line, and with each
/// separator of a 2D-DOC once: no field is without a name, so that no two stand side by side.
pub fn cleaned(text: &[u8]) -> Cow<'_, [u8]> {
    let doubled = text
        .windows(2)
        .any(|pair| matches!(pair, [first, second] if first == second && is_separator(*first)));
    if !doubled && !text.iter().any(|byte| is_stray(*byte)) {
        return Cow::Borrowed(text);
    }
    let mut kept = text.iter().copied().filter(|byte| !is_stray(*byte)).collect::<Vec<_>>();
    kept.dedup_by(|next, previous| next == previous && is_separator(*next));
    Cow::Owned(kept)
}

/// GS, RS and US.
fn is_separator(byte: u8) -> bool {
    matches!(byte, 0x1D..=0x1F)
}

fn is_stray(byte: u8) -> bool {
    matches!(byte, 0x01..=0x1C | 0x7F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_go_and_doubled_separators_stand_once() {
        for (text, expected) in [
            ("6BF\r\nABC\tD", "6BFABCD"),
            ("F0A\u{1d}\u{1d}F1B\u{1d}\n\u{1d}\u{1f}\u{1f}SIG", "F0A\u{1d}F1B\u{1d}\u{1f}SIG"),
            ("AA  11", "AA  11"),
        ] {
            assert_eq!(cleaned(text.as_bytes()), expected.as_bytes(), "{text:?}");
        }
    }

    #[test]
    fn an_ordinary_text_is_not_copied() {
        for text in ["6BF AA$%", "F0A\u{1d}F1B\u{1d}\u{1f}SIG"] {
            assert!(matches!(cleaned(text.as_bytes()), Cow::Borrowed(_)), "{text:?}");
        }
    }
}
