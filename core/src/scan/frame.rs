//! The door for camera frames and pictures: a borrowed, strided window on luma bytes.

use thiserror::Error;

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
}

/// A frame and its bytes, checked against each other.
#[derive(Clone, Copy)]
pub struct LumaView<'a> {
    luma: &'a [u8],
    width: usize,
    height: usize,
    stride: usize,
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
        Ok(Self { luma, width: width as usize, height: height as usize, stride: row_stride as usize })
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

    /// All pixels in one piece, where there is no padding between rows.
    #[must_use]
    pub fn contiguous(&self) -> Option<&'a [u8]> {
        (self.stride == self.width).then(|| &self.luma[..self.width * self.height])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(width: u32, height: u32, row_stride: u32) -> LumaFrame {
        LumaFrame { width, height, row_stride, rotation: Rotation::Deg0 }
    }

    #[test]
    fn the_padding_behind_the_last_row_may_be_missing() {
        let luma = (0..23).collect::<Vec<u8>>();
        let view = LumaView::new(&luma, frame(3, 3, 10)).unwrap();
        assert_eq!(view.rows().collect::<Vec<_>>(), [[0, 1, 2], [10, 11, 12], [20, 21, 22]]);
        assert_eq!(view.contiguous(), None);
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
    fn rows_without_padding_are_one_piece() {
        let luma = [1, 2, 3, 4, 5, 6, 7];
        assert_eq!(LumaView::new(&luma, frame(3, 2, 3)).unwrap().contiguous(), Some(&luma[..6]));
    }
}
