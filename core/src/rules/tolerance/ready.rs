//! A pack that makes sense, ready to judge.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use super::check::PackError;
use super::pack::Pack;
use super::word::Text;
use crate::time::{at_local_time, in_zone};
use crate::verdict::{Basis, Translation};

/// A pack that was checked, with the moments at which it begins and ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tolerance {
    pub(super) pack: Pack,
    from: DateTime<Utc>,
    sunset: Option<DateTime<Utc>>,
}

impl Tolerance {
    /// Takes a pack.
    ///
    /// # Errors
    /// The first thing in it that makes no sense or has no words.
    pub fn new(pack: Pack) -> Result<Self, PackError> {
        pack.check()?;
        let instant = |local: NaiveDateTime| at_local_time(local, pack.zone.0).to_utc();
        let (from, sunset) = (instant(pack.in_force.from), pack.in_force.sunset.map(instant));
        Ok(Self { pack, from, sunset })
    }

    /// What it says.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// Whether it speaks about checks made then.
    #[must_use]
    pub fn is_in_force(&self, at: DateTime<Utc>) -> bool {
        self.from <= at && self.sunset.is_none_or(|sunset| at < sunset)
    }

    /// Whether papers of that kind are covered; one that does not say its kind is not excluded.
    #[must_use]
    pub fn covers(&self, kind: Option<&str>) -> bool {
        let Some(kind) = kind else { return true };
        self.pack.kind(kind).is_some_and(|kind| kind.not_covered.is_none())
    }

    /// The pack by its id and title, as verdicts name it.
    #[must_use]
    pub fn basis(&self) -> Basis {
        let Text { fr, en } = &self.pack.title;
        let title = [("fr", fr), ("en", en)].map(|(language, text)| Translation::new(language, text));
        Basis { id: self.pack.id.clone(), title: title.into() }
    }

    /// Where the holder of a paper of that kind finds the code later.
    #[must_use]
    pub fn portal(&self, kind: Option<&str>) -> Option<&str> {
        let own = kind.and_then(|kind| self.pack.kind(kind)).and_then(|kind| kind.portal.as_ref());
        own.or(self.pack.portal.as_ref()).map(String::as_str)
    }

    /// The zone of its local times.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.pack.zone.0
    }

    /// Since when it is in force.
    #[must_use]
    pub fn from(&self) -> DateTime<Utc> {
        self.from
    }

    /// From when on it no longer is.
    #[must_use]
    pub fn sunset(&self) -> Option<DateTime<Utc>> {
        self.sunset
    }

    /// A moment on the pack's clock.
    #[must_use]
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        in_zone(at, self.pack.zone.0).naive_local()
    }
}
