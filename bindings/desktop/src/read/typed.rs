//! What a hand scanner types at a terminal, byte by byte, to the texts of codes.

use std::time::Duration;

use crate::read::limits::CODE_LINE;

/// The end of a text.
const ETX: u8 = 0x03;
/// The end of a transmission.
const EOT: u8 = 0x04;
/// What such keys begin with that type no letter.
const ESCAPE: u8 = 0x1B;
/// No such key sends more bytes.
const LONGEST_KEY: usize = 8;
/// Scanners put both around a text, and the keys Ctrl-C and Ctrl-D give them too; nobody presses a key so soon after a scan.
const SOON: Duration = Duration::from_millis(100);
/// A scanner that ends no line has typed all by then.
const PAUSE: Duration = Duration::from_millis(500);
/// No pass is shorter, and what a person types is not taken from under the fingers.
const SHORTEST: usize = 40;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A line, or what a scanner typed without ending one.
    Text(Vec<u8>),
    /// More than any code holds.
    TooLong,
    /// The person wants to stop.
    End,
}

/// Puts bytes together, and keeps no more of them than the longest line has.
#[derive(Default)]
pub struct Typing {
    bytes: Vec<u8>,
    last: Duration,
}

impl Typing {
    /// Takes bytes that came at that time of any clock; gives what is whole.
    pub fn take(&mut self, bytes: &[u8], at: Duration) -> Vec<Typed> {
        if self.bytes.is_empty() && is_pressed(bytes) {
            return Vec::new();
        }
        let mut typed = Vec::new();
        let is_key = at.saturating_sub(self.last) > SOON;
        for byte in bytes {
            let is_first = self.bytes.is_empty();
            match byte {
                b'\n' | b'\r' => typed.extend(self.line()),
                &ETX | &EOT if is_first && is_key => typed.push(Typed::End),
                _ if self.bytes.len() <= CODE_LINE => self.bytes.push(*byte),
                // The line is too long, whatever follows.
                _ => {}
            }
        }
        self.last = at;
        typed
    }

    /// What a scanner that ends no line has typed, if it stopped some time ago.
    pub fn pause(&mut self, at: Duration) -> Option<Typed> {
        let is_whole = self.bytes.len() >= SHORTEST && at.saturating_sub(self.last) >= PAUSE;
        if is_whole { self.line() } else { None }
    }

    /// The line so far; `None` for one without a letter. `q` ends.
    fn line(&mut self) -> Option<Typed> {
        let line = std::mem::take(&mut self.bytes);
        match line.trim_ascii() {
            [] | [ETX | EOT] => None,
            b"q" | b"Q" => Some(Typed::End),
            _ if line.len() > CODE_LINE => Some(Typed::TooLong),
            _ => Some(Typed::Text(line)),
        }
    }
}

/// Whether it is one key that types no letter, such as Escape or an arrow: a scanner types more at once.
fn is_pressed(bytes: &[u8]) -> bool {
    bytes.first() == Some(&ESCAPE) && bytes.len() <= LONGEST_KEY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_and_arrows_are_no_scan() {
        let mut typing = Typing::default();
        for (key, place) in [&b"\x1b"[..], b"\x1b[A", b"\x1b[15~"].into_iter().zip(0..) {
            assert_eq!(typing.take(key, at(1000 * place)), []);
        }
        assert_eq!(typing.take(b"q\r", at(9000)), [Typed::End]);
    }

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    fn text(text: &str) -> Typed {
        Typed::Text(text.into())
    }

    #[test]
    fn a_scan_is_a_line_or_a_pause_and_a_person_may_take_time() {
        let mut typing = Typing::default();
        assert_eq!(typing.take(b"HC1:AB", at(1000)), []);
        assert_eq!(typing.take(b"CD\r\n\n", at(1010)), [text("HC1:ABCD")]);
        let long = "DC04".repeat(20);
        assert_eq!(typing.take(long.as_bytes(), at(5000)), []);
        assert_eq!(typing.pause(at(5400)), None);
        assert_eq!(typing.pause(at(5500)), Some(text(&long)));
        assert_eq!(typing.take(b"hello", at(9000)), []);
        assert_eq!(typing.pause(at(60_000)), None);
        assert_eq!(typing.take(b"\r", at(60_001)), [text("hello")]);
    }

    #[test]
    fn keys_end_and_the_frame_of_a_scanner_does_not() {
        let mut typing = Typing::default();
        assert_eq!(typing.take(b"\x02HC1:AB\x03\r", at(1000)), [text("\x02HC1:AB\x03")]);
        assert_eq!(typing.take(b"\x03", at(1050)), []);
        assert_eq!(typing.take(b"\r\x04", at(1060)), []);
        assert_eq!(typing.take(b"\r", at(1070)), []);
        for key in [b"\x03", b"\x04"] {
            assert_eq!(Typing::default().take(key, at(1000)), [Typed::End]);
        }
        assert_eq!(typing.take(b"q\n", at(2000)), [Typed::End]);
    }

    #[test]
    fn what_is_too_long_is_told_once() {
        let mut typing = Typing::default();
        for _ in 0..4 {
            typing.take(&vec![b'x'; CODE_LINE], at(1000));
        }
        assert_eq!(typing.bytes.len(), CODE_LINE + 1);
        assert_eq!(typing.take(b"\n", at(1001)), [Typed::TooLong]);
    }
}
