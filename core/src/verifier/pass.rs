//! A pass that could be read, of either family, ready to be judged.

use std::slice;

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Tz;

use crate::code::Code;
use crate::pass::facts::Facts;
use crate::pass::{hcert, twoddoc};
use crate::time;
use crate::trust::{KeyName, Revocable, Signers};
use crate::value::Value;
use crate::verdict::Format;

/// A pass and what is known of it before any clock is looked at.
pub(super) struct Pass<'p> {
    pub envelope: Envelope<'p>,
    pub payload: &'p Value<'p>,
    /// The payload as of the first and as of the last instant that a test's time may mean; empty where it is one instant.
    spelt_out: Vec<Value<'p>>,
    pub facts: Facts<'p>,
    pub dates: Dates,
    pub revocable: Revocable<'p>,
}

/// What can be told of a pass whether or not its content can be read.
pub(super) struct Envelope<'p> {
    pub format: Format,
    pub key_name: Option<KeyName<'p>>,
    /// The keys under which its signature holds, or why there is none.
    pub key: Result<Signers<'p>, Code>,
}

/// What a pass says, in either family.
pub(super) struct Content<'p> {
    pub payload: &'p Value<'p>,
    pub facts: Facts<'p>,
    pub dates: Dates,
    pub revocable: Revocable<'p>,
}

impl<'p> Pass<'p> {
    /// `zone` is where the pass is checked.
    pub(super) fn new(envelope: Envelope<'p>, content: Content<'p>, zone: Tz) -> Self {
        let Content { payload, facts, dates, revocable } = content;
        Self { envelope, payload, spelt_out: spelt_out(payload, &facts, zone), facts, dates, revocable }
    }

    /// The payload as rules are to read it: one, or two of which the worse counts.
    pub(super) fn payloads(&self) -> &[Value<'p>] {
        if self.spelt_out.is_empty() { slice::from_ref(self.payload) } else { &self.spelt_out }
    }
}

/// The dates that a pass states of itself.
pub(super) struct Dates {
    /// From this moment on it is valid.
    pub issued_at: DateTime<Utc>,
    /// From this moment on it no longer is.
    pub expires_at: Option<DateTime<Utc>>,
    /// When the sample of a test was taken, at the earliest.
    pub sampled_at: Option<DateTime<Utc>>,
    /// Whether the key must be valid at the time of check, and not only when it signed.
    pub key_must_last: bool,
}

impl Dates {
    /// `zone` is where the pass is checked.
    pub(super) fn of_hcert(claims: &hcert::Claims<'_>, facts: &Facts<'_>, zone: Tz) -> Self {
        Self {
            issued_at: claims.issued_at,
            expires_at: Some(claims.expires_at),
            sampled_at: facts.sampled.map(|sampled| sampled.ends(zone)[0]),
            key_must_last: true,
        }
    }

    /// A 2D-DOC is dated by days in France. Its keys are judged at the day of signature alone:
    /// the paper is valid for longer than the certificate.
    pub(super) fn of_two_d_doc(content: &twoddoc::Content) -> Self {
        let start_of = |day: NaiveDate| time::in_france(day.and_time(NaiveTime::MIN)).to_utc();
        Self {
            issued_at: start_of(content.signed_on),
            expires_at: content.expires_on.map(start_of),
            sampled_at: content.sampled_at.map(|local| time::in_france(local).to_utc()),
            key_must_last: false,
        }
    }
}

/// The payload of a test as rules are to read it, where its time is less than an instant or rules would read it
/// otherwise: once as of the first instant that may be meant, and once as of the last.
fn spelt_out<'p>(payload: &Value<'p>, facts: &Facts<'_>, zone: Tz) -> Vec<Value<'p>> {
    let Some(sampled) = facts.sampled.filter(|sampled| !sampled.is_whole()) else {
        return Vec::new();
    };
    let ends = sampled.ends(zone).map(|end| end.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    ends.iter().map(|end| sampled_at(end, payload)).collect()
}

/// A copy of the payload, or of a part of it, with `end` as the time of sampling.
fn sampled_at<'p>(end: &str, value: &Value<'p>) -> Value<'p> {
    match value {
        Value::Object(entries) => {
            let copied = entries.iter().map(|(key, value)| {
                let value = if key == "sc" { end.to_owned().into() } else { sampled_at(end, value) };
                (key.clone(), value)
            });
            Value::Object(copied.collect())
        }
        Value::List(items) => Value::List(items.iter().map(|item| sampled_at(end, item)).collect()),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Text(_) => value.clone(),
    }
}
