//! The door for camera frames and pictures: a borrowed, strided window on luma bytes.

use thiserror::Error;

use super::Point;

/// The longest side of a frame. Cameras and phones' photographs stay far below it.
const LONGEST_SIDE: u32 = 1 << 16;

/// The shape of a plane of luma bytes: one byte a pixel, rows from top to bottom, 0 is black.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rotation {
    /// None.
    #[default]
    Deg0,
    /// A quarter.
    Deg90,
    /// Half.
    Deg180,
    /// Three quarters.
    Deg270,
}

/// A buffer that cannot hold its frame. Follows "failed to scan: ".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FrameError {
    /// A side of nought, or longer than any camera's.
    #[error("a frame of {width} × {height} pixels: sides are from 1 to 65536")]
    Size {
        /// Pixels a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// Rows that overlap.
    #[error("a row stride of {row_stride} bytes is less than the {width} pixels of a row")]
    Stride {
        /// Bytes from row to row.
        row_stride: u32,
        /// Pixels a row.
        width: u32,
    },
    /// Fewer bytes than pixels. The padding behind the last row may be missing: cameras do not map it.
    #[error("{actual} bytes where the frame needs {needed}")]
    TooShort {
        /// `row_stride × (height − 1) + width`.
        needed: u64,
        /// The length of the buffer.
        actual: u64,
    },
    /// A region of nothing, or one that reaches beyond the frame.
    #[error("the region {region:?} is not within a frame of {width} × {height} pixels")]
    Outside {
        /// What was asked for.
        region: Region,
        /// Pixels a row.
        width: u32,
        /// Rows.
        height: u32,
    },
}

/// A frame and its bytes, checked against each other.
#[derive(Clone, Copy)]
pub struct LumaView<'a> {
    luma: &'a [u8],
    width: usize,
    height: usize,
    stride: usize,
}

impl LumaFrame {
    /// A whole frame that stands upright and has no padding.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        Self { width, height, row_stride: width, rotation: Rotation::Deg0, region: None }
    }
}

impl<'a> LumaView<'a> {
    /// Looks at `luma` as `frame` says.
    ///
    /// # Errors
    /// [`FrameError`] where that cannot be.
    pub fn new(luma: &'a [u8], frame: LumaFrame) -> Result<Self, FrameError> {
        let LumaFrame { width, height, row_stride, .. } = frame;
        let sides = 1..=LONGEST_SIDE;
        if !sides.contains(&width) || !sides.contains(&height) {
            return Err(FrameError::Size { width, height });
        }
        if row_stride < width {
            return Err(FrameError::Stride { row_stride, width });
        }
        let needed = u64::from(row_stride) * u64::from(height - 1) + u64::from(width);
        if (luma.len() as u64) < needed {
            return Err(FrameError::TooShort { needed, actual: luma.len() as u64 });
        }
        let region = frame.region.unwrap_or(Region { left: 0, top: 0, width, height });
        if !region.is_within(width, height) {
            return Err(FrameError::Outside { region, width, height });
        }
        let start = row_stride as usize * region.top as usize + region.left as usize;
        let (width, height) = (region.width as usize, region.height as usize);
        Ok(Self { luma: &luma[start..], width, height, stride: row_stride as usize })
    }

    /// The part of it around a place, and where that part begins.
    pub(super) fn around(&self, middle: Point, reach: f32) -> (Self, Point) {
        let range = |middle: f32, side: usize| {
            let start = (middle - reach).clamp(0.0, side as f32 - 1.0) as usize;
            let end = (middle + reach).clamp(0.0, side as f32) as usize;
            (start, end.max(start + 1) - start)
        };
        let ((left, width), (top, height)) = (range(middle.x, self.width), range(middle.y, self.height));
        let luma = &self.luma[top * self.stride + left..];
        (Self { luma, width, height, stride: self.stride }, Point::new(left as f32, top as f32))
    }

    /// The pixels of a buffer without padding.
    pub(super) fn of_buffer(luma: &'a [u8], width: usize, height: usize) -> Self {
        Self { luma, width, height, stride: width }
    }

    /// Pixels a row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// The pixels of each row, without padding.
    pub fn rows(&self) -> impl Iterator<Item = &'a [u8]> {
        let (luma, width) = (self.luma, self.width);
        (0..self.height).map(move |row| row * self.stride).map(move |start| &luma[start..start + width])
    }

    /// The pixels of one row.
    pub(super) fn row(&self, y: usize) -> &'a [u8] {
        let start = y * self.stride;
        &self.luma[start..start + self.width]
    }

    /// One pixel.
    #[inline]
    pub(super) fn pixel(&self, x: usize, y: usize) -> u8 {
        self.luma[y * self.stride + x]
    }

    /// The pixel at a place; beside the picture, that of its border. Quicker than [`sample`](Self::sample), for a first look.
    #[inline]
    pub(super) fn near(&self, place: Point) -> u8 {
        // Less than nought becomes nought, and no side is longer than 16 bits count.
        let (x, y) = (usize::from(place.x as u16), usize::from(place.y as u16));
        self.pixel(x.min(self.width - 1), y.min(self.height - 1))
    }

    /// Whether a place is within the picture.
    pub(super) fn holds(&self, place: Point) -> bool {
        place.x >= 0.0 && place.y >= 0.0 && place.x < self.width as f32 && place.y < self.height as f32
    }

    /// The brightness at a place between the four nearest pixels; beside the picture, that of its border.
    #[inline]
    pub(super) fn sample(&self, place: Point) -> f32 {
        // Pixel 0 is from 0 to 1, with its middle at ½.
        let (column, right) = between(place.x - 0.5, self.width);
        let (row, lower) = between(place.y - 0.5, self.height);
        let start = row * self.stride + column;
        let (upper, below) = (&self.luma[start..start + 2], &self.luma[start + self.stride..][..2]);
        let upper = f32::from(upper[0]) + (f32::from(upper[1]) - f32::from(upper[0])) * right;
        let below = f32::from(below[0]) + (f32::from(below[1]) - f32::from(below[0])) * right;
        upper + (below - upper) * lower
    }
}

/// The first of the two pixels, of `count`, that a place is between, and how far from its middle it is: 0 to 1.
#[inline]
fn between(place: f32, count: usize) -> (usize, f32) {
    // By comparing, and by way of 16 bits, which suffice for any side: each a single step for machines.
    let last = (count as i32 - 1) as f32;
    let place = if place > 0.0 { place } else { 0.0 };
    let place = if place < last { place } else { last };
    let first = usize::from(place as u16).min(count - 2);
    (first, place - first as i32 as f32)
}

impl Region {
    fn is_within(self, width: u32, height: u32) -> bool {
        let fits = |start: u32, length: u32, whole: u32| {
            length > 0 && start.checked_add(length).is_some_and(|end| end <= whole)
        };
        fits(self.left, self.width, width) && fits(self.top, self.height, height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(width: u32, height: u32, row_stride: u32) -> LumaFrame {
        LumaFrame { row_stride, ..LumaFrame::new(width, height) }
    }

    #[test]
    fn the_padding_behind_the_last_row_may_be_missing() {
        let luma = (0..23).collect::<Vec<u8>>();
        let view = LumaView::new(&luma, frame(3, 3, 10)).unwrap();
        assert_eq!(view.rows().collect::<Vec<_>>(), [[0, 1, 2], [10, 11, 12], [20, 21, 22]]);
        let short = LumaView::new(&luma[..22], frame(3, 3, 10)).err();
        assert_eq!(short, Some(FrameError::TooShort { needed: 23, actual: 22 }));
    }

    #[test]
    fn impossible_frames_are_errors() {
        let largest = u32::MAX;
        for (width, height, stride) in
            [(0, 1, 1), (1, 0, 1), (70_000, 1, 70_000), (largest, largest, largest)]
        {
            let error = LumaView::new(&[0; 4], frame(width, height, stride)).err();
            assert_eq!(error, Some(FrameError::Size { width, height }));
        }
        let narrow = LumaView::new(&[0; 100], frame(10, 10, 9)).err();
        assert_eq!(narrow, Some(FrameError::Stride { row_stride: 9, width: 10 }));
        let huge = LumaView::new(&[0; 4], frame(1, 65_536, largest)).err();
        assert!(matches!(huge, Some(FrameError::TooShort { .. })));
    }

    #[test]
    fn between_pixels_it_is_as_bright_as_both_and_beside_the_picture_as_its_border() {
        let view = LumaView::of_buffer(&[10, 20, 30, 50, 60, 70], 3, 2);
        let places =
            [(0.5, 0.5, 10.0), (1.0, 0.5, 15.0), (2.25, 1.0, 47.5), (-9.0, 9.0, 50.0), (9.0, -9.0, 30.0)];
        for (x, y, grey) in places {
            assert_eq!(view.sample(Point::new(x, y)), grey, "{x}, {y}");
        }
        assert_eq!([(-9.0, 9.0), (2.9, 0.1)].map(|(x, y)| view.near(Point::new(x, y))), [50, 30]);
    }

    #[test]
    fn a_region_is_a_window_on_the_frame() {
        let luma = (0..23).collect::<Vec<u8>>();
        let region = |left, top, width, height| LumaFrame {
            region: Some(Region { left, top, width, height }),
            ..frame(3, 3, 10)
        };
        let view = LumaView::new(&luma, region(1, 1, 2, 2)).unwrap();
        assert_eq!(view.rows().collect::<Vec<_>>(), [[11, 12], [21, 22]]);
        assert_eq!(view.sample(Point::new(1.0, 1.0)), 16.5);
        for (left, top, width, height) in [(0, 0, 0, 1), (2, 0, 2, 1), (0, 3, 1, 1), (u32::MAX, 0, 2, 1)] {
            let error = LumaView::new(&luma, region(left, top, width, height)).err();
            assert!(matches!(error, Some(FrameError::Outside { .. })));
        }
    }
}
