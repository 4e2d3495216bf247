//! The numbers and withdrawals that are kept in the database, apart from the log: they show that the log is lost or an older
//! one is in its place, and they only go up.

use super::Places;
use super::earlier;
use super::installed::Installed;
use super::notice::Notice;
use crate::bundle::{Counters, Line, Shelf};
use crate::clock::Now;
use crate::code::Code;
use crate::store::{Store, StoreError, record};

const WITNESS: &[u8] = b"witness";

/// What the database says.
pub(super) enum Witness {
    /// This process has no database: it only looks.
    Absent,
    /// These numbers; none where nothing was ever installed.
    Known(Counters),
    /// Its record is damaged: it is made again from the log.
    Damaged,
    /// It could not be read this time. It may be whole: nothing is written over it.
    Unreadable(StoreError),
}

impl Witness {
    pub(super) fn read(places: &Places, notices: &mut Vec<Notice>, now: Now) -> Self {
        let Some(database) = &places.database else { return Self::Absent };
        let kept = match record::read::<Counters>(&**database, WITNESS) {
            Ok(None) => earlier::counters(&**database),
            kept => kept,
        };
        match kept {
            Ok(counters) => Self::Known(counters.unwrap_or_default()),
            Err(StoreError::Damaged { what }) => {
                notices.push(Notice::new(Code::CountersRaised, now.wall, what));
                Self::Damaged
            }
            Err(error) => {
                notices.push(Notice::new(Code::RegisterUnavailable, now.wall, &error));
                Self::Unreadable(error)
            }
        }
    }

    /// The numbers, for who may write: none where they are damaged.
    pub(super) fn known(&self) -> Option<&Counters> {
        const NONE: &Counters = &Counters::NONE;
        match self {
            Self::Known(counters) => Some(counters),
            Self::Damaged => Some(NONE),
            Self::Absent | Self::Unreadable(_) => None,
        }
    }

    /// Writes what was mended, and takes numbers that were lost from the log again. It is told, unless the device died between
    /// the two writes of its last change.
    pub(super) fn settle(
        &mut self,
        places: &Places,
        installed: Installed,
        notices: &mut Vec<Notice>,
        now: Now,
    ) -> Installed {
        let (Some(database), Some(known)) = (&places.database, self.known()) else { return installed };
        let follows = installed.shelf.counters();
        let is_told = notices.iter().any(|notice| notice.code == Code::CountersRaised);
        let changes = installed.shelf.lines().into_iter().filter(|line| matches!(line, Line::Accepted(_)));
        let is_lost = known.is_empty() && changes.count() > 1 && installed.repair.is_none();
        if is_lost && !is_told {
            notices.push(Notice::new(Code::CountersRaised, now.wall, format!("0 < {}", follows.len())));
        }
        let is_same = *known == follows;
        let mut installed = installed;
        let mut failed = None;
        if let Some(repair) = installed.repair.take() {
            let count = repair.updates;
            notices.push(Notice::new(repair.code, now.wall, count));
            match installed.write(&*places.updates, installed.shelf.clone()) {
                Ok(kept) => installed = kept,
                Err(error) => failed = Some(error),
            }
        }
        if !is_same {
            failed = failed.or(self.raise(&**database, &installed.shelf).err());
        }
        if let Some(error) = failed {
            notices.push(Notice::new(Code::RegisterUnavailable, now.wall, error));
        }
        installed
    }

    /// Whether anything may be changed.
    ///
    /// # Errors
    /// What was wrong when the numbers were read.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        match self {
            Self::Unreadable(error) => {
                let source = std::io::Error::other(error.to_string());
                Err(StoreError::Io { path: "the numbers of updates".into(), source })
            }
            Self::Absent | Self::Known(_) | Self::Damaged => Ok(()),
        }
    }

    /// Keeps the numbers that follow from a shelf, which are those of before or higher.
    pub(super) fn raise(&mut self, database: &dyn Store, shelf: &Shelf) -> Result<(), StoreError> {
        let counters = shelf.counters();
        record::write(database, WITNESS, &counters)?;
        database.remove(earlier::COUNTERS)?;
        database.flush()?;
        *self = Self::Known(counters);
        Ok(())
    }
}
