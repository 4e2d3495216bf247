//! The register of checks: who was named to check, when checks were made, and how many ended how.
//!
//! The decree asks it of places that check passes. It holds nothing of a holder, and cannot: its lines have room for
//! [`Name`]s of those who check, times and [`Counts`], and for no text besides. Each line is chained to the one before by a
//! hash, and the end is kept apart from the lines, so that a line that is missing, changed or out of its place is told. That
//! finds damage and careless hands; it keeps out nobody who can write both places and knows this page.

mod chain;
mod counts;
mod csv;
mod export;
mod keep;
mod line;
mod name;
mod state;

use std::sync::Arc;

use chrono::{DateTime, SubsecRound, Utc};
use thiserror::Error;

use crate::store::{Store, StoreError, record};
pub use chain::{Fault, Verification};
pub use counts::Counts;
pub use csv::{COLUMNS, to_csv};
pub use export::{Export, ExportError};
use keep::Places;
pub use line::{Entry, Hash, Head, Line, Mending, Named, Span};
pub use name::{Name, NotAName};
pub use state::Shift;
use state::{State, Tally};

const TALLY: &[u8] = b"tally";

/// The register, open in one process. What a call has returned `Ok` for is on the disk.
pub struct Register {
    places: Places,
    state: State,
}

/// Why something cannot be written into the register. Follows "the register: ".
#[derive(Debug, Error)]
pub enum RegisterError {
    /// They have been named already.
    #[error("already named: {who}")]
    AlreadyNamed {
        /// Who.
        who: Name,
    },
    /// They have not been named, or are no longer.
    #[error("not named to check: {who}")]
    NotNamed {
        /// Who.
        who: Name,
    },
    /// They check just now.
    #[error("on duty: {who}")]
    OnDuty {
        /// Who.
        who: Name,
    },
    /// A shift needs somebody.
    #[error("nobody is to be on duty")]
    Nobody,
    /// No shift is open.
    #[error("no shift is open")]
    NoShift,
    /// Lines are removed up to a day that has begun: a mistyped year would take the whole register.
    #[error("the day is still to come")]
    StillToCome,
    /// It cannot be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Register {
    /// Opens the register. Its lines are in `database`, its end in `apart`. Gives what was wrong with it, which is
    /// written into the register too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(
        database: Arc<dyn Store>,
        apart: Arc<dyn Store>,
        at: DateTime<Utc>,
    ) -> Result<(Self, Option<Mending>), StoreError> {
        let places = Places { database, apart };
        let found = places.find()?;
        let mut register = Self { places, state: found.state };
        let has_lost_counts = register.state.shift.is_some()
            && matches!(
                record::read::<Tally>(&*register.places.apart, TALLY),
                Err(StoreError::Damaged { .. })
            );
        let mending = match (found.is_broken, found.has_lost_end) {
            (true, _) => Some(Mending::LinesLost),
            (false, true) => Some(Mending::HeadLost),
            (false, false) => has_lost_counts.then_some(Mending::CountsLost),
        };
        if has_lost_counts {
            register.places.apart.remove(TALLY)?;
        }
        if let Some(what) = mending {
            register.append(Entry::Mended { what }, at)?;
        }
        Ok((register, mending))
    }

    /// Who is named, and since when.
    #[must_use]
    pub fn named(&self) -> &[Named] {
        &self.state.named
    }

    /// Who is on duty.
    #[must_use]
    pub fn shift(&self) -> Option<&Shift> {
        self.state.shift.as_ref()
    }

    /// The last line.
    #[must_use]
    pub fn head(&self) -> Head {
        self.state.head
    }

    /// Names somebody to check.
    ///
    /// # Errors
    /// [`RegisterError::AlreadyNamed`], [`RegisterError::Store`].
    pub fn name(&mut self, who: Name, at: DateTime<Utc>) -> Result<(), RegisterError> {
        if let Ok(known) = self.known(&who) {
            return Err(RegisterError::AlreadyNamed { who: known });
        }
        Ok(self.append(Entry::Named { who }, at)?)
    }

    /// Ends a naming.
    ///
    /// # Errors
    /// [`RegisterError::NotNamed`], [`RegisterError::OnDuty`], [`RegisterError::Store`].
    pub fn withdraw(&mut self, who: Name, at: DateTime<Utc>) -> Result<(), RegisterError> {
        let who = self.known(&who)?;
        if self.shift().is_some_and(|shift| shift.who.contains(&who)) {
            return Err(RegisterError::OnDuty { who });
        }
        Ok(self.append(Entry::Withdrawn { who }, at)?)
    }

    /// Opens a shift. One that is still open was abandoned: it is closed first, and gives when it was last used.
    ///
    /// # Errors
    /// [`RegisterError::Nobody`], [`RegisterError::NotNamed`], [`RegisterError::Store`].
    pub fn open_shift(
        &mut self,
        who: Vec<Name>,
        at: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, RegisterError> {
        let mut who = who.iter().map(|name| self.known(name)).collect::<Result<Vec<_>, _>>()?;
        who.sort();
        who.dedup();
        if who.is_empty() {
            return Err(RegisterError::Nobody);
        }
        let abandoned = self.shift().map(|shift| shift.since);
        let abandoned = match abandoned {
            Some(since) => Some(self.tally()?.map_or(since, |tally| tally.at)),
            None => None,
        };
        if abandoned.is_some() {
            self.close(abandoned, at)?;
        }
        self.append(Entry::Opened { who }, at)?;
        Ok(abandoned)
    }

    /// Ends the shift. Gives its counts.
    ///
    /// # Errors
    /// [`RegisterError::NoShift`], [`RegisterError::Store`].
    pub fn close_shift(&mut self, at: DateTime<Utc>) -> Result<Counts, RegisterError> {
        self.close(None, at)
    }

    fn close(
        &mut self,
        abandoned: Option<DateTime<Utc>>,
        at: DateTime<Utc>,
    ) -> Result<Counts, RegisterError> {
        let opened = self.shift().ok_or(RegisterError::NoShift)?.opened;
        let counts = self.tally()?.map(|tally| tally.counts).unwrap_or_default();
        self.append(Entry::Closed { opened, counts, abandoned }, at)?;
        Ok(counts)
    }

    /// Adds checks to the shift that is open, and waits for the disk; nothing where none is.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn count(&self, counts: &Counts, at: DateTime<Utc>) -> Result<(), StoreError> {
        let Some(Shift { opened, .. }) = self.shift() else { return Ok(()) };
        if *counts == Counts::default() {
            return Ok(());
        }
        let mut sum = self.tally()?.map(|tally| tally.counts).unwrap_or_default();
        sum.add(counts);
        let tally = Tally { opened: *opened, counts: sum, at: at.trunc_subsecs(0) };
        record::write(&*self.places.apart, TALLY, &tally)
    }

    /// What has been counted in the shift that is open.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn counts(&self) -> Result<Counts, StoreError> {
        Ok(self.tally()?.map(|tally| tally.counts).unwrap_or_default())
    }

    /// Counts that are damaged are lost; that the shift was there is a line.
    fn tally(&self) -> Result<Option<Tally>, StoreError> {
        let tally = match record::read::<Tally>(&*self.places.apart, TALLY) {
            Err(StoreError::Damaged { .. }) => None,
            read => read?,
        };
        let opened = self.shift().map(|shift| shift.opened);
        Ok(tally.filter(|tally| Some(tally.opened) == opened))
    }

    /// Removes the lines that are older than `before`, up to the shift that is open. `by` answers for it in a line,
    /// which also says again who is named; so the chain goes on from there. Gives how many lines were removed.
    ///
    /// # Errors
    /// [`RegisterError::StillToCome`], [`RegisterError::NotNamed`], [`RegisterError::Store`].
    pub fn remove_before(
        &mut self,
        before: DateTime<Utc>,
        by: Name,
        at: DateTime<Utc>,
    ) -> Result<u64, RegisterError> {
        let by = self.known(&by)?;
        if before > at {
            return Err(RegisterError::StillToCome);
        }
        let end = self.shift().map_or(self.state.head.number + 1, |shift| shift.opened);
        let mut past = State { named: self.named_at_beginning()?, ..State::empty() };
        let first = self.state.first;
        let mut has_ended = false;
        self.places.scan(|number, line| {
            has_ended |= number >= end || line.as_ref().is_some_and(|line| line.at >= before);
            match line {
                Some(line) if !has_ended && number >= first => past.apply(&line),
                Some(_) | None => {}
            }
            Ok(())
        })?;
        let Head { number: through, hash } = past.head;
        if through >= first {
            self.append(Entry::Removed { through, hash, by, named: past.named }, at)?;
        }
        // Also those that an earlier removal had not come to.
        self.places.remove_through(self.state.first - 1)?;
        Ok((through + 1).saturating_sub(first))
    }

    /// Writes that something happened to the register itself.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn mend(&mut self, what: Mending, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.append(Entry::Mended { what }, at)
    }

    /// Shows every line that can be read.
    ///
    /// # Errors
    /// [`StoreError`], and what `visit` fails with.
    pub fn lines(&self, mut visit: impl FnMut(Line)) -> Result<(), StoreError> {
        self.places.scan(|_, line| {
            line.into_iter().for_each(&mut visit);
            Ok(())
        })
    }

    /// Looks at every line.
    ///
    /// # Errors
    /// [`StoreError`]; what is wrong with lines is no error.
    pub fn verify(&self) -> Result<Verification, StoreError> {
        let mut walk = chain::Walk::new();
        self.places.scan(|number, line| {
            walk.step(number, line.as_ref());
            Ok(())
        })?;
        Ok(walk.end(self.state.head))
    }

    /// Who was named before the first line that is kept.
    fn named_at_beginning(&self) -> Result<Vec<Named>, StoreError> {
        let mut beginning = Vec::new();
        self.lines(|line| {
            if let Entry::Removed { named, .. } = line.entry {
                beginning = named;
            }
        })?;
        Ok(beginning)
    }

    /// Somebody who is named, as they were named: a name is the same in capitals. Earlier versions took it for another.
    fn known(&self, who: &Name) -> Result<Name, RegisterError> {
        let names = || self.named().iter().map(|named| &named.who);
        let known = names()
            .find(|known| *known == who)
            .or_else(|| names().find(|known| known.is_of_same_person(who)));
        known.cloned().ok_or_else(|| RegisterError::NotNamed { who: who.clone() })
    }

    fn append(&mut self, entry: Entry, at: DateTime<Utc>) -> Result<(), StoreError> {
        let Head { number, hash } = self.state.head;
        let line = Line { number: number + 1, at: at.trunc_subsecs(0), entry, before: hash };
        let mut state = self.state.clone();
        state.apply(&line);
        self.places.append(&line, &state)?;
        self.state = state;
        Ok(())
    }
}
