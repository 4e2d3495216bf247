//! CBOR, item by item, within the bounds of a pass.
//!
//! Nothing is reserved on a length's word, and what is only read over counts like what is kept.

use minicbor::Decoder;
use minicbor::data::Type;
use minicbor::decode::Error;

use crate::code::Code;
use crate::pass::bounds::{DEEPEST, MOST_KEYS, MOST_VALUES};

/// Why reading ended.
pub(super) enum Fault {
    /// Something is not what it should be at the step that is being read.
    Malformed,
    /// The code is known already.
    Named(Code),
}

pub(super) type Read<T> = Result<T, Fault>;

/// A reader of one layer of a pass.
pub(super) struct Items<'b, 'p> {
    /// Reads what is no list and no object.
    pub decoder: Decoder<'b>,
    values_left: &'p mut usize,
    levels_left: usize,
}

impl<'b, 'p> Items<'b, 'p> {
    /// Reads `bytes`. The layers of one pass share `values_left`, which begins at [`MOST_VALUES`].
    pub(super) fn of(bytes: &'b [u8], values_left: &'p mut usize) -> Self {
        Self { decoder: Decoder::new(bytes), values_left, levels_left: DEEPEST }
    }

    /// Goes through an object; `entry` reads a key and its value.
    pub(super) fn object(&mut self, entry: impl FnMut(&mut Self) -> Read<()>) -> Read<()> {
        let keys = self.decoder.map()?;
        self.elements(keys, MOST_KEYS, entry)
    }

    /// Goes through a list; `item` reads one of its items.
    pub(super) fn list(&mut self, item: impl FnMut(&mut Self) -> Read<()>) -> Read<()> {
        let items = self.decoder.array()?;
        self.elements(items, MOST_VALUES, item)
    }

    /// Reads over one item, whatever it is.
    pub(super) fn skip(&mut self) -> Read<()> {
        while self.decoder.datatype()? == Type::Tag {
            self.decoder.tag()?;
        }
        let kind = self.decoder.datatype()?;
        if matches!(kind, Type::Map | Type::MapIndef) {
            return self.object(|items| {
                items.skip()?;
                items.skip()
            });
        }
        if matches!(kind, Type::Array | Type::ArrayIndef) {
            return self.list(Self::skip);
        }
        if kind == Type::Break {
            return Err(Fault::Malformed);
        }
        Ok(self.decoder.skip()?)
    }

    /// Makes sure that nothing follows.
    pub(super) fn end(&self) -> Read<()> {
        if self.decoder.position() == self.decoder.input().len() { Ok(()) } else { Err(Fault::Malformed) }
    }

    fn elements(
        &mut self,
        length: Option<u64>,
        most: usize,
        mut element: impl FnMut(&mut Self) -> Read<()>,
    ) -> Read<()> {
        self.levels_left = self.levels_left.checked_sub(1).ok_or(Fault::Malformed)?;
        let mut read = 0;
        while self.goes_on(length, read)? {
            if read == most {
                return Err(Fault::Named(Code::TooLarge));
            }
            *self.values_left = self.values_left.checked_sub(1).ok_or(Fault::Named(Code::TooLarge))?;
            element(self)?;
            read += 1;
        }
        self.levels_left += 1;
        Ok(())
    }

    /// Whether another element follows; takes the end mark of an indefinite length.
    fn goes_on(&mut self, length: Option<u64>, read: usize) -> Read<bool> {
        if let Some(length) = length {
            return Ok((read as u64) < length);
        }
        if self.decoder.datatype()? != Type::Break {
            return Ok(true);
        }
        self.decoder.set_position(self.decoder.position() + 1);
        Ok(false)
    }
}

/// Fills what may stand only once.
pub(super) fn set_once<T>(slot: &mut Option<T>, value: T) -> Read<()> {
    if slot.replace(value).is_some() { Err(Fault::Malformed) } else { Ok(()) }
}

impl Fault {
    /// Its code; that of `step` where the step alone tells what is wrong.
    pub(super) fn code(self, step: Code) -> Code {
        match self {
            Fault::Malformed => step,
            Fault::Named(code) => code,
        }
    }
}

impl From<Error> for Fault {
    fn from(_: Error) -> Self {
        Fault::Malformed
    }
}
