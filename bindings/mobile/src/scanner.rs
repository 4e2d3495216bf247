//! Camera frames to codes.

use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use souplesse_core::scan::{self, FrameError, LumaFrame, ScanReport};

/// Reads the codes of camera frames, one after another, and keeps its memory between them: one for each camera.
#[derive(uniffi::Object)]
pub struct Scanner {
    scanner: Mutex<scan::Scanner>,
}

#[uniffi::export]
impl Scanner {
    /// A scanner that has seen nothing yet.
    #[uniffi::constructor]
    pub fn new() -> Result<Self, FrameError> {
        Ok(Self { scanner: Mutex::new(scan::Scanner::new(since_loading)) })
    }

    /// Reads the next frame within 12 ms, and goes on with what had no time on the frames after it.
    ///
    /// `luma` is one byte a pixel, rows from top to bottom, `row_stride × (height − 1) + width` bytes or more.
    pub fn scan(&self, luma: &[u8], frame: LumaFrame) -> Result<ScanReport, FrameError> {
        self.locked().scan(luma, frame)
    }

    /// Reads a single picture, such as a photograph that somebody opens, and takes all the time that it needs.
    pub fn scan_still(&self, luma: &[u8], frame: LumaFrame) -> Result<ScanReport, FrameError> {
        scan::scan(luma, frame)
    }

    /// Forgets the frames before: another camera looks, or the app was away.
    pub fn forget(&self) -> Result<(), FrameError> {
        self.locked().forget();
        Ok(())
    }
}

impl Scanner {
    /// What a panic left behind is forgotten with the next frame.
    fn locked(&self) -> std::sync::MutexGuard<'_, scan::Scanner> {
        self.scanner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn since_loading() -> Duration {
    static LOADED: LazyLock<Instant> = LazyLock::new(Instant::now);
    LOADED.elapsed()
}
