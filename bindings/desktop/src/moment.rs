//! Times as people type them, and the time now.

use chrono::{DateTime, NaiveDateTime, SubsecRound, TimeZone, Utc};
use chrono_tz::Europe;

/// Reads RFC 3339, or a local time in France with or without seconds.
///
/// # Errors
/// Says which forms are understood.
pub fn parse(text: &str) -> Result<DateTime<Utc>, String> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
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

/// The device's time, in whole seconds.
#[must_use]
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(0)
}
