//! From a picture to the codes in it.
//!
//! A picture is a window on bytes that someone else owns, a byte of brightness for each pixel: see [`LumaFrame`]. [`scan`] takes
//! all the time that a still picture needs; a [`Scanner`] goes through the frames of a camera. What the codes say is left to
//! [`crate::pass`]: their content is what a [`Verifier`](crate::Verifier) judges.
//!
//! ```
//! use souplesse_core::scan::{LumaFrame, scan};
//!
//! let white = [255; 640 * 480];
//! let report = scan(&white, LumaFrame::new(640, 480))?;
//! assert!(report.codes.is_empty());
//! # Ok::<(), souplesse_core::scan::FrameError>(())
//! ```

mod cascade;
mod crop;
mod datamatrix;
mod decode;
mod filter;
mod frame;
mod geometry;
mod lattice;
mod look;
mod order;
mod pace;
mod qr;
mod runs;
mod scanner;
mod stage;
mod still;
mod threshold;

use crate::names::names;
pub use frame::{FrameError, LumaFrame, LumaView, Region, Rotation};
pub use pace::Clock;
pub use scanner::Scanner;
pub use stage::Stage;
pub use still::scan;

/// What was found in one picture.
#[derive(Clone, Debug, Default)]
pub struct ScanReport {
    /// The codes: passes first, and each of those and the others nearest to the centre first. The same content twice is
    /// listed once.
    pub codes: Vec<ScannedCode>,
    /// The middles of places that look like a code and were not read: in a still picture all of them, in a frame of a camera
    /// those that were come to beside a code. Where a frame has no code, the hint tells.
    pub unread: Vec<Point>,
    /// What would help, where there is no code.
    pub hint: Option<Hint>,
    /// How long it took by the scanner's [`Clock`], in microseconds.
    pub spent_micros: u64,
}

/// What whoever holds the camera can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Next to no light arrives.
    TooDark,
    /// A code is there, too small to be read.
    MoveCloser,
    /// A code is there, too blurred to be read.
    HoldStill,
    /// A code is there and was not read.
    Unreadable,
}

/// One code.
///
/// `Debug` shows where it was found and not what it says.
#[derive(Clone, PartialEq)]
pub struct ScannedCode {
    /// What kind of code.
    pub symbology: Symbology,
    /// The content as bytes, control characters included.
    pub content: Vec<u8>,
    /// Its corners in the frame's own pixels, before any rotation: as the code stands, top left first and clockwise.
    pub corners: [Point; 4],
    /// The stage of the cascade that read it.
    pub stage: Stage,
}

/// A kind of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbology {
    /// QR code (ISO/IEC 18004).
    Qr,
    /// Data Matrix ECC 200 (ISO/IEC 16022).
    DataMatrix,
}

/// A place in a frame, in pixels from its top left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

names!("symbology", Symbology {
    Qr = "qr",
    DataMatrix = "data-matrix",
});

impl std::fmt::Debug for ScannedCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("ScannedCode")
            .field("symbology", &self.symbology)
            .field("length", &self.content.len())
            .field("corners", &self.corners)
            .field("stage", &self.stage)
            .finish()
    }
}

/// Where the part that is looked at begins.
fn origin(frame: LumaFrame) -> (u32, u32) {
    frame.region.map_or((0, 0), |Region { left, top, .. }| (left, top))
}
