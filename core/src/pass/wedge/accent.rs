//! Dead keys: the accents that wait for the letter behind, and what comes of the two.

/// Each accent, the letters that carry it, and these letters bare.
const COMPOSED: [(char, &str, &str); 4] = [
    ('`', "ÀÈÌǸÒÙẀỲ", "AEINOUWY"),
    ('´', "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚẂÝŹ", "ACEGIKLMNOPRSUWYZ"),
    ('^', "ÂĈÊĜĤÎĴÔŜÛŴŶẐ", "ACEGHIJOSUWYZ"),
    ('¨', "ÄËḦÏÖÜẄẌŸ", "AEHIOUWXY"),
];

/// The dead key and the letter that an accented letter was typed with.
pub fn decomposed(letter: char) -> Option<(char, char)> {
    let capital = capital_of(letter)?;
    COMPOSED.iter().find_map(|(accent, composed, bare)| {
        let (_, bare) = composed.chars().zip(bare.chars()).find(|(known, _)| *known == capital)?;
        Some((*accent, if letter == capital { bare } else { bare.to_ascii_lowercase() }))
    })
}

/// The capital of a letter that has a single one; a capital is its own.
pub fn capital_of(letter: char) -> Option<char> {
    let mut capitals = letter.to_uppercase();
    capitals.next().filter(|_| capitals.next().is_none())
}

/// An accent as layouts have it. Android has signs of its own for two of the accents of dead keys.
pub fn spacing(sign: char) -> char {
    match sign {
        '\u{2C6}' => '^',
        '\u{2CB}' => '`',
        _ => sign,
    }
}

/// Whether every system makes one letter of the accent and what was typed behind it.
pub fn always_composes(accent: char, letter: char) -> bool {
    matches!(accent, '`' | '´' | '^' | '¨')
        && matches!(letter.to_ascii_uppercase(), 'A' | 'E' | 'I' | 'O' | 'U')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accented_letters_come_apart() {
        assert_eq!(decomposed('À'), Some(('`', 'A')));
        assert_eq!(decomposed('é'), Some(('´', 'e')));
        assert_eq!(decomposed('Ô'), Some(('^', 'O')));
        assert_eq!(decomposed('A'), None);
        assert_eq!(decomposed('ß'), None);
    }
}
