//! A 2D-DOC's fields as the payload that a DCC would have, so that one rule set serves both.
//!
//! What the paper does not have stays absent; what has no DCC code is carried as it is written,
//! which no rule accepts.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Content;
use super::header::{self, Type};
use super::message::Values;
use crate::code::Code;
use crate::pass::facts::names_somebody;
use crate::time;
use crate::value::Value;

/// The schema whose shape the payload has.
const SCHEMA_VERSION: &str = "1.3.0";
const COVID_19: &str = "840539006";

/// Shapes the fields of a health document.
///
/// # Errors
/// [`Code::Fields`] for a date or time that does not exist or lies outside the years 1900 to 2200, and without any name.
pub(super) fn content(kind: Type, fields: &Values<'_>, signed_on: NaiveDate) -> Result<Content, Code> {
    let expires_on = read_expiry(fields)?;
    let mut content = Content { signed_on, expires_on, sampled_at: None, payload: Value::Null };
    if kind == Type::Test {
        let sampled_at = read_date_time(fields.get(b"F6"))?;
        content.sampled_at = Some(sampled_at);
        content.payload = test(fields, sampled_at)?;
    } else {
        content.payload = vaccination(fields)?;
    }
    Ok(content)
}

fn test(fields: &Values<'_>, sampled_at: NaiveDateTime) -> Result<Value<'static>, Code> {
    let entry = object([
        ("tg", COVID_19.into()),
        ("tt", test_type(fields.get(b"F4"))),
        ("sc", time::in_france(sampled_at).to_rfc3339().into()),
        ("tr", test_result(fields.get(b"F5"))),
        ("co", "FR".into()),
    ]);
    let birth = birth_date(fields.get(b"F2"))?;
    payload(fields.get(b"F1"), fields.get(b"F0"), birth, "t", entry)
}

fn vaccination(fields: &Values<'_>) -> Result<Value<'static>, Code> {
    let (dose, doses) = schedule(fields);
    let entry = object([
        ("tg", disease(fields.get(b"L3"))),
        ("vp", text(fields.get(b"L4"))),
        ("mp", product(fields.get(b"L5"))),
        ("ma", text(fields.get(b"L6"))),
        ("dn", dose.into()),
        ("sd", doses.into()),
        ("dt", read_date(fields.get(b"L9"))?.to_string().into()),
        ("co", "FR".into()),
    ]);
    let birth = birth_date(fields.get(b"L2"))?;
    payload(fields.get(b"L0"), fields.get(b"L1"), birth, "v", entry)
}

fn payload(
    surname: &str,
    given_names: &str,
    birth_date: String,
    kind: &'static str,
    entry: Value<'static>,
) -> Result<Value<'static>, Code> {
    let given_names = given_names.replace('/', " ");
    if !names_somebody(surname) && !names_somebody(&given_names) {
        return Err(Code::Fields);
    }
    let names = object([("fn", text(surname)), ("gn", given_names.into())]);
    Ok(object([
        ("ver", SCHEMA_VERSION.into()),
        ("nam", names),
        ("dob", birth_date.into()),
        (kind, Value::List(vec![entry])),
    ]))
}

/// The LOINC codes of the French papers as the two types of test that a DCC knows.
fn test_type(loinc: &str) -> Value<'static> {
    match loinc {
        "943092" | "945006" | "948455" => "LP6464-4".into(),
        "945584" => "LP217198-3".into(),
        _ => text(loinc),
    }
}

fn test_result(letter: &str) -> Value<'static> {
    match letter {
        "N" => "260415000".into(),
        "P" => "260373001".into(),
        _ => text(letter),
    }
}

fn disease(name: &str) -> Value<'static> {
    if name.eq_ignore_ascii_case("COVID-19") { COVID_19.into() } else { text(name) }
}

/// The vaccine's name as printed, to the product's number in the Union register.
fn product(name: &str) -> Value<'static> {
    const PRODUCTS: [(&str, &str); 7] = [
        ("COMIRNATY", "EU/1/20/1528"),
        ("PFIZER", "EU/1/20/1528"),
        ("MODERNA", "EU/1/20/1507"),
        ("SPIKEVAX", "EU/1/20/1507"),
        ("VAXZEVRIA", "EU/1/21/1529"),
        ("ASTRAZENECA", "EU/1/21/1529"),
        ("JANSSEN", "EU/1/20/1525"),
    ];
    let name = name.to_ascii_uppercase();
    if let Some((_, number)) = PRODUCTS.iter().find(|(part, _)| name.contains(part)) {
        return (*number).into();
    }
    if name.contains("COVISHIELD") { "Covishield".into() } else { name.into() }
}

/// Dose and expected doses such that `dn ≥ sd` says what the paper says of the cycle.
///
/// `LA` alone decides: someone who recovered is done after dose one of two (`TE`), and a cycle under way (`CO`)
/// is not done, whatever the rank.
fn schedule(fields: &Values<'_>) -> (i64, i64) {
    let number = |id| fields.get(id).parse::<i64>().unwrap_or_default();
    let (rank, expected) = (number(b"L7"), number(b"L8"));
    let done = fields.get(b"LA") == "TE";
    let dose = if done { rank.max(expected) } else { rank.min(expected - 1) };
    (dose, expected)
}

fn read_expiry(fields: &Values<'_>) -> Result<Option<NaiveDate>, Code> {
    let Some(digits) = fields.find(b"08") else {
        return Ok(None);
    };
    header::read_date(digits.as_bytes()).map_err(|_| Code::Fields)
}

fn read_date_time(digits: &str) -> Result<NaiveDateTime, Code> {
    let (date, clock) = digits.split_at_checked(8).ok_or(Code::Fields)?;
    let (hour, minute) = clock.split_at_checked(2).ok_or(Code::Fields)?;
    let time = NaiveTime::from_hms_opt(number(hour)?, number(minute)?, 0).ok_or(Code::Fields)?;
    Ok(read_date(date)?.and_time(time))
}

/// `DDMMYYYY`, the day of a proof.
fn read_date(digits: &str) -> Result<NaiveDate, Code> {
    calendar_day(digits).ok().filter(|day| time::is_told(*day)).ok_or(Code::Fields)
}

fn calendar_day(digits: &str) -> Result<NaiveDate, Code> {
    let [day, month, year] = split_date(digits)?;
    let year = i32::try_from(number(year)?).map_err(|_| Code::Fields)?;
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?).ok_or(Code::Fields)
}

/// A birth date as a DCC writes it: `00` for a day or month that is not known leaves it out.
/// A lunar date, with a month of up to 50, is not of the calendar and stays as it is.
fn birth_date(digits: &str) -> Result<String, Code> {
    let [day, month, year] = split_date(digits)?;
    match (number(day)?, number(month)?) {
        (_, 0) => Ok(year.to_owned()),
        (0, 1..=12) => Ok(format!("{year}-{month}")),
        (1..=31, 1..=12) => calendar_day(digits).map(|date| date.to_string()),
        (0..=30, 13..=50) => Ok(format!("{year}-{month}-{day}")),
        _ => Err(Code::Fields),
    }
}

fn split_date(digits: &str) -> Result<[&str; 3], Code> {
    let (day, rest) = digits.split_at_checked(2).ok_or(Code::Fields)?;
    let (month, year) = rest.split_at_checked(2).ok_or(Code::Fields)?;
    Ok([day, month, year])
}

fn number(digits: &str) -> Result<u32, Code> {
    digits.parse().map_err(|_| Code::Fields)
}

fn text(text: &str) -> Value<'static> {
    text.to_owned().into()
}

fn object<const N: usize>(entries: [(&'static str, Value<'static>); N]) -> Value<'static> {
    Value::Object(entries.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect())
}
