//! What rules may look at: the pass, and what the verifier adds to it.

use super::error::EvaluationError;
use super::expression::Step;
use super::externals::Externals;
use super::term::Term;
use super::time::Time;
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
