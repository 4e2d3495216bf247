//! What can be answered now, and which times of act the packs can tell apart.

use std::collections::BTreeSet;

use chrono::{DateTime, DurationRound, NaiveDateTime, TimeDelta, Utc};

use super::chip::Chip;
use super::chips::{self, asks};
use crate::rules::tolerance::{Axis, Counts, ElementLevel, Held, Stated, Word};
use crate::time::{MINUTE, hours_before};

/// More than this of what may be missing is not gone through.
const MOST_GAPS: usize = 1024;

/// Everything that may be answered.
pub(crate) struct Domain<'p> {
    /// The kinds that any pack speaks of.
    pub kinds: Vec<&'p Word>,
    /// The elements that are ticked; those with a question of their own are not among them.
    pub elements: Vec<&'p Word>,
    /// What may be missing of them, as far as that makes a difference.
    pub gaps: Gaps,
    /// The times of act that are tapped.
    pub chips: Vec<Chip>,
    /// Usual durations in hours, ascending.
    pub hours: Vec<u16>,
    /// What a paper may say of its duration, as far as that makes a difference.
    pub stated: Vec<Stated>,
    /// Whether a time is asked for at all.
    pub is_dated: bool,
    /// Local times of act at which something may come out otherwise, ascending.
    turns: BTreeSet<NaiveDateTime>,
    now: NaiveDateTime,
}

/// Sets of missing elements that stand for all others.
pub(crate) enum Gaps {
    /// All that make a difference, the complete paper first.
    All(Vec<BTreeSet<Word>>),
    /// Too many to be gone through.
    TooMany,
}

impl<'p> Domain<'p> {
    /// What can be answered where these packs are in force.
    pub(crate) fn of(packs: &[&'p Held], at: DateTime<Utc>) -> Self {
        let elements = ticked(packs);
        let hours = packs.iter().flat_map(|held| &held.tolerance.pack().stated_duration.usual_hours);
        let hours = hours.copied().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        Self {
            kinds: unique(
                packs.iter().flat_map(|held| held.tolerance.pack().kinds.iter().map(|kind| &kind.id)),
            ),
            gaps: gaps(packs, &elements),
            elements,
            chips: chips::chips(packs, at),
            stated: stated(packs, &hours),
            is_dated: packs.iter().any(|held| asks(held, Word::TEST_DATE)),
            turns: turns(packs, &hours, at),
            now: packs.iter().map(|held| held.tolerance.local(at)).max().unwrap_or_default(),
            hours,
        }
    }

    /// Times of act within a chip that stand for all others in it.
    pub(crate) fn within(&self, from: NaiveDateTime, until: NaiveDateTime) -> Vec<NaiveDateTime> {
        // What was answered is a chip only as far as the caller says so.
        let Some(last) = until.checked_sub_signed(MINUTE).filter(|last| from <= *last) else {
            return vec![from];
        };
        let turns = self.turns.range(from..until).copied();
        [from, last].into_iter().chain(turns).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// A time of act before now that no chip holds.
    pub(crate) fn elsewhere(&self) -> NaiveDateTime {
        let first = self.chips.iter().map(|chip| chip.from).min();
        first.map_or(self.now, |first| first.min(self.now)) - MINUTE
    }

    /// A time of act behind now.
    pub(crate) fn future(&self) -> NaiveDateTime {
        self.now + TimeDelta::days(1)
    }
}

fn unique<'p>(words: impl Iterator<Item = &'p Word>) -> Vec<&'p Word> {
    let mut unique = Vec::new();
    for word in words {
        if !unique.contains(&word) {
            unique.push(word);
        }
    }
    unique
}

/// Kind, time and duration are asked by questions of their own.
fn ticked<'p>(packs: &[&'p Held]) -> Vec<&'p Word> {
    let own = [Word::TEST_KIND, Word::TEST_DATE, Word::TEST_TIME, Word::DURATION];
    let elements = packs.iter().flat_map(|held| &held.tolerance.pack().elements).map(|element| &element.id);
    unique(elements.filter(|word| !own.contains(&word.as_str())))
}

/// To a pack the first missing element of the worst level decides: so one for each pack stands for all that may be missing.
fn gaps(packs: &[&Held], elements: &[&Word]) -> Gaps {
    let mut gaps = BTreeSet::from([BTreeSet::new()]);
    for held in packs {
        let own = elements.iter().filter(|word| held.tolerance.pack().element(word.as_str()).is_some());
        let wider = own.flat_map(|word| gaps.iter().map(|gap| with(gap, word))).collect::<Vec<_>>();
        gaps.extend(wider);
        if gaps.len() > MOST_GAPS {
            return Gaps::TooMany;
        }
    }
    Gaps::All(gaps.into_iter().collect())
}

fn with(gap: &BTreeSet<Word>, word: &Word) -> BTreeSet<Word> {
    gap.iter().chain([word]).cloned().collect()
}

/// Where a duration neither counts nor must stand there, nothing is asked and none is missed.
fn stated(packs: &[&Held], hours: &[u16]) -> Vec<Stated> {
    let counts = packs.iter().any(|held| held.tolerance.pack().stated_duration.counts == Counts::Shortens);
    let must = packs.iter().any(|held| {
        let element = held.tolerance.pack().element(Word::DURATION);
        let levels = element.into_iter().flat_map(|element| {
            element.except.iter().map(|exception| exception.level).chain([element.level])
        });
        levels.into_iter().any(|level| level < ElementLevel::Note)
    });
    let hours = hours.iter().map(|hours| Stated::Hours(*hours)).filter(|_| counts);
    let others = if must { vec![Stated::Nothing, Stated::Something] } else { vec![Stated::Something] };
    others.into_iter().chain(hours).collect()
}

/// Edges of windows, now, and now less every duration; each with the minutes on either side.
fn turns(packs: &[&Held], hours: &[u16], at: DateTime<Utc>) -> BTreeSet<NaiveDateTime> {
    let mut turns = BTreeSet::new();
    for held in packs {
        let pack = held.tolerance.pack();
        let by_act = pack.axis == Axis::TimeOfAct;
        let windows = pack.windows.iter().filter(|_| by_act);
        let edges = windows.flat_map(|window| [window.from, window.until]);
        let ages =
            pack.windows.iter().filter_map(|window| window.maximum_age_hours).chain(pack.maximum_age_hours);
        let ages = ages.chain(hours.iter().copied()).chain([0]);
        let limits = ages.map(|hours| held.tolerance.local(hours_before(at, hours)));
        for turn in edges.chain(limits) {
            let turn = turn.duration_trunc(MINUTE).unwrap_or(turn);
            turns.extend([turn - MINUTE, turn, turn + MINUTE]);
        }
    }
    turns
}
