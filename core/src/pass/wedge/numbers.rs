//! Characters that a scanner types by their numbers, with Alt held, where nothing puts them together.
//!
//! A terminal writes Escape and the digit for each of these keys: `Esc 0 Esc 2 Esc 9` is the group separator. No pass has an
//! Escape, so that nothing is lost.

const ESCAPE: u8 = 0x1B;

/// The text with each character that came by its number; `None` where none did.
pub fn unnumbered(text: &[u8]) -> Option<Vec<u8>> {
    text.contains(&ESCAPE).then_some(())?;
    let mut whole = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        let (digits, after) = take_digits(rest);
        if digits.is_empty() {
            whole.push(*first);
            rest = behind;
        } else {
            whole.extend(characters(&digits)?);
            rest = after;
        }
    }
    (whole.len() < text.len()).then_some(whole)
}

/// The digits at the beginning of which each has an Escape before it, and what stands behind them.
fn take_digits(mut text: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut digits = Vec::new();
    while let [ESCAPE, digit @ b'0'..=b'9', rest @ ..] = text {
        digits.push(digit - b'0');
        text = rest;
    }
    (digits, text)
}

/// Numbers of characters are written in one length by one scanner: of four digits or three with noughts in front, or of two.
fn characters(digits: &[u8]) -> Option<Vec<u8>> {
    [4, 3, 2].into_iter().find_map(|length| {
        let groups = digits.chunks_exact(length);
        if !groups.remainder().is_empty() {
            return None;
        }
        groups.map(character).collect()
    })
}

/// A character of passes, or a control character.
fn character(digits: &[u8]) -> Option<u8> {
    let number = digits.iter().fold(0, |number, digit| number * 10 + u32::from(*digit));
    u8::try_from(number).ok().filter(|byte| (1..=b'~').contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a terminal writes it.
    fn typed(text: &str, digits: usize) -> String {
        let number = |byte: u8| {
            format!("{byte:0digits$}").chars().map(|digit| format!("\u{1b}{digit}")).collect::<String>()
        };
        text.bytes().map(number).collect()
    }

    #[test]
    fn each_character_comes_back_from_its_number() {
        for digits in [3, 4] {
            let text = "HC1:6BF $%*+-./:\u{1d}\u{1f}~";
            assert_eq!(unnumbered(typed(text, digits).as_bytes()).as_deref(), Some(text.as_bytes()));
        }
        for (digits, separators) in [(2, "\u{1d}"), (3, "\u{1d}\u{1f}"), (4, "\u{1f}\u{1d}\u{1d}")] {
            let text = format!("DC04F0A{}F1B", typed(separators, digits));
            assert_eq!(unnumbered(text.as_bytes()), Some(format!("DC04F0A{separators}F1B").into_bytes()));
        }
    }

    #[test]
    fn what_has_no_numbers_is_left() {
        for text in ["DC04\u{1d}029", "\u{1b}[A", "\u{1b}", "A\u{1b}9\u{1b}9\u{1b}9", "A\u{1b}0\u{1b}0"] {
            assert_eq!(unnumbered(text.as_bytes()), None, "{text:?}");
        }
    }
}
