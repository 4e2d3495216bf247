//! Moments as they travel in signed data. The clock is never read here: every time is an argument.

use chrono::{DateTime, Utc};

/// A moment as seconds since 1970-01-01T00:00:00Z in CBOR, as RFC 3339 in readable text.
pub(crate) mod seconds {
    use super::{DateTime, Utc};
    use minicbor::decode::{Decoder, Error};
    use minicbor::encode::{self, Encoder, Write};

    pub(crate) fn encode<C, W: Write>(
        moment: &DateTime<Utc>,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        encoder.i64(moment.timestamp())?;
        Ok(())
    }

    pub(crate) fn decode<C>(decoder: &mut Decoder<'_>, _: &mut C) -> Result<DateTime<Utc>, Error> {
        let seconds = decoder.i64()?;
        DateTime::from_timestamp(seconds, 0).ok_or_else(|| Error::message("time out of range"))
    }
}
