//! Texts about a holder: shown to whoever may see them, told to nobody else.

use std::fmt;
use std::ops::Deref;

/// A text about a holder. It is shown and never told: its `Debug` is empty, and so is that of its counterparts in other
/// languages.
///
/// What would break a line, or turn the direction of what stands around it, is left out: a name is one line of letters.
#[derive(Clone, PartialEq, Eq)]
pub struct Personal(String);

impl Deref for Personal {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Personal {
    fn from(text: &str) -> Self {
        Self(text.chars().filter_map(in_one_line).collect())
    }
}

impl From<String> for Personal {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<Personal> for String {
    fn from(personal: Personal) -> Self {
        personal.0
    }
}

/// `None` for control characters and for the invisible ones that steer how a text is set (Unicode's bidirectional
/// formats, joiners and byte order marks).
fn in_one_line(letter: char) -> Option<char> {
    match letter {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{61C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' => None,
        _ => Some(letter).filter(|letter| !letter.is_control()),
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("redacted")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_line_and_its_direction() {
        let name = Personal::from("ÉLODIE\n\u{202E}VALID\u{2069}\0 د\u{200F}\u{7F}\u{9B}");
        assert!(*name == *"ÉLODIE VALID د");
    }
}
