//! From judged checks to a verdict that shows what its profile may see.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use data_encoding::HEXLOWER;

use super::Verifier;
use super::pass::Pass;
use super::timed::Timed;
use crate::code::Code;
use crate::pass::payload::Other;
use crate::rules::{Judgement, Moments};
use crate::trust::{KeyName, SigningKey};
use crate::value::Value;
use crate::verdict::{
    Check, CheckName, CheckState, Document, Field, Format, Holder, Level, Outcome, Personal, Profile, Proof,
    Reason, Verdict,
};

/// The states of the six checks, in the order of [`CheckName::ALL`].
pub(super) type States = [CheckState; 6];

pub(super) const NONE_RUN: States = [const { CheckState::NotRun(None) }; 6];

/// A pass that could not be read to its end, with what could.
pub(super) struct Unread<'v> {
    pub format: Format,
    /// The step that failed.
    pub code: Code,
    pub key_name: Option<KeyName<'v>>,
    /// Whether the signature holds, where the envelope could be opened.
    pub key: Option<Result<&'v SigningKey, Code>>,
}

impl Unread<'_> {
    /// Not even the envelope could be opened.
    pub(super) fn closed(format: Format, code: Code) -> Self {
        Self { format, code, key_name: None, key: None }
    }
}

impl Verifier {
    /// The verdict on a text that is no pass.
    pub(super) fn not_a_pass(&self, other: Other) -> Verdict {
        let reason = Reason { detail: other.family, ..Reason::new(other.code, Level::Refusing) };
        self.verdict(Outcome::NotAPass, vec![reason], NONE_RUN)
    }

    /// The verdict on a pass that could not be read to its end.
    /// A 2D-DOC of another kind is read well, and is no pass.
    pub(super) fn unreadable(&self, unread: &Unread<'_>, profile: Profile) -> Verdict {
        let code = &unread.code;
        // A signature over a text that a scanner changed says nothing of the pass.
        let key = unread.key.as_ref().filter(|_| *code != Code::ControlCharactersDropped);
        let is_pass = *code != Code::OtherTwoDDoc;
        let mut states = NONE_RUN;
        states[0] = if is_pass { CheckState::Failed(code.clone()) } else { CheckState::Passed };
        if let Some(key) = key {
            states[1] = state_of(key.as_ref().err().cloned());
        }
        let outcome = if is_pass { Outcome::Refused } else { Outcome::NotAPass };
        let mut reasons = vec![Reason::new(code.clone(), Level::Refusing)];
        reasons.extend(states[1].failed_with().map(|code| Reason::new(code.clone(), Level::Refusing)));
        let mut verdict = self.verdict(outcome, reasons, states);
        if profile == Profile::Controller {
            let key = key.and_then(|key| key.as_ref().ok().copied());
            verdict.document = Some(document(unread.format, unread.key_name, key));
        }
        verdict
    }

    /// The verdict on a pass that could be read.
    pub(super) fn answer(&self, pass: &Pass<'_>, at: DateTime<Utc>, profile: Profile) -> Verdict {
        let mut moments = (profile == Profile::Controller).then(|| Moments::new(self.place.zone));
        let timed = self.judge_at(pass, at, moments.as_mut());
        let states = self.states(pass, &timed, profile);
        let outcome = outcome_of(&states);
        let mut reasons = self.reasons_of(&states, &timed, profile);
        reasons.extend(self.notes(pass, &timed, outcome, at));
        if outcome == Outcome::Valid {
            reasons.insert(0, Reason::new(Code::Valid, Level::Note));
        }
        let mut verdict = self.verdict(outcome, reasons, states);
        verdict.holder = pass.key.is_ok().then(|| holder_of(pass));
        if let Some(moments) = moments {
            verdict.document = Some(self.document_of(pass));
            verdict.basis = timed.rules.basis();
            self.add_dates(pass, (at, timed.accepts()), &moments, &mut verdict);
        }
        verdict
    }

    fn states(&self, pass: &Pass<'_>, timed: &Timed<'_>, profile: Profile) -> States {
        let revoked = self.revocations.contains(&pass.revocable);
        let usage = match &pass.key {
            Ok(key) => state_of(misuse(key, pass)),
            Err(_) => CheckState::NotRun(None),
        };
        [
            CheckState::Passed,
            state_of(pass.key.as_ref().err().cloned()),
            state_of(revoked.then_some(Code::Revoked)),
            state_of(timed.dates.first().cloned()),
            usage,
            rules_state(&self.rule_reasons(&timed.rules, profile)),
        ]
    }

    /// All reasons, worst first; those of one level in the order in which the checks decide.
    fn reasons_of(&self, states: &States, timed: &Timed<'_>, profile: Profile) -> Vec<Reason> {
        let [_, signature, revocation, _, key_usage, _] = states;
        let refusing = |code: &Code| Reason::new(code.clone(), Level::Refusing);
        let mut reasons = Vec::new();
        reasons.extend(signature.failed_with().map(refusing));
        reasons.extend(revocation.failed_with().map(refusing));
        reasons.extend(timed.dates.iter().map(refusing));
        reasons.extend(key_usage.failed_with().map(refusing));
        reasons.extend(self.rule_reasons(&timed.rules, profile));
        reasons
    }

    /// What the rules have against the pass, worst first.
    /// A venue may not learn the nature of a proof, and a rule's name would tell it.
    fn rule_reasons(&self, rules: &Judgement<'_>, profile: Profile) -> Vec<Reason> {
        let (failed, open) = match rules {
            Judgement::NoneInForce { covered } => return vec![self.none_in_force(covered)],
            Judgement::Judged { failed, open, .. } => (failed, open),
        };
        if profile == Profile::Venue {
            let failed = failed.first().map(|_| Reason::new(Code::Rules, Level::Refusing));
            let open = open.first().map(|_| Reason::new(Code::RuleOpen(String::new()), Level::Doubt));
            return failed.into_iter().chain(open).collect();
        }
        let failed =
            failed.iter().map(|rule| Reason::new(Code::Rule(rule.identifier.clone()), Level::Refusing));
        let open = open.iter().map(|rule| Reason::new(Code::RuleOpen(rule.identifier.clone()), Level::Doubt));
        failed.chain(open).collect()
    }

    /// The detail tells the days that rules do cover, first and last of each period: `2021-08-09/2021-08-31`.
    fn none_in_force(&self, covered: &[(DateTime<Utc>, DateTime<Utc>)]) -> Reason {
        let day = |moment: DateTime<Utc>| moment.with_timezone(&self.place.zone).date_naive();
        let periods = covered.iter().map(|(from, until)| {
            let last = until.checked_sub_signed(TimeDelta::milliseconds(1)).unwrap_or(*until);
            format!("{}/{}", day(*from), day(last))
        });
        let detail = periods.collect::<Vec<_>>().join(", ");
        Reason {
            detail: Some(detail).filter(|detail| !detail.is_empty()),
            ..Reason::new(Code::NoRulesInForce, Level::Doubt)
        }
    }

    /// What is worth knowing and decides nothing.
    fn notes(&self, pass: &Pass<'_>, timed: &Timed<'_>, outcome: Outcome, at: DateTime<Utc>) -> Vec<Reason> {
        let mut notes = Vec::new();
        if outlives_key(pass) {
            notes.push(Reason::new(Code::OutlivesKey, Level::Note));
        }
        let refused_but_genuine = outcome == Outcome::Refused && pass.key.is_ok();
        let today = at.with_timezone(&self.place.zone).date_naive();
        if refused_but_genuine && timed.rules.needs_no_pass(pass.facts.birth_date, today) {
            notes.push(Reason::new(Code::NotRequiredMinor, Level::Note));
        }
        notes
    }

    /// Dates are told of what time can change; a signature that does not hold never will.
    fn add_dates(
        &self,
        pass: &Pass<'_>,
        now: (DateTime<Utc>, Option<bool>),
        moments: &Moments,
        verdict: &mut Verdict,
    ) {
        let lasting = [CheckName::Signature, CheckName::Revocation, CheckName::KeyUsage];
        let fails = |check: &Check| check.state.failed_with().is_some() && lasting.contains(&check.name);
        if verdict.checks.iter().any(fails) {
            return;
        }
        if verdict.outcome.is_accepted() {
            verdict.valid_from = self.judged_since(pass, now, moments).map(|moment| self.local(moment));
        }
        verdict.valid_until = self.judged_until(pass, now, moments).map(|moment| self.local(moment));
    }

    /// Of a pass that nobody trusted signed, no more is told than what it claims to be.
    fn document_of(&self, pass: &Pass<'_>) -> Document {
        let Ok(key) = pass.key else {
            return document(pass.format, pass.key_name, None);
        };
        Document {
            kind: Some(Proof::Pass(pass.facts.kind)),
            issued_at: Some(self.local(pass.dates.issued_at)),
            expires_at: pass.dates.expires_at.map(|moment| self.local(moment)),
            fields: fields_of(pass.facts.entry),
            ..document(pass.format, pass.key_name, Some(key))
        }
    }

    pub(super) fn local(&self, moment: DateTime<Utc>) -> DateTime<FixedOffset> {
        moment.with_timezone(&self.place.zone).fixed_offset()
    }

    pub(super) fn verdict(&self, outcome: Outcome, reasons: Vec<Reason>, states: States) -> Verdict {
        let mut names = CheckName::ALL.into_iter();
        let checks =
            states.map(|state| Check { name: names.next().expect("six checks have six names"), state });
        let deciding = reasons.first().expect("every verdict has a reason");
        Verdict {
            outcome,
            code: deciding.code.clone(),
            reasons,
            checks,
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

fn state_of(code: Option<Code>) -> CheckState {
    code.map_or(CheckState::Passed, CheckState::Failed)
}

/// Why the key may not have signed this.
fn misuse(key: &SigningKey, pass: &Pass<'_>) -> Option<Code> {
    let signs = key.signs.as_ref()?;
    if signs.contains(&pass.facts.kind) {
        return None;
    }
    Some(match pass.format {
        Format::Dcc => Code::KeyUsage,
        Format::TwoDDoc | Format::Attestation => Code::IssuerNotForType,
    })
}

fn rules_state(reasons: &[Reason]) -> CheckState {
    match reasons.first() {
        None => CheckState::Passed,
        Some(Reason { code, level: Level::Refusing, .. }) => CheckState::Failed(code.clone()),
        Some(Reason { code, .. }) => CheckState::NotRun(Some(code.clone())),
    }
}

fn outcome_of(states: &States) -> Outcome {
    if states.iter().any(|state| state.failed_with().is_some()) {
        return Outcome::Refused;
    }
    // Of a pass that could be read and whose key is known, only the rules can be left undecided.
    match states.last() {
        Some(CheckState::NotRun(Some(_))) => Outcome::CannotJudge,
        Some(_) | None => Outcome::Valid,
    }
}

/// The pass outlives the key that signed it.
fn outlives_key(pass: &Pass<'_>) -> bool {
    let validity = pass.key.as_ref().ok().and_then(|key| key.validity);
    let end = pass.dates.expires_at;
    validity.zip(end).is_some_and(|(validity, end)| pass.dates.key_must_last && end > validity.not_after)
}

fn holder_of(pass: &Pass<'_>) -> Holder {
    Holder {
        surname: pass.facts.surname.into(),
        given_names: pass.facts.given_names.into(),
        birth_date: pass.facts.birth_date.into(),
    }
}

fn document(format: Format, name: Option<KeyName<'_>>, key: Option<&SigningKey>) -> Document {
    let key_id = name.map(|name| match name {
        KeyName::Kid(kid) => HEXLOWER.encode(kid),
        KeyName::TwoDDoc(id) => id.to_owned(),
    });
    Document {
        format,
        kind: None,
        issued_at: None,
        expires_at: None,
        issuer: key.map(|key| key.issuer.clone()).filter(|issuer| !issuer.is_empty()),
        key_id,
        fields: Vec::new(),
    }
}

fn fields_of(entry: &Value<'_>) -> Vec<Field> {
    let Value::Object(fields) = entry else {
        return Vec::new();
    };
    let written = |value: &Value<'_>| match value {
        Value::Text(text) => Some(text.to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        Value::Bool(_) | Value::Null | Value::List(_) | Value::Object(_) => None,
    };
    let read = fields
        .iter()
        .filter_map(|(name, value)| Some(Field { name: name.to_string(), value: Personal(written(value)?) }));
    read.collect()
}
