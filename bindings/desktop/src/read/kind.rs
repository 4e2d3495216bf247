//! What a file is by its first bytes, whatever its name says.

use image::ImageFormat;

use crate::read::{limits, lines, pdf};

/// As many bytes tell what a file is: some PDFs have a line before their mark.
pub const START: usize = 1024;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A picture that can be decoded.
    Picture(ImageFormat),
    /// A PDF.
    Pdf,
    /// Texts of codes, or anything else that may be read as text.
    Text,
    /// Something that holds no pass, or hides it.
    Foreign(Foreign),
}

/// What cannot be read, and so is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A photograph of an iPhone, or another picture in its container.
    Heic,
    /// The same container with another coding.
    Avif,
    /// A drawing in XML.
    Svg,
    /// A signed update.
    Update,
    /// A key or a certificate.
    Key,
    /// An archive; passes of Apple Wallet and documents of offices are among them.
    Archive,
    /// Anything else that is not text.
    Binary,
}

/// The pictures that are read.
pub const PICTURES: [ImageFormat; 7] = [
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::WebP,
    ImageFormat::Gif,
    ImageFormat::Bmp,
    ImageFormat::Tiff,
    ImageFormat::Pnm,
];

/// The control characters of texts, 2D-DOC and the framing of scanners.
const SEPARATORS: [char; 12] =
    ['\t', '\n', '\r', '\u{1}', '\u{2}', '\u{3}', '\u{4}', '\u{1B}', '\u{1C}', '\u{1D}', '\u{1E}', '\u{1F}'];

/// How signed CBOR begins: the tag of COSE_Sign1, and its array.
const SIGNED: &[u8] = &[0xD2, 0x84];

/// Archives by how they begin: ZIP, gzip, 7z, and what Office wrote before it wrote ZIP.
const ARCHIVES: [&[u8]; 4] = [b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"\xd0\xcf\x11\xe0"];

impl Kind {
    /// The kind of a file of which these are the first [`START`] bytes, or all of it.
    #[must_use]
    pub fn of(start: &[u8]) -> Self {
        let start = start.split_at(start.len().min(START)).0;
        if let Some(format) = image::guess_format(start).ok().filter(|format| PICTURES.contains(format)) {
            return Self::Picture(format);
        }
        if pdf::is_pdf(start) {
            return Self::Pdf;
        }
        foreign(start).map_or(Self::Text, Self::Foreign)
    }

    /// How many bytes such a file may have where a pass is looked for.
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Self::Picture(_) => limits::PICTURE_FILE,
            Self::Pdf => limits::PDF_FILE,
            Self::Text | Self::Foreign(_) => limits::TEXT_FILE,
        }
    }
}

fn foreign(start: &[u8]) -> Option<Foreign> {
    let text = start.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(start).trim_ascii_start();
    if let Some(brand) = brand(start) {
        return Some(brand);
    }
    if ARCHIVES.iter().any(|archive| start.starts_with(archive)) {
        return Some(Foreign::Archive);
    }
    if text.starts_with(b"-----BEGIN ") {
        return Some(Foreign::Key);
    }
    let is_xml =
        text.starts_with(b"<?xml") || text.starts_with(b"<!--") || text.starts_with(b"<!DOCTYPE svg");
    if text.starts_with(b"<svg") || (is_xml && text.windows(4).any(|window| window == b"<svg")) {
        return Some(Foreign::Svg);
    }
    if start.starts_with(SIGNED) {
        return Some(Foreign::Update);
    }
    // UTF-16 has a zero in every other byte, and is named where lines are read.
    (!lines::is_utf16(start) && is_binary(start)).then_some(Foreign::Binary)
}

/// The container of HEIC and AVIF says in its first box which of them it is.
fn brand(start: &[u8]) -> Option<Foreign> {
    if start.get(4..8)? != b"ftyp" {
        return None;
    }
    match start.get(8..12)? {
        b"avif" | b"avis" => Some(Foreign::Avif),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Some(Foreign::Heic),
        _ => Some(Foreign::Binary),
    }
}

/// Texts of codes have separators and framing among their letters, and neither zeros nor many bytes of no letter.
fn is_binary(start: &[u8]) -> bool {
    if start.contains(&0) {
        return true;
    }
    let text = String::from_utf8_lossy(start);
    let is_odd =
        |letter: &char| *letter == '\u{FFFD}' || (letter.is_control() && !SEPARATORS.contains(letter));
    text.chars().filter(is_odd).count() * 8 > text.chars().count()
}
