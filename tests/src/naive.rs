//! A second reading of the relaxation of August 2021, deliberately naive: minutes of August 2021 and plain conditions,
//! and no code of the core.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

/// Minutes since 1 August 2021, 00:00 in Paris; that month has no change of the clock.
pub type Minute = i64;

/// A paper.
#[derive(Clone, Debug)]
pub struct Paper<'a> {
    /// Its kind; empty where it does not say.
    pub kind: &'a str,
    /// When the test was.
    pub test: Option<Minute>,
    /// What is missing on it.
    pub missing: &'a [&'a str],
    /// The hours that it states.
    pub stated: Option<i64>,
}

/// Outcome, code, and until when.
pub type Expected = (&'static str, String, Option<Minute>);

const HOUR: Minute = 60;

/// The minute of a day and time in August 2021.
#[must_use]
pub const fn minute(day: i64, hour: i64, minute: i64) -> Minute {
    (day - 1) * 24 * HOUR + hour * HOUR + minute
}

/// A local time as packs write it, such as `2021-08-14T09:15`.
///
/// # Panics
/// Where it is none.
#[must_use]
pub fn local_time(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a local time")
}

/// A minute on the clock of Paris.
///
/// # Panics
/// Never.
#[must_use]
pub fn local(minute: Minute) -> NaiveDateTime {
    let start = "2021-08-01T00:00:00".parse::<NaiveDateTime>().expect("a local time");
    start + TimeDelta::minutes(minute)
}

/// The minute of a time on that clock.
#[must_use]
pub fn minutes(local_time: NaiveDateTime) -> Minute {
    (local_time - local(0)).num_minutes()
}

/// The instant of a minute: Paris was two hours ahead.
#[must_use]
pub fn instant(minute: Minute) -> DateTime<Utc> {
    (local(minute) - TimeDelta::hours(2)).and_utc()
}

/// What a door should say.
#[must_use]
pub fn verdict(paper: &Paper<'_>, now: Minute) -> Expected {
    let says = |outcome, code: &str| (outcome, code.to_owned(), None);
    if now < minute(13, 12, 0) || now >= minute(17, 0, 0) {
        return says("not-covered", "no-tolerance-in-force");
    }
    match paper.kind {
        "antigen" | "supervised-self-test" | "" => {}
        "pcr" => return says("not-covered", "pcr-not-affected"),
        "vaccination" => return says("not-covered", "vaccination-paper-is-no-proof"),
        "contraindication" => return says("not-covered", "other-lawful-proof"),
        _ => return says("not-covered", "kind-not-covered"),
    }
    let lacks = |element: &str| match element {
        "test-kind" => paper.kind.is_empty() || paper.missing.contains(&element),
        "test-date" | "test-time" => paper.test.is_none() || paper.missing.contains(&element),
        other => paper.missing.contains(&other),
    };
    let essential = ["holder-name", "negative-result", "test-kind", "test-date", "test-time", "stamp"];
    let first_essential =
        essential.iter().find(|element| lacks(element)).map(|element| format!("missing-{element}"));
    if lacks("test-kind") || lacks("test-date") || lacks("test-time") {
        return ("refused", first_essential.unwrap_or_default(), None);
    }
    let Some(test) = paper.test else { return says("refused", "missing-test-date") };
    if test > now {
        return says("refused", "test-in-future");
    }
    let mut hours = if test >= minute(13, 12, 0) && test < minute(14, 0, 0) {
        72
    } else if test >= minute(14, 0, 0) && test < minute(14, 12, 0) {
        12
    } else if test >= minute(14, 12, 0) && test < minute(15, 0, 0) {
        return says("not-covered", "issued-but-not-relaxed");
    } else {
        return says("not-covered", "outside-window");
    };
    if let Some(stated) = paper.stated
        && stated < hours
    {
        hours = stated;
    }
    let until = test + hours * HOUR;
    if now >= until {
        return ("refused", "expired".to_owned(), Some(until));
    }
    if let Some(code) = first_essential {
        return ("refused", code, None);
    }
    if lacks("signature") {
        return ("incomplete", "missing-signature".to_owned(), Some(until));
    }
    if paper.kind == "antigen" || paper.kind.is_empty() {
        for element in ["brand", "reference"] {
            if lacks(element) {
                return ("incomplete", format!("missing-{element}"), Some(until));
            }
        }
    }
    ("tolerated", "tolerated".to_owned(), Some(until))
}
