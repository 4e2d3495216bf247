//! Times as arguments and as they travel in signed data. The clock is never read here.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::{Europe, Tz};

use crate::rules::certlogic;

/// A minute, the step of times on papers.
pub(crate) const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// The length of a day as it is written.
const DAY: usize = "YYYY-MM-DD".len();

/// The first of the times that are told: no pass, paper or clock speaks of earlier ones.
const EARLIEST: NaiveDateTime = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date").and_time(NaiveTime::MIN);
/// The first of the later times that are not told.
const TOO_LATE: NaiveDateTime = NaiveDate::from_ymd_opt(2201, 1, 1).expect("a date").and_time(NaiveTime::MIN);

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
    /// A check that is made now, at the device's time: by it passes are judged, and how fresh updates are.
    #[must_use]
    pub fn now(device: DateTime<Utc>) -> Self {
        Self { check: device, device: Some(device), clock_behind: None }
    }

    /// Any time, past or future: what would be judged then. Neither how fresh updates are nor the clock is judged.
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

/// A time from outside in RFC 3339, as people and countries write it: one that is no leap second, which no clock here has,
/// and with an offset that a clock may have.
pub(crate) mod instant {
    use chrono::{DateTime, FixedOffset, Utc};
    use serde::de::{Deserialize, Deserializer, Error};

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
        let moment = String::deserialize(deserializer)?.parse::<DateTime<FixedOffset>>();
        let moment = moment.ok().filter(super::is_of_a_clock).map(|moment| moment.to_utc());
        moment.ok_or_else(|| D::Error::custom("no time: write 2021-08-14T18:30:00Z"))
    }

    pub(crate) mod option {
        use super::{DateTime, Deserializer, Utc};
        use serde::Deserialize;

        #[derive(Deserialize)]
        struct Instant(#[serde(deserialize_with = "super::deserialize")] DateTime<Utc>);

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<DateTime<Utc>>, D::Error> {
            Ok(Option::<Instant>::deserialize(deserializer)?.map(|Instant(instant)| instant))
        }
    }
}

/// Whether some clock may show that time: no second is the sixtieth, and no offset is farther than 18 hours.
#[must_use]
pub fn is_of_a_clock(moment: &DateTime<FixedOffset>) -> bool {
    moment.nanosecond() < 1_000_000_000 && moment.offset().local_minus_utc().abs() <= 18 * 3600
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
        let read = read.filter(|time| super::is_told(time.date()));
        read.ok_or_else(|| D::Error::custom("no local time of 1900 to 2200: write 2021-08-14T12:00"))
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

/// Whether a day lies in the years 1900 to 2200, the only ones of which passes and papers can speak.
pub(crate) fn is_told(day: NaiveDate) -> bool {
    (EARLIEST.date()..TOO_LATE.date()).contains(&day)
}

/// The calendar day that `YYYY-MM-DD` names; `None` for anything else, and outside those years.
pub(crate) fn day(text: &str) -> Option<NaiveDate> {
    let midnight = certlogic::parse(text).filter(|_| text.len() == DAY)?;
    Some(DateTime::from_timestamp_millis(midnight)?.date_naive()).filter(|day| is_told(*day))
}

/// `YYYY-MM-DD` of a day that an issuer wrote with a time or an offset behind it; any other text as it is.
pub(crate) fn date_part(text: &str) -> &str {
    let split = text.split_at_checked(DAY);
    let with_time = split.filter(|(day, behind)| {
        let (_, offset) = behind.split_at(behind.find(['+', '-']).unwrap_or(behind.len()));
        behind.starts_with(['T', 't', ' ', 'Z', '+', '-'])
            && certlogic::is_offset(offset)
            && certlogic::parse(day).is_some()
    });
    with_time.map_or(text, |(day, _)| day)
}

/// The instant of so many seconds since 1970; `None` outside the years 1900 to 2200.
pub(crate) fn from_seconds(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0).filter(|moment| is_told(moment.date_naive()))
}

/// What the clocks of `zone` say at a moment; for one outside the years 1900 to 2200, at the nearest within.
pub(crate) fn in_zone(moment: DateTime<Utc>, zone: Tz) -> DateTime<Tz> {
    within(moment.naive_utc()).and_utc().with_timezone(&zone)
}

/// So many hours earlier, as far as there are earlier times.
pub(crate) fn hours_before(moment: DateTime<Utc>, hours: u16) -> DateTime<Utc> {
    moment.checked_sub_signed(TimeDelta::hours(i64::from(hours))).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// The instant of a local time in France.
pub(crate) fn in_france(local: NaiveDateTime) -> DateTime<Tz> {
    at_local_time(local, Europe::Paris)
}

/// The instant of a local time in `zone`; of one outside the years 1900 to 2200, that of the nearest within.
///
/// An hour that occurs twice is taken the first time, which lets a pass expire earlier;
/// an hour that summer time leaves out is taken as if it had not.
pub(crate) fn at_local_time(local: NaiveDateTime, zone: Tz) -> DateTime<Tz> {
    let local = within(local);
    if let Some(instant) = local.and_local_timezone(zone).earliest() {
        return instant;
    }
    let hour = TimeDelta::hours(1);
    let before = (local - hour).and_local_timezone(zone).earliest();
    before.map_or_else(|| in_zone(local.and_utc(), zone), |before| before + hour)
}

/// The last instant of a local time in `zone`, where an hour occurs twice; else like [`at_local_time`].
pub(crate) fn last_at_local_time(local: NaiveDateTime, zone: Tz) -> DateTime<Tz> {
    within(local).and_local_timezone(zone).latest().unwrap_or_else(|| at_local_time(local, zone))
}

fn within(time: NaiveDateTime) -> NaiveDateTime {
    time.clamp(EARLIEST, TOO_LATE - TimeDelta::milliseconds(1))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::rules::RuleSet;
    use crate::trust::Validity;

    #[test]
    fn a_time_of_rules_and_keys_is_one_that_some_clock_shows() {
        for (time, is_one) in [
            ("2021-08-09T00:00:00+02:00", true),
            ("2021-08-09T00:00:00.5Z", true),
            ("2021-08-09T00:00:00+18:00", true),
            ("2021-08-09T00:00:00-18:01", false),
            ("2021-08-09T00:00:00+23:59", false),
            ("2021-08-09T23:59:60Z", false),
            ("2021-08-09", false),
        ] {
            let good = "2030-01-01T00:00:00Z";
            for (from, to) in [(time, good), (good, time)] {
                let set = json!({ "id": "X", "purpose": "travel", "from": from, "until": to, "rules": [] });
                assert_eq!(RuleSet::read(&set.to_string()).is_ok(), is_one, "{time}");
                let rule = json!({
                    "Identifier": "VR-XX-0001", "Type": "Acceptance", "Country": "XX", "Version": "1.0.0",
                    "SchemaVersion": "1.0.0", "Engine": "CERTLOGIC", "EngineVersion": "1.0.0",
                    "CertificateType": "Vaccination", "ValidFrom": from, "ValidTo": to, "Logic": true,
                });
                assert_eq!(RuleSet::read(&rule.to_string()).is_ok(), is_one, "{time}");
                let validity = json!({ "not_before": from, "not_after": to });
                assert_eq!(serde_json::from_value::<Validity>(validity).is_ok(), is_one, "{time}");
            }
        }
    }
}
