//! A person with a paper: what stands on it as an attestation, and as answers to the form.

use souplesse_core::attestation::{
    Answers, Attestation, DurationAnswer, Hours, KindAnswer, Question, TimeAnswer,
};
use souplesse_core::rules::tolerance::{ELEMENTS, Word};
use souplesse_core::verifier::FormStep;
use souplesse_core::{Moment, Profile, Verdict, Verifier};

use crate::naive::{Paper, local};

/// A paper and what a person would tap for its time.
pub struct Shown<'a> {
    /// The paper.
    pub paper: Paper<'a>,
    /// The chip that holds its time, or the tap beside the chips.
    pub time: TimeAnswer,
}

/// Answers what is asked until the verdict comes: what was asked, and the verdict.
///
/// # Panics
/// Where more than five questions are asked, or the paper cannot be answered for.
#[must_use]
pub fn fill(verifier: &Verifier, shown: &Shown<'_>, at: Moment) -> (Vec<Question>, Verdict) {
    let mut answers = Answers::default();
    let mut asked = Vec::new();
    loop {
        let question = match verifier.next_question(&answers, at, Profile::Venue) {
            FormStep::Ask(question) => question,
            FormStep::Decided(verdict) => return (asked, *verdict),
        };
        asked.push(question);
        assert!(asked.len() <= 5, "asked too often: {asked:?}");
        match question {
            Question::Kind => {
                let kind = Some(shown.paper.kind).filter(|kind| !kind.is_empty());
                answers.kind = Some(kind.map_or(KindAnswer::Unstated, |kind| KindAnswer::Is(word(kind))));
            }
            Question::Time => answers.time = Some(shown.time),
            Question::Elements => {
                answers.missing = Some(shown.paper.missing.iter().map(|element| word(element)).collect());
            }
            Question::Duration => {
                let hours = shown.paper.stated.map(|hours| DurationAnswer::Hours(whole_hours(hours)));
                answers.duration = Some(hours.unwrap_or(DurationAnswer::Unstated));
            }
            Question::Exact { .. } => answers.exact = shown.paper.test.map(local),
        }
    }
}

/// The paper as it is judged without a form.
///
/// # Panics
/// Where it holds what is no word.
#[must_use]
pub fn attestation(paper: &Paper<'_>) -> Attestation {
    let present = ELEMENTS.iter().filter(|element| {
        let unstated = **element == Word::DURATION && paper.stated.is_none();
        !paper.missing.contains(element) && !unstated
    });
    let kind = Some(paper.kind).filter(|kind| !kind.is_empty()).map(word);
    let present = present.map(|element| word(element));
    Attestation::new(kind, paper.test.map(local), present, paper.stated.map(whole_hours)).expect("a paper")
}

fn word(text: &str) -> Word {
    Word::try_from(text).expect("a word")
}

fn whole_hours(hours: i64) -> Hours {
    Hours::new(u16::try_from(hours).expect("few hours")).expect("hours of a paper")
}
