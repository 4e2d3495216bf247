//! What stands around a text: marks of the scanner, of the file, and white space.

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The control characters that scanners put around a text, as some of them spell them.
const SPELT: [&[u8]; 7] = [b"<SOH>", b"<STX>", b"<ETX>", b"<EOT>", b"<CR>", b"<LF>", b"<TAB>"];

/// What some scanners put before and behind a text.
pub const QUOTES: [u8; 2] = [b'"', b'\''];

/// The text without what scanners and files put around it: a byte order mark, control characters such as STX and ETX,
/// white space, quotes, the identifier of the symbology, and the one of the character set.
pub fn unframed(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    unwrapped(without_character_set(without_symbology(unwrapped(text))))
}

/// The beginning of a text, without what stands before it. Where its end would be closing quotes cannot be seen.
pub fn unframed_head(head: &[u8]) -> &[u8] {
    let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    opened(without_character_set(without_symbology(opened(head))))
}

fn opened(mut head: &[u8]) -> &[u8] {
    loop {
        head = trim_start(head);
        let quotes = QUOTES.iter().map(std::slice::from_ref);
        match SPELT.into_iter().chain(quotes).find_map(|mark| head.strip_prefix(mark)) {
            Some(behind) => head = behind,
            None => return head,
        }
    }
}

/// The text without white space, control characters and quotes at its ends. No pass has such a name or quotes there.
fn unwrapped(text: &[u8]) -> &[u8] {
    let mut text = trimmed(text);
    while let Some(inner) = without_spelt(text).or_else(|| without_quotes(text)) {
        text = trimmed(inner);
    }
    text
}

fn without_spelt(text: &[u8]) -> Option<&[u8]> {
    SPELT.iter().find_map(|name| text.strip_prefix(*name).or_else(|| text.strip_suffix(*name)))
}

/// Quotes go in pairs.
fn without_quotes(text: &[u8]) -> Option<&[u8]> {
    match text {
        [first, inner @ .., last] if first == last && QUOTES.contains(first) => Some(inner),
        _ => None,
    }
}

/// The text without white space and control characters at its ends. No space was a certificate's own: base45 never ends
/// with one, and that of a zlib stream never begins with one.
pub fn trimmed(text: &[u8]) -> &[u8] {
    trim_end(trim_start(text))
}

/// `]Q1`, `]d2`: the symbology's letter and how it was read, by ISO/IEC 15424.
fn without_symbology(text: &[u8]) -> &[u8] {
    match text {
        [b']', letter, modifier, rest @ ..]
            if letter.is_ascii_alphabetic() && modifier.is_ascii_alphanumeric() =>
        {
            rest
        }
        _ => text,
    }
}

/// `\000026`: an extended channel interpretation.
fn without_character_set(text: &[u8]) -> &[u8] {
    match text.split_at_checked(7) {
        Some(([b'\\', digits @ ..], rest)) if digits.iter().all(u8::is_ascii_digit) => rest,
        _ => text,
    }
}

fn trim_start(mut text: &[u8]) -> &[u8] {
    while let [b' ' | 0x01..=0x1F | 0x7F, rest @ ..] = text {
        text = rest;
    }
    text
}

/// The separators of a 2D-DOC are left: they are its own, wherever they stand.
fn trim_end(mut text: &[u8]) -> &[u8] {
    while let [rest @ .., b' ' | 0x01..=0x1C | 0x7F] = text {
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_scanners_put_around_a_text_is_taken_off() {
        for framed in [
            "]Q1DC04",
            "]Q3DC04",
            "]d1DC04\r",
            "]d2\u{1d}DC04",
            "]Q2\\000026DC04\r\n",
            "\\000026DC04",
            "\u{2}DC04\u{3}",
            "\u{1}\u{2}]d1DC04\u{3}\r\n",
            "\t DC04\t ",
            "\u{feff}DC04",
            "\"DC04\"\r\n",
            "'DC04'",
            "\"]Q1DC04\"",
            "]Q1\"DC04\"\r",
            "<STX>DC04<ETX><CR><LF>",
            "\u{2}<STX>\"]d2\\000026DC04\"\u{3}",
        ] {
            assert_eq!(unframed(framed.as_bytes()), b"DC04", "{framed:?}");
            assert!(unframed_head(framed.as_bytes()).starts_with(b"DC04"), "{framed:?}");
        }
    }

    #[test]
    fn what_only_looks_like_a_mark_is_left() {
        for text in [
            "]",
            "]Q",
            "][1",
            "\\00002",
            "\\00002XDC04",
            "DC04\u{1f}",
            "DC04\u{1d}",
            "-DC04",
            "\"DC04",
            "DC04'",
        ] {
            assert_eq!(unframed(text.as_bytes()), text.as_bytes(), "{text:?}");
        }
    }
}
