//! Camera frames one after another: what does not fit into one frame's time is done on the next ones.

use std::time::Duration;

use super::cascade::{MOST_STEPS, Room, steps};
use super::frame::{FrameError, LumaFrame, LumaView};
use super::look::{Look, Suspect};
use super::order::in_order;
use super::pace::{Clock, Limit, Progress};
use super::{ScanReport, origin};

/// How much farther than a code reached it is looked for in the next frame.
const LEEWAY: f32 = 1.3;
/// So many frames a place is looked at first where something like a code was seen.
const PATIENCE: u8 = 6;

/// Where nothing looks like a code, no step is begun that cannot be through with its preparations in this part of the time.
const CALM: (u32, u32) = (2, 3);
/// Looking again where something like a code was seen is broken off after a part of what a frame may take, and no step of it is
/// begun after a smaller part.
const AGAIN: (u32, u32) = (3, 2);

/// Reads the codes of camera frames.
///
/// It keeps its memory, and what it learnt, from frame to frame: where something like a code was seen, and which ways of
/// looking have not had their turn.
pub struct Scanner {
    clock: Clock,
    room: Room,
    /// Whose turn it is: of the first step in every even turn, of the others one after another in the odd ones.
    turn: usize,
    /// How long each step took to prepare the last time.
    prepared: [Duration; MOST_STEPS],
    /// Where each was broken off; and each of those around the suspect.
    progress: [Progress; MOST_STEPS],
    again: [Progress; MOST_STEPS],
    /// The size of frame that the steps are for.
    size: (usize, usize),
    /// Where something like a code was seen, and for how many frames it is still believed to be there.
    suspect: Option<(Suspect, u8)>,
}

impl Scanner {
    /// The time that a frame may take: half of the time in which a camera makes the next one. In a third of it, a Data Matrix in an
    /// unsteady hand takes twice as many frames.
    pub const BUDGET: Duration = Duration::from_millis(18);

    /// A scanner that has seen nothing yet.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        let (prepared, progress) = ([Duration::ZERO; MOST_STEPS], [Progress::default(); MOST_STEPS]);
        let (room, again) = (Room::default(), progress);
        Self { clock, room, turn: 0, prepared, progress, again, size: (0, 0), suspect: None }
    }

    /// Forgets the frames before, and keeps the memory.
    pub fn forget(&mut self) {
        (self.turn, self.suspect, self.progress) = (0, None, [Progress::default(); MOST_STEPS]);
        self.again = self.progress;
    }

    /// Reads the codes of the next frame within [`BUDGET`](Self::BUDGET).
    ///
    /// # Errors
    /// [`FrameError`] where `luma` cannot hold the frame.
    pub fn scan(&mut self, luma: &[u8], frame: LumaFrame) -> Result<ScanReport, FrameError> {
        self.scan_within(luma, frame, Some(Self::BUDGET))
    }

    /// Reads the codes of the next frame within another budget; without one, everything is tried, as if it were the only one.
    ///
    /// # Errors
    /// [`FrameError`] where `luma` cannot hold the frame.
    pub fn scan_within(
        &mut self,
        luma: &[u8],
        frame: LumaFrame,
        budget: Option<Duration>,
    ) -> Result<ScanReport, FrameError> {
        let _span = tracing::debug_span!("scan", width = frame.width, height = frame.height).entered();
        let started = (self.clock)();
        let view = LumaView::new(luma, frame)?;
        self.begin(&view);
        let mut look = Look::default();
        self.look(&view, started, budget, &mut look);
        let hint = look.hint(self.room.lightest());
        self.remember(&look);
        let unread = if look.codes.is_empty() { Vec::new() } else { look.unread_places(origin(frame)) };
        let codes = in_order(look.codes, &view, origin(frame));
        let spent_micros = u64::try_from(self.since(started).as_micros()).unwrap_or(u64::MAX);
        Ok(ScanReport { codes, unread, hint, spent_micros })
    }

    /// What was measured on frames of another size does not count.
    fn begin(&mut self, view: &LumaView<'_>) {
        let size = (view.width(), view.height());
        if size != self.size {
            self.forget();
            (self.size, self.prepared) = (size, [Duration::ZERO; MOST_STEPS]);
        }
    }

    /// Takes one step after another until nothing that looks like a code is left beside one that was read, or no time: first
    /// where something like a code was seen, then on the whole frame.
    fn look(&mut self, view: &LumaView<'_>, started: Duration, budget: Option<Duration>, look: &mut Look) {
        if let Some((suspect, _)) = self.suspect
            && let Some(budget) = budget
        {
            self.look_again(view, suspect, started, budget, look);
        }
        let count = steps(view.width(), view.height()).count();
        let limit = Limit::Time(self.clock, budget.map(|budget| started + budget));
        let mut done = [false; MOST_STEPS];
        // What succeeded is what the next frame begins with.
        let mut succeeded = None;
        for taken in 0..2 * count {
            let others = count.saturating_sub(1).max(1);
            let index =
                if self.turn.is_multiple_of(2) { 0 } else { (1 + self.turn / 2 % others).min(count - 1) };
            let Some(step) = steps(view.width(), view.height()).nth(index) else { break };
            let before = self.since(started);
            // One step is taken in any case, or the dearest would never be; beside a code that was read none has to be.
            let has_code = !look.codes.is_empty();
            let has_seen = has_code || self.suspect.is_some() || look.unread().next().is_some();
            let is_over = |budget: Duration| {
                let most = if has_seen { budget } else { budget * CALM.0 / CALM.1 };
                before + 2 * self.to_prepare(index) > most
            };
            if (taken > 0 || has_code) && !done[index] && budget.is_some_and(is_over) {
                break;
            }
            self.turn += 1;
            if std::mem::replace(&mut done[index], true) {
                continue;
            }
            self.prepared[index] = self.room.look(view, step, &mut self.progress[index], limit, look);
            if look.codes.is_empty() {
                continue;
            }
            succeeded.get_or_insert(self.turn - 1);
            if look.unread().next().is_none() {
                break;
            }
        }
        self.turn = succeeded.unwrap_or(self.turn);
    }

    /// Takes the steps around the place where something like a code was seen, in a part of the time.
    fn look_again(
        &mut self,
        view: &LumaView<'_>,
        suspect: Suspect,
        started: Duration,
        budget: Duration,
        look: &mut Look,
    ) {
        let (begun, broken_off) = AGAIN;
        let limit = Limit::Time(self.clock, Some(started + budget / broken_off));
        let (part, origin) = view.around(suspect.middle, suspect.reach * LEEWAY);
        for (index, step) in steps(part.width(), part.height()).enumerate() {
            if self.since(started) > budget / begun || !look.codes.is_empty() {
                break;
            }
            self.room.look(&part, step, &mut self.again[index], limit, look);
        }
        look.shift(origin);
    }

    fn remember(&mut self, look: &Look) {
        let before = self.suspect.and_then(|(suspect, frames)| (frames > 1).then(|| (suspect, frames - 1)));
        self.suspect = look.unread().next().map(|suspect| (suspect, PATIENCE)).or(before);
        if self.suspect.is_none() {
            self.again = [Progress::default(); MOST_STEPS];
        }
    }

    /// How long a step will take until it can be broken off: somewhat longer than the last time; twice as long as the first step,
    /// the first time.
    fn to_prepare(&self, index: usize) -> Duration {
        let known = self.prepared[index];
        if known.is_zero() { self.prepared[0] * 2 } else { known * 5 / 4 }
    }

    fn since(&self, started: Duration) -> Duration {
        (self.clock)().saturating_sub(started)
    }
}
