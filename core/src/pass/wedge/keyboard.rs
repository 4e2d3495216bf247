//! Keys that a scanner sends for one layout and a computer takes for another, with Caps Lock or a stuck Shift between.
//!
//! Each pair of layouts of which one is the US one, in each state of the keyboard, is a table from what was typed to what
//! was meant. Where two characters are typed alike, the one that a 2D-DOC can have is taken.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::accent::{capital_of, decomposed, spacing};
use super::layout::{Layout, OTHERS, US};
use super::undone::Undone;

/// A scanner's layout, a computer's, and the state of the keyboard.
pub struct Keyboard {
    /// The layouts and the state, such as `us/fr+caps-lock`.
    pub name: String,
    meant: BTreeMap<char, u8>,
    /// What is taken for each character: another one where both are typed alike.
    taken: BTreeMap<u8, u8>,
    /// The accents that dead keys type, and what was meant by each.
    dead: BTreeMap<char, u8>,
}

/// What stands between the scanner and the characters.
#[derive(Clone, Copy)]
enum State {
    Plain,
    /// Caps Lock that turns letters alone, as under Linux and Android.
    CapsLock,
    /// Caps Lock that turns every key, as under Windows in France and Germany.
    ShiftLock,
    StuckShift,
}

const STATES: [(State, &str); 4] = [
    (State::Plain, ""),
    (State::CapsLock, "+caps-lock"),
    (State::ShiftLock, "+caps-lock"),
    (State::StuckShift, "+shift"),
];

/// What a text can consist of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// Base45: certificates and updates.
    Base45,
    /// What is printed in capitals: 2D-DOC as well.
    Capitals,
    /// Links too, and what stands around a text.
    Any,
}

impl Alphabet {
    fn has(self, byte: u8) -> bool {
        match self {
            Alphabet::Base45 => OF_BASE45.as_bytes().contains(&byte),
            Alphabet::Capitals => byte == b'\'' || Alphabet::Base45.has(byte),
            Alphabet::Any => true,
        }
    }
}

const OF_BASE45: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.-$%*+:";
/// What passes and links consist of. What is in every pass comes before what is typed like it.
const OF_PASSES: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.-'$%*+:abcdefghijklmnopqrstuvwxyz#&=?_";
/// The others.
const OF_NONE: &str = "!\"(),;<>@[\\]^`{|}~";

/// Every keyboard that changes something, the usual ones first.
pub static KEYBOARDS: LazyLock<Vec<Keyboard>> = LazyLock::new(|| {
    let usual = OTHERS.iter().map(|other| (&US, other));
    let pairs = [(&US, &US)].into_iter().chain(usual).chain(OTHERS.iter().map(|other| (other, &US)));
    let all =
        pairs.flat_map(|(scanner, computer)| STATES.map(|state| Keyboard::new(scanner, computer, state)));
    all.filter(|keyboard| keyboard.meant.iter().any(|(typed, meant)| *typed != char::from(*meant))).collect()
});

impl Keyboard {
    fn new(scanner: &Layout, computer: &Layout, (state, suffix): (State, &str)) -> Self {
        let name = format!("{}/{}{suffix}", scanner.name, computer.name);
        let mut keyboard =
            Self { name, meant: BTreeMap::new(), taken: BTreeMap::new(), dead: BTreeMap::new() };
        for meant in OF_PASSES.bytes().chain(OF_NONE.bytes()) {
            if let Some(typed) = typed(scanner, computer, state, char::from(meant)) {
                keyboard.add(typed, meant, computer, state);
            }
        }
        keyboard
    }

    fn add(&mut self, typed: char, meant: u8, computer: &Layout, state: State) {
        let taken = *self.meant.entry(typed).or_insert(meant);
        self.taken.insert(meant, taken);
        if computer.dead.contains(typed) {
            self.dead.entry(typed).or_insert(meant);
        }
        // Some systems make capitals of accented letters that share their key with something else.
        if matches!(state, State::CapsLock)
            && let Some(capital) = capital_of(typed).filter(|capital| !capital.is_ascii())
        {
            self.meant.entry(capital).or_insert(meant);
        }
    }

    /// What the scanner meant; `None` where this keyboard cannot have typed that text.
    ///
    /// A dead key is one with the letter behind, or stands in front of what carries no accent, and there it may have
    /// swallowed a space. Of two ways to have typed an accented letter, the one within `alphabet` is taken.
    pub fn undo(&self, typed: impl Iterator<Item = char>, alphabet: Alphabet) -> Option<Undone> {
        let mut undone = Undone::default();
        let mut typed = typed.map(spacing).peekable();
        while let Some(sign) = typed.next() {
            match sign {
                '\0'..=' ' | '\x7F' => undone.text.push(u8::try_from(sign).ok()?),
                _ => self.undo_key(sign, alphabet, &mut undone.text)?,
            }
            if self.dead.contains_key(&sign) {
                undone.note_accent(sign, typed.peek().copied());
            }
        }
        Some(undone)
    }

    /// What stands behind `beginning` in a text that was undone, if that can have been meant.
    pub fn strip_prefix<'t>(&self, text: &'t [u8], beginning: &[u8]) -> Option<&'t [u8]> {
        let (start, rest) = text.split_at_checked(beginning.len())?;
        let mut pairs = beginning.iter().zip(start);
        pairs.all(|(meant, taken)| self.taken.get(meant) == Some(taken)).then_some(rest)
    }

    /// A letter that a key types for what this text cannot have was typed with a dead key, if it can have been.
    fn undo_key(&self, typed: char, alphabet: Alphabet, meant: &mut Vec<u8>) -> Option<()> {
        let key = self.meant.get(&typed).copied();
        if let Some(key) = key.filter(|key| alphabet.has(*key)) {
            meant.push(key);
            return Some(());
        }
        let keys = self.with_accent(typed);
        match (keys, key) {
            (Some(keys), None) => meant.extend(keys),
            (Some(keys), Some(_)) if keys.iter().all(|key| alphabet.has(*key)) => meant.extend(keys),
            (_, key) => meant.push(key?),
        }
        Some(())
    }

    fn with_accent(&self, typed: char) -> Option<[u8; 2]> {
        let (accent, letter) = decomposed(typed)?;
        Some([*self.dead.get(&accent)?, *self.meant.get(&letter)?])
    }
}

/// What the computer makes of the key that a scanner presses for `meant`; `None` where it has none.
fn typed(scanner: &Layout, computer: &Layout, state: State, meant: char) -> Option<char> {
    let place = |row: &str| row.chars().position(|key| key == meant);
    let (key, shift) = match place(scanner.plain) {
        Some(key) => (key, false),
        None => (place(scanner.shifted)?, true),
    };
    let (plain, shifted) = (computer.plain.chars().nth(key)?, computer.shifted.chars().nth(key)?);
    let is_letter = plain != shifted && capital_of(plain) == Some(shifted);
    let shift = match state {
        State::Plain => shift,
        State::CapsLock => shift != is_letter,
        State::ShiftLock => !shift,
        State::StuckShift => true,
    };
    Some(if shift { shifted } else { plain })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the keyboards of that name make of it; there are two kinds of Caps Lock.
    fn undo(name: &str, typed: &str) -> Vec<String> {
        let keyboards = KEYBOARDS.iter().filter(|keyboard| keyboard.name == name);
        let meant = keyboards.filter_map(|keyboard| keyboard.undo(typed.chars(), Alphabet::Any));
        meant.map(|meant| String::from_utf8(meant.text).unwrap()).collect()
    }

    #[test]
    fn each_keyboard_types_the_beginning_of_a_certificate_its_own_way() {
        for (name, typed) in [
            ("us/fr", "HC&M"),
            ("us/be", "HC&M"),
            ("us/de", "HC1Ö"),
            ("us/ch-de", "HC1é"),
            ("us/ch-fr", "HC1ö"),
            ("us/es", "HC1Ñ"),
            ("us/it", "HC1ç"),
            ("us/us+caps-lock", "hc1:"),
            ("us/us+shift", "HC!:"),
            ("us/fr+caps-lock", "hc&m"),
            ("us/fr+caps-lock", "hc1m"),
            ("us/fr+shift", "HC1M"),
            ("fr/us", "HC!."),
            ("de/us", "HC1>"),
        ] {
            assert!(undo(name, typed).contains(&"HC1:".to_owned()), "{name}: {typed}");
        }
    }

    #[test]
    fn a_dead_key_is_one_with_its_letter_or_stands_before_it() {
        assert_eq!(undo("us/de", "1Àk`1``"), ["1+Ak+1++"]);
        assert_eq!(undo("us/es", "DÁRC, D´HAUT"), ["D'ARC, D'HAUT"]);
    }

    #[test]
    fn accented_letters_under_caps_lock_are_known_in_both_forms() {
        assert_eq!(undo("us/fr+caps-lock", "hc&éÉèÈ").first().map(String::as_str), Some("HC12277"));
    }

    #[test]
    fn accents_by_themselves_are_known_as_systems_write_them() {
        assert_eq!(undo("us/ch-de", "1\u{2cb}A1\u{2c6}K"), ["1+A1=K"]);
    }

    #[test]
    fn a_letter_of_two_keys_is_the_one_that_the_text_can_have() {
        let keyboard = KEYBOARDS.iter().find(|keyboard| keyboard.name == "us/ch-fr+caps-lock").unwrap();
        for (alphabet, meant) in [(Alphabet::Base45, "+A"), (Alphabet::Capitals, "'")] {
            let undone = keyboard.undo("à".chars(), alphabet).map(|undone| undone.text);
            assert_eq!(undone.as_deref(), Some(meant.as_bytes()));
        }
    }

    #[test]
    fn what_a_keyboard_cannot_type_is_not_undone() {
        assert_eq!(undo("us/fr", "HC&M€"), Vec::<String>::new());
        assert_eq!(undo("us/it", "HC1çÖ"), Vec::<String>::new());
    }

    #[test]
    fn a_keyboard_that_loses_something_shows_in_the_first_letters() {
        let letters_and_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        for (beginning, signs) in [("HC1:", "$%*+-./:"), ("DC0", "/.-'")] {
            for keyboard in KEYBOARDS.iter() {
                let is_lost = |meant: u8| keyboard.taken.get(&meant) != Some(&meant);
                if letters_and_digits.bytes().chain(signs.bytes()).any(is_lost) {
                    let same = keyboard.undo(beginning.chars(), Alphabet::Any).map(|same| same.text);
                    assert_ne!(same.as_deref(), Some(beginning.as_bytes()), "{}", keyboard.name);
                    assert!(keyboard.name.ends_with("+shift"), "{}", keyboard.name);
                }
            }
        }
    }
}
