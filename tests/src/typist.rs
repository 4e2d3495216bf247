//! Scanners that type, on computers of other countries: what comes out.
//!
//! `keyboards.tsv` has a line for each key and a column for each layout, plain and with Shift; `◌` marks an accent
//! that waits for the letter behind. It was made of the tables of the X Keyboard Extension.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The layouts, with that of the United States first.
pub static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
    let mut lines = include_str!("keyboards.tsv").lines().map(|line| line.split('\t'));
    let names = lines.next().expect("a heading").skip(1);
    let mut layouts = names.map(|name| Layout { name, keys: Vec::new() }).collect::<Vec<_>>();
    for line in lines {
        for (layout, cell) in layouts.iter_mut().zip(line.skip(1)) {
            layout.keys.push(key_of(cell));
        }
    }
    layouts
});

/// What the keys of a country type.
pub struct Layout {
    /// Its name.
    pub name: &'static str,
    keys: Vec<[Sign; 2]>,
}

impl Layout {
    /// Whether it has all of a text without AltGr.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        let is_there = |meant: char| meant <= ' ' || self.keys.iter().flatten().any(|sign| sign.0 == meant);
        text.chars().all(is_there)
    }
}

/// A character, and whether it is an accent that waits for the letter behind.
type Sign = (char, bool);

/// What is the matter with the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    Plain,
    /// Caps Lock, which turns letters; of keys with a letter and something else it makes capitals as well, or does not.
    CapsLock {
        /// Whether it does.
        of_all_letters: bool,
    },
    /// Caps Lock that turns every key.
    ShiftLock,
    /// Shift is held.
    StuckShift,
}

/// Each of them.
pub const STATES: [State; 5] = [
    State::Plain,
    State::CapsLock { of_all_letters: true },
    State::CapsLock { of_all_letters: false },
    State::ShiftLock,
    State::StuckShift,
];

/// What becomes of a dead key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accents {
    /// It is one with a letter that carries it, swallows a space, and stands in front of everything else, as under Windows.
    Typed,
    /// So, but what carries no accent is lost with it, and of two alike there is one, as under Linux.
    Lost,
    /// It is typed by itself and leaves the next key alone: keys that nobody composes, as Android gives them.
    Raw,
}

/// What comes of a text that a scanner with the one layout types on a computer with the other. Control characters come
/// through as they are.
///
/// # Panics
/// Where the scanner's layout does not have a character.
#[must_use]
pub fn type_on(text: &str, scanner: &Layout, computer: &Layout, state: State, accents: Accents) -> String {
    let mut typed = String::new();
    let mut waiting = None;
    for meant in text.chars() {
        let (sign, is_dead) =
            if meant <= ' ' { (meant, false) } else { press(meant, scanner, computer, state) };
        match waiting.take() {
            None if is_dead && accents != Accents::Raw => waiting = Some(sign),
            None => typed.push(sign),
            Some(accent) if sign == ' ' => typed.push(accent),
            Some(accent) if is_dead && sign == accent && accents == Accents::Lost => typed.push(accent),
            Some(accent) => match with_accent(accent, sign).filter(|_| !is_dead) {
                Some(letter) => typed.push(letter),
                None if accents == Accents::Lost => {}
                None => typed.extend([accent, sign]),
            },
        }
    }
    typed.extend(waiting);
    typed
}

fn press(meant: char, scanner: &Layout, computer: &Layout, state: State) -> Sign {
    let mut keys = scanner.keys.iter().zip(&computer.keys);
    let (sent, taken) = keys
        .find(|(sent, _)| sent.iter().any(|sign| sign.0 == meant))
        .expect("the scanner has the character");
    let shift = sent[0].0 != meant;
    let [plain, shifted] = *taken;
    let is_letter = plain.0 != shifted.0 && capital(plain.0) == shifted.0;
    let turned = match state {
        State::Plain => shift,
        State::CapsLock { .. } => shift != is_letter,
        State::ShiftLock => !shift,
        State::StuckShift => true,
    };
    let (sign, is_dead) = if turned { shifted } else { plain };
    let capitals = state == State::CapsLock { of_all_letters: true } && !is_letter;
    (if capitals { capital(sign) } else { sign }, is_dead)
}

fn capital(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}

fn with_accent(accent: char, letter: char) -> Option<char> {
    static LETTERS: LazyLock<BTreeMap<(char, char), char>> = LazyLock::new(|| {
        let letters = [
            "`AÀ", "`EÈ", "`IÌ", "`NǸ", "`OÒ", "`UÙ", "`WẀ", "`YỲ", "´AÁ", "´CĆ", "´EÉ", "´GǴ", "´IÍ", "´KḰ",
            "´LĹ", "´MḾ", "´NŃ", "´OÓ", "´PṔ", "´RŔ", "´SŚ", "´UÚ", "´WẂ", "´YÝ", "´ZŹ", "^AÂ", "^CĈ", "^EÊ",
            "^GĜ", "^HĤ", "^IÎ", "^JĴ", "^OÔ", "^SŜ", "^UÛ", "^WŴ", "^YŶ", "^ZẐ", "¨AÄ", "¨EË", "¨HḦ", "¨IÏ",
            "¨OÖ", "¨UÜ", "¨WẄ", "¨XẌ", "¨YŸ",
        ];
        let letters = letters.iter().flat_map(|letter| {
            let letter = letter.chars().collect::<Vec<_>>();
            let small = letter[2].to_lowercase().next().expect("a small letter");
            [((letter[0], letter[1]), letter[2]), ((letter[0], letter[1].to_ascii_lowercase()), small)]
        });
        letters.collect()
    });
    LETTERS.get(&(accent, letter)).copied()
}

fn key_of(cell: &str) -> [Sign; 2] {
    let mut signs = Vec::new();
    let mut is_dead = false;
    for sign in cell.chars() {
        if sign == '◌' {
            is_dead = true;
        } else {
            signs.push((sign, std::mem::take(&mut is_dead)));
        }
    }
    signs.try_into().expect("two signs a key")
}
