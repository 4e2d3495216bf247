//! A paper attestation, question by question.

use std::time::Duration;

use super::event::PaperAnswer;
use super::screen::PaperView;
use super::{At, Door, Office};
use crate::attestation::{Answers, AttestationForm, Question};
use crate::clock::Now;
use crate::verifier::FormStep;

/// A form that nobody touches is emptied after so long.
const EMPTIED_AFTER: Duration = Duration::from_secs(120);

/// The form as far as it is filled.
#[derive(Clone)]
pub(super) struct Form {
    form: AttestationForm,
    answers: Answers,
    question: Question,
    touched: Duration,
}

impl Form {
    /// Somebody fills it just now.
    pub(super) fn touch(&mut self, now: Now) {
        self.touched = now.up();
    }

    /// How long it keeps its answers if nobody touches it.
    pub(super) fn left(&self, now: Now) -> Duration {
        EMPTIED_AFTER.saturating_sub(now.up().saturating_sub(self.touched))
    }

    pub(super) fn view(&self) -> Box<PaperView> {
        let Form { form, answers, question, .. } = self;
        Box::new(PaperView { form: form.clone(), answers: answers.clone(), question: *question })
    }
}

impl<O: Office> Door<O> {
    /// Begins a form, or shows the verdict that no answer could change.
    pub(super) fn paper(&mut self, now: Now) {
        if matches!(self.at, At::Welcome | At::Background(_)) {
            return;
        }
        self.count_owed(now);
        self.ask(Answers::default(), None, now);
    }

    pub(super) fn answer(&mut self, answer: PaperAnswer, now: Now) {
        let At::Paper(form) = &self.at else { return };
        let (answers, before) = (changed(&form.answers, answer), form.clone());
        self.ask(answers, Some(before), now);
    }

    /// Asks on, or shows the verdict: then `before` is the form without the last answer.
    fn ask(&mut self, answers: Answers, before: Option<Form>, now: Now) {
        let (moment, profile) = (self.moment(now), self.profile(now));
        let verifier = self.office().verifier();
        match verifier.next_question(&answers, moment, profile) {
            FormStep::Ask(question) => {
                let form = verifier.attestation_form(moment);
                self.at = At::Paper(Form { form, answers, question, touched: now.up() });
            }
            FormStep::Decided(verdict) => self.show_paper(*verdict, before, now),
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
