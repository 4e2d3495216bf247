//! One line that a person types, with a key that goes back.

use std::io;

use console::{Key, Term};

use super::ask::fitting;
use super::keys::{Keys, Pressed};

/// No answer of the form is longer.
const LONGEST: usize = 20;

/// Reads a line that begins as `before`; `check` says what is wrong with one, and `scanned` that a scanner has typed. `None` where
/// the person goes back.
pub(super) fn line(
    (term, keys): (&Term, &mut Keys),
    (prompt, scanned): (&str, &str),
    before: &str,
    check: &dyn Fn(&str) -> Result<(), String>,
) -> io::Result<Option<String>> {
    let mut text = before.to_owned();
    let mut wrong = None;
    loop {
        let above = [Some(prompt.to_owned()), wrong.clone()].into_iter().flatten().collect::<Vec<_>>();
        for line in &above {
            term.write_line(&fitting(line))?;
        }
        term.write_str(&format!("> {text}"))?;
        let pressed = keys.next();
        term.clear_line()?;
        term.clear_last_lines(above.len())?;
        let Pressed::Key(key) = pressed? else {
            wrong = Some(scanned.to_owned());
            continue;
        };
        if key == Key::Escape {
            return Ok(None);
        }
        if key == Key::Enter {
            match check(&text) {
                Ok(()) => return Ok(Some(text)),
                Err(error) => wrong = Some(error),
            }
        } else if key == Key::Backspace {
            text.pop();
        } else if let Key::Char(letter) = key
            && !letter.is_control()
            && text.chars().count() < LONGEST
        {
            text.push(letter);
        }
    }
}
