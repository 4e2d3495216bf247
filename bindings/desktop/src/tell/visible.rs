//! Names, files and texts from outside, as they may be shown: nothing in them moves the cursor, breaks a line, hides
//! itself or turns round what stands beside it.

use std::fmt::Write as _;

use serde::Serialize;

/// The text with a visible sign for every character that has an effect in place of a form.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().map(sign).collect()
}

/// The same for a text of several lines, such as a library's words on a place in a file.
#[must_use]
pub fn visible_lines(text: &str) -> String {
    text.chars().map(|letter| if letter == '\n' { letter } else { sign(letter) }).collect()
}

/// Control characters are shown by the signs that Unicode has for them: the separators of a 2D-DOC can be told apart.
fn sign(letter: char) -> char {
    match letter {
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' => '\u{FFFD}',
        letter if has_no_form(letter) => '\u{FFFD}',
        _ => letter,
    }
}

/// Anything as JSON, in which what has an effect in place of a form is escaped: the text is the same to whoever parses it,
/// and does nothing to a terminal.
#[must_use]
pub fn json(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("texts and numbers always become JSON");
    escaped(&json)
}

/// The same of a text that is JSON already: such a character can only stand within a string there.
#[must_use]
pub fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter == '\n' || sign(letter) == letter {
            escaped.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            write!(escaped, "\\u{unit:04x}").expect("a text takes every character");
        }
    }
    escaped
}

/// Marks of direction, separators of lines, and what takes no room at all.
fn has_no_form(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_an_effect_is_shown_and_what_has_a_form_is_left() {
        for (text, shown) in [
            ("Zoë D’ARC-LEFÈVRE 3/8 – 王", "Zoë D’ARC-LEFÈVRE 3/8 – 王"),
            ("a\nb\r\t\u{1B}[31m", "a␊b␍␉␛[31m"),
            ("a\u{1D}b\u{7F}\u{9B}", "a␝b␡\u{FFFD}"),
            (
                "\u{202E}gpj.a\u{2066}\u{200B}\u{2028}\u{FEFF}",
                "\u{FFFD}gpj.a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
            ),
        ] {
            assert_eq!(visible(text), shown);
        }
        assert_eq!(visible_lines("a\n\u{1B}b"), "a\n␛b");
    }

    #[test]
    fn json_says_the_same_and_has_no_effect() {
        let text = "Zoë\u{9B}31m\u{7F}\u{202E}\u{E0001}\u{AD}\u{1B}\n\"";
        let written = json(&[text]);
        assert_eq!(written, r#"["Zoë\u009b31m\u007f\u202e\udb40\udc01\u00ad\u001b\n\""]"#);
        assert_eq!(serde_json::from_str::<[String; 1]>(&written).unwrap(), [text]);
        assert_eq!(escaped("{\n  \"a\": 1\n}"), "{\n  \"a\": 1\n}");
    }
}
