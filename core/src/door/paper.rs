//! A paper attestation, question by question.

use super::event::PaperAnswer;
use super::screen::PaperView;
use super::{At, Door, Office};
use crate::attestation::{Answers, AttestationForm, Question};
use crate::clock::Now;
use crate::verifier::FormStep;

/// The form as far as it is filled.
pub(super) struct Form {
    form: AttestationForm,
    answers: Answers,
    question: Question,
}

impl Form {
    pub(super) fn view(&self) -> Box<PaperView> {
        let Form { form, answers, question } = self;
        Box::new(PaperView { form: form.clone(), answers: answers.clone(), question: *question })
    }
}

impl<O: Office> Door<O> {
    /// Begins a form, or shows the verdict that no answer could change.
    pub(super) fn paper(&mut self, now: Now) {
        if !matches!(self.at, At::Welcome | At::Background) {
            self.ask(Answers::default(), now);
        }
    }

    pub(super) fn answer(&mut self, answer: PaperAnswer, now: Now) {
        let At::Paper(form) = &self.at else { return };
        let answers = changed(&form.answers, answer);
        self.ask(answers, now);
    }

    fn ask(&mut self, answers: Answers, now: Now) {
        let (moment, profile) = (self.moment(now), self.profile(now));
        let verifier = self.office().verifier();
        match verifier.next_question(&answers, moment, profile) {
            FormStep::Ask(question) => {
                let form = verifier.attestation_form(moment);
                self.at = At::Paper(Form { form, answers, question });
            }
            FormStep::Decided(verdict) => {
                let was_at = std::mem::replace(&mut self.at, At::Background);
                let form = if let At::Paper(form) = was_at { Some(form) } else { None };
                self.show(*verdict, None, form, now);
            }
        }
    }
}

/// The answers with one more, or with another one in its place. Minutes belong to their chip.
fn changed(answers: &Answers, answer: PaperAnswer) -> Answers {
    let mut answers = answers.clone();
    match answer {
        PaperAnswer::Kind(kind) => answers.kind = Some(kind),
        PaperAnswer::Time(time) => (answers.time, answers.exact) = (Some(time), None),
        PaperAnswer::Missing(missing) => answers.missing = Some(missing.into_iter().collect()),
        PaperAnswer::Duration(duration) => answers.duration = Some(duration),
        PaperAnswer::Exact(exact) => answers.exact = Some(exact),
    }
    answers
}
