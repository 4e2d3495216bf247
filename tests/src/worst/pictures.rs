//! Picture files: small ones that become large, and beginnings of ones that never come.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, GrayImage, ImageEncoder};

use super::{Carrier, Case, Reader};

pub(super) const CASES: &[Case] = &[
    picture("picture: grey", |size| png(side(size), ExtendedColorType::L8, 1)),
    picture("picture: deep colours, transparent", |size| png(side(size), ExtendedColorType::Rgba16, 8)),
    picture("picture: a photograph", |size| jpeg(side(size), 0xC0)),
    picture("picture: a photograph that comes in passes", |size| jpeg(side(size), 0xC2)),
    picture("picture: a head without a body", |size| {
        let side = side(size);
        format!("P5 {side} {side} 255\n").into_bytes()
    }),
    picture("picture: small squares", |size| {
        let side = side(size.min(4000));
        let squares = GrayImage::from_fn(side as u32, side as u32, |x, y| {
            image::Luma([(x / 3 + y / 3) as u8 % 2 * 255])
        });
        [format!("P5 {side} {side} 255\n").as_bytes(), squares.as_raw()].concat()
    }),
];

/// A square of so many thousand pixels.
const fn picture(name: &'static str, make: fn(usize) -> Vec<u8>) -> Case {
    Case { carrier: Carrier::Picture, too_large: 1_000_000, ..Case::new(name, Reader::Picture, 500, make) }
}

fn side(size: usize) -> usize {
    (size * 1000).isqrt()
}

fn png(side: usize, colours: ExtendedColorType, bytes: usize) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    // Of what is too large there is the head only, with a row behind it.
    let rows = if side > 4000 { 1 } else { side };
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::NoFilter);
    encoder
        .write_image(&vec![0; side * rows * bytes], side as u32, rows as u32, colours)
        .expect("a vector takes every byte");
    let mut file = file.into_inner();
    // The height, and the checksum of the head.
    if rows < side {
        file[20..24].copy_from_slice(&(side as u32).to_be_bytes());
    }
    file
}

/// A grey photograph, whose frame is then said to be of another kind.
fn jpeg(side: usize, frame: u8) -> Vec<u8> {
    let grey = GrayImage::from_pixel(64, 64, image::Luma([128]));
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 80).encode_image(&grey).expect("a vector takes every byte");
    let place = file.windows(2).position(|marker| marker == [0xFF, 0xC0]).expect("a frame");
    file[place + 1] = frame;
    let [.., high, low] = side.to_be_bytes();
    file[place + 5..place + 9].copy_from_slice(&[high, low, high, low]);
    file
}
