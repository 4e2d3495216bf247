//! Times as people type them, and the time now.

use std::fs;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, NaiveDateTime, SubsecRound, TimeZone, Utc};
use chrono_tz::Europe;
use souplesse_core::{Now, Uptime};

/// Reads RFC 3339, also with an offset without its colon, or a local time in France with or without seconds.
///
/// # Errors
/// Says which forms are understood.
pub fn parse(text: &str) -> Result<DateTime<Utc>, String> {
    if let Ok(moment) = text.parse::<DateTime<FixedOffset>>() {
        return Ok(moment.to_utc());
    }
    let forms = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"];
    let local = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let Some(local) = local else {
        return Err("write 2021-08-14T20:30 (local time in France) or 2021-08-14T18:30:00Z".to_owned());
    };
    let moment = Europe::Paris.from_local_datetime(&local).earliest();
    moment
        .map(|moment| moment.to_utc())
        .ok_or_else(|| "summer time leaves that hour out in France".to_owned())
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
            // The hour that comes twice is taken the first time.
            ("2021-10-31T02:30", "2021-10-31T00:30:00Z"),
        ] {
            let read = parse(text).map(|moment| moment.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
            assert_eq!(read.as_deref(), Ok(expected), "{text}");
        }
        for text in ["", "tomorrow", "2021-08-14", "2021-08-14T25:00", "2021-03-28T02:30"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
