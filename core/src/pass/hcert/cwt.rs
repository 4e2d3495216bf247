//! The CBOR web token (RFC 8392) and the claims that a certificate uses of it.

use minicbor::Decoder;
use minicbor::data::Type;
use minicbor::decode::Error;

use super::dcc;
use crate::code::Code;
use crate::value::{Value, whole_number};

const CLAIM_ISSUER: i64 = 1;
const CLAIM_EXPIRES: i64 = 4;
const CLAIM_ISSUED: i64 = 6;
const CLAIM_HCERT: i64 = -260;
/// Under the hcert claim: the EU certificate, version 1.
const HCERT_EU: i64 = 1;

/// What a certificate says: the claims of its token.
pub struct Claims<'b> {
    /// `iss`: who issued it, in any form; never relied on.
    pub issuer: Option<&'b str>,
    /// `iat`, in seconds since 1970.
    pub issued_at: i64,
    /// `exp`, in seconds since 1970; at that second the pass is no longer valid.
    pub expires_at: i64,
    /// The certificate: a DCC-shaped object.
    pub payload: Value<'b>,
}

/// Reads the signed bytes of a certificate.
///
/// # Errors
/// [`Code::Cwt`] for anything but a token with `iat` and `exp`, [`Code::Hcert`] for one without a certificate.
pub(super) fn read(bytes: &[u8]) -> Result<Claims<'_>, Code> {
    let mut raw = RawClaims::default();
    raw.read(bytes).map_err(|_| Code::Cwt)?;
    let (Some(issued_at), Some(expires_at)) = (raw.issued_at, raw.expires_at) else {
        return Err(Code::Cwt);
    };
    let certificate = raw.hcert.ok_or(Code::Hcert)?;
    let payload = read_hcert(certificate).map_err(|_| Code::Hcert)?;
    Ok(Claims { issuer: raw.issuer, issued_at, expires_at, payload })
}

#[derive(Default)]
struct RawClaims<'b> {
    issuer: Option<&'b str>,
    issued_at: Option<i64>,
    expires_at: Option<i64>,
    hcert: Option<&'b [u8]>,
}

impl<'b> RawClaims<'b> {
    fn read(&mut self, bytes: &'b [u8]) -> Result<(), Error> {
        let mut decoder = Decoder::new(bytes);
        let claims = decoder.map()?.ok_or_else(|| Error::message("token of indefinite length"))?;
        for _ in 0..claims {
            if decoder.datatype()? == Type::String {
                decoder.skip()?;
                decoder.skip()?;
                continue;
            }
            match decoder.i64()? {
                CLAIM_ISSUER => self.issuer = read_issuer(&mut decoder)?,
                CLAIM_ISSUED => set_once(&mut self.issued_at, read_seconds(&mut decoder)?)?,
                CLAIM_EXPIRES => set_once(&mut self.expires_at, read_seconds(&mut decoder)?)?,
                CLAIM_HCERT => set_once(&mut self.hcert, read_raw(&mut decoder)?)?,
                _ => decoder.skip()?,
            }
        }
        if decoder.position() != bytes.len() {
            return Err(Error::message("trailing bytes"));
        }
        Ok(())
    }
}

fn read_issuer<'b>(decoder: &mut Decoder<'b>) -> Result<Option<&'b str>, Error> {
    if decoder.datatype()? == Type::String {
        return decoder.str().map(Some);
    }
    decoder.skip()?;
    Ok(None)
}

/// Seconds, written as an integer or as a float whose fraction is dropped.
fn read_seconds(decoder: &mut Decoder<'_>) -> Result<i64, Error> {
    if !matches!(decoder.datatype()?, Type::F16 | Type::F32 | Type::F64) {
        return decoder.i64();
    }
    let seconds = decoder.f64()?.floor();
    whole_number(seconds).ok_or_else(|| Error::message("time out of range"))
}

/// The bytes of the next item, unread: they are read once all claims are known.
fn read_raw<'b>(decoder: &mut Decoder<'b>) -> Result<&'b [u8], Error> {
    let start = decoder.position();
    decoder.skip()?;
    decoder.input().get(start..decoder.position()).ok_or_else(Error::end_of_input)
}

fn read_hcert(bytes: &[u8]) -> Result<Value<'_>, Error> {
    let mut decoder = Decoder::new(bytes);
    let entries = decoder.map()?.ok_or_else(|| Error::message("claim of indefinite length"))?;
    let mut certificate = None;
    for _ in 0..entries {
        if decoder.i64()? == HCERT_EU {
            set_once(&mut certificate, dcc::read(&mut decoder)?)?;
        } else {
            decoder.skip()?;
        }
    }
    certificate.ok_or_else(|| Error::message("no EU certificate"))
}

fn set_once<T>(slot: &mut Option<T>, value: T) -> Result<(), Error> {
    if slot.replace(value).is_some() {
        return Err(Error::message("claim given twice"));
    }
    Ok(())
}
