//! Whether a device's clock can be believed.
//!
//! The highest time ever seen is known from run to run. A clock behind it, behind the issue of the newest update, or
//! changed against the uptime is *behind*: it is told before any verdict, and verdicts are marked. Nothing is read here
//! and nothing kept: a reading comes in, a [`Moment`] goes out.

use std::time::Duration;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use minicbor::{Decode, Encode};

use crate::time::{Moment, seconds};

/// A network sets clocks by seconds, and the time seen is kept to the minute. No verdict turns on it.
const SLACK: TimeDelta = TimeDelta::minutes(2);

/// So often what is known of the clock is worth writing down.
const BETWEEN_MARKS: TimeDelta = TimeDelta::minutes(1);

/// A reading of a device's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// What the clock on the wall says.
    pub wall: DateTime<Utc>,
    /// What nobody can set back.
    pub uptime: Uptime,
}

/// How long a device has been up, sleep included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Uptime {
    /// Another number for each start of the device; for each start of the program where the system has none.
    pub start: u64,
    /// Milliseconds since then.
    pub millis: u64,
}

/// What is known of a device's clock. The default knows nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    mark: Option<Mark>,
    /// The last reading that could be believed, by which the next one is judged.
    last: Option<Reading>,
    is_doubted: bool,
}

/// What is kept from run to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Mark {
    /// The highest time ever seen.
    #[cbor(n(0), with = "seconds")]
    pub highest: DateTime<Utc>,
    /// The reading at which the mark was made.
    #[n(1)]
    pub reading: Reading,
}

/// A reading, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Reading {
    #[cbor(n(0), with = "seconds")]
    wall: DateTime<Utc>,
    #[n(1)]
    uptime: UptimeRead,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
struct UptimeRead {
    #[n(0)]
    start: u64,
    #[n(1)]
    seconds: u64,
}

impl Now {
    /// How long the device has been up.
    pub(crate) fn up(self) -> Duration {
        Duration::from_millis(self.uptime.millis)
    }
}

impl From<Now> for Reading {
    fn from(now: Now) -> Self {
        let Uptime { start, millis } = now.uptime;
        Self { wall: now.wall.trunc_subsecs(0), uptime: UptimeRead { start, seconds: millis / 1000 } }
    }
}

impl Clock {
    /// A clock of which this was known when the program ended.
    pub(crate) fn since(mark: Mark) -> Self {
        Self { mark: Some(mark), last: Some(mark.reading), is_doubted: false }
    }

    /// Takes a reading. `newest_issue` is that of the newest update.
    pub(crate) fn read(&mut self, now: Now, newest_issue: Option<DateTime<Utc>>) -> Moment {
        let reading = Reading::from(now);
        let due = self.last.and_then(|last| last.expects(reading.uptime));
        let known = [self.mark.map(|mark| mark.highest), newest_issue, due].into_iter().flatten().max();
        let behind = known.filter(|known| *known - reading.wall > SLACK);
        let ahead = due.filter(|due| reading.wall - *due > SLACK);
        // A clock that has jumped stays under suspicion until somebody says that it is right, or the device restarts.
        self.is_doubted = behind.is_some() || ahead.is_some();
        if !self.is_doubted {
            self.last = Some(reading);
        }
        let device = known.filter(|_| behind.is_some()).unwrap_or(now.wall);
        Moment { check: now.wall, device: Some(device), clock_behind: behind.or(ahead) }
    }

    /// The time that is written beside what is accepted: that of the wall, or the highest ever seen of it where it was set back.
    /// What updates say of the time has no part in it, so that it does not matter which of them comes first.
    pub(crate) fn reckoned(&self, now: Now) -> DateTime<Utc> {
        let reading = Reading::from(now);
        let due = self.last.and_then(|last| last.expects(reading.uptime));
        let known = [self.mark.map(|mark| mark.highest), due].into_iter().flatten().max();
        known.filter(|known| *known - reading.wall > SLACK).unwrap_or(now.wall)
    }

    /// What is to be written down: nothing of a clock in doubt, and a mark once a minute or when the device has restarted.
    pub(crate) fn due_mark(&self) -> Option<Mark> {
        let reading = self.last.filter(|_| !self.is_doubted)?;
        let Some(mark) = self.mark else { return Some(Mark { highest: reading.wall, reading }) };
        let is_later = reading.wall - mark.reading.wall >= BETWEEN_MARKS;
        let has_restarted = reading.uptime.start != mark.reading.uptime.start;
        (is_later || has_restarted).then(|| Mark { highest: mark.highest.max(reading.wall), reading })
    }

    /// Remembers the mark, whether or not it could be written.
    pub(crate) fn set_mark(&mut self, mark: Mark) {
        self.mark = Some(mark);
    }

    /// Somebody says that the clock is right now, whatever it said before.
    pub(crate) fn believe(&mut self, now: Now) -> Mark {
        let reading = Reading::from(now);
        let mark = Mark { highest: reading.wall, reading };
        *self = Self::since(mark);
        mark
    }
}

impl Reading {
    /// What a clock that goes right says at that uptime; `None` after a restart.
    fn expects(self, now: UptimeRead) -> Option<DateTime<Utc>> {
        let then = self.uptime;
        let elapsed = now.seconds.saturating_sub(then.seconds);
        let elapsed = i64::try_from(elapsed).ok().filter(|_| now.start == then.start)?;
        self.wall.checked_add_signed(TimeDelta::try_seconds(elapsed)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_628_965_800 + seconds, 0).unwrap()
    }

    /// A reading `wall` seconds after the evening began, on a device that was started then.
    fn now(wall: i64, up: i64) -> Now {
        Now { wall: at(wall), uptime: Uptime { start: 1, millis: up.unsigned_abs() * 1000 } }
    }

    fn running(clock: &mut Clock, now: Now) -> Option<DateTime<Utc>> {
        let behind = clock.read(now, None).clock_behind;
        if let Some(mark) = clock.due_mark() {
            clock.set_mark(mark);
        }
        behind
    }

    #[test]
    fn a_clock_that_goes_right_is_believed() {
        let mut clock = Clock::default();
        for seconds in [0, 1, 59, 3600, 86_400] {
            assert_eq!(running(&mut clock, now(seconds, seconds)), None);
        }
    }

    #[test]
    fn a_clock_behind_the_highest_time_is_told_also_after_a_restart() {
        let mut clock = Clock::default();
        running(&mut clock, now(3600, 3600));
        let mut restarted = Clock::since(clock.mark.unwrap());
        let back = Now { wall: at(60), uptime: Uptime { start: 2, millis: 5000 } };
        let moment = restarted.read(back, None);
        assert_eq!(moment.clock_behind, Some(at(3600)));
        assert_eq!(
            (moment.check, moment.device),
            (at(60), Some(at(3600))),
            "freshness is judged by the later time"
        );
        assert_eq!(restarted.due_mark(), None, "nothing of it is written down");
        let right = Now { wall: at(7200), uptime: Uptime { start: 2, millis: 60_000 } };
        assert_eq!(restarted.read(right, None).clock_behind, None, "a clock set right is believed again");
    }

    #[test]
    fn a_clock_behind_the_newest_update_is_told() {
        let mut clock = Clock::default();
        assert_eq!(clock.read(now(0, 0), Some(at(86_400))).clock_behind, Some(at(86_400)));
        assert_eq!(clock.read(now(0, 0), Some(at(60))).clock_behind, None, "clocks differ a little");
    }

    #[test]
    fn a_jump_against_the_uptime_is_told_either_way_until_somebody_says_that_it_is_right() {
        for jump in [-1800, 1800] {
            let mut clock = Clock::default();
            running(&mut clock, now(3600, 3600));
            running(&mut clock, now(7200, 7200));
            let jumped = now(7260 + jump, 7260);
            assert_eq!(running(&mut clock, jumped), Some(at(7260)), "{jump}");
            assert_eq!(running(&mut clock, now(7300 + jump, 7300)), Some(at(7300)), "{jump}");
            clock.believe(jumped);
            assert_eq!(running(&mut clock, now(7320 + jump, 7320)), None, "{jump}");
        }
    }

    #[test]
    fn steps_of_seconds_and_marks_within_a_minute_are_nothing() {
        let mut clock = Clock::default();
        running(&mut clock, now(0, 0));
        let first = clock.mark;
        for (wall, up) in [(10, 20), (40, 30), (59, 59)] {
            assert_eq!(running(&mut clock, now(wall, up)), None);
        }
        assert_eq!(clock.mark, first, "one mark a minute");
        running(&mut clock, now(60, 60));
        assert_ne!(clock.mark, first);
    }
}
