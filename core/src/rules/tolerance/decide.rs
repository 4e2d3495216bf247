//! The order in which a pack is applied to a paper: nine steps, each of which may end it.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::pack::{Axis, Counts, Element, ElementLevel, Scope, Window};
use super::paper::{Paper, Stated};
use super::ready::Tolerance;
use super::word::Word;
use crate::place::Region;
use crate::time::at_local_time;
use crate::verdict::{Outcome, Profile};

/// When, where and by whom a paper is checked.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'c> {
    /// The time of check.
    pub at: DateTime<Utc>,
    /// The device's time, by which packs go stale; `None` in a what-if run.
    pub device: Option<DateTime<Utc>>,
    /// The region of the place, if the device knows it.
    pub region: Option<&'c Region>,
    /// The kind of place, if the device knows it.
    pub place: Option<&'c Word>,
    /// Who is looking.
    pub profile: Profile,
}

/// What comes of a paper, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision<'p> {
    /// The one word.
    pub outcome: Outcome,
    /// What decided it.
    pub deciding: Deciding<'p>,
    /// Until when the paper is or was good, where that was reached.
    pub until: Option<DateTime<Utc>>,
}

/// What decided about a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deciding<'p> {
    /// Nothing stands against it.
    Tolerated,
    /// A reason that the pack gives, for its kind or its window.
    Given(&'p Word),
    /// The kind of paper is not one that the pack speaks of.
    OtherKind,
    /// An element that is missing.
    Missing(&'p Word),
    /// The act lies in the future.
    InFuture,
    /// The time is in no window.
    OutsideWindow,
    /// The time is in a window that holds elsewhere or for others, or the device does not know whether it holds here.
    OutsideScope,
    /// It was good for too short a time.
    Expired,
}

/// How long the windows that may be meant let a paper be good.
struct Term {
    /// Its greatest age.
    hours: Option<u16>,
    /// When the first of them ends.
    window_ends: Option<NaiveDateTime>,
}

/// The first element of a level that is missing refuses, or leaves open.
const BY_LEVEL: [(ElementLevel, Outcome); 2] =
    [(ElementLevel::Essential, Outcome::Refused), (ElementLevel::Firm, Outcome::Incomplete)];

impl Tolerance {
    /// What comes of a paper under this pack, which must be in force.
    #[must_use]
    pub fn decide(&self, paper: &Paper<'_>, circumstances: &Circumstances<'_>) -> Decision<'_> {
        self.kind_not_covered(paper)
            .or_else(|| self.undated(paper))
            .unwrap_or_else(|| self.decide_dated(paper, circumstances))
    }

    /// Step 1: another kind of paper.
    fn kind_not_covered(&self, paper: &Paper<'_>) -> Option<Decision<'_>> {
        let deciding = match self.pack.kind(paper.kind?) {
            Some(kind) => Deciding::Given(kind.not_covered.as_ref()?),
            None => Deciding::OtherKind,
        };
        Some(Decision { outcome: Outcome::NotCovered, deciding, until: None })
    }

    /// Step 2: without kind, date and time nothing else can be looked at.
    fn undated(&self, paper: &Paper<'_>) -> Option<Decision<'_>> {
        let needed = [Word::TEST_KIND, Word::TEST_DATE, Word::TEST_TIME];
        let lacking =
            |word: &&str| self.pack.level(word, paper.kind) == ElementLevel::Essential && !paper.shows(word);
        needed.iter().find(|word| lacking(word))?;
        self.missing(paper, ElementLevel::Essential, Outcome::Refused)
    }

    fn decide_dated(&self, paper: &Paper<'_>, circumstances: &Circumstances<'_>) -> Decision<'_> {
        let act = paper.act.map(|act| self.act(act, paper.kind));
        let instant = act.map(|act| at_local_time(act, self.zone()).to_utc());
        let decision = |outcome, deciding, until| Decision { outcome, deciding, until };
        if instant.is_some_and(|instant| instant > circumstances.at) {
            return decision(Outcome::Refused, Deciding::InFuture, None);
        }
        let term = match self.term(act, circumstances) {
            Ok(term) => term,
            Err(deciding) => return decision(Outcome::NotCovered, deciding, None),
        };
        let good_until = self.good_until(instant, &term, paper);
        if good_until.is_some_and(|until| until <= circumstances.at) {
            return decision(Outcome::Refused, Deciding::Expired, good_until);
        }
        if let Some(missing) = self.missing(paper, ElementLevel::Essential, Outcome::Refused) {
            return missing;
        }
        let until = self.until(good_until, &term);
        let [_, (level, outcome)] = BY_LEVEL;
        match self.missing(paper, level, outcome) {
            Some(missing) => Decision { until, ..missing },
            None => decision(Outcome::Tolerated, Deciding::Tolerated, until),
        }
    }

    /// The time of the act as far as papers state it: a paper without an hour is good from the first one of its day.
    fn act(&self, act: NaiveDateTime, kind: Option<&str>) -> NaiveDateTime {
        if self.pack.level(Word::TEST_TIME, kind) == ElementLevel::Unasked {
            return act.date().and_time(NaiveTime::MIN);
        }
        act
    }

    /// Step 4: the first window that holds the time and is meant for here. Without windows, it is all times.
    ///
    /// A device that does not know its place may be where an earlier window holds: then nothing is said that would be wrong there.
    fn term(
        &self,
        act: Option<NaiveDateTime>,
        circumstances: &Circumstances<'_>,
    ) -> Result<Term, Deciding<'_>> {
        let mut term = Term { hours: self.pack.maximum_age_hours, window_ends: None };
        if self.pack.windows.is_empty() {
            return Ok(term);
        }
        let instant = |local| at_local_time(local, self.zone()).to_utc();
        let holds = |window: &&Window| match self.pack.axis {
            Axis::TimeOfAct => act.is_some_and(|act| window.from <= act && act < window.until),
            // A local time that occurs twice would open a window that has closed.
            Axis::TimeOfCheck => {
                instant(window.from) <= circumstances.at && circumstances.at < instant(window.until)
            }
        };
        let mut holding = self.pack.windows.iter().filter(holds).peekable();
        if holding.peek().is_none() {
            return Err(Deciding::OutsideWindow);
        }
        let mut is_certain = true;
        for window in holding {
            let is_here = window.scope.as_ref().map_or(Some(true), |scope| scope.holds(circumstances));
            if is_here == Some(false) {
                continue;
            }
            is_certain &= is_here.is_some();
            match &window.not_covered {
                Some(reason) if is_certain => return Err(Deciding::Given(reason)),
                Some(_) => return Err(Deciding::OutsideScope),
                None => term.narrow(window),
            }
            if is_here.is_some() {
                return Ok(term);
            }
        }
        Err(Deciding::OutsideScope)
    }

    /// Until when the paper itself is good: the maximum age, shortened by what it states.
    fn good_until(
        &self,
        act: Option<DateTime<Utc>>,
        term: &Term,
        paper: &Paper<'_>,
    ) -> Option<DateTime<Utc>> {
        let stated = match (paper.stated, self.pack.stated_duration.counts) {
            (Stated::Hours(hours), Counts::Shortens) => Some(hours),
            (Stated::Hours(_) | Stated::Something | Stated::Nothing, _) => None,
        };
        let hours = term.hours.into_iter().chain(stated).min()?;
        act?.checked_add_signed(TimeDelta::hours(i64::from(hours)))
    }

    /// Until when it is accepted: also no longer than the window of checks and the pack.
    fn until(&self, good_until: Option<DateTime<Utc>>, term: &Term) -> Option<DateTime<Utc>> {
        let window_ends = term.window_ends.filter(|_| self.pack.axis == Axis::TimeOfCheck);
        let window_ends = window_ends.map(|end| at_local_time(end, self.zone()).to_utc());
        good_until.into_iter().chain(window_ends).chain(self.sunset()).min()
    }

    /// Steps 6 and 7: the first element of this level that is missing.
    fn missing(&self, paper: &Paper<'_>, level: ElementLevel, outcome: Outcome) -> Option<Decision<'_>> {
        let missing = self.missing_of(paper, level).next()?;
        Some(Decision { outcome, deciding: Deciding::Missing(&missing.id), until: None })
    }

    /// All elements of this level that are missing, in the pack's order.
    pub(super) fn missing_of<'t>(
        &'t self,
        paper: &Paper<'_>,
        level: ElementLevel,
    ) -> impl Iterator<Item = &'t Element> {
        let elements = self.pack.elements.iter();
        elements.filter(move |element| {
            element.level_for(paper.kind) == level && !paper.shows(element.id.as_str())
        })
    }
}

impl Term {
    /// No longer than this window allows.
    fn narrow(&mut self, window: &Window) {
        self.hours = self.hours.into_iter().chain(window.maximum_age_hours).min();
        self.window_ends = self.window_ends.into_iter().chain([window.until]).min();
    }
}

impl Scope {
    /// Whether this is the place and the person that is meant; `None` where the device does not know its place.
    fn holds(&self, circumstances: &Circumstances<'_>) -> Option<bool> {
        let met = [
            is_among(&self.regions, circumstances.region),
            is_among(&self.places, circumstances.place),
            is_among(&self.profiles, Some(&circumstances.profile)),
        ];
        if met.contains(&Some(false)) {
            return Some(false);
        }
        (!met.contains(&None)).then_some(true)
    }
}

/// Whether what is known is meant; an empty list means everything.
fn is_among<T: PartialEq>(meant: &[T], known: Option<&T>) -> Option<bool> {
    if meant.is_empty() { Some(true) } else { known.map(|known| meant.contains(known)) }
}
