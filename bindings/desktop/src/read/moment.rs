//! Times as people type them, and the time now.

use std::fs;
use std::ops::RangeInclusive;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, SubsecRound, TimeZone, Timelike, Utc,
};
use chrono_tz::Europe;
use souplesse_core::{Now, Uptime, is_of_a_clock};
use thiserror::Error;

/// The years of which times may be. A calendar that ends far outside is reckoned with by nobody; one that is counted on
/// from its very end is no time at all.
const YEARS: RangeInclusive<i32> = 1900..=2200;

/// A local time in the forms in which people and programs write it.
const LOCAL: [&str; 4] = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S%.f"];

/// Why a text is not a time. The words are for developers and for calls in English; other languages have theirs, by the variant.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum TimeError {
    /// It is written otherwise.
    #[error("write 2021-08-14T20:30 (local time in France) or 2021-08-14T18:30:00Z")]
    Form,
    /// A day that is written otherwise.
    #[error("write 2021-08-14")]
    Day,
    /// A year with which nobody reckons.
    #[error("the year must lie between {} and {}", YEARS.start(), YEARS.end())]
    Years,
    /// An hour that the clock leaps over.
    #[error("summer time leaves that hour out in France")]
    Gap,
}

/// A time from outside, if it lies in the years that are reckoned with.
///
/// # Errors
/// Says which years those are.
pub fn bounded<T: Datelike>(time: T) -> Result<T, TimeError> {
    if YEARS.contains(&time.year()) { Ok(time) } else { Err(TimeError::Years) }
}

/// Reads RFC 3339, also without seconds or with an offset without its colon, or a local time in France.
///
/// # Errors
/// Says which forms are understood, and which years.
pub fn parse(text: &str) -> Result<DateTime<Utc>, TimeError> {
    let with_offset = text.parse::<DateTime<FixedOffset>>();
    if let Ok(moment) = with_offset.or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%#z")) {
        return if is_of_a_clock(&moment) { bounded(moment.to_utc()) } else { Err(TimeError::Form) };
    }
    let Some(local) = local(text)? else {
        return Err(TimeError::Form);
    };
    let moment = Europe::Paris.from_local_datetime(&local).earliest();
    moment.map(|moment| moment.to_utc()).ok_or(TimeError::Gap)
}

/// Reads a local time; `None` for what is none.
///
/// # Errors
/// Like [`bounded`].
pub fn local(text: &str) -> Result<Option<NaiveDateTime>, TimeError> {
    let read = LOCAL.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    // A leap second is on no clock here.
    let read = read.filter(|time| time.nanosecond() < 1_000_000_000);
    read.map(bounded).transpose()
}

/// Reads a day.
///
/// # Errors
/// Says how to write one.
pub fn day(text: &str) -> Result<NaiveDate, TimeError> {
    bounded(text.parse::<NaiveDate>().map_err(|_| TimeError::Day)?)
}

/// A reading of the device's clocks.
#[must_use]
pub fn reading() -> Now {
    Now { wall: now(), uptime: of_device().unwrap_or_else(of_program) }
}

/// Linux counts sleep too, and numbers its starts.
fn of_device() -> Option<Uptime> {
    let seconds = fs::read_to_string("/proc/uptime").ok()?.split_whitespace().next()?.parse::<f64>().ok()?;
    let start = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let digits = start.chars().filter(char::is_ascii_hexdigit).take(16).collect::<String>();
    let up = Duration::try_from_secs_f64(seconds).ok()?;
    Some(Uptime { start: u64::from_str_radix(&digits, 16).ok()?, millis: in_millis(up) })
}

/// Elsewhere each start of the program counts as one of the device: a clock that was set back meanwhile is told from the
/// highest time seen alone.
fn of_program() -> Uptime {
    static STARTED: LazyLock<(Instant, u64)> =
        LazyLock::new(|| (Instant::now(), Utc::now().timestamp_millis().unsigned_abs()));
    let (began, start) = *STARTED;
    Uptime { start, millis: in_millis(began.elapsed()) }
}

fn in_millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// The device's time, in whole seconds.
#[must_use]
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_and_programs_write_them() {
        for (text, expected) in [
            ("2021-08-14T18:30:00Z", "2021-08-14T18:30:00Z"),
            ("2021-08-14T20:30:00+02:00", "2021-08-14T18:30:00Z"),
            ("2021-08-14T20:30:00.25+0200", "2021-08-14T18:30:00.250Z"),
            ("2021-08-14T20:30", "2021-08-14T18:30:00Z"),
            ("2021-12-14 20:30:05", "2021-12-14T19:30:05Z"),
            ("2021-08-14T18:30Z", "2021-08-14T18:30:00Z"),
            ("2021-08-14T20:30+02:00", "2021-08-14T18:30:00Z"),
            ("2021-08-14T20:30:00.25", "2021-08-14T18:30:00.250Z"),
            ("2021-08-14 20:30:00.5", "2021-08-14T18:30:00.500Z"),
            // The hour that comes twice is taken the first time.
            ("2021-10-31T02:30", "2021-10-31T00:30:00Z"),
        ] {
            let read = parse(text).map(|moment| moment.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
            assert_eq!(read.as_deref(), Ok(expected), "{text}");
        }
        for text in
            ["2021-08-14T20:30.5", "", "tomorrow", "2021-08-14", "2021-08-14T25:00", "2021-03-28T02:30"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn no_clock_shows_a_sixtieth_second_or_is_further_than_eighteen_hours_away() {
        for text in [
            "2021-08-14T20:30:60Z",
            "2021-08-14T20:30:60",
            "2021-08-14 20:30:60.5",
            "2021-08-14T20:30:60+02:00",
            "2021-08-14T20:30:00+18:01",
            "2021-08-14T20:30-23:59",
            "2021-08-14T20:30:00-99:00",
            "2021-08-14T20:30:00+02:60",
        ] {
            assert!(parse(text) == Err(TimeError::Form), "{text}");
        }
        assert!(parse("2021-08-14T20:30:59+18:00").is_ok() && parse("2021-08-14T20:30-18:00").is_ok());
    }

    #[test]
    fn times_that_nobody_lives_in_are_refused_and_told_why() {
        for year in ["-262143", "-0001", "0000", "1899", "2201", "9999", "+262142"] {
            let date = format!("{year}-12-31");
            let refusals = [
                parse(&format!("{date}T23:59:59Z")).map(drop),
                parse(&format!("{date}T23:59")).map(drop),
                parse(&format!("{date}T23:59Z")).map(drop),
                local(&format!("{date}T00:00")).map(drop),
                day(&date).map(drop),
            ];
            for refusal in refusals {
                assert!(refusal == Err(TimeError::Years), "{date}");
            }
        }
        assert!(parse("1900-01-02T00:00").is_ok() && parse("2200-12-31T23:59:59Z").is_ok());
    }
}
