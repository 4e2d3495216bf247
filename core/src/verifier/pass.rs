//! A pass that could be read, of either family, ready to be judged.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::code::Code;
use crate::pass::facts::Facts;
use crate::pass::{hcert, twoddoc};
use crate::time;
use crate::trust::{KeyName, Revocable, Signers};
use crate::value::Value;
use crate::verdict::Format;

/// A pass and what is known of it before any clock is looked at.
pub(super) struct Pass<'p> {
    pub format: Format,
    pub key_name: Option<KeyName<'p>>,
    /// The keys under which its signature holds, or why there is none.
    pub key: Result<Signers<'p>, Code>,
    pub payload: &'p Value<'p>,
    pub facts: Facts<'p>,
    pub dates: Dates,
    pub revocable: Revocable<'p>,
}

/// The dates that a pass states of itself.
pub(super) struct Dates {
    /// From this moment on it is valid.
    pub issued_at: DateTime<Utc>,
    /// From this moment on it no longer is.
    pub expires_at: Option<DateTime<Utc>>,
    /// When the sample of a test was taken.
    pub sampled_at: Option<DateTime<Utc>>,
    /// Whether the key must be valid at the time of check, and not only when it signed.
    pub key_must_last: bool,
}

impl Dates {
    pub(super) fn of_hcert(claims: &hcert::Claims<'_>, facts: &Facts<'_>) -> Self {
        Self {
            issued_at: time::from_seconds(claims.issued_at),
            expires_at: Some(time::from_seconds(claims.expires_at)),
            sampled_at: facts.sampled_at(),
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
