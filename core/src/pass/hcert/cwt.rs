//! The CBOR web token (RFC 8392) and the claims that a certificate uses of it.

use chrono::{DateTime, Utc};
use minicbor::data::Type;

use super::dcc;
use super::items::{Fault, Items, Read, set_once};
use crate::code::Code;
use crate::time;
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
    /// `iat`, to the second.
    pub issued_at: DateTime<Utc>,
    /// `exp`, to the second; at that second the pass is no longer valid.
    pub expires_at: DateTime<Utc>,
    /// The certificate: a DCC-shaped object.
    pub payload: Value<'b>,
}

/// Reads the signed bytes of a certificate; `values_left` is how many values the pass may still hold.
///
/// # Errors
/// [`Code::Cwt`] for anything but a token with `iat` and `exp` of the years 1900 to 2200, [`Code::Hcert`] for one without
/// a certificate that can be read, [`Code::TooLarge`] for one with more than a pass holds.
pub(super) fn read<'b>(bytes: &'b [u8], values_left: &mut usize) -> Result<Claims<'b>, Code> {
    let mut claims = RawClaims::default();
    claims.read(&mut Items::of(bytes, values_left)).map_err(|fault| fault.code(Code::Cwt))?;
    let (Some(issued_at), Some(expires_at)) = (claims.issued_at, claims.expires_at) else {
        return Err(Code::Cwt);
    };
    let payload = claims.certificate.ok_or(Code::Hcert)?;
    Ok(Claims { issuer: claims.issuer, issued_at, expires_at, payload })
}

#[derive(Default)]
struct RawClaims<'b> {
    issuer: Option<&'b str>,
    issued_at: Option<DateTime<Utc>>,
    expires_at: Option<DateTime<Utc>>,
    certificate: Option<Value<'b>>,
}

impl<'b> RawClaims<'b> {
    fn read(&mut self, items: &mut Items<'b, '_>) -> Read<()> {
        items.object(|items| {
            if items.decoder.datatype()? == Type::String {
                items.skip()?;
                return items.skip();
            }
            match items.decoder.i64()? {
                CLAIM_ISSUER => {
                    self.issuer = read_issuer(items)?;
                    Ok(())
                }
                CLAIM_ISSUED => set_once(&mut self.issued_at, read_time(items)?),
                CLAIM_EXPIRES => set_once(&mut self.expires_at, read_time(items)?),
                CLAIM_HCERT => set_once(&mut self.certificate, read_hcert(items)?),
                _ => items.skip(),
            }
        })?;
        items.end()
    }
}

fn read_issuer<'b>(items: &mut Items<'b, '_>) -> Read<Option<&'b str>> {
    if items.decoder.datatype()? == Type::String {
        return Ok(Some(items.decoder.str()?));
    }
    items.skip()?;
    Ok(None)
}

/// Seconds since 1970, written as an integer or as a float whose fraction is dropped.
fn read_time(items: &mut Items<'_, '_>) -> Read<DateTime<Utc>> {
    let is_float = matches!(items.decoder.datatype()?, Type::F16 | Type::F32 | Type::F64);
    let seconds =
        if is_float { whole_number(items.decoder.f64()?.floor()) } else { Some(items.decoder.i64()?) };
    seconds.and_then(time::from_seconds).ok_or(Fault::Malformed)
}

fn read_hcert<'b>(items: &mut Items<'b, '_>) -> Read<Value<'b>> {
    let mut certificate = None;
    let read = items.object(|items| {
        if items.decoder.i64()? == HCERT_EU {
            return set_once(&mut certificate, dcc::read(items)?);
        }
        items.skip()
    });
    // From here on it is the certificate that cannot be read, and not the token.
    let certificate = read.and_then(|()| certificate.ok_or(Fault::Malformed));
    certificate.map_err(|fault| Fault::Named(fault.code(Code::Hcert)))
}
