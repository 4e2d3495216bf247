//! Papers: the verdict on one, and the form that leads to it.

use chrono::{DateTime, Utc};

use super::Verifier;
use super::checks::Checks;
use crate::attestation::{Answers, Attestation, AttestationForm, Domain, Question, Step, next_step};
use crate::code::Code;
use crate::rules::tolerance::{Circumstances, Deciding, Decision, Held, Paper, Word};
use crate::time::{self, Moment};
use crate::verdict::{CheckState, Document, Field, Format, Level, Outcome, Profile, Proof, Reason, Verdict};

/// How the form goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum FormStep {
    /// This can still change the verdict.
    Ask(Question),
    /// Nothing can: whatever else stands on the paper, this is the verdict. `valid_until` is the earliest possible.
    Decided(Box<Verdict>),
}

impl Verifier {
    /// All that may be asked about a paper now, to be drawn; which of it must be is told by
    /// [`next_question`](Self::next_question).
    #[must_use]
    pub fn attestation_form(&self, at: Moment) -> AttestationForm {
        let at = at.check;
        let packs = self.packs_in_force(at);
        AttestationForm::of(&packs, &Domain::of(&packs, at))
    }

    /// The next question that can still change the verdict on a paper, or the verdict. At most five are asked.
    #[must_use]
    pub fn next_question(&self, answers: &Answers, at: Moment, profile: Profile) -> FormStep {
        if self.lost.withdrawals {
            return FormStep::Decided(Box::new(self.updates_damaged()));
        }
        let packs = self.packs_in_force(at.check);
        let domain = Domain::of(&packs, at.check);
        let circumstances = self.circumstances(at, profile);
        match next_step(&packs, &domain, answers, &circumstances) {
            Some(Step::Ask(question)) => FormStep::Ask(question),
            Some(Step::Decided(paper, held, decision)) => {
                let verdict = self.judged(&paper, Some((held, decision)), at, profile);
                FormStep::Decided(Box::new(self.unless_lost_accepts(verdict)))
            }
            None => FormStep::Decided(Box::new(self.unless_lost_accepts(self.no_tolerance()))),
        }
    }

    /// Judges what stands on a paper.
    #[must_use]
    pub fn check_attestation(&self, attestation: &Attestation, at: Moment, profile: Profile) -> Verdict {
        if self.lost.withdrawals {
            return self.updates_damaged();
        }
        let paper = attestation.paper();
        let decided = tracing::debug_span!("rules", papers = true)
            .in_scope(|| self.tolerances.decide(&paper, &self.circumstances(at, profile)));
        let verdict = self.unless_lost_accepts(self.judged(&paper, decided, at, profile));
        tracing::debug!(outcome = ?verdict.outcome, "judged");
        verdict
    }

    fn packs_in_force(&self, at: DateTime<Utc>) -> Vec<&Held> {
        self.tolerances.in_force(at).collect()
    }

    fn circumstances(&self, at: Moment, profile: Profile) -> Circumstances<'_> {
        Circumstances {
            at: at.check,
            device: at.device,
            region: self.place.region(),
            place: self.place.kind(),
            profile,
        }
    }

    fn no_tolerance(&self) -> Verdict {
        let code = Code::NoToleranceInForce;
        let checks = Checks { rules: CheckState::Failed(code.clone()), ..Checks::NONE_RUN };
        self.verdict(Outcome::NotCovered, vec![Reason::new(code, Level::Refusing)], checks)
    }

    fn judged(
        &self,
        paper: &Paper<'_>,
        decided: Option<(&Held, Decision<'_>)>,
        at: Moment,
        profile: Profile,
    ) -> Verdict {
        let Some((held, decision)) = decided else {
            return self.no_tolerance();
        };
        let tolerance = &held.tolerance;
        let reasons = tolerance.reasons(&decision, paper);
        let in_zone = |moment: DateTime<Utc>| time::in_zone(moment, tolerance.zone()).fixed_offset();
        let mut verdict = self.verdict(decision.outcome, reasons, Checks::NONE_RUN);
        verdict.checks = checks_of(&decision, &verdict.code).into_list();
        verdict.valid_until = decision.until.map(in_zone);
        verdict.basis = vec![tolerance.basis()];
        verdict.portal =
            tolerance.portal(paper.kind).filter(|_| !decision.outcome.is_accepted()).map(str::to_owned);
        verdict.demonstration |= held.demonstration;
        verdict.document = (profile == Profile::Controller).then(|| document(paper));
        let freshness = held.freshness.into_iter().collect::<Vec<_>>();
        self.marked_stale_by(verdict, &freshness, at)
    }
}

/// Of a paper only dates and rules can be checked, and one of them decides.
fn checks_of(decision: &Decision<'_>, code: &Code) -> Checks {
    let deciding = match decision.outcome {
        Outcome::Tolerated => CheckState::Passed,
        Outcome::Incomplete => CheckState::NotRun(Some(code.clone())),
        Outcome::Valid
        | Outcome::Refused
        | Outcome::NotCovered
        | Outcome::CannotJudge
        | Outcome::NotAPass => CheckState::Failed(code.clone()),
    };
    if matches!(decision.deciding, Deciding::InFuture | Deciding::Expired) {
        Checks { dates: deciding, ..Checks::NONE_RUN }
    } else {
        Checks { rules: deciding, ..Checks::NONE_RUN }
    }
}

fn document(paper: &Paper<'_>) -> Document {
    let kind = paper.kind.and_then(|kind| Word::try_from(kind).ok());
    let act = paper.act.map(|act| Field {
        name: "tested_at".to_owned(),
        value: act.format("%Y-%m-%dT%H:%M:%S").to_string().into(),
    });
    Document {
        format: Format::Attestation,
        kind: kind.map(Proof::Paper),
        issued_at: None,
        expires_at: None,
        issuer: None,
        key_id: None,
        fields: act.into_iter().collect(),
    }
}
