//! Which rules apply to a pass, and whether it meets them.

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use chrono_tz::Tz;

use super::book::RuleBook;
use super::context::{Context, Names};
use super::rule::{Rule, RuleType};
use super::set::{Purpose, RuleSet};
use crate::rules::certlogic::{self, EvaluationError, Moments};
use crate::trust::{KeyName, Kind};
use crate::value::Value;
use crate::verdict::{Basis, Format};

/// A pass to judge, and where, when and for what it is judged.
#[derive(Clone, Copy)]
pub struct Case<'c> {
    /// The pass, shaped like a DCC.
    pub payload: &'c Value<'c>,
    /// The family that it is of.
    pub format: Format,
    /// What it proves.
    pub kind: Kind,
    /// The name of the key that signed it.
    pub key_name: Option<KeyName<'c>>,
    /// The version of its schema (`ver`).
    pub schema_version: &'c str,
    /// The country that issued it, as the pass writes it.
    pub issuer_country: &'c str,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// When it expires.
    pub expires_at: Option<DateTime<Utc>>,
    /// The time of check.
    pub at: DateTime<Utc>,
    /// The zone of the place of check.
    pub zone: Tz,
    /// The country of check, ISO 3166-1 alpha-2.
    pub country: &'c str,
    /// The region of check.
    pub region: Option<&'c str>,
    /// What it is checked for.
    pub purpose: Purpose,
}

/// More than all rules of a country take together, and a few hundredths of a second.
pub(crate) const MOST_OPERATIONS: u32 = 1_000_000;

/// How rules judged a pass.
#[derive(Clone, Debug)]
pub struct Judgement<'r> {
    /// Whether rules have spoken that may accept the pass.
    pub standing: Standing,
    /// The sets of the country of check that have a say; all of them count.
    pub sets: Vec<&'r RuleSet>,
    /// The rules that are not met: the issuing country's first, then set by set and by identifier.
    pub failed: Vec<&'r Rule>,
    /// Those that could not be decided, likewise.
    pub open: Vec<&'r Rule>,
    /// How many operations are left of those that rules may take together; without any they stay open.
    pub(crate) operations_left: u32,
}

/// Whether there are rules that may accept a pass. One for every kind of pass can refuse it, and so can the issuing
/// country; it is accepted by rules for its own kind alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There are.
    Spoken,
    /// Rules are in force, but none for this kind of pass in this country and region.
    NoneForThis,
    /// No rule is in force for what the pass is checked for, in any country.
    NoneInForce,
}

impl RuleBook {
    /// Judges a pass by the rules of the issuing country and of the country of check.
    ///
    /// `moments` collects when something of the judgement turns.
    #[must_use]
    pub fn judge<'r>(&'r self, case: &Case<'_>, mut moments: Option<&mut Moments>) -> Judgement<'r> {
        let names = Names::of(case);
        let context = Context::of(case, &names, &self.value_sets);
        if let Some(moments) = moments.as_deref_mut() {
            self.sets.iter().for_each(|set| context.record_validity(set, moments));
        }
        let in_force = || self.sets.iter().filter(|set| set.is_in_force(case.at));
        let mut judgement = Judgement {
            standing: Standing::NoneInForce,
            sets: Vec::new(),
            failed: Vec::new(),
            open: Vec::new(),
            operations_left: MOST_OPERATIONS,
        };
        for issuing in in_force() {
            context.apply(issuing, RuleType::Invalidation, &mut judgement, moments.as_deref_mut());
        }
        for accepting in in_force().filter(|set| set.purpose == case.purpose) {
            context.apply(accepting, RuleType::Acceptance, &mut judgement, moments.as_deref_mut());
        }
        let other = |set: &RuleSet| set.rules.iter().any(|rule| rule.is_in_force(case.at));
        if judgement.standing == Standing::NoneInForce
            && in_force().any(|set| set.purpose == case.purpose && other(set))
        {
            judgement.standing = Standing::NoneForThis;
        }
        judgement
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
        let names = Names::of(case);
        let context = Context::of(case, &names, &self.value_sets);
        let term = rule.logic.evaluate(&context.data(), None)?;
        Ok((term.to_value().to_static(), term.is_true().ok()))
    }
}

impl Judgement<'_> {
    /// Whether the rules accept the pass; `None` where they leave it open.
    #[must_use]
    pub fn accepts(&self) -> Option<bool> {
        if !self.failed.is_empty() {
            return Some(false);
        }
        (self.standing == Standing::Spoken && self.open.is_empty()).then_some(true)
    }

    /// Whether someone born on `birth_date` needs no pass `today`, by what the rules say of minors: by all of them, where
    /// several sets say something. Of a birth date that is known in part every day that it may be must say so, and none
    /// may still be to come.
    #[must_use]
    pub fn needs_no_pass(&self, birth_date: &str, today: NaiveDate) -> bool {
        let Some([first, _]) = days_of(birth_date).filter(|[_, last]| *last <= today) else {
            return false;
        };
        let is_under = |years: u32| {
            let of_age = first.checked_add_months(Months::new(years.saturating_mul(12)));
            of_age.is_some_and(|of_age| today < of_age)
        };
        let mut said = self.sets.iter().filter_map(|set| set.minors).peekable();
        said.peek().is_some() && said.all(|minors| today < minors.until && is_under(minors.under))
    }

    /// What decided: the rules that are not met or open, else the sets whose rules all are.
    #[must_use]
    pub fn basis(&self) -> Vec<Basis> {
        if self.accepts() == Some(true) {
            let named = self.sets.iter().map(|set| Basis { id: set.id.clone(), title: set.title.clone() });
            return named.filter(|basis| !basis.id.is_empty()).collect();
        }
        let rules = self.failed.iter().chain(&self.open);
        rules.map(|rule| Basis { id: rule.identifier.clone(), title: rule.description.clone() }).collect()
    }
}

/// The first and the last day that a date may mean: a day, or a month or year.
fn days_of(date: &str) -> Option<[NaiveDate; 2]> {
    let last = DateTime::from_timestamp_millis(certlogic::parse(date)?)?.date_naive();
    let first = match date.len() {
        4 => last.with_day(1)?.with_month(1)?,
        7 => last.with_day(1)?,
        _ => last,
    };
    Some([first, last])
}
