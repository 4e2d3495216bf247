//! The header of a 2D-DOC: who signed what, and when.

use chrono::{Days, NaiveDate};

use crate::code::Code;

/// The header of versions 01 to 04.
#[derive(Clone, Copy)]
pub struct Header<'t> {
    /// The four characters of the certificate authority and the four of the certificate: `FR03AHP1`.
    pub key_id: &'t str,
    /// The day of signature in France; `None` where the header says that there is none.
    pub signed_on: Option<NaiveDate>,
    /// The document's type.
    pub kind: Type,
    /// How many bytes the header takes.
    pub(super) length: usize,
    /// Whether an unsigned annex may stand behind the signature.
    pub(super) may_have_annex: bool,
}

/// What kind of document a 2D-DOC is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// `B2`, a test result.
    Test,
    /// `L1`, a vaccination.
    Vaccination,
    /// Any other; no pass.
    Other,
}

impl<'t> Header<'t> {
    /// Reads the header at the beginning of `text`.
    ///
    /// # Errors
    /// [`Code::Header`] for an unknown version, a short text or a character that its place does not allow.
    pub(super) fn read(text: &'t [u8]) -> Result<Self, Code> {
        let version = text.get(2..4).ok_or(Code::Header)?;
        let length = match version {
            b"01" | b"02" => 22,
            b"03" => 24,
            b"04" => 26,
            _ => return Err(Code::Header),
        };
        let header = text.get(..length).ok_or(Code::Header)?;
        if !header.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
            return Err(Code::Header);
        }
        read_date(&header[12..16])?;
        Ok(Self {
            key_id: str::from_utf8(&header[4..12]).map_err(|_| Code::Header)?,
            signed_on: read_date(&header[16..20])?,
            kind: match &header[20..22] {
                b"B2" => Type::Test,
                b"L1" => Type::Vaccination,
                _ => Type::Other,
            },
            length,
            may_have_annex: version == b"04",
        })
    }
}

/// Four hexadecimal digits: days since 2000-01-01, `FFFF` for none.
pub(super) fn read_date(digits: &[u8]) -> Result<Option<NaiveDate>, Code> {
    let digits = str::from_utf8(digits).map_err(|_| Code::Header)?;
    // `from_str_radix` would take a sign as well.
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Code::Header);
    }
    let days = u64::from_str_radix(digits, 16).map_err(|_| Code::Header)?;
    if days == 0xFFFF {
        return Ok(None);
    }
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date of the calendar");
    Ok(first.checked_add_days(Days::new(days)))
}
