//! What the keys of a keyboard type in each country.
//!
//! The source is the tables of the X Keyboard Extension (xkeyboard-config, `symbols/us`, `gb`, `fr`, `be`, `de`, `ch`, `es` and `it`,
//! the basic variant, first two levels); the layouts of PC keyboards under Windows and Android type the same. A row is read
//! beside a chart from left to right, 13 keys from the one left of `1`, 13 from `Q` (US), 11 from `A` and 10 from `Z`.

/// The layout of a country: the characters of its keys, row by row from the key left of `1` to the one left of the right
/// Shift, with the key of the US `\` at the end of the second row. The space bar is the same everywhere, and nothing that
/// a pass needs stands behind AltGr.
pub struct Layout {
    pub name: &'static str,
    pub plain: &'static str,
    pub shifted: &'static str,
    /// The accents that wait for the letter behind.
    pub dead: &'static str,
}

/// How most scanners are set.
pub const US: Layout = Layout {
    name: "us",
    plain: r"`1234567890-=qwertyuiop[]\asdfghjkl;'zxcvbnm,./",
    shifted: r#"~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?"#,
    dead: "",
};

/// The others, France's and its neighbours'. Those of Switzerland are told apart by their language.
pub const OTHERS: [Layout; 8] = [
    Layout {
        name: "fr",
        plain: r#"²&é"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!"#,
        shifted: r"~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
        dead: "^¨",
    },
    Layout {
        name: "be",
        plain: r#"²&é"'(§è!çà)-azertyuiop^$µqsdfghjklmùwxcvbn,;:="#,
        shifted: r"³1234567890°_AZERTYUIOP¨*£QSDFGHJKLM%WXCVBN?./+",
        dead: "^¨",
    },
    Layout {
        name: "de",
        plain: r"^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
        shifted: r#"°!"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_"#,
        dead: "^´`",
    },
    Layout {
        name: "ch-de",
        plain: r"§1234567890'^qwertzuiopü¨$asdfghjklöäyxcvbnm,.-",
        shifted: r#"°+"*ç%&/()=?`QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_"#,
        dead: "^`¨",
    },
    Layout {
        name: "ch-fr",
        plain: r"§1234567890'^qwertzuiopè¨$asdfghjkléàyxcvbnm,.-",
        shifted: r#"°+"*ç%&/()=?`QWERTZUIOPü!£ASDFGHJKLöäYXCVBNM;:_"#,
        dead: "^`¨",
    },
    Layout {
        name: "es",
        plain: r"º1234567890'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-",
        shifted: r#"ª!"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_"#,
        dead: "`^´¨",
    },
    Layout {
        name: "it",
        plain: r"\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-",
        shifted: r#"|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_"#,
        dead: "",
    },
    Layout {
        name: "uk",
        plain: r"`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
        shifted: r#"¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?"#,
        dead: "",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_every_key_once() {
        for layout in OTHERS.iter().chain([&US]) {
            for row in [layout.plain, layout.shifted] {
                assert_eq!(row.chars().count(), 47, "{}", layout.name);
            }
            let mut characters = layout.plain.chars().chain(layout.shifted.chars()).collect::<Vec<_>>();
            characters.sort_unstable();
            characters.dedup();
            assert_eq!(characters.len(), 94, "{}", layout.name);
            assert!(layout.dead.chars().all(|accent| characters.contains(&accent)), "{}", layout.name);
        }
    }
}
