//! One line that a person types, with a key that goes back.

use std::io;

use console::{Key, Term};

use super::ask::fitting;

/// No answer of the form is longer.
const LONGEST: usize = 20;

/// Reads a line that begins as `before`; `check` says what is wrong with one. `None` where the person goes back.
pub(super) fn line(
    term: &Term,
    prompt: &str,
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
        let key = term.read_key()?;
        term.clear_line()?;
        term.clear_last_lines(above.len())?;
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
