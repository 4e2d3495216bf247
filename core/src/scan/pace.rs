//! How far a look at a frame comes in its time, and where the next one goes on.

use std::time::Duration;

/// The time since some instant, never backwards. The core has no clock: whoever drives the scanner lends one, which
/// decides nothing but how much is looked at in a frame.
pub type Clock = fn() -> Duration;

/// An instant of a clock; or never.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    clock: Clock,
    end: Option<Duration>,
    /// Whether the picture is the only one: then all is tried.
    is_still: bool,
}

/// How many attempts were made at the codes of either kind where there was no time for all of them; nought otherwise.
#[derive(Clone, Copy, Default)]
pub(super) struct Progress {
    pub qr: usize,
    pub data_matrix: usize,
}

/// Lets attempts be made in their order until time is over: at least one, and those first that were left over before.
pub(super) struct Pace<'a> {
    deadline: Deadline,
    /// Attempts that were made at frames before.
    before: usize,
    count: usize,
    /// Where the next frame goes on.
    left_at: &'a mut usize,
}

impl Deadline {
    pub(super) fn new(clock: Clock, end: Option<Duration>) -> Self {
        Self { clock, end, is_still: false }
    }

    /// Never; and what would be left for the next frame is tried now.
    pub(super) fn of_a_still() -> Self {
        Self { clock: || Duration::ZERO, end: None, is_still: true }
    }

    fn is_over(self) -> bool {
        self.end.is_some_and(|end| (self.clock)() >= end)
    }
}

impl<'a> Pace<'a> {
    pub(super) fn new(deadline: Deadline, left_at: &'a mut usize) -> Self {
        let before = std::mem::take(left_at);
        Self { deadline, before, count: 0, left_at }
    }

    /// Whether the next attempt is to be made now.
    pub(super) fn may_try(&mut self) -> bool {
        if self.is_over() {
            return false;
        }
        self.count += 1;
        if self.count > self.before + 1 && self.deadline.is_over() {
            *self.left_at = self.count - 1;
            return false;
        }
        self.count > self.before
    }

    /// Whether everything is to be tried, since no other picture comes.
    pub(super) fn is_of_a_still(&self) -> bool {
        self.deadline.is_still
    }

    /// Whether time is over, whatever was attempted.
    pub(super) fn is_late(&self) -> bool {
        self.deadline.is_over()
    }

    /// Whether it is too late for any more attempts.
    pub(super) fn is_over(&self) -> bool {
        *self.left_at > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(end: Option<Duration>, left_at: &mut usize) -> Vec<usize> {
        let mut pace = Pace::new(Deadline::new(|| Duration::from_secs(1), end), left_at);
        (0..4).filter(|_| pace.may_try()).collect()
    }

    #[test]
    fn all_is_tried_where_there_is_time() {
        let mut left_at = 0;
        for end in [None, Some(Duration::from_secs(2))] {
            assert_eq!(tried(end, &mut left_at), [0, 1, 2, 3]);
            assert_eq!(left_at, 0);
        }
    }

    #[test]
    fn one_after_another_is_tried_where_there_is_none_and_then_the_first_again() {
        let mut left_at = 0;
        let tried = (0..6).map(|_| tried(Some(Duration::ZERO), &mut left_at)).collect::<Vec<_>>();
        assert_eq!(tried, [[0], [1], [2], [3], [0], [1]]);
    }
}
