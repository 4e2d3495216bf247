//! EU Digital COVID Certificates: `HC1:` → base45 → zlib → COSE_Sign1 → CWT → certificate.
//!
//! The specification is the eHealth network's "Electronic Health Certificate Specification"
//! with the DCC schema; the tolerances are those that its conformance vectors ask of verifiers.

pub(crate) mod base45;
mod cose;
mod cwt;
mod dcc;
mod inflate;
mod items;

pub use cwt::Claims;

use std::ops::{Deref, DerefMut};

use super::bounds::{LONGEST_CERTIFICATE, MOST_VALUES};
use crate::code::Code;

/// ECDSA with SHA-256, by its number in the IANA COSE registry.
pub const ES256: i64 = -7;
/// RSASSA-PSS with SHA-256.
pub const PS256: i64 = -37;

/// What a buffer that grows keeps of its memory from one pass to the next. Ordinary passes need a tenth of it.
const KEPT: usize = 8 * 1024;

/// The buffers of one reading, used again for the next one: at most 200 KiB while a pass is read, and 80 from one to the next.
pub struct Buffers {
    compressed: Vec<u8>,
    inflater: inflate::Inflater,
    signed: Vec<u8>,
}

/// Buffers for one pass. However reading and judging it ends, they are erased when this goes.
pub struct ForOnePass<'b>(&'b mut Buffers);

/// A certificate whose envelope could be opened.
pub struct Hcert<'b> {
    /// The algorithm's number in the IANA COSE registry: [`ES256`], [`PS256`], or one that is not checked.
    pub algorithm: Option<i64>,
    /// The identifier of the signing key.
    pub key_id: Option<&'b [u8]>,
    /// The bytes that the signature is over.
    pub signed: &'b [u8],
    /// The signature, raw.
    pub signature: &'b [u8],
    /// The content, or the code of the step at which reading it ended.
    pub content: Result<Claims<'b>, Code>,
}

/// Opens a certificate.
///
/// `base45` is the text behind `HC1:`. What is read borrows from `buffers`.
///
/// # Errors
/// [`Code::TooLarge`], [`Code::Base45`], [`Code::Inflate`] or [`Code::Cose`]: the step that failed.
/// A failure behind the envelope stands in [`Hcert::content`], for the signature can still be checked.
pub fn open<'b>(base45: &[u8], buffers: &'b mut Buffers) -> Result<Hcert<'b>, Code> {
    if base45.len() > LONGEST_CERTIFICATE {
        return Err(Code::TooLarge);
    }
    base45::decode(base45, &mut buffers.compressed)?;
    let inflated = buffers.inflater.inflate(&buffers.compressed)?;
    let mut values_left = MOST_VALUES;
    let envelope = cose::Sign1::read(inflated, &mut values_left)?;
    envelope.write_signed_bytes(&mut buffers.signed);
    Ok(Hcert {
        algorithm: envelope.algorithm,
        key_id: envelope.key_id,
        signed: &buffers.signed,
        signature: envelope.signature,
        content: cwt::read(envelope.payload, &mut values_left),
    })
}

impl Buffers {
    /// Empty buffers.
    #[must_use]
    pub fn new() -> Self {
        Self { compressed: Vec::new(), inflater: inflate::Inflater::new(), signed: Vec::new() }
    }

    /// The buffers, to be erased when what is given goes.
    pub fn for_one_pass(&mut self) -> ForOnePass<'_> {
        ForOnePass(self)
    }

    /// Overwrites what the last pass left behind, and no more: a large pass makes none of the later ones slower.
    fn erase(&mut self) {
        self.inflater.erase();
        for buffer in [&mut self.compressed, &mut self.signed] {
            buffer.fill(0);
            if buffer.capacity() > KEPT {
                *buffer = Vec::new();
            }
        }
    }
}

impl Default for Buffers {
    fn default() -> Self {
        Self::new()
    }
}

impl Deref for ForOnePass<'_> {
    type Target = Buffers;

    fn deref(&self) -> &Buffers {
        self.0
    }
}

impl DerefMut for ForOnePass<'_> {
    fn deref_mut(&mut self) -> &mut Buffers {
        self.0
    }
}

impl Drop for ForOnePass<'_> {
    fn drop(&mut self) {
        self.0.erase();
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use zlib_rs::{DeflateConfig, compress_slice};

    use super::*;

    /// An envelope around so many bytes that are no token, as base45.
    fn envelope(bytes: usize) -> Vec<u8> {
        let mut message = vec![0x84, 0x40, 0xA0, 0x5A];
        message.extend(u32::try_from(bytes).unwrap().to_be_bytes());
        message.extend((0..bytes).map(|index| (index % 255) as u8 + 1));
        message.push(0x40);
        let mut stream = vec![0; bytes + 1000];
        let (stream, _) = compress_slice(&mut stream, &message, DeflateConfig::new(0));
        base45::encode(stream)
    }

    #[test]
    fn buffers_are_erased_and_given_back_also_when_a_check_panics() {
        let mut buffers = Buffers::new();
        for length in [10, 65_000, 300] {
            let ended = catch_unwind(AssertUnwindSafe(|| {
                let mut buffers = buffers.for_one_pass();
                let opened = open(&envelope(length), &mut buffers).expect("an envelope");
                assert!(opened.signed.len() > length);
                panic!("a check failed");
            }));
            assert!(ended.is_err());
            for buffer in [&buffers.compressed, &buffers.signed] {
                assert!(buffer.iter().all(|byte| *byte == 0) && buffer.capacity() <= KEPT);
            }
            assert!(buffers.inflater.is_erased());
        }
    }
}
