//! Which rules apply to a pass, and whether it meets them.

use chrono::{DateTime, Datelike, Months, NaiveDate};

use super::book::RuleBook;
use super::case::{Case, Judgement, Standing};
use super::context::{Context, Names};
use super::rule::{Rule, RuleType};
use super::set::RuleSet;
use crate::rules::certlogic::{self, EvaluationError, Moments};
use crate::value::Value;
use crate::verdict::Basis;

/// More than all rules of a country take together, and a few hundredths of a second.
pub(crate) const MOST_OPERATIONS: u32 = 1_000_000;

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
