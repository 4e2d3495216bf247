//! Names as passports' machine-readable lines write them (ICAO 9303-3 §6), in one form to compare by.

/// The letters of a name in one form to compare by: A to Z, and `<` between its parts.
///
/// Apostrophes are left out, as that standard does. Where it leaves a choice (Ü is `UE`, `UXX` or `U`), what was
/// chosen is undone: of the standardised name of an EU certificate and the capitals of a 2D-DOC nobody knows which it is.
pub(super) fn comparable(name: &str) -> String {
    let mut letters = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_uppercase) {
        match letter {
            'A'..='Z' => letters.push(letter),
            '\'' | '’' | '\u{300}'..='\u{36F}' => {}
            _ => letters.push_str(transliterated(letter).unwrap_or("<")),
        }
    }
    let chosen = [("AA", "A"), ("AE", "A"), ("OE", "O"), ("UE", "U"), ("UXX", "U"), ("NXX", "N")];
    chosen.into_iter().fold(letters, |letters, (long, short)| letters.replace(long, short))
}

/// `None` for what is no Latin letter.
fn transliterated(letter: char) -> Option<&'static str> {
    Some(match letter {
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'Æ' => "AE",
        'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
        'Ð' | 'Ď' | 'Đ' => "D",
        'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' => "E",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
        'Ĥ' | 'Ħ' => "H",
        'Ì' | 'Í' | 'Î' | 'Ï' | 'Ĩ' | 'Ī' | 'Ĭ' | 'Į' | 'İ' => "I",
        'Ĳ' => "IJ",
        'Ĵ' => "J",
        'Ķ' => "K",
        'Ĺ' | 'Ļ' | 'Ľ' | 'Ŀ' | 'Ł' => "L",
        'Ñ' | 'Ń' | 'Ņ' | 'Ň' | 'Ŋ' => "N",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ō' | 'Ŏ' | 'Ő' => "O",
        'Ø' | 'Œ' => "OE",
        'Ŕ' | 'Ŗ' | 'Ř' => "R",
        'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "S",
        'ẞ' => "SS",
        'Ţ' | 'Ť' | 'Ŧ' | 'Ț' => "T",
        'Þ' => "TH",
        'Ù' | 'Ú' | 'Û' | 'Ü' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' => "U",
        'Ŵ' => "W",
        'Ý' | 'Ŷ' | 'Ÿ' => "Y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one() {
        for spellings in [
            &["Müller", "MUELLER", "MULLER", "MUXXLLER", "Mu\u{308}ller"][..],
            &["d'Arc", "D’ARC", "DARC"],
            &["Søndergård", "SOENDERGAARD", "SONDERGARD"],
            &["Muñoz", "MUNOZ", "MUNXXOZ"],
            &["Strauß", "STRAUSS"],
            &["Le Goff-Martin", "LE<GOFF<MARTIN"],
            &["Œdipe", "OEDIPE"],
        ] {
            let first = comparable(spellings[0]);
            assert!(spellings.iter().all(|spelling| comparable(spelling) == first), "{first}");
        }
    }

    /// The letters of the standard's table, and what they are written as; and Ș and Ț, which Romanian writes for its Ş and Ţ.
    const TABLE: [(&str, &str); 28] = [
        ("ÁÀÂÃĂĀĄ", "A"),
        ("Ä", "AE"),
        ("Å", "AA"),
        ("Æ", "AE"),
        ("ĆĈČĊÇ", "C"),
        ("ĐĎÐ", "D"),
        ("ÉÈÊËĚĖĒĘĔ", "E"),
        ("ĜĞĠĢ", "G"),
        ("ĦĤ", "H"),
        ("ÍÌÎÏİĨĪĬĮı", "I"),
        ("Ĳ", "IJ"),
        ("Ĵ", "J"),
        ("Ķ", "K"),
        ("ŁĹĽĻĿ", "L"),
        ("ŃŇŅŊ", "N"),
        ("Ñ", "NXX"),
        ("ÓÒÔÕŐŌŎ", "O"),
        ("ØÖŒ", "OE"),
        ("ŔŘŖ", "R"),
        ("ŚŜŠŞȘ", "S"),
        ("ẞ", "SS"),
        ("ŤŢŦȚ", "T"),
        ("Þ", "TH"),
        ("ÚÙÛŨŬŮŰŪŲ", "U"),
        ("Ü", "UXX"),
        ("Ŵ", "W"),
        ("ÝŶŸ", "Y"),
        ("ŹŽŻ", "Z"),
    ];

    #[test]
    fn every_letter_of_the_table_is_what_passports_write() {
        for (letters, written) in TABLE {
            for letter in letters.chars() {
                // Between two others, so that neither its place nor its neighbours decide.
                let expected = comparable(&format!("B{written}B"));
                assert!(expected.chars().all(|letter| letter.is_ascii_uppercase()));
                for case in [letter.to_string(), letter.to_lowercase().to_string()] {
                    assert_eq!(comparable(&format!("B{case}B")), expected, "{case}");
                }
            }
        }
    }

    #[test]
    fn other_names_stay_apart() {
        assert_ne!(comparable("MARTIN"), comparable("MARTINE"));
        assert_ne!(comparable("JEAN PAUL"), comparable("JEANPAUL"));
    }
}
