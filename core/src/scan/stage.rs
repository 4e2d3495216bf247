//! The ways of looking at a picture.

use crate::names::names;

/// A way of looking at a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// As it is.
    Plain,
    /// Against noise and the stripes of a screen.
    Blurred,
    /// At half the size: against much noise, and for large modules.
    Half,
    /// With the light evened out: against the edge of a shadow.
    Shaded,
    /// At a quarter, for very large modules.
    Quarter,
    /// At three times the size, for modules of a pixel or two.
    Enlarged,
}

names!("stage", Stage {
    Plain = "plain",
    Blurred = "blurred",
    Half = "half",
    Shaded = "shaded",
    Quarter = "quarter",
    Enlarged = "enlarged",
});
