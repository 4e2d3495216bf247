//! What rules may look at: the pass, and what the verifier adds to it.

use std::collections::BTreeMap;

use super::expression::Step;
use super::term::{Term, Time};
use crate::value::Value;

/// The data of one evaluation.
#[derive(Clone, Copy)]
pub enum Data<'v> {
    /// Any JSON, as the specification's tests have it.
    Whole(&'v Value<'v>),
    /// A pass: `payload` and `external`.
    Pass {
        /// The pass.
        payload: &'v Value<'v>,
        /// What the verifier adds.
        external: &'v Externals<'v>,
    },
}

/// `external`, by the names that the EU's rules use, and two of our own.
#[derive(Clone, Copy)]
pub struct Externals<'v> {
    /// `validationClock`: the time of check.
    pub validation_clock: Time,
    /// `localDate`: the day of check in the country of check, as midnight in UTC. Our own:
    /// CertLogic's dates are in UTC, where a day in Paris begins two hours late.
    pub local_date: Time,
    /// `recoveredFrom`: the day `fr` of a recovery, as its midnight in the country of check. Our own:
    /// hours count from there, across a change of summer time.
    pub recovered_from: Option<Time>,
    /// `countryCode`: the country of check.
    pub country_code: &'v str,
    /// `issuerCountryCode`: the country that issued the pass.
    pub issuer_country_code: &'v str,
    /// `region`: the region of check.
    pub region: Option<&'v str>,
    /// `iat`: when the pass was issued.
    pub issued_at: Time,
    /// `exp`: when it expires.
    pub expires_at: Option<Time>,
    /// `valueSets`: the codes of each value set.
    pub value_sets: &'v BTreeMap<String, Vec<String>>,
}

impl<'v> Data<'v> {
    /// Follows a path; null where it leads nowhere, and for the whole of a pass with its externals.
    pub(super) fn follow(&self, path: &[Step]) -> Term<'v> {
        let (start, rest) = match self {
            Data::Whole(value) => (Term::of(value), path),
            Data::Pass { payload, external } => match path {
                [first, rest @ ..] if first.key == "payload" => (Term::of(payload), rest),
                [first, name, rest @ ..] if first.key == "external" => external.follow(&name.key, rest),
                _ => return Term::Null,
            },
        };
        rest.iter().fold(start, |term, step| term.step(&step.key, step.index))
    }
}

impl<'v> Externals<'v> {
    fn follow<'p>(&self, name: &str, rest: &'p [Step]) -> (Term<'v>, &'p [Step]) {
        let stamp = |time: Option<Time>| time.map_or(Term::Null, Term::Stamp);
        let term = match name {
            "validationClock" => Term::Stamp(self.validation_clock),
            "localDate" => Term::Stamp(self.local_date),
            "recoveredFrom" => stamp(self.recovered_from),
            "countryCode" => Term::Text(self.country_code),
            "issuerCountryCode" => Term::Text(self.issuer_country_code),
            "region" => self.region.map_or(Term::Null, Term::Text),
            "iat" => Term::Stamp(self.issued_at),
            "exp" => stamp(self.expires_at),
            "valueSets" => return self.value_set(rest),
            _ => Term::Null,
        };
        (term, rest)
    }

    fn value_set<'p>(&self, path: &'p [Step]) -> (Term<'v>, &'p [Step]) {
        let [set, rest @ ..] = path else {
            return (Term::Null, path);
        };
        (self.value_sets.get(&set.key).map_or(Term::Null, |codes| Term::Codes(codes)), rest)
    }
}
