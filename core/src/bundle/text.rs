//! Bundles as the text of QR codes: one, or several in any order.

use data_encoding::HEXUPPER;
use ring::digest::{SHA256, digest};
use zlib_rs::{Deflate, DeflateFlush, Inflate, InflateFlush, Status};

use super::refusal::Refusal;
use crate::code::Code;
use crate::pass::hcert::base45;

pub(super) const WHOLE: &[u8] = b"SPL1:";

/// Nobody scans more than this.
pub const MOST_PARTS: usize = 64;

/// No bundle is larger, in bytes: as many as a device judges by without noticing.
pub(crate) const LARGEST: usize = 1 << 20;

/// No text of a bundle is longer, in characters: base45 takes three for two bytes, also of what does not compress.
const LONGEST: usize = 2 * LARGEST;

/// The most characters that a QR code holds, in version 40 at level L, and so the longest part.
pub(super) const LONGEST_PART: usize = 4296;

const BEST: i32 = 9;
const WINDOW_BITS: u8 = 15;

/// The text of one QR code: `SPL1:` and base45 of zlib of the bundle.
#[must_use]
pub fn to_text(bundle: &[u8]) -> String {
    text_of(WHOLE, &compress(bundle))
}

/// The texts of several QR codes with at most so many characters each; `None` where that would take more than
/// [`MOST_PARTS`] of them.
///
/// Each is `SPP1:<n>/<N>/<the first 16 hexadecimal digits of the SHA-256 of the whole>:<base45 of a part of it>`.
#[must_use]
pub fn to_parts(bundle: &[u8], characters: usize) -> Option<Vec<String>> {
    let whole = compress(bundle);
    let digest = fingerprint(&whole);
    let head = "SPP1:64/64/:".len() + digest.len();
    // Two bytes are three characters.
    let size = characters.saturating_sub(head) / 3 * 2;
    let count = whole.len().div_ceil(size.max(1));
    if size == 0 || count > MOST_PARTS {
        return None;
    }
    let chunks = whole.chunks(size).enumerate();
    let parts = chunks
        .map(|(index, chunk)| text_of(format!("SPP1:{}/{count}/{digest}:", index + 1).as_bytes(), chunk));
    Some(parts.collect())
}

/// The bundle in a text of [`to_text`].
///
/// # Errors
/// `update-unreadable` or `update-too-large`.
pub(super) fn from_text(text: &[u8]) -> Result<Vec<u8>, Refusal> {
    if text.len() > LONGEST {
        return Err(Code::UpdateTooLarge.into());
    }
    let base45 = text.strip_prefix(WHOLE).ok_or(Code::UpdateUnreadable)?;
    decompress(&decode(base45)?)
}

pub(super) fn decode(base45: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let decoded = base45::decode(base45, &mut bytes);
    decoded.map_err(|_| Refusal::named(Code::UpdateUnreadable, "base45"))?;
    Ok(bytes)
}

/// Inflates one whole zlib stream.
pub(super) fn decompress(compressed: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut inflate = Inflate::new(true, WINDOW_BITS);
    // One byte more than is allowed shows that it was too large.
    let mut bytes = vec![0; (compressed.len() * 8).clamp(4096, LARGEST + 1)];
    loop {
        let input = &compressed[position(inflate.total_in())..];
        let written = position(inflate.total_out());
        let status = inflate.decompress(input, &mut bytes[written..], InflateFlush::Finish);
        let status = status.map_err(|_| Refusal::named(Code::UpdateUnreadable, "zlib"))?;
        let written = position(inflate.total_out());
        if written > LARGEST {
            return Err(Code::UpdateTooLarge.into());
        }
        if status == Status::StreamEnd && position(inflate.total_in()) == compressed.len() {
            bytes.truncate(written);
            return Ok(bytes);
        }
        if status == Status::StreamEnd || written < bytes.len() {
            return Err(Refusal::named(Code::UpdateUnreadable, "zlib"));
        }
        bytes.resize((bytes.len() * 2).min(LARGEST + 1), 0);
    }
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = vec![0; bytes.len() + bytes.len() / 1000 + 64];
    let mut deflate = Deflate::new(BEST, true, WINDOW_BITS);
    let status = deflate.compress(bytes, &mut compressed, DeflateFlush::Finish);
    assert!(matches!(status, Ok(Status::StreamEnd)), "room for what does not compress");
    compressed.truncate(position(deflate.total_out()));
    compressed
}

/// The first sixteen hexadecimal digits of the SHA-256 of the whole.
pub(super) fn fingerprint(whole: &[u8]) -> String {
    HEXUPPER.encode(digest(&SHA256, whole).as_ref().split_at(8).0)
}

fn text_of(beginning: &[u8], bytes: &[u8]) -> String {
    let text = [beginning, &base45::encode(bytes)].concat();
    String::from_utf8(text).expect("base45 is ASCII")
}

fn position(total: u64) -> usize {
    usize::try_from(total).expect("totals are bounded by the lengths of slices")
}
