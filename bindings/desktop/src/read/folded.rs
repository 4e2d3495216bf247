//! Texts as they are compared with what a person typed: without case, accents and signs.

/// The words of a text in small letters without accents, one space between them. Hyphens and apostrophes part words too.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            '\u{300}'..='\u{36F}' => {}
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            letter if letter.is_alphanumeric() => plain.push(base(letter)),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letter under an accent.
fn base(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ÿ' => 'y',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_signs_make_no_difference() {
        for (text, plain) in [
            ("Test antigénique", "test antigenique"),
            ("TEST  ANTIGE\u{301}NIQUE", "test antigenique"),
            ("Contre-indication me\u{301}dicale", "contre indication medicale"),
            ("aujourd’hui", "aujourd hui"),
            ("Non\u{A0}précisé", "non precise"),
            (" Cœur ", "coeur"),
            ("…", ""),
        ] {
            assert_eq!(folded(text), plain, "{text}");
        }
    }
}
