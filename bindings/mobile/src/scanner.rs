//! Camera frames to codes.

use std::mem::take;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use souplesse_core::scan::{self, FrameError, LumaFrame, ScanReport};

use crate::contain;

/// Reads the codes of camera frames, one after another, and keeps its memory between them: one for each camera.
#[derive(uniffi::Object)]
pub struct Scanner {
    state: Mutex<State>,
}

struct State {
    scanner: scan::Scanner,
    /// Of the last frame, until somebody takes it.
    report: ScanReport,
}

#[uniffi::export]
impl Scanner {
    /// A scanner that has seen nothing yet.
    #[uniffi::constructor]
    #[expect(clippy::new_without_default, reason = "apps have no defaults")]
    pub fn new() -> Self {
        contain::silence();
        let scanner = scan::Scanner::new(since_loading);
        Self { state: Mutex::new(State { scanner, report: ScanReport::default() }) }
    }

    /// Reads the next frame within 18 ms, and goes on with what had no time on the frames after it. Says whether there is
    /// anything to tell, a code or a hint: then `report` has it. Most frames of an evening have nothing.
    ///
    /// `luma` is one byte a pixel, rows from top to bottom, `row_stride × (height − 1) + width` bytes or more; `width` and
    /// `height` are 1 to 65 536 pixels, and `row_stride` bytes lie from one row's start to the next one's.
    pub fn scan(&self, luma: &[u8], width: u32, height: u32, row_stride: u32) -> Result<bool, FrameError> {
        let frame = LumaFrame { row_stride, ..LumaFrame::new(width, height) };
        let mut state = self.locked();
        state.report = ScanReport::default();
        state.report = state.scanner.scan(luma, frame)?;
        Ok(!state.report.codes.is_empty() || state.report.hint.is_some())
    }

    /// What was found in the last frame. It is handed over: asked again, there is nothing.
    pub fn report(&self) -> ScanReport {
        take(&mut self.locked().report)
    }

    /// Reads a single picture, such as a photograph that somebody opens, and takes all the time that it needs.
    pub fn scan_still(&self, luma: &[u8], frame: LumaFrame) -> Result<ScanReport, FrameError> {
        scan::scan(luma, frame)
    }

    /// Forgets the frames before and what was found in them: another camera looks, or the app was away.
    pub fn forget(&self) {
        let mut state = self.locked();
        state.scanner.forget();
        state.report = ScanReport::default();
    }
}

impl Scanner {
    /// What a panic left behind is forgotten with the next frame.
    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn since_loading() -> Duration {
    static LOADED: LazyLock<Instant> = LazyLock::new(Instant::now);
    LOADED.elapsed()
}
