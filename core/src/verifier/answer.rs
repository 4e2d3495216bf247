//! From judged checks to a verdict that shows what its profile may see.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use super::Verifier;
use super::checks::Checks;
use super::pass::{Envelope, Pass};
use super::proof::{document, holder_of};
use super::timed::Timed;
use crate::code::Code;
use crate::pass::payload::Other;
use crate::rules::{Judgement, Moments, Standing};
use crate::time;
use crate::trust::{KeyId, Signers, SigningKey};
use crate::verdict::{CheckState, Format, Level, Outcome, Profile, Reason, Verdict};

impl Verifier {
    /// The verdict on a text that is no pass.
    pub(super) fn not_a_pass(&self, other: Other) -> Verdict {
        let reason = Reason { detail: other.family, ..Reason::new(other.code, Level::Refusing) };
        self.verdict(Outcome::NotAPass, vec![reason], Checks::NONE_RUN)
    }

    /// The verdict on a pass that could not be read to its end, with what its envelope tells where that could be opened.
    /// A 2D-DOC of another kind is read well, and is no pass; of one that lost characters in the scanner nothing is known.
    pub(super) fn unreadable(
        &self,
        format: Format,
        code: &Code,
        envelope: Option<&Envelope<'_>>,
        profile: Profile,
    ) -> Verdict {
        let is_pass = *code != Code::OtherTwoDDoc;
        let is_scanners_fault = *code == Code::ControlCharactersDropped;
        // A signature over a text that a scanner changed says nothing of the pass.
        let key = envelope.map(|envelope| &envelope.key).filter(|_| !is_scanners_fault);
        let checks = Checks {
            format: CheckState::of(is_pass.then(|| code.clone())),
            signature: key
                .map_or(CheckState::NotRun(None), |key| CheckState::of(key.as_ref().err().cloned())),
            ..Checks::NONE_RUN
        };
        let (outcome, level) = match is_pass {
            _ if is_scanners_fault => (Outcome::CannotJudge, Level::Doubt),
            true => (Outcome::Refused, Level::Refusing),
            false => (Outcome::NotAPass, Level::Refusing),
        };
        let mut reasons = vec![Reason::new(code.clone(), level)];
        reasons.extend(checks.signature.failed_with().map(refusing));
        let mut verdict = self.verdict(outcome, reasons, checks);
        if profile == Profile::Controller {
            let key_name = envelope.and_then(|envelope| envelope.key_name);
            let key = key.and_then(|key| key.as_ref().ok()).map(|signers| signers.best(|_| 0));
            verdict.document = Some(document(format, key_name, key));
        }
        verdict
    }

    /// The verdict on a pass that could be read.
    pub(super) fn answer(&self, pass: &Pass<'_>, at: DateTime<Utc>, profile: Profile) -> Verdict {
        let mut moments = (profile == Profile::Controller).then(|| Moments::around(at, self.place.zone));
        let timed = self.judge_at(pass, at, moments.as_mut());
        let checks = self.checks(pass, &timed, profile);
        let outcome = outcome_of(&checks);
        let lasts = checks.refuse_for_good();
        let mut reasons = self.reasons_of(&checks, &timed, profile);
        reasons.extend(self.notes(pass, &timed, &checks, outcome, at));
        if outcome == Outcome::Valid {
            reasons.insert(0, Reason::new(Code::Valid, Level::Note));
        }
        let mut verdict = self.verdict(outcome, reasons, checks);
        verdict.holder = pass.envelope.key.is_ok().then(|| holder_of(pass));
        let Some(moments) = moments else { return verdict };
        verdict.document = Some(self.document_of(pass, timed.key));
        verdict.basis = timed.rules.basis();
        if !lasts {
            self.add_dates(pass, timed.accepts(), &moments, &mut verdict);
        }
        verdict
    }

    fn checks(&self, pass: &Pass<'_>, timed: &Timed<'_>, profile: Profile) -> Checks {
        let key_usage = match timed.key {
            Some(_) => CheckState::of(timed.usage.clone()),
            None => CheckState::NotRun(None),
        };
        Checks {
            format: CheckState::Passed,
            signature: CheckState::of(pass.envelope.key.as_ref().err().cloned()),
            revocation: CheckState::of(self.is_revoked(pass).then_some(Code::Revoked)),
            dates: CheckState::of(timed.dates.first().map(|code| told(code, profile))),
            key_usage,
            rules: rules_state(&self.rule_reasons(&timed.rules, profile)),
        }
    }

    fn is_revoked(&self, pass: &Pass<'_>) -> bool {
        let is_signer = |name: &KeyId| {
            let mut signers = pass.envelope.key.iter().flat_map(Signers::iter);
            signers.any(|key| self.trust.is_named(&key.public, name))
        };
        self.revocations.contains(&pass.revocable, is_signer)
    }

    /// All reasons, worst first; those of one level in the order in which the checks decide.
    fn reasons_of(&self, checks: &Checks, timed: &Timed<'_>, profile: Profile) -> Vec<Reason> {
        let mut dates = timed.dates.iter().map(|code| told(code, profile)).collect::<Vec<_>>();
        // What is told by one word is told once.
        dates.dedup();
        let mut reasons = Vec::new();
        reasons.extend(checks.signature.failed_with().map(refusing));
        reasons.extend(checks.revocation.failed_with().map(refusing));
        reasons.extend(dates.iter().map(refusing));
        reasons.extend(checks.key_usage.failed_with().map(refusing));
        reasons.extend(self.rule_reasons(&timed.rules, profile));
        reasons
    }

    /// What the rules have against the pass, worst first.
    /// A venue may not learn the nature of a proof, and a rule's name would tell it.
    fn rule_reasons(&self, rules: &Judgement<'_>, profile: Profile) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let failed = rules.failed.iter().map(|rule| match profile {
            Profile::Venue => Code::Rules,
            Profile::Controller => Code::Rule(rule.identifier.clone()),
        });
        reasons.extend(failed.map(|code| Reason::new(code, Level::Refusing)));
        // Beside a refusal it would only tell a venue what kind of proof was refused.
        let is_told = profile == Profile::Controller || reasons.is_empty();
        reasons.extend(self.no_rules(rules.standing, profile).filter(|_| is_told));
        let open = rules.open.iter().map(|rule| match profile {
            Profile::Venue => Code::RuleOpen(String::new()),
            Profile::Controller => Code::RuleOpen(rule.identifier.clone()),
        });
        reasons.extend(open.map(|code| Reason::new(code, Level::Doubt)));
        reasons.dedup();
        reasons
    }

    /// That there are no rules by which the pass could be accepted. To a venue, that there are none for it is told in the
    /// same words as that there are none at all.
    fn no_rules(&self, standing: Standing, profile: Profile) -> Option<Reason> {
        match (standing, profile) {
            (Standing::Spoken, _) => None,
            (Standing::NoneForThis, Profile::Controller) => {
                Some(Reason::new(Code::NoRulesForThis, Level::Doubt))
            }
            (Standing::NoneForThis, Profile::Venue) | (Standing::NoneInForce, _) => {
                Some(self.none_in_force())
            }
        }
    }

    /// The detail tells the days that rules do cover, first and last of each period: `2021-08-09/2021-08-31`.
    fn none_in_force(&self) -> Reason {
        let day = |moment: DateTime<Utc>| time::in_zone(moment, self.place.zone).date_naive();
        let periods = self.rules.periods(self.place.country().as_str(), self.purpose).map(|(from, until)| {
            let last = until.checked_sub_signed(TimeDelta::milliseconds(1)).unwrap_or(until);
            format!("{}/{}", day(from), day(last))
        });
        let detail = periods.collect::<Vec<_>>().join(", ");
        Reason {
            detail: Some(detail).filter(|detail| !detail.is_empty()),
            ..Reason::new(Code::NoRulesInForce, Level::Doubt)
        }
    }

    /// What is worth knowing and decides nothing.
    fn notes(
        &self,
        pass: &Pass<'_>,
        timed: &Timed<'_>,
        checks: &Checks,
        outcome: Outcome,
        at: DateTime<Utc>,
    ) -> Vec<Reason> {
        let mut notes = Vec::new();
        if outlives_key(pass) {
            notes.push(Reason::new(Code::OutlivesKey, Level::Note));
        }
        // The birth date of a pass that is forged or revoked is nobody's word.
        let refused_but_genuine = outcome == Outcome::Refused && !checks.refuse_for_good();
        let today = time::in_zone(at, self.place.zone).date_naive();
        if refused_but_genuine && timed.rules.needs_no_pass(pass.facts.birth_date, today) {
            notes.push(Reason::new(Code::NotRequiredMinor, Level::Note));
        }
        notes
    }

    /// Dates are told of what time can change.
    fn add_dates(&self, pass: &Pass<'_>, accepted: Option<bool>, moments: &Moments, verdict: &mut Verdict) {
        if verdict.outcome.is_accepted() {
            verdict.valid_from = self.judged_since(pass, accepted, moments).map(|moment| self.local(moment));
        }
        verdict.valid_until = self.judged_until(pass, accepted, moments).map(|moment| self.local(moment));
    }

    pub(super) fn local(&self, moment: DateTime<Utc>) -> DateTime<FixedOffset> {
        time::in_zone(moment, self.place.zone).fixed_offset()
    }

    pub(super) fn verdict(&self, outcome: Outcome, reasons: Vec<Reason>, checks: Checks) -> Verdict {
        let deciding = reasons.first().expect("every verdict has a reason");
        Verdict {
            outcome,
            code: deciding.code.clone(),
            reasons,
            checks: checks.into_list(),
            holder: None,
            document: None,
            valid_from: None,
            valid_until: None,
            basis: Vec::new(),
            portal: None,
            demonstration: self.demonstration,
            stale_since: None,
        }
    }
}

fn refusing(code: &Code) -> Reason {
    Reason::new(code.clone(), Level::Refusing)
}

/// The code as a profile may know it: a venue is not told what is proved, and only a test has a time of its own.
fn told(code: &Code, profile: Profile) -> Code {
    match (profile, code) {
        (Profile::Venue, Code::TestInFuture) => Code::NotYetIssued,
        _ => code.clone(),
    }
}

fn rules_state(reasons: &[Reason]) -> CheckState {
    match reasons.first() {
        None => CheckState::Passed,
        Some(Reason { code, level: Level::Refusing, .. }) => CheckState::Failed(code.clone()),
        Some(Reason { code, .. }) => CheckState::NotRun(Some(code.clone())),
    }
}

fn outcome_of(checks: &Checks) -> Outcome {
    if checks.refuse() {
        return Outcome::Refused;
    }
    // Of a pass that could be read and whose key is known, only the rules can be left undecided.
    match checks.rules {
        CheckState::NotRun(Some(_)) => Outcome::CannotJudge,
        CheckState::Passed | CheckState::Failed(_) | CheckState::NotRun(None) => Outcome::Valid,
    }
}

/// The pass outlives every key that signed it.
fn outlives_key(pass: &Pass<'_>) -> bool {
    let Some(end) = pass.dates.expires_at.filter(|_| pass.dates.key_must_last) else { return false };
    let outlives = |key: &SigningKey| key.validity.is_some_and(|validity| end > validity.not_after);
    pass.envelope.key.as_ref().is_ok_and(|signers| signers.iter().all(outlives))
}
