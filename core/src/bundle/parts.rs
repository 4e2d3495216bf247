//! A bundle that comes in several codes, scanned in any order.

use super::refusal::Refusal;
use super::text::{self, LONGEST_PART, MOST_PARTS};
use crate::code::Code;

/// The parts seen so far.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    fingerprint: String,
    chunks: Vec<Option<Vec<u8>>>,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many parts there are.
    pub of: u32,
    /// Which have been seen, counted from 1.
    pub seen: Vec<u32>,
    /// The bundle, once all have been seen.
    pub bundle: Option<Vec<u8>>,
}

/// One scanned part.
pub(super) struct Part {
    number: usize,
    of: usize,
    /// In upper case, as it is written.
    fingerprint: String,
    chunk: Vec<u8>,
}

impl Parts {
    /// Takes the text of one code. A part may come twice; when the last has come, all are forgotten.
    ///
    /// # Errors
    /// `update-other-sequence` for a part of another whole, `update-unreadable` for what is no part, and for a whole
    /// whose parts do not fit together, which is then forgotten; `update-too-large`.
    pub fn add(&mut self, code: &[u8]) -> Result<Progress, Refusal> {
        let part = Part::read(code)?;
        if self.chunks.is_empty() {
            self.fingerprint.clone_from(&part.fingerprint);
            self.chunks = vec![None; part.of];
        }
        let same = part.of == self.chunks.len() && part.fingerprint == self.fingerprint;
        let slot = self.chunks.get_mut(part.number - 1).filter(|_| same).ok_or(Code::UpdateOtherSequence)?;
        if slot.as_ref().is_some_and(|known| *known != part.chunk) {
            return Err(Code::UpdateOtherSequence.into());
        }
        *slot = Some(part.chunk);
        let progress = self.progress();
        if self.chunks.iter().any(Option::is_none) {
            return Ok(progress);
        }
        let Parts { fingerprint, chunks } = std::mem::take(self);
        let whole = chunks.into_iter().flatten().flatten().collect::<Vec<_>>();
        if text::fingerprint(&whole) != fingerprint {
            return Err(Refusal::named(Code::UpdateUnreadable, "SHA-256"));
        }
        Ok(Progress { bundle: Some(text::decompress(&whole)?), ..progress })
    }

    /// Whether none has been seen, or all are forgotten.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let seen = (1..).zip(&self.chunks).filter(|(_, chunk)| chunk.is_some());
        let of = u32::try_from(self.chunks.len()).expect("there are never that many");
        Progress { of, seen: seen.map(|(number, _)| number).collect(), bundle: None }
    }
}

impl Part {
    pub(super) fn read(code: &[u8]) -> Result<Self, Refusal> {
        let unreadable = || Refusal::from(Code::UpdateUnreadable);
        let code = code.trim_ascii();
        if code.len() > LONGEST_PART {
            return Err(Code::UpdateTooLarge.into());
        }
        let text = std::str::from_utf8(code).map_err(|_| unreadable())?;
        let (head, base45) =
            text.strip_prefix("SPP1:").and_then(|rest| rest.split_once(':')).ok_or_else(unreadable)?;
        let fields = head.split('/').collect::<Vec<_>>();
        let [number, of, fingerprint] = fields[..] else { return Err(unreadable()) };
        let count = |digits: &str| {
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<usize>().ok().filter(|_| plain).ok_or_else(unreadable)
        };
        let (number, of) = (count(number)?, count(of)?);
        if of > MOST_PARTS {
            return Err(Code::UpdateTooLarge.into());
        }
        let is_hash = fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
        if number == 0 || number > of || !is_hash {
            return Err(unreadable());
        }
        let fingerprint = fingerprint.to_ascii_uppercase();
        Ok(Self { number, of, fingerprint, chunk: text::decode(base45.as_bytes())? })
    }
}
