//! What the verifier adds to a pass, for rules to look at.

use std::collections::BTreeMap;

use super::time::Time;

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
