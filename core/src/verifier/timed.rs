//! The checks that the time of check decides: which of its keys serves a pass, its dates, and the rules.

use chrono::{DateTime, Utc};

use super::Verifier;
use super::pass::Pass;
use crate::code::Code;
use crate::place::Region;
use crate::rules::{Case, Judgement, Moments};
use crate::trust::{Signers, SigningKey};
use crate::value::Value;
use crate::verdict::Format;

/// How a pass comes out at one moment.
pub(super) struct Timed<'v> {
    /// Of the keys under which the signature holds the one that serves the pass best; `None` where there is none.
    pub key: Option<&'v SigningKey>,
    /// Why that key may not have signed this kind of pass.
    pub usage: Option<Code>,
    /// What is wrong with the dates, in the order in which it decides.
    pub dates: Vec<Code>,
    pub rules: Judgement<'v>,
}

impl Timed<'_> {
    /// Whether nothing refuses the pass at that moment; `None` where the rules leave it open.
    pub(super) fn accepts(&self) -> Option<bool> {
        if self.usage.is_some() || !self.dates.is_empty() {
            return Some(false);
        }
        self.rules.accepts()
    }
}

impl Verifier {
    /// Judges a pass as it is at `at`.
    ///
    /// `moments` collects the moments at which something of it comes out otherwise.
    pub(super) fn judge_at<'v>(
        &'v self,
        pass: &Pass<'v>,
        at: DateTime<Utc>,
        mut moments: Option<&mut Moments>,
    ) -> Timed<'v> {
        let key = serving_key(pass, at);
        Timed {
            key,
            usage: key.and_then(|key| misuse(key, pass)),
            dates: judge_dates(pass, key, at, moments.as_deref_mut()),
            rules: self.judge_rules(pass, at, moments),
        }
    }

    fn judge_rules<'v>(
        &'v self,
        pass: &Pass<'_>,
        at: DateTime<Utc>,
        mut moments: Option<&mut Moments>,
    ) -> Judgement<'v> {
        let _span = tracing::trace_span!("rules").entered();
        let judged = self.cases(pass, at).map(|case| self.rules.judge(&case, moments.as_deref_mut()));
        worst(judged, Judgement::accepts).expect("a pass has a payload")
    }

    /// The pass as rules look at it: once, or at both ends of what the time of a test may mean.
    pub(super) fn cases<'c>(
        &'c self,
        pass: &'c Pass<'_>,
        at: DateTime<Utc>,
    ) -> impl Iterator<Item = Case<'c>> {
        pass.payloads().iter().map(move |payload| self.case(pass, payload, at))
    }

    fn case<'c>(&'c self, pass: &'c Pass<'_>, payload: &'c Value<'c>, at: DateTime<Utc>) -> Case<'c> {
        Case {
            payload,
            format: pass.envelope.format,
            key_name: pass.envelope.key_name,
            kind: pass.facts.kind,
            schema_version: payload.get("ver").and_then(Value::text).unwrap_or_default(),
            issuer_country: pass.facts.text("co"),
            issued_at: pass.dates.issued_at,
            expires_at: pass.dates.expires_at,
            at,
            zone: self.place.zone,
            country: self.place.country().as_str(),
            region: self.place.region().map(Region::as_str),
            purpose: self.purpose,
        }
    }
}

/// A certificate and its renewal may both be trusted, and one key may have several certificates of different usage.
fn serving_key<'k>(pass: &Pass<'k>, at: DateTime<Utc>) -> Option<&'k SigningKey> {
    let signers = pass.envelope.key.as_ref().ok()?;
    let faults =
        |key: &SigningKey| key_dates(key, pass, at).count() + usize::from(misuse(key, pass).is_some());
    Some(signers.best(faults))
}

/// Why the key may not have signed this.
fn misuse(key: &SigningKey, pass: &Pass<'_>) -> Option<Code> {
    let signs = key.signs.as_ref()?;
    if signs.contains(&pass.facts.kind) {
        return None;
    }
    Some(match pass.envelope.format {
        Format::Dcc => Code::KeyUsage,
        Format::TwoDDoc | Format::Attestation => Code::IssuerNotForType,
    })
}

/// What is wrong with the dates of the key, in the order in which it decides.
fn key_dates(key: &SigningKey, pass: &Pass<'_>, at: DateTime<Utc>) -> impl Iterator<Item = Code> {
    let issued_at = pass.dates.issued_at;
    let judged_at = if pass.dates.key_must_last { at } else { issued_at };
    let early = key.validity.filter(|validity| issued_at.min(judged_at) < validity.not_before);
    let late = key.validity.filter(|validity| judged_at > validity.not_after);
    let early = early.map(|_| Code::KeyNotYetValid);
    early.into_iter().chain(late.map(|_| Code::KeyExpired))
}

fn judge_dates(
    pass: &Pass<'_>,
    key: Option<&SigningKey>,
    at: DateTime<Utc>,
    moments: Option<&mut Moments>,
) -> Vec<Code> {
    let dates = &pass.dates;
    let mut codes = Vec::new();
    let mut refuse_if = |wrong: bool, code: Code| {
        if wrong {
            codes.push(code);
        }
    };
    refuse_if(at < dates.issued_at, Code::NotYetIssued);
    // A venue is told both of these by one word, and so they stand side by side.
    refuse_if(dates.sampled_at.is_some_and(|sampled| at < sampled), Code::TestInFuture);
    refuse_if(dates.expires_at.is_some_and(|end| at >= end), Code::Expired);
    codes.extend(key.into_iter().flat_map(|key| key_dates(key, pass, at)));
    if let Some(moments) = moments {
        moments.push(dates.issued_at);
        dates.expires_at.into_iter().chain(dates.sampled_at).for_each(|moment| moments.push(moment));
        let keys = pass.envelope.key.iter().flat_map(Signers::iter).filter(|_| dates.key_must_last);
        for validity in keys.filter_map(|key| key.validity) {
            moments.push(validity.not_before);
            moments.push_behind(validity.not_after);
        }
    }
    codes
}

/// The first of those that refuse, else of those that are open, else of all.
pub(super) fn worst<T>(judged: impl Iterator<Item = T>, accepts: impl Fn(&T) -> Option<bool>) -> Option<T> {
    judged.min_by_key(|judged| match accepts(judged) {
        Some(false) => 0,
        None => 1,
        Some(true) => 2,
    })
}
