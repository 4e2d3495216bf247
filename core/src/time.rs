//! Times as arguments and as they travel in signed data. The clock is never read here.

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{Europe, Tz};

use crate::rules::certlogic;

/// The two times of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The time of check: by it passes, rules and windows are judged.
    pub check: DateTime<Utc>,
    /// The device's time: by it updates and their freshness are judged. `None` in a what-if run, which judges neither.
    pub device: Option<DateTime<Utc>>,
    /// Where the device's clock cannot be believed, what it should say at least.
    pub clock_behind: Option<DateTime<Utc>>,
}

impl Moment {
    /// The device's time is the time of check.
    #[must_use]
    pub fn now(device: DateTime<Utc>) -> Self {
        Self { check: device, device: Some(device), clock_behind: None }
    }

    /// Another time than the device's: what would be judged then. Neither updates nor the clock are judged.
    #[must_use]
    pub fn what_if(check: DateTime<Utc>) -> Self {
        Self { check, device: None, clock_behind: None }
    }
}

/// How long installed data is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// From then on, by the device's time, it is stale.
    pub expires: DateTime<Utc>,
    /// Whether it is judged by all the same, with a mark.
    pub judge_when_expired: bool,
}

impl Freshness {
    /// Whether it is past its date at the device's time.
    pub(crate) fn is_over(self, device: DateTime<Utc>) -> bool {
        self.expires <= device
    }
}

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

    pub(crate) mod option {
        use super::{DateTime, Decoder, Encoder, Error, Utc, Write};

        pub(crate) fn encode<C, W: Write>(
            moment: &Option<DateTime<Utc>>,
            encoder: &mut Encoder<W>,
            context: &mut C,
        ) -> Result<(), minicbor::encode::Error<W::Error>> {
            match moment {
                Some(moment) => super::encode(moment, encoder, context),
                None => encoder.null().map(drop),
            }
        }

        pub(crate) fn decode<C>(
            decoder: &mut Decoder<'_>,
            context: &mut C,
        ) -> Result<Option<DateTime<Utc>>, Error> {
            if decoder.datatype()? == minicbor::data::Type::Null {
                decoder.null()?;
                return Ok(None);
            }
            super::decode(decoder, context).map(Some)
        }
    }
}

/// A local time to the minute, as `2021-08-14T12:00`.
pub(crate) mod local_minutes {
    use chrono::NaiveDateTime;
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    const FORM: &str = "%Y-%m-%dT%H:%M";

    pub(crate) fn serialize<S: Serializer>(time: &NaiveDateTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&time.format(FORM))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDateTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read = NaiveDateTime::parse_from_str(&text, FORM).ok();
        // What is written otherwise than it would be written here has a second meaning, or none.
        let read = read.filter(|time| time.format(FORM).to_string() == text);
        read.ok_or_else(|| D::Error::custom(format!("`{text}` is no local time: write 2021-08-14T12:00")))
    }

    pub(crate) mod option {
        use super::{Deserializer, NaiveDateTime, Serializer};

        pub(crate) fn serialize<S: Serializer>(
            time: &Option<NaiveDateTime>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            match time {
                Some(time) => super::serialize(time, serializer),
                None => serializer.serialize_none(),
            }
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<NaiveDateTime>, D::Error> {
            super::deserialize(deserializer).map(Some)
        }
    }
}

/// The instant of so many seconds since 1970; the last one that can be told for numbers beyond it.
pub(crate) fn from_seconds(seconds: i64) -> DateTime<Utc> {
    let limit = if seconds < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    DateTime::from_timestamp(seconds, 0).unwrap_or(limit)
}

/// The instant of a local time in France.
///
/// An hour that occurs twice is taken the first time, which lets a pass expire earlier;
/// an hour that summer time leaves out is taken as if it had not.
pub(crate) fn in_france(local: NaiveDateTime) -> DateTime<Tz> {
    at_local_time(local, Europe::Paris)
}

/// The instant of a local time in `zone`.
pub(crate) fn at_local_time(local: NaiveDateTime, zone: Tz) -> DateTime<Tz> {
    if let Some(instant) = local.and_local_timezone(zone).earliest() {
        return instant;
    }
    let before = local - TimeDelta::hours(1);
    let before =
        before.and_local_timezone(zone).earliest().unwrap_or_else(|| zone.from_utc_datetime(&before));
    before + TimeDelta::hours(1)
}

/// `YYYY-MM-DD` of a date that an issuer wrote as a date-time; a shorter or odder text as it is.
pub(crate) fn date_part(text: &str) -> &str {
    match text.split_once('T') {
        Some((date, _)) if date.len() == 10 => date,
        _ => text,
    }
}

/// The instant of a date-time in the forms that issuers use: RFC 3339, and with the offset shortened or left out (UTC).
/// `None` for a mere date, which is no instant, and for what cannot be read.
pub(crate) fn parse_instant(text: &str) -> Option<DateTime<Utc>> {
    let is_instant = text.len() > "YYYY-MM-DD".len();
    let milliseconds = certlogic::parse(text).filter(|_| is_instant)?;
    DateTime::from_timestamp_millis(milliseconds)
}
