//! When the sample of a test was taken, as far as a pass says so.
//!
//! It should be an instant. Some issuers write a mere day, month or year, a time without seconds, or one without an
//! offset: that means every instant of it, on the clock of where the pass is checked.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::rules::certlogic;
use crate::time;

/// A time of sampling.
#[derive(Clone, Copy)]
pub struct Sampled {
    /// The first and the last millisecond that may be meant.
    span: [NaiveDateTime; 2],
    /// Whether they are in UTC, for an offset stands behind; else on the local clock.
    is_utc: bool,
    /// Whether it is written as rules read it: with date, time, seconds and offset.
    is_whole: bool,
}

const LAST_OF_MINUTE: TimeDelta = TimeDelta::milliseconds(59_999);

impl Sampled {
    /// Reads `sc`; `None` for what is no time, for one that does not exist, and outside the years 1900 to 2200.
    pub(super) fn read(text: &str) -> Option<Self> {
        let sampled = match text.len() {
            4 | 7 | 10 => Self::within_days(text)?,
            _ => Self::on_a_day(text)?,
        };
        sampled.span.iter().all(|end| time::is_told(end.date())).then_some(sampled)
    }

    /// The first and the last instant that may be meant, with `zone` where the pass is checked.
    pub(crate) fn ends(&self, zone: Tz) -> [DateTime<Utc>; 2] {
        let [first, last] = self.span;
        if self.is_utc {
            return [first.and_utc(), last.and_utc()];
        }
        [time::at_local_time(first, zone).to_utc(), time::last_at_local_time(last, zone).to_utc()]
    }

    /// Whether it is one instant, written as rules read it.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// A day, month or year.
    fn within_days(text: &str) -> Option<Self> {
        // Of a month or year this is the last day.
        let last = date_time(text)?.date();
        let first = match text.len() {
            4 => NaiveDate::from_ymd_opt(last.year(), 1, 1)?,
            7 => last.with_day(1)?,
            _ => last,
        };
        let end = NaiveTime::from_hms_milli_opt(23, 59, 59, 999)?;
        Some(Self {
            span: [first.and_time(NaiveTime::MIN), last.and_time(end)],
            is_utc: false,
            is_whole: false,
        })
    }

    /// A day and a time, with or without seconds and offset.
    fn on_a_day(text: &str) -> Option<Self> {
        let (day, clock) = text.split_at_checked("YYYY-MM-DD".len())?;
        let is_utc = clock.contains(['Z', '+', '-']);
        if let Some(first) = date_time(text) {
            return Some(Self { span: [first; 2], is_utc, is_whole: is_utc });
        }
        let (minutes, behind) = clock.split_at_checked("Thh:mm".len())?;
        let first = date_time(&format!("{day}{minutes}:00{behind}"))?;
        Some(Self { span: [first, first + LAST_OF_MINUTE], is_utc, is_whole: false })
    }
}

fn date_time(text: &str) -> Option<NaiveDateTime> {
    Some(DateTime::from_timestamp_millis(certlogic::parse(text)?)?.naive_utc())
}
