//! Pixels in one piece, and where they came from in the frame.

use std::borrow::Cow;

use super::Point;
use super::frame::LumaView;

/// A picture without padding, perhaps smaller or larger than the frame that it shows.
pub(super) struct Plane<'a> {
    pub pixels: Cow<'a, [u8]>,
    pub width: usize,
    pub height: usize,
    /// Frame pixels a pixel.
    pub scale: f32,
}

impl<'a> Plane<'a> {
    /// The whole of a view; it is copied only where its rows have padding between them.
    pub(super) fn of(view: &LumaView<'a>) -> Self {
        let pixels = match view.contiguous() {
            Some(pixels) => Cow::Borrowed(pixels),
            None => Cow::Owned(view.rows().flatten().copied().collect()),
        };
        Self { pixels, width: view.width(), height: view.height(), scale: 1.0 }
    }

    /// The same picture with other pixels.
    pub(super) fn with(&self, pixels: Vec<u8>) -> Plane<'static> {
        Plane { pixels: Cow::Owned(pixels), width: self.width, height: self.height, scale: self.scale }
    }

    /// A place in this picture as a place in the frame.
    pub(super) fn to_frame(&self, x: f32, y: f32) -> Point {
        Point { x: x * self.scale, y: y * self.scale }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact(self.width)
    }
}
