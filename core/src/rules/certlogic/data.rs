//! What rules may look at: the pass, and what the verifier adds to it.

use std::collections::BTreeMap;

use super::evaluate::EvaluationError;
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

/// `external`, by the names that the EU's rules use, and three of our own.
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
    /// `kid`: the name of the key that signed the pass; in base64 that of an EU certificate, as it is that of a 2D-DOC.
    pub kid: Option<&'v str>,
    /// `format`: `dcc` or `2d-doc`. Our own: some rules count otherwise for papers.
    pub format: &'v str,
    /// `valueSets`: the codes of each value set.
    pub value_sets: &'v BTreeMap<String, Vec<String>>,
}

impl<'v> Data<'v> {
    /// Follows a path; null where it leads nowhere in the pass.
    ///
    /// # Errors
    /// [`EvaluationError::Unknown`], like [`Externals::get`].
    pub(super) fn follow(&self, path: &[Step]) -> Result<Term<'v>, EvaluationError> {
        let whole = match *self {
            Data::Whole(value) => Term::of(value),
            Data::Pass { payload, external } => Term::Pass { payload, external },
        };
        whole.follow(path)
    }
}

impl<'v> Externals<'v> {
    /// Every name, in the order of the fields.
    const NAMES: [&'static str; 11] = [
        "validationClock",
        "localDate",
        "recoveredFrom",
        "countryCode",
        "issuerCountryCode",
        "region",
        "iat",
        "exp",
        "kid",
        "format",
        "valueSets",
    ];

    /// What stands under a name; null where there is nothing to say of this pass.
    ///
    /// # Errors
    /// [`EvaluationError::Unknown`] for a name that this program does not know: what nobody can look up is not null, or a
    /// rule about it would be met by everybody.
    pub(super) fn get(&'v self, name: &str) -> Result<Term<'v>, EvaluationError> {
        let stamp = |time: Option<Time>| time.map_or(Term::Null, Term::Stamp);
        let text = |text: Option<&'v str>| text.map_or(Term::Null, Term::Text);
        Ok(match name {
            "validationClock" => Term::Stamp(self.validation_clock),
            "localDate" => Term::Stamp(self.local_date),
            "recoveredFrom" => stamp(self.recovered_from),
            "countryCode" => Term::Text(self.country_code),
            "issuerCountryCode" => Term::Text(self.issuer_country_code),
            "region" => text(self.region),
            "iat" => Term::Stamp(self.issued_at),
            "exp" => stamp(self.expires_at),
            "kid" => text(self.kid),
            "format" => Term::Text(self.format),
            "valueSets" => Term::ValueSets(self.value_sets),
            _ => return Err(EvaluationError::Unknown),
        })
    }

    /// All of it as JSON, for people who compare results.
    pub(super) fn object(&'v self) -> Value<'v> {
        let known =
            Self::NAMES.into_iter().filter_map(|name| Some((name.into(), self.get(name).ok()?.to_value())));
        Value::Object(known.collect())
    }
}
