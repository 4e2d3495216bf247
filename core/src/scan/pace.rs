//! How far a look at a picture comes in its time, and where the next one goes on.

use std::cell::Cell;
use std::time::Duration;

/// The time since some instant, never backwards. The core has no clock: whoever drives the scanner lends one, which
/// decides nothing but how much is looked at in a frame.
pub type Clock = fn() -> Duration;

/// Which part of a look's time a search for what may be a code has, and which the laying of nets over it: what is found is still
/// to be read.
pub(super) const SEARCHING: f32 = 0.6;
pub(super) const LAYING: f32 = 0.7;
pub(super) const ALL: f32 = 1.0;

/// A search looks at the clock every so many times that it asks.
const OFTEN: usize = 4;

/// What a still picture is worth: a candidate for every so many pixels, of which one that is tried counts as so many others; at least
/// and at most so many. A sheet full of codes takes a tenth of it.
const PIXELS_OF_ONE: usize = 80;
const WORTH: (usize, usize) = (3_000, 12_000);
const ATTEMPT: usize = 30;

/// When a look is over.
#[derive(Clone, Copy)]
pub(super) enum Limit<'a> {
    /// At an instant of a clock; or never.
    Time(Clock, Option<Duration>),
    /// When so much was tried; for a picture that is the only one. What would be left for the next one is tried now.
    Work(&'a Cell<usize>),
}

impl Limit<'_> {
    /// The work that a still picture is worth.
    pub(super) fn of_a_still(pixels: usize) -> Cell<usize> {
        Cell::new((pixels / PIXELS_OF_ONE).clamp(WORTH.0, WORTH.1))
    }

    pub(super) fn is_over(self) -> bool {
        match self {
            Self::Time(clock, end) => end.is_some_and(|end| clock() >= end),
            Self::Work(left) => left.get() == 0,
        }
    }

    /// Whether everything is to be tried, since no other picture comes.
    pub(super) fn is_of_a_still(self) -> bool {
        matches!(self, Self::Work(_))
    }

    pub(super) fn now(self) -> Duration {
        match self {
            Self::Time(clock, _) => clock(),
            Self::Work(_) => Duration::ZERO,
        }
    }

    /// The same limit, or a later one after which so much time is left in any case.
    pub(super) fn but_at_least(self, time: Duration) -> Self {
        match self {
            Self::Time(clock, Some(end)) => Self::Time(clock, Some(end.max(clock() + time))),
            Self::Time(_, None) | Self::Work(_) => self,
        }
    }

    /// A limit after a part of the time that is left.
    pub(super) fn part(self, part: f32) -> Self {
        match self {
            Self::Time(clock, Some(end)) => {
                let now = clock();
                Self::Time(clock, Some(now + end.saturating_sub(now).mul_f32(part)))
            }
            Self::Time(_, None) | Self::Work(_) => self,
        }
    }
}

/// Where a look was broken off, to go on there at the next frame; all noughts where it came to its end.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Left {
    line: usize,
    candidate: usize,
    attempt: usize,
}

/// The same of all that a step looks for.
#[derive(Clone, Copy, Default)]
pub(super) struct Progress {
    pub qr: [Left; 3],
    pub data_matrix: Left,
}

/// Breaks a look off when its time is over. It goes on where the one before was broken off, and looks in any case at some lines, at one
/// candidate, and makes one attempt at that: or what is dear would never come to its end.
pub(super) struct Pace<'a> {
    limit: Limit<'a>,
    started: Duration,
    before: Left,
    left: &'a mut Left,
    lines: usize,
    /// How often a search has asked, and whether its time is over.
    asked: usize,
    is_searched: bool,
    has_considered: bool,
    candidate: usize,
    /// Attempts at it, those before included; and those at all since the look began.
    attempt: usize,
    tried: usize,
}

impl<'a> Pace<'a> {
    pub(super) fn new(limit: Limit<'a>, left: &'a mut Left) -> Self {
        let before = std::mem::take(left);
        Self {
            limit,
            started: limit.now(),
            before,
            left,
            lines: 0,
            asked: 0,
            is_searched: false,
            has_considered: false,
            candidate: 0,
            attempt: 0,
            tried: 0,
        }
    }

    /// Whether everything is to be tried, since no other picture comes.
    pub(super) fn is_of_a_still(&self) -> bool {
        self.limit.is_of_a_still()
    }

    /// Whether time is over.
    pub(super) fn is_over(&self) -> bool {
        self.limit.is_over()
    }

    /// Whether a part of the time is over.
    pub(super) fn is_over_at(&self, part: f32) -> bool {
        match self.limit {
            Limit::Time(clock, Some(end)) => {
                clock() >= self.started + end.saturating_sub(self.started).mul_f32(part)
            }
            Limit::Time(_, None) | Limit::Work(_) => self.is_over(),
        }
    }

    /// The next of `all` lines that are searched, those first that were left over.
    pub(super) fn next_line(&mut self, all: usize) -> Option<usize> {
        if self.lines == all {
            return None;
        }
        let line = (self.before.line + self.lines) % all;
        if self.is_search_over() && self.lines > 0 {
            self.left.line = line;
            return None;
        }
        self.lines += 1;
        Some(line)
    }

    /// Whether no more is to be searched, even of the same line: asked often, and the clock seldom.
    pub(super) fn is_search_over(&mut self) -> bool {
        self.asked += 1;
        let is_time = self.asked.is_multiple_of(OFTEN) && !self.is_of_a_still();
        self.is_searched |= is_time && self.is_over_at(SEARCHING);
        self.is_searched
    }

    /// The first candidate that is to be looked at.
    pub(super) fn first_candidate(&self) -> usize {
        self.before.candidate
    }

    /// Whether a candidate is to be looked at now, in a part of the time.
    pub(super) fn may_consider(&mut self, candidate: usize, part: f32) -> bool {
        if std::mem::replace(&mut self.has_considered, true) && self.is_over_at(part) {
            return self.leave_at(candidate, 0);
        }
        (self.candidate, self.attempt) = (candidate, 0);
        self.work(1);
        true
    }

    /// Whether the next attempt at the candidate is to be made now: not where it was made before.
    pub(super) fn may_try(&mut self) -> bool {
        self.attempt += 1;
        let is_done = self.candidate == self.before.candidate && self.attempt <= self.before.attempt;
        !is_done && (self.may_read() || self.leave_at(self.candidate, self.attempt - 1))
    }

    /// Goes on as if so many attempts had been made.
    pub(super) fn leave_out(&mut self, attempts: usize) {
        self.attempt += attempts;
    }

    /// Whether there is time for an attempt that is no candidate's own.
    pub(super) fn may_read(&mut self) -> bool {
        if self.tried > 0 && self.is_over() {
            return false;
        }
        self.tried += 1;
        self.work(ATTEMPT);
        true
    }

    /// Whether the attempt was cut short. It is made again at the next frame, but where it had all of the time.
    pub(super) fn is_broken_off(&mut self) -> bool {
        let is_over = self.is_over();
        if is_over {
            self.leave_at(self.candidate, self.attempt - usize::from(self.tried > 1));
        }
        is_over
    }

    /// Whether something is left for the next frame.
    pub(super) fn is_left(&self) -> bool {
        self.left.candidate > 0 || self.left.attempt > 0
    }

    fn leave_at(&mut self, candidate: usize, attempt: usize) -> bool {
        if !self.is_left() {
            (self.left.candidate, self.left.attempt) = (candidate, attempt);
        }
        false
    }

    fn work(&self, amount: usize) {
        if let Limit::Work(left) = self.limit {
            left.set(left.get().saturating_sub(amount));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Clock = || Duration::from_secs(12);
    const LATE: Limit<'_> = Limit::Time(NOON, Some(Duration::from_secs(11)));
    const EARLY: Limit<'_> = Limit::Time(NOON, Some(Duration::from_secs(99)));

    /// The lines, and the attempts at three candidates with two each.
    fn looked(limit: Limit<'_>, left: &mut Left) -> (Vec<usize>, Vec<(usize, usize)>) {
        let mut pace = Pace::new(limit, left);
        let lines = std::iter::from_fn(|| pace.next_line(4)).collect();
        let mut attempts = Vec::new();
        for candidate in pace.first_candidate()..3 {
            if !pace.may_consider(candidate, ALL) {
                break;
            }
            attempts.extend((0..2).filter(|_| pace.may_try()).map(|attempt| (candidate, attempt)));
        }
        (lines, attempts)
    }

    #[test]
    fn all_is_looked_at_where_there_is_time() {
        let work = Limit::of_a_still(1_000_000);
        let mut left = Left::default();
        for limit in [EARLY, Limit::Time(NOON, None), Limit::Work(&work)] {
            let all = (0..3).flat_map(|candidate| [(candidate, 0), (candidate, 1)]).collect();
            assert_eq!(looked(limit, &mut left), (vec![0, 1, 2, 3], all));
            assert!(left == Left::default());
        }
    }

    #[test]
    fn one_after_another_is_looked_at_where_there_is_none_and_then_the_first_again() {
        let mut left = Left::default();
        let looked = (0..7).map(|_| looked(LATE, &mut left)).collect::<Vec<_>>();
        let lines = looked.iter().map(|(lines, _)| lines.as_slice()).collect::<Vec<_>>();
        assert_eq!(lines, [[0, 1, 2], [3, 0, 1], [2, 3, 0], [1, 2, 3], [0, 1, 2], [3, 0, 1], [2, 3, 0]]);
        let attempts = looked.iter().map(|(_, attempts)| attempts.as_slice()).collect::<Vec<_>>();
        assert_eq!(attempts, [[(0, 0)], [(0, 1)], [(1, 0)], [(1, 1)], [(2, 0)], [(2, 1)], [(0, 0)]]);
    }

    #[test]
    fn what_was_cut_short_is_tried_again_but_where_it_had_all_of_the_time() {
        for (before, left_at) in [(0, 1), (1, 1)] {
            let mut left = Left::default();
            let mut pace = Pace::new(EARLY, &mut left);
            assert!(pace.may_consider(4, ALL));
            (0..=before).for_each(|_| assert!(pace.may_try()));
            assert!(!pace.is_broken_off());
            pace.limit = LATE;
            assert!(pace.is_broken_off());
            assert!(left == Left { line: 0, candidate: 4, attempt: left_at });
        }
    }

    #[test]
    fn a_still_picture_is_worth_so_much_work() {
        for (pixels, worth) in [(1, WORTH.0), (400_000, 5_000), (12_000_000, WORTH.1)] {
            let work = Limit::of_a_still(pixels);
            let mut left = Left::default();
            let mut pace = Pace::new(Limit::Work(&work), &mut left);
            let tried = (0..worth).filter(|candidate| pace.may_consider(*candidate, ALL) && pace.may_try());
            assert_eq!(tried.count(), worth.div_ceil(1 + ATTEMPT));
        }
    }
}
