//! A PDF to pictures: its pages as they would be printed, and the pictures in them as they are.
//!
//! Codes of passes are drawn, or pasted as pictures, or scanned with the whole sheet. A page drawn at 300 dpi holds the first
//! two as a printer would show them; a picture in it may be finer than that, and is looked at by itself too.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::kurbo::{BezPath, Rect};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use super::{PdfError, Sheet};
use crate::read::picture::Picture;

/// More pages than anybody's passes have.
pub const MOST_PAGES: usize = 64;
/// Pictures of one page that are looked at by themselves.
const MOST_PICTURES: usize = 16;
/// Pixels of a drawn page, or of a picture in one.
pub(super) const MOST_PIXELS: f32 = 24e6;
/// Pixels of a page a point: 300 dpi.
const SCALE: f32 = 300.0 / 72.0;
/// Fewer pixels a side are no code.
const SMALLEST: u32 = 8;

/// Gives every page of a PDF and every picture in it to `take`, which says whether more is wanted. A PDF that is hostile may
/// take any amount of memory and time, and panic: [`read`](super::read) bounds them.
///
/// # Errors
/// [`PdfError`], before anything is given.
pub fn each(bytes: Vec<u8>, take: &mut dyn FnMut(Sheet) -> bool) -> Result<(), PdfError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfError::Locked,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => PdfError::Damaged,
    })?;
    if pdf.pages().is_empty() {
        return Err(PdfError::Damaged);
    }
    if pdf.pages().len() > MOST_PAGES {
        return Err(PdfError::TooManyPages);
    }
    for (page, number) in pdf.pages().iter().zip(1..) {
        let mut pictures = drawn(page).into_iter().chain(pictures(page));
        if !pictures.all(|picture| take(Sheet { page: number, picture })) {
            break;
        }
    }
    Ok(())
}

/// The page at 300 dpi, or as fine as it may be.
fn drawn(page: &Page<'_>) -> Option<Picture> {
    let (width, height) = page.render_dimensions();
    let scale = SCALE.min((MOST_PIXELS / (width * height)).sqrt());
    let longest = (width * scale).max(height * scale);
    if !(longest.is_finite() && longest < f32::from(u16::MAX)) {
        return None;
    }
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    let drawn = render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let luma = drawn.data().iter().map(|pixel| luma(pixel.r, pixel.g, pixel.b)).collect();
    Picture::new(luma, drawn.width().into(), drawn.height().into())
}

/// The pictures that the page shows, each once, in the order in which they are drawn.
fn pictures<'p>(page: &'p Page<'p>) -> Vec<Picture> {
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, width.into(), height.into());
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, area, &cache, page.xref(), InterpreterSettings::default());
    let mut gallery = Gallery::default();
    interpret_page(page, &mut context, &mut gallery);
    gallery.pictures
}

/// Draws nothing, and keeps the pictures that pass by.
#[derive(Default)]
struct Gallery {
    seen: Vec<u128>,
    pictures: Vec<Picture>,
}

impl Gallery {
    fn keep(&mut self, luma: Vec<u8>, width: u32, height: u32) {
        // A picture may be larger than the file says of it.
        if luma.len() as u64 <= MOST_PIXELS as u64 {
            self.pictures.extend(Picture::new(luma, width, height));
        }
    }
}

impl<'p> Device<'p> for Gallery {
    fn draw_image(&mut self, image: Image<'p, '_>, _: ImageDrawProps<'p>) {
        let key = image.cache_key();
        #[allow(clippy::cast_precision_loss)] // Beyond 16 million pixels a side it is too large all the same.
        let pixels = image.width() as f32 * image.height() as f32;
        let is_fit = image.width().min(image.height()) >= SMALLEST && pixels <= MOST_PIXELS;
        if !is_fit || self.pictures.len() == MOST_PICTURES || self.seen.contains(&key) {
            return;
        }
        self.seen.push(key);
        match image {
            // What is painted through a stencil is dark as a rule; the scanner takes either.
            Image::Stencil(image) => image.with_stencil(
                |mask, _| self.keep(mask.data.iter().map(|paint| !paint).collect(), mask.width, mask.height),
                None,
            ),
            Image::Raster(image) => image.with_rgba(
                |image, _| match image {
                    ImageData::Luma(grey) => self.keep(grey.data, grey.width, grey.height),
                    ImageData::Rgb(colour) => {
                        let pixels = colour.data.chunks_exact(3);
                        let grey = pixels.map(|pixel| luma(pixel[0], pixel[1], pixel[2])).collect();
                        self.keep(grey, colour.width, colour.height);
                    }
                },
                None,
            ),
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'p>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'p>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'p>, _: DrawProps<'p>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// The brightness of a colour, by the weights of BT.601.
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let weighted = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    u8::try_from((weighted + 500) / 1000).expect("a mean of bytes")
}
