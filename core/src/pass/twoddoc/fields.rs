//! The fields of the two health documents: identifiers, lengths and alphabets.
//!
//! Identifiers are in the order of the specification, which real documents keep; any order is read.

/// One field of a document type.
pub(super) struct Field {
    /// The two characters in front of the value.
    pub id: &'static [u8; 2],
    /// The fewest bytes.
    pub min: usize,
    /// The most bytes; a field is of fixed length where both are equal.
    pub max: usize,
    /// Which bytes a value may consist of.
    pub allows: fn(u8) -> bool,
    /// Whether a document without it is refused.
    pub required: bool,
}

const fn field(id: &'static [u8; 2], min: usize, max: usize, allows: fn(u8) -> bool) -> Field {
    Field { id, min, max, allows, required: true }
}

const fn optional(id: &'static [u8; 2], min: usize, max: usize) -> Field {
    Field { id, min, max, allows: any, required: false }
}

/// Type `B2`.
pub(super) const TEST: &[Field] = &[
    field(b"F0", 0, 60, name),
    field(b"F1", 0, 38, name),
    field(b"F2", 8, 8, digit),
    field(b"F3", 1, 1, letter),
    field(b"F4", 3, 7, code),
    field(b"F5", 1, 1, letter),
    field(b"F6", 12, 12, digit),
];

/// Type `L1`.
pub(super) const VACCINATION: &[Field] = &[
    field(b"L0", 0, 80, name),
    field(b"L1", 0, 80, name),
    field(b"L2", 8, 8, digit),
    field(b"L3", 0, 30, words),
    field(b"L4", 5, 15, words),
    field(b"L5", 5, 30, words),
    field(b"L6", 5, 30, words),
    field(b"L7", 1, 1, digit),
    field(b"L8", 1, 1, digit),
    field(b"L9", 8, 8, digit),
    field(b"LA", 2, 2, letter),
];

/// Allowed in every type of document. Only `08`, the day of expiry, has a meaning here.
pub(super) const GENERIC: &[Field] = &[
    optional(b"01", 0, ANY_LENGTH),
    optional(b"02", 0, ANY_LENGTH),
    optional(b"03", 0, ANY_LENGTH),
    optional(b"04", 0, ANY_LENGTH),
    optional(b"05", 0, ANY_LENGTH),
    optional(b"06", 4, 4),
    optional(b"07", 6, 6),
    optional(b"08", 4, 4),
    optional(b"09", 4, 4),
    optional(b"0A", 9, 9),
    optional(b"0B", 9, 9),
    optional(b"0C", 0, ANY_LENGTH),
    optional(b"0D", 36, 36),
];

/// Longer than any code can hold.
const ANY_LENGTH: usize = 4096;

fn name(byte: u8) -> bool {
    letter(byte) || matches!(byte, b' ' | b'/' | b'.' | b'-' | b'\'')
}

/// Printed names of diseases, vaccines and makers, whose case does not matter.
fn words(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'/' | b'.' | b'-')
}

fn code(byte: u8) -> bool {
    letter(byte) || digit(byte)
}

fn letter(byte: u8) -> bool {
    byte.is_ascii_uppercase()
}

fn digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

fn any(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}
