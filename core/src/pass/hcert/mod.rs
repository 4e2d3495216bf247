//! EU Digital COVID Certificates: `HC1:` → base45 → zlib → COSE_Sign1 → CWT → certificate.
//!
//! The specification is the eHealth network's "Electronic Health Certificate Specification"
//! with the DCC schema; the tolerances are those that its conformance vectors ask of verifiers.

pub(crate) mod base45;
mod cose;
mod cwt;
mod dcc;
mod inflate;

pub use cwt::Claims;

use crate::code::Code;

/// ECDSA with SHA-256, by its number in the IANA COSE registry.
pub const ES256: i64 = -7;
/// RSASSA-PSS with SHA-256.
pub const PS256: i64 = -37;

/// The buffers of one reading, used again for the next one.
pub struct Buffers {
    compressed: Vec<u8>,
    inflated: Vec<u8>,
    signed: Vec<u8>,
    inflater: inflate::Inflater,
}

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
/// [`Code::Base45`], [`Code::Inflate`], [`Code::TooLarge`] or [`Code::Cose`]: the step that failed.
/// A failure behind the envelope stands in [`Hcert::content`], for the signature can still be checked.
pub fn open<'b>(base45: &[u8], buffers: &'b mut Buffers) -> Result<Hcert<'b>, Code> {
    base45::decode(base45, &mut buffers.compressed)?;
    let length = buffers.inflater.inflate(&buffers.compressed, &mut buffers.inflated)?;
    let envelope = cose::Sign1::read(&buffers.inflated[..length])?;
    envelope.write_signed_bytes(&mut buffers.signed);
    Ok(Hcert {
        algorithm: envelope.algorithm,
        key_id: envelope.key_id,
        signed: &buffers.signed,
        signature: envelope.signature,
        content: cwt::read(envelope.payload),
    })
}

impl Buffers {
    /// Empty buffers; they grow to the size of the largest pass read.
    #[must_use]
    pub fn new() -> Self {
        Self {
            compressed: Vec::new(),
            inflated: Vec::new(),
            signed: Vec::new(),
            inflater: inflate::Inflater::new(),
        }
    }

    /// Overwrites what the last pass left behind.
    pub fn erase(&mut self) {
        self.compressed.fill(0);
        self.inflated.fill(0);
        self.signed.fill(0);
    }
}

impl Default for Buffers {
    fn default() -> Self {
        Self::new()
    }
}
