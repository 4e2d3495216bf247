//! What scanners put around a text, characters that they type by their numbers, and those that they lose beside all that.

use souplesse_core::{Code, Outcome};
use souplesse_tests::desk::{Desk, negative, vaccination};
use souplesse_tests::typist::{Accents, LAYOUTS, STATES, State, type_on};

/// What is put around a text beside white space.
const FRAMES: [(&str, &str); 8] = [
    ("\"", "\"\r\n"),
    ("'", "'"),
    ("]Q3\"", "\"\r"),
    ("\"]Q1", "\""),
    ("<STX>", "<ETX><CR><LF>"),
    ("\u{2}\"]d2\\000026", "\"\u{3}"),
    ("]d2\u{1d}", "<TAB>"),
    ("\u{1}\u{2}", "\u{4}"),
];

#[test]
fn frames_are_taken_off_on_every_keyboard() {
    let desk = Desk::new();
    for text in [vaccination().sign(&desk.hcert), negative().sign(&desk.two_d_doc)] {
        let pass = desk.judge(&text);
        assert_eq!(pass.outcome, Outcome::Valid);
        for (before, behind) in FRAMES {
            let framed = format!("{before}{text}{behind}");
            for (computer, state) in LAYOUTS.iter().flat_map(|computer| STATES.map(|state| (computer, state)))
            {
                // Shift loses which sign a key meant.
                if state == State::StuckShift && (text.starts_with("HC1:") || framed.contains('<')) {
                    continue;
                }
                let verdict = desk.judge(type_on(&framed, &LAYOUTS[0], computer, state, Accents::Raw));
                assert!(
                    verdict == pass,
                    "{before:?} {behind:?} on {}, {state:?}: {verdict:?}",
                    computer.name
                );
            }
        }
    }
}

/// As a terminal writes it when Alt is held and the number of the character typed.
fn by_number(character: char, digits: usize) -> String {
    let number = format!("{:0digits$}", u32::from(character));
    number.chars().map(|digit| format!("\u{1b}{digit}")).collect()
}

#[test]
fn characters_come_back_from_their_numbers() {
    let desk = Desk::new();
    let document = negative().sign(&desk.two_d_doc);
    for digits in [2, 3, 4] {
        let separators = |character: char| {
            if character < ' ' { by_number(character, digits) } else { character.to_string() }
        };
        let typed = document.chars().map(separators).collect::<String>();
        assert!(desk.judge(&typed) == desk.judge(&document), "separators of {digits} digits");
    }
    for text in [document, vaccination().sign(&desk.hcert)] {
        for digits in [3, 4] {
            let typed = text.chars().map(|character| by_number(character, digits)).collect::<String>();
            assert!(desk.judge(format!("{typed}\r")) == desk.judge(&text), "all in {digits} digits");
        }
    }
}

#[test]
fn a_scanner_that_loses_control_characters_on_the_wrong_keyboard_is_named() {
    let desk = Desk::new();
    let document = negative().sign(&desk.two_d_doc);
    for lost in [&['\u{1d}'][..], &['\u{1f}'], &['\u{1d}', '\u{1f}']] {
        for instead in ["", " ", "<GS>", "\u{1d}\u{1d}"] {
            let text = document.replace(lost, instead);
            for (computer, state) in LAYOUTS.iter().flat_map(|computer| STATES.map(|state| (computer, state)))
            {
                let verdict = desk.judge(type_on(&text, &LAYOUTS[0], computer, state, Accents::Typed));
                let is_named = matches!(
                    (verdict.outcome, &verdict.code),
                    (Outcome::CannotJudge, Code::ScannerKeyboard)
                        | (Outcome::CannotJudge, Code::ControlCharactersDropped)
                );
                let comes_back = instead.starts_with('\u{1d}') && lost == ['\u{1d}'];
                let is_right = if comes_back { verdict.outcome == Outcome::Valid } else { is_named };
                assert!(is_right, "{lost:?} {instead:?} on {}, {state:?}: {verdict:?}", computer.name);
            }
        }
    }
}

#[test]
fn numbers_in_another_text_make_no_pass_of_it() {
    let desk = Desk::new();
    for text in ["\u{1b}0\u{1b}7\u{1b}2", "MENU \u{1b}0\u{1b}2\u{1b}9", "\u{1b}[31mDC04"] {
        assert_eq!(desk.judge(text).outcome, Outcome::NotAPass, "{text:?}");
    }
    assert_eq!(desk.judge(by_number('\n', 3)).code, Code::Empty);
}
