//! The checks that the time of check decides: dates and rules.

use chrono::{DateTime, Utc};

use super::Verifier;
use super::pass::Pass;
use crate::code::Code;
use crate::rules::{Case, Judgement, Moments};
use crate::value::Value;

/// How dates and rules come out at one moment.
pub(super) struct Timed<'v> {
    /// What is wrong with the dates, in the order in which it decides.
    pub dates: Vec<Code>,
    pub rules: Judgement<'v>,
}

impl Timed<'_> {
    /// Whether nothing refuses the pass at that moment; `None` where the rules leave it open.
    pub(super) fn accepts(&self) -> Option<bool> {
        if !self.dates.is_empty() {
            return Some(false);
        }
        self.rules.accepts()
    }
}

impl Verifier {
    /// Judges dates and rules as they are at `at`.
    ///
    /// `moments` collects the moments at which something of it comes out otherwise.
    pub(super) fn judge_at<'v>(
        &'v self,
        pass: &Pass<'_>,
        at: DateTime<Utc>,
        mut moments: Option<&mut Moments>,
    ) -> Timed<'v> {
        Timed {
            dates: judge_dates(pass, at, moments.as_deref_mut()),
            rules: self.judge_rules(pass, at, moments),
        }
    }

    fn judge_rules<'v>(
        &'v self,
        pass: &Pass<'_>,
        at: DateTime<Utc>,
        moments: Option<&mut Moments>,
    ) -> Judgement<'v> {
        tracing::trace_span!("rules").in_scope(|| self.rules.judge(&self.case(pass, at), moments))
    }

    /// The pass as rules look at it.
    pub(super) fn case<'c>(&'c self, pass: &'c Pass<'_>, at: DateTime<Utc>) -> Case<'c> {
        Case {
            payload: pass.payload,
            kind: pass.facts.kind,
            schema_version: pass.payload.get("ver").and_then(Value::text).unwrap_or_default(),
            issuer_country: pass.facts.text("co"),
            issued_at: pass.dates.issued_at,
            expires_at: pass.dates.expires_at,
            at,
            zone: self.place.zone,
            country: &self.place.country,
            region: self.place.region.as_deref(),
            purpose: self.purpose,
        }
    }
}

fn judge_dates(pass: &Pass<'_>, at: DateTime<Utc>, moments: Option<&mut Moments>) -> Vec<Code> {
    let dates = &pass.dates;
    let validity = pass.key.as_ref().ok().and_then(|key| key.validity);
    let judged_key = if dates.key_must_last { at } else { dates.issued_at };
    let mut codes = Vec::new();
    let mut refuse_if = |wrong: bool, code: Code| {
        if wrong {
            codes.push(code);
        }
    };
    refuse_if(at < dates.issued_at, Code::NotYetIssued);
    refuse_if(dates.expires_at.is_some_and(|end| at >= end), Code::Expired);
    refuse_if(dates.sampled_at.is_some_and(|sampled| at < sampled), Code::TestInFuture);
    if let Some(validity) = validity {
        let early = dates.issued_at.min(judged_key) < validity.not_before;
        refuse_if(early, Code::KeyNotYetValid);
        refuse_if(judged_key > validity.not_after, Code::KeyExpired);
    }
    if let Some(moments) = moments {
        moments.push(dates.issued_at);
        dates.expires_at.into_iter().chain(dates.sampled_at).for_each(|moment| moments.push(moment));
        if let Some(validity) = validity.filter(|_| dates.key_must_last) {
            moments.push(validity.not_before);
            moments.push_behind(validity.not_after);
        }
    }
    codes
}
