//! The numbers and withdrawals that are kept apart from the log: they show that it is lost or an older one is in its place, and
//! they only go up. They stand in the database, and once more in a file beside it, for who cannot have the database.

use super::Places;
use super::earlier;
use super::notice::Notice;
use crate::bundle::{Counters, Shelf};
use crate::clock::Now;
use crate::code::Code;
use crate::store::{StoreError, record};

const WITNESS: &[u8] = b"witness";

/// The numbers, and what this process may do with them.
pub(super) struct Witness {
    /// As far as anything of this device knows them; `None` where nothing does.
    counters: Option<Counters>,
    /// Whether both copies say the same.
    is_kept_twice: bool,
    standing: Standing,
}

enum Standing {
    /// It has the database: it writes, and mends.
    Writes,
    /// It only looks.
    Looks,
    /// It only looks, and cannot read even the copy beside the database.
    Blind,
    /// The database could not be read this time, as the system said. It may be whole: nothing is written over it.
    Unreadable(String),
}

impl Witness {
    pub(super) fn read(places: &Places, notices: &mut Vec<Notice>, now: Now) -> Self {
        let beside = record::read::<Counters>(&*places.apart, WITNESS);
        let Some(database) = &places.database else {
            let standing = if beside.is_err() { Standing::Blind } else { Standing::Looks };
            return Self { counters: beside.ok().flatten(), is_kept_twice: true, standing };
        };
        let kept = match record::read::<Counters>(&**database, WITNESS) {
            Ok(None) => earlier::counters(&**database),
            kept => kept,
        };
        let beside = beside.ok().flatten();
        // Where there are none yet, that is kept too: numbers that another process sets beside the database are no loss then.
        let is_kept_twice = kept.as_ref().is_ok_and(|kept| kept.is_some() && *kept == beside);
        let (lost, standing) = match &kept {
            Ok(None) => {
                let known = beside.as_ref().map_or(0, Counters::len);
                ((known > 0).then(|| format!("0 < {known}")), Standing::Writes)
            }
            Ok(Some(_)) => (None, Standing::Writes),
            Err(StoreError::Damaged { what }) => (Some(what.clone()), Standing::Writes),
            Err(error) => {
                notices.push(Notice::new(Code::RegisterUnavailable, now.wall, error.brief()));
                (None, Standing::Unreadable(error.brief()))
            }
        };
        notices.extend(lost.map(|lost| Notice::new(Code::CountersRaised, now.wall, lost)));
        let counters =
            [kept.ok().flatten(), beside].into_iter().flatten().reduce(|one, other| one.joined(&other));
        let counters =
            if matches!(standing, Standing::Writes) { counters.or(Some(Counters::NONE)) } else { counters };
        Self { counters, is_kept_twice, standing }
    }

    /// The numbers; `None` where nothing knows them.
    pub(super) fn known(&self) -> Option<&Counters> {
        self.counters.as_ref()
    }

    /// Whether this process makes whole again what is damaged.
    pub(super) fn mends(&self) -> bool {
        matches!(self.standing, Standing::Writes)
    }

    /// Why nobody can say whether the log is the newest, if so.
    pub(super) fn fault(&self) -> Option<String> {
        matches!(self.standing, Standing::Blind).then(|| "witness".to_owned())
    }

    /// Whether anything may be changed.
    ///
    /// # Errors
    /// What was wrong when the numbers were read.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        match &self.standing {
            Standing::Unreadable(detail) => Err(StoreError::Unavailable { detail: detail.clone() }),
            Standing::Writes | Standing::Looks | Standing::Blind => Ok(()),
        }
    }

    /// Keeps the numbers that follow from a shelf, which are those of before or higher: in the database, and beside it for who
    /// has not got that. Nothing is written where nothing is new.
    pub(super) fn raise(&mut self, places: &Places, shelf: &Shelf) -> Result<(), StoreError> {
        let counters = shelf.counters();
        if self.counters.as_ref() == Some(&counters) && self.is_kept_twice {
            return Ok(());
        }
        self.is_kept_twice = false;
        if let Some(database) = &places.database {
            record::write(&**database, WITNESS, &counters)?;
            database.remove(earlier::COUNTERS)?;
            database.flush()?;
        }
        record::write(&*places.apart, WITNESS, &counters)?;
        places.apart.flush()?;
        self.counters = Some(counters);
        self.is_kept_twice = true;
        Ok(())
    }
}
