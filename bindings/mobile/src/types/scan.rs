//! Frames in, codes out.

use souplesse_core::scan::{
    FrameError, Hint, LumaFrame, Point, Region, Rotation, ScanReport, ScannedCode, Stage, Symbology,
};

use super::plain::Corners;

/// The shape of a plane of luma bytes: one byte a pixel, rows from top to bottom, 0 is black.
#[uniffi::remote(Record)]
pub struct LumaFrame {
    /// Pixels a row; 1 to 65 536.
    pub width: u32,
    /// Rows; 1 to 65 536.
    pub height: u32,
    /// Bytes from one row's start to the next one's; not less than `width`.
    pub row_stride: u32,
    /// How far the picture must be turned to stand upright. Codes are read at any angle:
    /// this is for whoever draws over the picture.
    pub rotation: Rotation,
    /// Where to look; all of it where there is none.
    pub region: Option<Region>,
}

/// A part of a frame, in its own pixels.
#[uniffi::remote(Record)]
pub struct Region {
    /// Pixels left of it.
    pub left: u32,
    /// Rows above it.
    pub top: u32,
    /// Pixels a row; not nought.
    pub width: u32,
    /// Rows; not nought.
    pub height: u32,
}

/// A turn clockwise.
#[uniffi::remote(Enum)]
pub enum Rotation {
    /// None.
    Deg0,
    /// A quarter.
    Deg90,
    /// Half.
    Deg180,
    /// Three quarters.
    Deg270,
}

/// What was found in one picture.
#[uniffi::remote(Record)]
pub struct ScanReport {
    /// The codes: passes first, and each of those and the others nearest to the centre first. The same content twice is
    /// listed once.
    pub codes: Vec<ScannedCode>,
    /// The middles of places that look like a code and were not read: in a still picture all of them, in a frame of a camera
    /// those that were come to beside a code. Where a frame has no code, the hint tells.
    pub unread: Vec<Point>,
    /// What would help, where there is no code.
    pub hint: Option<Hint>,
    /// How long it took by the scanner's `Clock`, in microseconds.
    pub spent_micros: u64,
}

/// One code.
#[uniffi::remote(Record)]
pub struct ScannedCode {
    /// What kind of code.
    pub symbology: Symbology,
    /// The content as bytes, control characters included.
    pub content: Vec<u8>,
    /// Its corners in the frame's own pixels, before any rotation: as the code stands, top left first and clockwise.
    pub corners: Corners,
    /// The stage of the cascade that read it.
    pub stage: Stage,
}

/// A kind of code.
#[uniffi::remote(Enum)]
pub enum Symbology {
    /// QR code (ISO/IEC 18004).
    Qr,
    /// Data Matrix ECC 200 (ISO/IEC 16022).
    DataMatrix,
}

/// A place in a frame, in pixels from its top left.
#[uniffi::remote(Record)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// A way of looking at a picture.
#[uniffi::remote(Enum)]
pub enum Stage {
    /// As it is.
    Plain,
    /// Against noise and the stripes of a screen.
    Blurred,
    /// At half the size: against much noise, and for large modules.
    Half,
    /// As it is, with thresholds from close by: against the edge of a shadow.
    Shaded,
    /// At a quarter, for very large modules.
    Quarter,
    /// At three times the size, for modules of a pixel or two.
    Enlarged,
}

/// What whoever holds the camera can do.
#[uniffi::remote(Enum)]
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

/// A buffer that cannot hold its frame.
#[uniffi::remote(Error)]
pub enum FrameError {
    /// A side of nought, or longer than any camera's.
    Size {
        /// Pixels a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// Rows that overlap.
    Stride {
        /// Bytes from row to row.
        row_stride: u32,
        /// Pixels a row.
        width: u32,
    },
    /// Fewer bytes than pixels. The padding behind the last row may be missing: cameras do not map it.
    TooShort {
        /// `row_stride × (height − 1) + width`.
        needed: u64,
        /// The length of the buffer.
        actual: u64,
    },
    /// A region of nothing, or one that reaches beyond the frame.
    Outside {
        /// What was asked for.
        region: Region,
        /// Pixels a row.
        width: u32,
        /// Rows.
        height: u32,
    },
}
