//! Picture files to luma: PNG, JPEG, WebP, GIF, BMP, TIFF and PGM, whatever their colours.
//!
//! How a photograph is turned does not matter: codes are found at any angle.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use souplesse_core::scan::LumaFrame;

use crate::read::jpeg;
use crate::read::kind::Kind;

/// More pixels than any phone's camera had when this was written.
const MOST_PIXELS: u64 = 120_000_000;
/// A decoded picture has no more bytes, so that one with deeper colours may have fewer pixels; nor has the decoder beside it.
const MOST_MEMORY: u64 = 3 * MOST_PIXELS;
const LONGEST_SIDE: u32 = 65_535;
/// Bytes of the header of a PGM with its comments; programs write one line of them.
const LONGEST_HEADER: usize = 4 << 10;
/// Bytes of a pixel's number as text, with the room beside it.
const LONGEST_NUMBER: u64 = 16;

/// A picture in grey.
pub struct Picture {
    luma: Vec<u8>,
    width: u32,
    height: u32,
}

/// Why a picture cannot be read.
#[derive(Debug)]
pub enum PictureError {
    /// A file of another kind.
    UnknownKind,
    /// A picture that would take too much memory.
    TooLarge {
        /// Pixels a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// A file whose numbers are written with more around them than any program writes.
    Padded,
    /// A file without a single pixel.
    Empty,
    /// A file that ends early.
    Cut,
    /// A file that is damaged, or ends early.
    Damaged {
        /// What the decoder found.
        source: ImageError,
    },
}

/// Decodes a picture file.
///
/// # Errors
/// [`PictureError`], with what to do about it.
pub fn read(bytes: &[u8]) -> Result<Picture, PictureError> {
    let Kind::Picture(kind) = Kind::of(bytes) else { return Err(PictureError::UnknownKind) };
    let damaged = |source| PictureError::Damaged { source };
    if kind == ImageFormat::Pnm {
        check_padding(bytes)?;
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    reader.limits(limits());
    let decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PictureError::Empty);
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY || width.max(height) > LONGEST_SIDE {
        return Err(PictureError::TooLarge { width, height });
    }
    if kind == ImageFormat::Jpeg && !jpeg::is_whole(bytes) {
        return Err(PictureError::Cut);
    }
    let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let luma = on_white(picture).into_raw();
    Ok(Picture { luma, width, height })
}

impl Picture {
    /// A picture of these pixels, rows without padding; `None` where they are not so many, or none.
    #[must_use]
    pub fn new(luma: Vec<u8>, width: u32, height: u32) -> Option<Self> {
        let pixels = u64::from(width) * u64::from(height);
        let is_whole = pixels > 0 && luma.len() as u64 == pixels && width.max(height) <= LONGEST_SIDE;
        is_whole.then_some(Self { luma, width, height })
    }

    /// One byte a pixel, rows without padding.
    #[must_use]
    pub fn luma(&self) -> &[u8] {
        &self.luma
    }

    /// The shape of [`luma`](Self::luma).
    #[must_use]
    pub fn frame(&self) -> LumaFrame {
        LumaFrame::new(self.width, self.height)
    }
}

/// A header of PGM and its kin may have comments, and pixels that are written as text any room between them: both take
/// time and are no pixels. Read by itself, the beginning of the file has the whole header or is refused.
fn check_padding(bytes: &[u8]) -> Result<(), PictureError> {
    let start = bytes.split_at(bytes.len().min(LONGEST_HEADER)).0;
    let header = ImageReader::with_format(Cursor::new(start), ImageFormat::Pnm).into_decoder();
    let decoder = match header {
        Ok(decoder) => decoder,
        Err(_) if bytes.len() > LONGEST_HEADER => return Err(PictureError::Padded),
        Err(source) => return Err(PictureError::Damaged { source }),
    };
    let is_text = matches!(bytes, [b'P', b'1'..=b'3', ..]);
    let most = decoder.total_bytes().saturating_mul(LONGEST_NUMBER).saturating_add(LONGEST_HEADER as u64);
    if is_text && bytes.len() as u64 > most { Err(PictureError::Padded) } else { Ok(()) }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

/// Grey, with what is transparent on white, as every viewer shows it.
fn on_white(picture: DynamicImage) -> image::GrayImage {
    if !picture.color().has_alpha() {
        return picture.into_luma8();
    }
    let with_alpha = picture.into_luma_alpha8();
    let (width, height) = with_alpha.dimensions();
    let pixels = with_alpha.pixels().map(|pixel| {
        let [grey, alpha] = pixel.0.map(u32::from);
        u8::try_from((grey * alpha + 255 * (255 - alpha)) / 255).expect("a mean of bytes")
    });
    image::GrayImage::from_raw(width, height, pixels.collect()).expect("one byte a pixel")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::kind::PICTURES;
    use image::{GrayImage, LumaA, Rgba, RgbaImage};

    fn encode(picture: &DynamicImage, kind: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, kind).unwrap();
        bytes.into_inner()
    }

    fn grey() -> DynamicImage {
        GrayImage::from_fn(17, 9, |x, y| image::Luma([u8::try_from(x * 9 + y).unwrap()])).into()
    }

    #[test]
    fn a_picture_without_pixels_is_none() {
        assert!(matches!(read(b"P5 8 0 255\n"), Err(PictureError::Empty)));
    }

    #[test]
    fn every_kind_of_file_is_read() {
        let in_colour = [ImageFormat::WebP, ImageFormat::Gif];
        for kind in PICTURES {
            let colour = || DynamicImage::from(grey().into_rgb8());
            let bytes = encode(&if in_colour.contains(&kind) { colour() } else { grey() }, kind);
            assert_eq!(Kind::of(&bytes[..16]), Kind::Picture(kind));
            let read = read(&bytes).unwrap();
            assert_eq!((read.width, read.height, read.luma.len()), (17, 9, 17 * 9));
        }
    }

    #[test]
    fn deep_and_transparent_pictures_become_grey_on_white() {
        let clear = DynamicImage::from(RgbaImage::from_pixel(1, 1, Rgba([0, 0, 0, 0])));
        assert_eq!(read(&encode(&clear, ImageFormat::Png)).unwrap().luma(), [255]);
        let half = DynamicImage::from(image::ImageBuffer::from_pixel(1, 1, LumaA([0_u8, 128])));
        assert_eq!(read(&encode(&half, ImageFormat::Png)).unwrap().luma(), [127]);
        let deep = DynamicImage::from(image::ImageBuffer::from_pixel(1, 1, image::Luma([65_535_u16])));
        assert_eq!(read(&encode(&deep, ImageFormat::Png)).unwrap().luma(), [255]);
    }

    #[test]
    fn truncated_files_are_errors_unless_every_pixel_is_there() {
        for kind in PICTURES {
            let bytes = encode(&DynamicImage::from(grey().into_rgb8()), kind);
            let whole = read(&bytes).unwrap();
            for length in 0..bytes.len() {
                if let Ok(picture) = read(&bytes[..length]) {
                    assert_eq!(picture.luma, whole.luma, "{kind:?} of {length} bytes");
                }
            }
        }
    }

    #[test]
    fn a_jpeg_is_whole_by_its_own_end_and_not_by_that_of_its_thumbnail() {
        let jpeg = encode(&grey(), ImageFormat::Jpeg);
        let thumbnail = [&[0xFF, 0xE1, 0, 6][..], &[0xFF, 0xD8, 0xFF, 0xD9]].concat();
        let with_thumbnail = [&jpeg[..2], &thumbnail, &jpeg[2..]].concat();
        let with_trailer = [&with_thumbnail[..], b"what a phone writes behind its pictures"].concat();
        assert!(read(&with_trailer).is_ok());
        let cut = &with_thumbnail[..with_thumbnail.len() - 2];
        assert!(matches!(read(cut), Err(PictureError::Cut)));
    }

    #[test]
    fn what_stands_around_the_numbers_of_a_picture_is_bounded() {
        let commented = |comment: usize| [b"P5 #", &vec![b'x'; comment][..], b"\n2 1 255\nab"].concat();
        assert!(read(&commented(LONGEST_HEADER - 16)).is_ok());
        assert!(matches!(read(&commented(LONGEST_HEADER)), Err(PictureError::Padded)));
        let spaced = |room: usize| [b"P2 2 1 255\n7", &vec![b' '; room][..], b"9\n"].concat();
        assert!(read(&spaced(LONGEST_HEADER)).is_ok());
        assert!(matches!(read(&spaced(2 * LONGEST_HEADER)), Err(PictureError::Padded)));
        let long_line = [b"P7\n#", &vec![b'x'; LONGEST_HEADER][..], b"\nWIDTH 1\nHEIGHT 1\n"].concat();
        assert!(matches!(read(&long_line), Err(PictureError::Padded)));
    }

    #[test]
    fn a_picture_that_promises_too_much_is_refused_before_it_is_decoded() {
        let bytes = b"P5 60000 60000 255\n";
        assert!(matches!(read(bytes), Err(PictureError::TooLarge { width: 60_000, height: 60_000 })));
        assert!(matches!(read(b"%!PS"), Err(PictureError::UnknownKind)));
    }
}
