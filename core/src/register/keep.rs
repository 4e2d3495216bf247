//! Lines and their sum in two stores: what is written when, and what is found again.

use std::sync::Arc;

use minicbor::Decode;

use super::line::{Entry, Head, Line};
use super::state::State;
use crate::store::{Store, StoreError, record};

/// A line's key is this and its number, highest byte first.
const LINE: &[u8] = b"line/";
/// The sum of the lines, with the last one's hash.
const END: &[u8] = b"register.end";

/// The two places: a database for the lines, and files apart from it for what they add up to, which survives it.
pub(super) struct Places {
    pub database: Arc<dyn Store>,
    pub apart: Arc<dyn Store>,
}

/// What was found when a register was opened.
pub(super) struct Found {
    pub state: State,
    /// The last line is missing or was changed.
    pub is_broken: bool,
    /// The end that is kept apart was lost.
    pub has_lost_end: bool,
}

impl Places {
    /// Finds the end of the register, and what the lines add up to. A line behind the end was written and not
    /// acknowledged: it is taken where it is chained.
    pub(super) fn find(&self) -> Result<Found, StoreError> {
        let kept = whole(record::read::<State>(&*self.apart, END))?;
        let (is_absent, kept) = (kept == Some(None), kept.flatten());
        let mut state = match &kept {
            Some(state) => state.clone(),
            None => self.sum(self.last_line()?)?,
        };
        // The first line is written before there is any end.
        let has_lost_end = kept.is_none() && !(is_absent && state.head.number <= 1);
        let head = state.head;
        let is_whole = head.number == 0 || self.line(head.number)?.is_some_and(|line| line.head() == head);
        while let Some(line) = self.line(state.head.number + 1)?.filter(|line| line.before == state.head.hash)
        {
            state.apply(&line);
        }
        let is_fresh = is_absent && state.head.number == 0;
        if !is_fresh && kept.as_ref() != Some(&state) {
            record::write(&*self.apart, END, &state)?;
        }
        Ok(Found { is_broken: !is_whole, has_lost_end, state })
    }

    /// Writes a line and the new sum, and waits for the disk: first the line, then the end.
    pub(super) fn append(&self, line: &Line, state: &State) -> Result<(), StoreError> {
        let key = key_of(line.number);
        let sealed = record::seal(&key, &line.to_cbor());
        let written = self.database.put(&key, &sealed).and_then(|()| self.database.flush());
        let written = written.and_then(|()| record::write(&*self.apart, END, state));
        if written.is_err() {
            // What was not acknowledged is better not there; if it is, it does no harm.
            let _ = self.database.remove(&key);
        }
        written
    }

    /// Removes the lines up to that number.
    pub(super) fn remove_through(&self, through: u64) -> Result<(), StoreError> {
        let mut keys = Vec::new();
        self.scan(|number, _| {
            if number <= through {
                keys.push(key_of(number));
            }
            Ok(())
        })?;
        keys.iter().try_for_each(|key| self.database.remove(key))?;
        self.database.flush()
    }

    /// Shows every line that lies there, in the order of the places; `None` for one that cannot be read.
    pub(super) fn scan(
        &self,
        mut visit: impl FnMut(u64, Option<Line>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.database.scan(LINE, &mut |key, value| {
            let number = key.get(LINE.len()..).and_then(|number| <[u8; 8]>::try_from(number).ok());
            match number {
                Some(number) => visit(u64::from_be_bytes(number), read(key, value)?),
                None => Ok(()),
            }
        })
    }

    fn line(&self, number: u64) -> Result<Option<Line>, StoreError> {
        let key = key_of(number);
        let Some(value) = self.database.get(&key)? else { return Ok(None) };
        read(&key, &value)
    }

    fn last_line(&self) -> Result<Head, StoreError> {
        let mut head = Head::default();
        self.scan(|number, line| {
            head = line.map_or(Head { number, ..head }, |line| line.head());
            Ok(())
        })?;
        Ok(head)
    }

    /// Adds up all lines up to `head`. Those that were removed are told by the last removal.
    fn sum(&self, head: Head) -> Result<State, StoreError> {
        let mut start = State::empty();
        self.scan(|number, line| {
            if let Some(Line { entry: Entry::Removed { through, named, .. }, .. }) = line
                && number <= head.number
            {
                start.first = through + 1;
                start.named = named;
            }
            Ok(())
        })?;
        let mut state = start;
        self.scan(|number, line| {
            if let Some(line) = line
                && (state.first..=head.number).contains(&number)
            {
                state.apply(&line);
            }
            Ok(())
        })?;
        state.head = head;
        Ok(state)
    }
}

fn key_of(number: u64) -> Vec<u8> {
    [LINE, &number.to_be_bytes()].concat()
}

/// A line that can be read; `None` for damage.
fn read(key: &[u8], value: &[u8]) -> Result<Option<Line>, StoreError> {
    let payload = whole(record::unseal(key, value).map(Some))?.flatten();
    Ok(payload.and_then(decode))
}

/// Only what would be written again in the very same bytes.
fn decode<'b, T: Decode<'b, ()> + minicbor::Encode<()>>(payload: &'b [u8]) -> Option<T> {
    let value = minicbor::decode::<T>(payload).ok()?;
    (minicbor::to_vec(&value).expect("a vector takes every byte") == payload).then_some(value)
}

/// Damage is `None`; other errors stay errors.
fn whole<T>(read: Result<Option<T>, StoreError>) -> Result<Option<Option<T>>, StoreError> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(StoreError::Damaged { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
