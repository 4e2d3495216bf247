//! The lines of an input as they come, by their numbers; none is kept that is longer than it may be.

use std::io::{self, BufRead};

use crate::read::kind::Foreign;

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Where lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// At a line feed: JSON may have a carriage return anywhere between its tokens.
    LineFeed,
    /// At a carriage return too: scanners are set up to type either, or both.
    Any,
}

/// A line that is not blank.
#[derive(Debug)]
pub struct Line {
    /// Counted from 1, blank lines among them.
    pub number: usize,
    /// What stands in it, without its end.
    pub text: Result<Vec<u8>, LineError>,
}

impl Line {
    /// How many bytes it keeps.
    #[must_use]
    pub fn size(&self) -> usize {
        self.text.as_ref().map_or(0, Vec::len)
    }
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineError {
    /// One that is longer than any should be. It is passed over, to its end.
    TooLong {
        /// The most bytes.
        most: usize,
    },
    /// An input of which nothing more is read.
    Utf16,
    /// An input that is something else.
    Foreign(Foreign),
    /// An input without any line.
    None,
    /// An input that broke; nothing more is read of it.
    Broken {
        /// The kind of what the system said.
        kind: io::ErrorKind,
        /// What it said.
        text: String,
    },
    /// The lines of an input in place of one of them.
    OneByOne,
}

impl LineError {
    /// That reading failed so.
    #[must_use]
    pub fn broken(error: &io::Error) -> Self {
        Self::Broken { kind: error.kind(), text: error.to_string() }
    }
}

/// Reads lines.
pub struct Lines<R> {
    input: R,
    ends: Ends,
    most: usize,
    number: usize,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    AtStart,
    /// Behind a carriage return, whose line feed may follow.
    BehindReturn,
    BehindEnd,
    /// Within a line that is passed over.
    PassingOver,
    AtEnd,
}

/// What reading one line came to.
enum Piece {
    Whole(Vec<u8>),
    /// It goes on beyond the limit.
    Begun,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `input`, of `most` bytes each.
    #[must_use]
    pub fn new(input: R, ends: Ends, most: usize) -> Self {
        Self { input, ends, most, number: 0, state: State::AtStart }
    }

    /// The next line, blank or not; `None` at the end.
    fn read(&mut self) -> io::Result<Option<Piece>> {
        self.number += 1;
        if self.state == State::PassingOver {
            self.take(None)?;
        }
        if self.state == State::BehindReturn {
            self.pass_over_line_feed()?;
        }
        let is_first = self.state == State::AtStart;
        let mut line = Vec::new();
        if self.input.fill_buf()?.is_empty() {
            self.state = State::AtEnd;
            return Ok(None);
        }
        self.take(Some(&mut line))?;
        if is_first && line.starts_with(BYTE_ORDER_MARK) {
            line.drain(..BYTE_ORDER_MARK.len());
        }
        Ok(Some(if self.state == State::PassingOver { Piece::Begun } else { Piece::Whole(line) }))
    }

    /// Takes what is left of the line, into `kept` as long as that is not too long.
    fn take(&mut self, mut kept: Option<&mut Vec<u8>>) -> io::Result<()> {
        loop {
            let available = self.input.fill_buf()?;
            if available.is_empty() {
                self.state = State::AtEnd;
                return Ok(());
            }
            let is_end = |byte: &u8| *byte == b'\n' || (*byte == b'\r' && self.ends == Ends::Any);
            let end = available.iter().position(is_end);
            let piece = &available[..end.unwrap_or(available.len())];
            if let Some(kept) = &mut kept {
                if kept.len() + piece.len() > self.most {
                    self.state = State::PassingOver;
                    return Ok(());
                }
                kept.extend_from_slice(piece);
            }
            let is_return = end.is_some_and(|end| available[end] == b'\r');
            let taken = piece.len() + usize::from(end.is_some());
            self.input.consume(taken);
            if end.is_some() {
                self.state = if is_return { State::BehindReturn } else { State::BehindEnd };
                return Ok(());
            }
        }
    }

    fn pass_over_line_feed(&mut self) -> io::Result<()> {
        if self.input.fill_buf()?.first() == Some(&b'\n') {
            self.input.consume(1);
        }
        self.state = State::BehindEnd;
        Ok(())
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while self.state != State::AtEnd {
            let text = match self.read() {
                Ok(None) => return None,
                Ok(Some(Piece::Begun)) => Err(LineError::TooLong { most: self.most }),
                Ok(Some(Piece::Whole(line))) if self.number == 1 && is_utf16(&line) => Err(LineError::Utf16),
                Ok(Some(Piece::Whole(line))) if line.trim_ascii().is_empty() => continue,
                Ok(Some(Piece::Whole(line))) => Ok(line),
                Err(error) => Err(LineError::broken(&error)),
            };
            if matches!(text, Err(LineError::Utf16 | LineError::Broken { .. })) {
                self.state = State::AtEnd;
            }
            return Some(Line { number: self.number, text });
        }
        None
    }
}

/// Whether a text begins with the mark of UTF-16, or like Latin letters in it: no pass and no JSON has a zero.
pub fn is_utf16(text: &[u8]) -> bool {
    text.starts_with(&[0xFF, 0xFE])
        || text.starts_with(&[0xFE, 0xFF])
        || matches!(text, [first, 0, second, 0, ..] | [0, first, 0, second, ..] if *first != 0 && *second != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    /// Number and text, or why there is none.
    fn read(input: &[u8], ends: Ends) -> Vec<(usize, Result<String, LineError>)> {
        // Every line breaks across the ends of the reader's buffer.
        let lines = Lines::new(BufReader::with_capacity(3, input), ends, 8);
        lines.map(|line| (line.number, line.text.map(|text| String::from_utf8_lossy(&text).into()))).collect()
    }

    #[test]
    fn lines_keep_their_numbers_beside_blank_ones() {
        let good = |lines: &[(usize, &str)]| {
            lines.iter().map(|(number, text)| (*number, Ok((*text).to_owned()))).collect::<Vec<_>>()
        };
        assert_eq!(read(b"a\n\n \nb", Ends::Any), good(&[(1, "a"), (4, "b")]));
        assert_eq!(read(b"a\r\n\r\nb\r\n", Ends::Any), good(&[(1, "a"), (3, "b")]));
        assert_eq!(read(b"a\rb\r\rc\r", Ends::Any), good(&[(1, "a"), (2, "b"), (4, "c")]));
        assert_eq!(read(b"a\rb\r\nc", Ends::LineFeed), good(&[(1, "a\rb\r"), (2, "c")]));
        assert_eq!(read(b"", Ends::Any), good(&[]));
        assert_eq!(read(b"\n\r\n", Ends::Any), good(&[]));
    }

    #[test]
    fn a_line_too_long_is_one_error_and_the_next_is_read() {
        let input = [&b"12345678\n123456789\n"[..], &[b'x'; 1000], b"\nlast"].concat();
        let too_long = || Err(LineError::TooLong { most: 8 });
        let expected = vec![
            (1, Ok("12345678".to_owned())),
            (2, too_long()),
            (3, too_long()),
            (4, Ok("last".to_owned())),
        ];
        assert_eq!(read(&input, Ends::Any), expected);
        assert_eq!(read(&[b'x'; 1000], Ends::LineFeed), vec![(1, too_long())]);
    }

    #[test]
    fn a_byte_order_mark_is_taken_off_and_utf_16_is_named() {
        assert_eq!(read("\u{FEFF}{}\n\u{FEFF}".as_bytes(), Ends::LineFeed)[0], (1, Ok("{}".to_owned())));
        assert_eq!(read("\u{FEFF}\nb".as_bytes(), Ends::Any), vec![(2, Ok("b".to_owned()))]);
        let in_units =
            |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
        for text in ["\u{FEFF}{}\r\n{}", "{}\n{}", "HC\n"] {
            for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
                assert_eq!(
                    read(&in_units(text, bytes), Ends::Any),
                    vec![(1, Err(LineError::Utf16))],
                    "{text}"
                );
            }
        }
    }
}
