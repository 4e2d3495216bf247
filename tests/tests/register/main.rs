//! The register of checks.

mod export;
mod lines;

use chrono::{DateTime, TimeDelta, Utc};

/// So many hours behind the beginning of the evening of 14 August 2021.
fn at(hours: i64) -> DateTime<Utc> {
    "2021-08-14T18:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(hours)
}
