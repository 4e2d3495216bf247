//! Which rules apply to a pass, and whether it meets them.

use chrono::{DateTime, Months, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::book::RuleBook;
use super::rule::{Rule, RuleType};
use super::set::{Purpose, RuleSet};
use super::version::Version;
use crate::rules::certlogic::{self, Data, EvaluationError, Externals, Moments, Time};
use crate::time;
use crate::trust::Kind;
use crate::value::Value;
use crate::verdict::Basis;

/// A pass to judge, and where, when and for what it is judged.
#[derive(Clone, Copy)]
pub struct Case<'c> {
    /// The pass, shaped like a DCC.
    pub payload: &'c Value<'c>,
    /// What it proves.
    pub kind: Kind,
    /// The version of its schema (`ver`).
    pub schema_version: &'c str,
    /// The country that issued it, ISO 3166-1 alpha-2.
    pub issuer_country: &'c str,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// When it expires.
    pub expires_at: Option<DateTime<Utc>>,
    /// The time of check.
    pub at: DateTime<Utc>,
    /// The zone of the place of check.
    pub zone: Tz,
    /// The country of check, ISO 3166-1 alpha-2, upper case.
    pub country: &'c str,
    /// The region of check.
    pub region: Option<&'c str>,
    /// What it is checked for.
    pub purpose: Purpose,
}

/// How rules judged a pass.
#[derive(Clone, Debug)]
pub enum Judgement<'r> {
    /// No rule of the country of check for that purpose is in force.
    NoneInForce {
        /// The times that such rules cover: from, and up to but not including.
        covered: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    },
    /// Rules were applied.
    Judged {
        /// The set of the country of check.
        set: &'r RuleSet,
        /// Those that are not met: the issuing country's first, then by identifier.
        failed: Vec<&'r Rule>,
        /// Those that could not be decided, likewise.
        open: Vec<&'r Rule>,
    },
}

impl RuleBook {
    /// Judges a pass by the rules of the issuing country and of the country of check.
    ///
    /// `moments` collects when something of the judgement turns.
    #[must_use]
    pub fn judge<'r>(&'r self, case: &Case<'_>, mut moments: Option<&mut Moments>) -> Judgement<'r> {
        let accepts = |set: &&RuleSet| {
            let of_country =
                |rule: &Rule| rule.rule_type == RuleType::Acceptance && rule.country == case.country;
            set.purpose == case.purpose && set.rules.iter().any(of_country)
        };
        if let Some(moments) = moments.as_deref_mut() {
            self.sets.iter().for_each(|set| record_validity(set, case, moments));
        }
        let in_force =
            |set: &&RuleSet| set.is_in_force(case.at) && set.rules.iter().any(|rule| applies(rule, case));
        let Some(set) = self.sets.iter().filter(accepts).find(in_force) else {
            return Judgement::NoneInForce {
                covered: self.sets.iter().filter(accepts).filter_map(RuleSet::period).collect(),
            };
        };
        let mut judgement = (Vec::new(), Vec::new());
        let context = Context::of(case, &self.value_sets);
        for issuing in &self.sets {
            context.apply(issuing, RuleType::Invalidation, &mut judgement, moments.as_deref_mut());
        }
        context.apply(set, RuleType::Acceptance, &mut judgement, moments);
        let (failed, open) = judgement;
        Judgement::Judged { set, failed, open }
    }
}

impl RuleBook {
    /// Evaluates one rule, whether or not it applies: its value, and whether the pass meets it (`None` where that is open).
    ///
    /// # Errors
    /// [`EvaluationError`] where the expression has no value for this pass.
    pub fn evaluate(
        &self,
        rule: &Rule,
        case: &Case<'_>,
    ) -> Result<(Value<'static>, Option<bool>), EvaluationError> {
        let context = Context::of(case, &self.value_sets);
        let data = Data::Pass { payload: case.payload, external: &context.externals };
        let term = rule.logic.evaluate(&data, None)?;
        Ok((term.to_value().to_static(), term.is_true().ok()))
    }
}

/// An official set has no dates of its own: it is in force where any of its rules applies.
fn applies(rule: &Rule, case: &Case<'_>) -> bool {
    rule.rule_type == RuleType::Acceptance && rule.country == case.country && rule.is_in_force(case.at)
}

/// Only of what may ever concern the pass: the rules of all Europe would give more moments than anybody walks along.
fn record_validity(set: &RuleSet, case: &Case<'_>, moments: &mut Moments) {
    let mut concerned = false;
    for rule in set.rules.iter().filter(|rule| is_about(rule, set, case)) {
        concerned = true;
        moments.push(rule.valid_from);
        moments.push_behind(rule.valid_to);
    }
    if concerned {
        set.from.into_iter().chain(set.until).for_each(|moment| moments.push(moment));
    }
}

/// Whether the rule has a say about the pass at any time. Invalidation rules have it whatever the purpose; an acceptance
/// rule for another kind of pass still keeps its set in force.
fn is_about(rule: &Rule, set: &RuleSet, case: &Case<'_>) -> bool {
    match rule.rule_type {
        RuleType::Acceptance => rule.country == case.country && set.purpose == case.purpose,
        RuleType::Invalidation => rule.country == case.issuer_country,
    }
}

/// What is the same for every rule of one judgement.
struct Context<'c> {
    case: &'c Case<'c>,
    schema: Option<Version>,
    externals: Externals<'c>,
}

impl<'c> Context<'c> {
    fn of(case: &'c Case<'c>, value_sets: &'c std::collections::BTreeMap<String, Vec<String>>) -> Self {
        let fixed = |moment: DateTime<Utc>| Time::fixed(moment.timestamp_millis());
        let today = time::in_zone(case.at, case.zone).date_naive();
        let externals = Externals {
            validation_clock: Time::clock(case.at.timestamp_millis()),
            local_date: Time::day(today.and_time(NaiveTime::MIN).and_utc().timestamp_millis()),
            recovered_from: recovered_from(case).map(fixed),
            country_code: case.country,
            issuer_country_code: case.issuer_country,
            region: case.region,
            issued_at: fixed(case.issued_at),
            expires_at: case.expires_at.map(fixed),
            value_sets,
        };
        Self { case, schema: Version::parse(case.schema_version), externals }
    }

    fn apply<'r>(
        &self,
        set: &'r RuleSet,
        rule_type: RuleType,
        (failed, open): &mut (Vec<&'r Rule>, Vec<&'r Rule>),
        mut moments: Option<&mut Moments>,
    ) {
        let mut newest: Option<&str> = None;
        for rule in set.rules.iter().filter(|rule| self.concerns(rule, rule_type)) {
            // Versions of one rule stand side by side, the newest first: the others are out of force.
            if newest == Some(rule.identifier.as_str()) {
                continue;
            }
            newest = Some(&rule.identifier);
            match self.is_met(rule, moments.as_deref_mut()) {
                Some(true) => {}
                Some(false) => failed.push(rule),
                None => open.push(rule),
            }
        }
    }

    fn concerns(&self, rule: &Rule, rule_type: RuleType) -> bool {
        let country = match rule_type {
            RuleType::Acceptance => self.case.country,
            RuleType::Invalidation => self.case.issuer_country,
        };
        rule.rule_type == rule_type
            && rule.country == country
            && rule.certificate_type.is_none_or(|kind| kind == self.case.kind)
            && rule.region.as_deref().is_none_or(|region| self.case.region == Some(region))
            && rule.is_in_force(self.case.at)
    }

    /// `None` where the rule cannot be decided.
    fn is_met(&self, rule: &Rule, moments: Option<&mut Moments>) -> Option<bool> {
        if !rule.understands(self.schema) {
            return None;
        }
        let data = Data::Pass { payload: self.case.payload, external: &self.externals };
        rule.logic.evaluate(&data, moments).ok()?.is_true().ok()
    }
}

/// The day `fr` of a recovery, at its midnight in the country of check.
fn recovered_from(case: &Case<'_>) -> Option<DateTime<Utc>> {
    let recovery = case.payload.get("r")?.items().first()?;
    let written = recovery.get("fr").and_then(Value::text)?;
    let midnight = certlogic::parse(time::date_part(written))?;
    let day = DateTime::from_timestamp_millis(midnight)?.date_naive();
    Some(time::at_local_time(day.and_time(NaiveTime::MIN), case.zone).to_utc())
}

impl Judgement<'_> {
    /// Whether the rules accept the pass; `None` where they leave it open.
    #[must_use]
    pub fn accepts(&self) -> Option<bool> {
        match self {
            Judgement::NoneInForce { .. } => None,
            Judgement::Judged { failed, .. } if !failed.is_empty() => Some(false),
            Judgement::Judged { open, .. } if !open.is_empty() => None,
            Judgement::Judged { .. } => Some(true),
        }
    }

    /// Whether someone born on `birth_date` needs no pass `today`, by what the rules say of minors.
    /// Of a birth date that is known in part the last day that it may be is taken.
    #[must_use]
    pub fn needs_no_pass(&self, birth_date: &str, today: NaiveDate) -> bool {
        let Judgement::Judged { set: RuleSet { minors: Some(minors), .. }, .. } = self else {
            return false;
        };
        let born = certlogic::parse(birth_date).and_then(DateTime::from_timestamp_millis);
        let of_age =
            born.and_then(|born| born.date_naive().checked_add_months(Months::new(minors.under * 12)));
        today < minors.until && of_age.is_some_and(|of_age| today < of_age)
    }

    /// What decided: the rules that are not met or open, else the set whose rules all are.
    #[must_use]
    pub fn basis(&self) -> Vec<Basis> {
        let Judgement::Judged { set, failed, open } = self else {
            return Vec::new();
        };
        if failed.is_empty() && open.is_empty() {
            let named = Basis { id: set.id.clone(), title: set.title.clone() };
            return Some(named).filter(|basis| !basis.id.is_empty()).into_iter().collect();
        }
        let rules = failed.iter().chain(open);
        rules.map(|rule| Basis { id: rule.identifier.clone(), title: rule.description.clone() }).collect()
    }
}
