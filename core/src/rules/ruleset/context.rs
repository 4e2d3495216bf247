//! What rules may look at in one judgement, and which of them concern the pass.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveTime, Utc};
use data_encoding::BASE64;

use super::case::{Case, Judgement, Standing};
use super::code;
use super::rule::{Rule, RuleType};
use super::set::RuleSet;
use super::version::Version;
use crate::rules::certlogic::{self, Data, Externals, Moments, Time};
use crate::time;
use crate::trust::KeyName;
use crate::value::Value;

/// What is the same for every rule of one judgement.
pub(super) struct Context<'c> {
    case: &'c Case<'c>,
    names: &'c Names<'c>,
    schema: Option<Version>,
    externals: Externals<'c>,
}

/// The names of countries and of the key, as rules write them.
pub(super) struct Names<'c> {
    country: Cow<'c, str>,
    issuer_country: Cow<'c, str>,
    key: Option<Cow<'c, str>>,
}

impl<'c> Names<'c> {
    pub(super) fn of(case: &Case<'c>) -> Self {
        let key = case.key_name.map(|name| match name {
            KeyName::Kid(kid) => BASE64.encode(kid).into(),
            KeyName::TwoDDoc(id) => id.into(),
        });
        Self { country: code::country(case.country), issuer_country: code::country(case.issuer_country), key }
    }
}

impl<'c> Context<'c> {
    pub(super) fn of(
        case: &'c Case<'c>,
        names: &'c Names<'c>,
        value_sets: &'c BTreeMap<String, Vec<String>>,
    ) -> Self {
        let fixed = |moment: DateTime<Utc>| Time::fixed(moment.timestamp_millis());
        let today = time::in_zone(case.at, case.zone).date_naive();
        let externals = Externals {
            validation_clock: Time::clock(case.at.timestamp_millis()),
            local_date: Time::day(today.and_time(NaiveTime::MIN).and_utc().timestamp_millis()),
            recovered_from: recovered_from(case).map(fixed),
            country_code: &names.country,
            issuer_country_code: &names.issuer_country,
            region: case.region,
            issued_at: fixed(case.issued_at),
            expires_at: case.expires_at.map(fixed),
            kid: names.key.as_deref(),
            format: case.format.as_str(),
            value_sets,
        };
        Self { case, names, schema: Version::parse(case.schema_version), externals }
    }

    /// What a rule looks at.
    pub(super) fn data(&self) -> Data<'_> {
        Data::Pass { payload: self.case.payload, external: &self.externals }
    }

    /// Applies the rules of a set that concern the pass.
    pub(super) fn apply<'r>(
        &self,
        set: &'r RuleSet,
        rule_type: RuleType,
        judgement: &mut Judgement<'r>,
        mut moments: Option<&mut Moments>,
    ) {
        let mut newest: Option<&Rule> = None;
        for rule in set.rules.iter().filter(|rule| self.concerns(rule, rule_type)) {
            // Versions of one rule stand side by side, the newest first: the others are out of force. Of two rules with one
            // version nobody can tell which is meant, and both count.
            if newest.is_some_and(|newest| rule.is_replaced_by(newest)) {
                continue;
            }
            newest = Some(rule);
            if rule_type == RuleType::Acceptance && rule.certificate_type.is_some() {
                judgement.standing = Standing::Spoken;
            }
            match self.is_met(rule, moments.as_deref_mut(), &mut judgement.operations_left) {
                Some(true) => {}
                Some(false) => judgement.failed.push(rule),
                None => judgement.open.push(rule),
            }
        }
        if rule_type == RuleType::Acceptance && newest.is_some() {
            judgement.sets.push(set);
        }
    }

    fn concerns(&self, rule: &Rule, rule_type: RuleType) -> bool {
        let country = match rule_type {
            RuleType::Acceptance => &self.names.country,
            RuleType::Invalidation => &self.names.issuer_country,
        };
        let is_here =
            |region: &str| self.case.region.is_some_and(|here| code::is_same_region(country, region, here));
        rule.rule_type == rule_type
            && rule.country == *country
            && rule.certificate_type.is_none_or(|kind| kind == self.case.kind)
            && rule.region.as_deref().is_none_or(is_here)
            && rule.is_in_force(self.case.at)
    }

    /// Only of what may ever concern the pass: the rules of all Europe would give more moments than anybody walks along.
    pub(super) fn record_validity(&self, set: &RuleSet, moments: &mut Moments) {
        let mut concerned = false;
        for rule in set.rules.iter().filter(|rule| self.is_about(rule, set)) {
            concerned = true;
            moments.push(rule.valid_from);
            moments.push_behind(rule.valid_to);
        }
        if concerned {
            set.from.into_iter().chain(set.until).for_each(|moment| moments.push(moment));
        }
    }

    /// Whether the rule has a say about the pass at any time. Invalidation rules have it whatever the purpose.
    fn is_about(&self, rule: &Rule, set: &RuleSet) -> bool {
        match rule.rule_type {
            RuleType::Acceptance => rule.country == self.names.country && set.purpose == self.case.purpose,
            RuleType::Invalidation => rule.country == self.names.issuer_country,
        }
    }

    /// `None` where the rule cannot be decided.
    fn is_met(&self, rule: &Rule, moments: Option<&mut Moments>, left: &mut u32) -> Option<bool> {
        if !rule.understands(self.schema) {
            return None;
        }
        rule.logic.evaluate_within(&self.data(), moments, left).ok()?.is_true().ok()
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
