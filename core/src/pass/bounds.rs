//! How much a pass may hold. What holds more is refused with [`Code::TooLarge`](crate::Code::TooLarge) before it costs more than a pass does.

/// The characters of an EU certificate behind `HC1:`: as many as [`LARGEST`] bytes take that are stored, not deflated.
pub(super) const LONGEST_CERTIFICATE: usize = 100_000;

/// The characters of a 2D-DOC: as many digits as the largest QR code holds; a Data Matrix holds fewer.
pub(super) const LONGEST_TWO_D_DOC: usize = 7_089;

/// The bytes that a certificate may inflate to. Real ones have less than 2 KiB.
pub(super) const LARGEST: usize = 64 * 1024;

/// The keys of one object, header or token. Real ones have at most eleven.
pub(super) const MOST_KEYS: usize = 64;

/// The values of a whole certificate, its headers and what is read over included. Real ones have some forty.
pub(super) const MOST_VALUES: usize = 4_096;

/// The levels of a signed token. That of a real certificate has six.
pub(super) const DEEPEST: usize = 16;
