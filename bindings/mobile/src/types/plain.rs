//! Types that travel as numbers, texts and lists.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use souplesse_core::Code;
use souplesse_core::attestation::Hours;
use souplesse_core::bundle::{Detail, KeyNumber};
use souplesse_core::register::Name;
use souplesse_core::rules::tolerance::Word;
use souplesse_core::scan::Point;
use souplesse_core::verdict::{Check, Personal};

use crate::misuse::Misuse;

pub(super) type UtcTime = DateTime<Utc>;
pub(super) type ZonedTime = DateTime<FixedOffset>;
pub(super) type LocalTime = NaiveDateTime;
pub(super) type LocalDate = NaiveDate;
pub(super) type Words = BTreeSet<Word>;
pub(super) type Checks = [Check; 6];
pub(super) type Corners = [Point; 4];

uniffi::custom_type!(
    /// A point in time: milliseconds since 1970-01-01T00:00Z.
    UtcTime,
    i64,
    { remote, lower: |time| time.timestamp_millis(), try_lift: |millis| Ok(utc(millis)?) }
);

uniffi::custom_type!(
    /// A point in time: milliseconds since 1970-01-01T00:00Z.
    ZonedTime,
    i64,
    { remote, lower: |time| time.timestamp_millis(), try_lift: |millis| Ok(utc(millis)?.fixed_offset()) }
);

uniffi::custom_type!(
    /// A local time: milliseconds since 1970-01-01T00:00 as if its zone were UTC.
    LocalTime,
    i64,
    {
        remote,
        lower: |time| time.and_utc().timestamp_millis(),
        try_lift: |millis| Ok(utc(millis)?.naive_utc()),
    }
);

uniffi::custom_type!(
    /// A day: its beginning, in milliseconds since 1970-01-01T00:00 as if its zone were UTC.
    LocalDate,
    i64,
    {
        remote,
        lower: |day| day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis(),
        try_lift: |millis| Ok(utc(millis)?.date_naive()),
    }
);

uniffi::custom_type!(
    /// A stable, short code, as it is published: `expired`, `rule:VR-FR-0001`, `missing-stamp`.
    Code,
    String,
    { remote, lower: |code| code.text().into_owned(), try_lift: |_code| only_given("a code") }
);

uniffi::custom_type!(
    /// What the code of an update cannot say, for whoever helps: it is not among the words for people.
    Detail,
    String,
    { remote, lower: |detail| detail.to_string(), try_lift: |_detail| only_given("a detail") }
);

uniffi::custom_type!(
    /// A name in tolerance packs: of a kind of paper, an element on it, a reason or a kind of place; `[a-z0-9-]{1,32}`.
    Word,
    String,
    {
        remote,
        lower: |word| word.into(),
        try_lift: |text| Ok(Word::try_from(text).map_err(|error| Misuse::Word { detail: error.to_string() })?),
    }
);

uniffi::custom_type!(
    /// Words, each once and in their order.
    Words,
    Vec<Word>,
    { remote, lower: |words| words.into_iter().collect(), try_lift: |words| Ok(words.into_iter().collect()) }
);

uniffi::custom_type!(
    /// The whole hours for which a paper says that it is good: 1 to 8760, which is a year.
    Hours,
    u16,
    {
        remote,
        lower: |hours| hours.get(),
        try_lift: |hours| Ok(Hours::new(hours).map_err(Misuse::of_paper)?),
    }
);

uniffi::custom_type!(
    /// The name of who checks, as the register takes it.
    Name,
    String,
    {
        remote,
        lower: |name| name.into(),
        try_lift: |text| Ok(Name::try_from(text).map_err(|error| Misuse::Name { detail: error.to_string() })?),
    }
);

uniffi::custom_type!(
    /// A text about a holder. It is shown and never told.
    Personal,
    String,
    { remote, lower: |text| text.into(), try_lift: |text| Ok(text.into()) }
);

uniffi::custom_type!(
    /// The number of a key that signs updates: 16 hexadecimal digits.
    KeyNumber,
    String,
    { remote, lower: |number| number.into(), try_lift: |_number| only_given("the number of a key") }
);

uniffi::custom_type!(
    /// The six checks, in the order in which they decide.
    Checks,
    Vec<Check>,
    { remote, lower: |checks| checks.into(), try_lift: |_checks| only_given("a verdict") }
);

uniffi::custom_type!(
    /// Four corners: as the code stands, top left first and clockwise.
    Corners,
    Vec<Point>,
    { remote, lower: |corners| corners.into(), try_lift: |_corners| only_given("what a scanner found") }
);

fn utc(millis: i64) -> Result<UtcTime, Misuse> {
    let time = DateTime::from_timestamp_millis(millis).filter(|time| (1900..=2200).contains(&time.year()));
    time.ok_or(Misuse::Time { millis })
}

fn only_given<T>(what: &str) -> uniffi::Result<T> {
    Err(Misuse::OnlyGiven { what: what.to_owned() }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_other_centuries_are_an_apps_fault() {
        let millis = |text: &str| text.parse::<UtcTime>().expect("a time").timestamp_millis();
        for told in ["1900-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2200-12-31T23:59:59Z"] {
            assert!(utc(millis(told)).is_ok(), "{told}");
        }
        for untold in [i64::MIN, millis("1899-12-31T23:59:59Z"), millis("2201-01-01T00:00:00Z"), i64::MAX] {
            assert!(matches!(utc(untold), Err(Misuse::Time { millis }) if millis == untold));
        }
    }
}
