//! A signed update as a QR code.

use std::io::Cursor;
use std::path::Path;

use image::{ImageFormat, Luma};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode, Version};
use souplesse_core::bundle::to_text;

use crate::tell::error::Error;

/// About a seventh of the code may be damaged or folded.
const LEVEL: EcLevel = EcLevel::M;
/// Pixels of a module in a PNG: sharp on a screen, and in print at 300 dpi.
const PIXELS: u32 = 8;

/// Whether the name of a file is that of a picture.
pub(super) fn is_picture(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "png" || ending == "svg")
}

/// Draws an update for a file that is called `.png` or `.svg`.
pub(super) fn draw(update: &[u8], path: &Path) -> Result<Vec<u8>, Error> {
    let text = to_text(update);
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("png") => png(&text),
        Some("svg") => Ok(svg(&text)?.into_bytes()),
        _ => Err(Error::Misuse { what: "name the picture .png or .svg".to_owned() }),
    }
}

/// The version of the QR code that the text needs; `None` where none is large enough.
pub(super) fn version(text: &str) -> Option<i16> {
    match code(text).ok()?.version() {
        Version::Normal(number) | Version::Micro(number) => Some(number),
    }
}

/// The code as an SVG drawing without a size of its own.
pub(super) fn svg(text: &str) -> Result<String, Error> {
    let drawing = code(text)?.render::<svg::Color<'_>>().module_dimensions(1, 1).build();
    // The library writes a declaration that has no place within a page.
    Ok(drawing.split_once("?>").map_or(drawing.clone(), |(_, drawing)| drawing.to_owned()))
}

/// Modules on a side, without the quiet zone.
pub(super) fn side(text: &str) -> Result<usize, Error> {
    Ok(code(text)?.width())
}

fn png(text: &str) -> Result<Vec<u8>, Error> {
    let picture = code(text)?.render::<Luma<u8>>().module_dimensions(PIXELS, PIXELS).build();
    let mut bytes = Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, ImageFormat::Png);
    written.map_err(|error| Error::Picture { detail: error.to_string() })?;
    Ok(bytes.into_inner())
}

fn code(text: &str) -> Result<QrCode, Error> {
    let code = QrCode::with_error_correction_level(text, LEVEL);
    code.map_err(|_| Error::Misuse {
        what: "the update is too large for one QR code: pass it on as a file, or as several codes (bundle sign --text)"
            .to_owned(),
    })
}
