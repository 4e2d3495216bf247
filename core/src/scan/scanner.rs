//! Camera frames one after another: what does not fit into one frame's time is done on the next ones.

use std::time::Duration;

use super::cascade::{MOST_STEPS, Room, steps};
use super::filter::Plane;
use super::frame::{FrameError, LumaFrame, LumaView, Region};
use super::order::in_order;
use super::pace::{Clock, Deadline, Progress};
use super::stage::Stage;
use super::{Hint, Look, Point, ScanReport, Suspect};

/// A longer side than this has a photograph, whose codes have something around them.
const LONGEST_CROP: u32 = 2000;
/// Less light than this, at its lightest, is none to read by.
const DARK: u8 = 48;
/// A code of smaller modules, in pixels, is too far away.
const SMALL_MODULE: f32 = 2.2;
/// From here on a code is hard to read for being blurred.
const BLURRED: f32 = 0.6;
/// How much farther than a code reached it is looked for in the next frame.
const LEEWAY: f32 = 1.3;
/// So many frames a place is looked at first where something like a code was seen.
const PATIENCE: u8 = 6;

/// A step that takes longer than expected is broken off after so many times what a frame may take.
const LATEST: f32 = 1.6;

/// Reads the codes of camera frames.
///
/// It keeps its memory, and what it learnt, from frame to frame: where something like a code was seen, and which ways of
/// looking have not had their turn.
pub struct Scanner {
    clock: Clock,
    room: Room,
    /// Whose turn it is: of the first step in every even turn, of the others one after another in the odd ones.
    turn: usize,
    /// How long each step took the last time.
    took: [Duration; MOST_STEPS],
    /// Where each was broken off.
    progress: [Progress; MOST_STEPS],
    /// The size of frame that the steps are for.
    size: (usize, usize),
    /// Where something like a code was seen, and for how many frames it is still believed to be there.
    suspect: Option<(Suspect, u8)>,
}

/// Reads the codes of a picture, taking all the time that it needs. The report has no time spent.
///
/// # Errors
/// [`FrameError`] where `luma` cannot hold the frame.
pub fn scan(luma: &[u8], frame: LumaFrame) -> Result<ScanReport, FrameError> {
    let mut scanner = Scanner::new(|| Duration::ZERO);
    let report = scanner.scan_within(luma, frame, None)?;
    let longest = frame.width.max(frame.height);
    if report.codes.is_empty() && longest <= LONGEST_CROP {
        scanner.scan_framed(luma, frame, report)
    } else {
        Ok(report)
    }
}

impl Scanner {
    /// The time that a frame may take.
    pub const BUDGET: Duration = Duration::from_millis(12);

    /// A scanner that has seen nothing yet.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        let (took, progress) = ([Duration::ZERO; MOST_STEPS], [Progress::default(); MOST_STEPS]);
        Self { clock, room: Room::default(), turn: 0, took, progress, size: (0, 0), suspect: None }
    }

    /// Forgets the frames before, and keeps the memory.
    pub fn forget(&mut self) {
        (self.turn, self.suspect, self.progress) = (0, None, [Progress::default(); MOST_STEPS]);
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
        let stage = self.look(&view, started, budget, &mut look);
        let hint = if look.codes.is_empty() { self.hint(&look) } else { None };
        self.remember(&look);
        let codes = stage.map(|stage| in_order(look.codes, stage, &view, origin(frame)));
        let spent_micros = u64::try_from(self.since(started).as_micros()).unwrap_or(u64::MAX);
        Ok(ScanReport { codes: codes.unwrap_or_default(), hint, spent_micros })
    }

    /// Looks at a picture with a light border around it: who cuts a code out cuts off its quiet zone. Such a picture is clean:
    /// the first way of looking suffices, and the one for small modules.
    fn scan_framed(
        &mut self,
        luma: &[u8],
        frame: LumaFrame,
        bare: ScanReport,
    ) -> Result<ScanReport, FrameError> {
        let bare_view = LumaView::new(luma, frame)?;
        let margin = bare_view.width().min(bare_view.height()) / 8;
        let mut framed = Plane::default();
        framed.surround(&bare_view, margin);
        let view = framed.view();
        let mut look = Look::default();
        let steps = steps(view.width(), view.height());
        for step in steps.filter(|step| matches!(step.stage, Stage::Plain | Stage::Enlarged)) {
            let deadline = Deadline::new(self.clock, None);
            self.room.look(&view, step, &mut Progress::default(), deadline, &mut look);
            if look.codes.is_empty() {
                continue;
            }
            let border = Point::new(margin as f32, margin as f32);
            let corners = look.codes.iter_mut().flat_map(|code| &mut code.corners);
            corners.for_each(|corner| *corner = corner.minus(border));
            let codes = in_order(look.codes, step.stage, &bare_view, origin(frame));
            return Ok(ScanReport { codes, ..ScanReport::default() });
        }
        Ok(bare)
    }

    /// What was measured on frames of another size does not count.
    fn begin(&mut self, view: &LumaView<'_>) {
        let size = (view.width(), view.height());
        if size != self.size {
            self.forget();
            (self.size, self.took) = (size, [Duration::ZERO; MOST_STEPS]);
        }
    }

    /// Takes one step after another until there is a code or no time is left: first where something like a code was seen,
    /// then on the whole frame.
    fn look(
        &mut self,
        view: &LumaView<'_>,
        started: Duration,
        budget: Option<Duration>,
        look: &mut Look,
    ) -> Option<Stage> {
        if let Some((suspect, _)) = self.suspect
            && let Some(budget) = budget
            && let Some(stage) = self.look_again(view, suspect, started, budget, look)
        {
            return Some(stage);
        }
        let count = steps(view.width(), view.height()).count();
        let deadline = Deadline::new(self.clock, budget.map(|budget| started + budget.mul_f32(LATEST)));
        let mut done = [false; MOST_STEPS];
        for taken in 0..2 * count {
            let others = count.saturating_sub(1).max(1);
            let index =
                if self.turn.is_multiple_of(2) { 0 } else { (1 + self.turn / 2 % others).min(count - 1) };
            let Some(step) = steps(view.width(), view.height()).nth(index) else { break };
            let before = self.since(started);
            // One step is taken in any case, or the dearest would never be.
            let is_over = |budget: Duration| before + self.expected(index) > budget;
            if taken > 0 && !done[index] && budget.is_some_and(is_over) {
                break;
            }
            self.turn += 1;
            if std::mem::replace(&mut done[index], true) {
                continue;
            }
            self.room.look(view, step, &mut self.progress[index], deadline, look);
            self.took[index] = self.since(started).saturating_sub(before);
            if !look.codes.is_empty() {
                // What succeeded is what the next frame begins with.
                self.turn -= 1;
                return Some(step.stage);
            }
        }
        None
    }

    /// Takes the steps around the place where something like a code was seen, in up to a third of the time.
    fn look_again(
        &mut self,
        view: &LumaView<'_>,
        suspect: Suspect,
        started: Duration,
        budget: Duration,
        look: &mut Look,
    ) -> Option<Stage> {
        let deadline = Deadline::new(self.clock, Some(started + budget));
        let (part, origin) = view.around(suspect.middle, suspect.reach * LEEWAY);
        for step in steps(part.width(), part.height()) {
            if self.since(started) > budget / 3 {
                break;
            }
            self.room.look(&part, step, &mut Progress::default(), deadline, look);
            if !look.codes.is_empty() {
                let corners = look.codes.iter_mut().flat_map(|code| &mut code.corners);
                corners.for_each(|corner| *corner = corner.plus(origin));
                return Some(step.stage);
            }
        }
        if let Some(suspect) = &mut look.unread {
            suspect.middle = suspect.middle.plus(origin);
        }
        None
    }

    fn hint(&self, look: &Look) -> Option<Hint> {
        if self.room.lightest() < DARK {
            return Some(Hint::TooDark);
        }
        let Suspect { module, blur, .. } = look.unread?;
        Some(match (module < SMALL_MODULE, blur > BLURRED) {
            (true, _) => Hint::MoveCloser,
            (false, true) => Hint::HoldStill,
            (false, false) => Hint::Unreadable,
        })
    }

    fn remember(&mut self, look: &Look) {
        let before = self.suspect.and_then(|(suspect, frames)| (frames > 1).then(|| (suspect, frames - 1)));
        self.suspect = look.unread.map(|suspect| (suspect, PATIENCE)).or(before);
    }

    /// How long a step will take: somewhat longer than the last time, for frames differ; as long as the first step, the first
    /// time.
    fn expected(&self, index: usize) -> Duration {
        let took = self.took[index];
        let known = if took.is_zero() { self.took[0] } else { took };
        known * 5 / 4
    }

    fn since(&self, started: Duration) -> Duration {
        (self.clock)().saturating_sub(started)
    }
}

/// Where the part that is looked at begins.
fn origin(frame: LumaFrame) -> (u32, u32) {
    frame.region.map_or((0, 0), |Region { left, top, .. }| (left, top))
}
