//! What the call says of the paper: all of it, or answers with which the form starts.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Europe::Paris;
use souplesse_core::attestation::{Answers, Attestation, DurationAnswer, Hours, KindAnswer, TimeAnswer};
use souplesse_core::rules::tolerance::Word;

use crate::cli::{Common, Paper};
use crate::judge::Judge;
use crate::read::paper_fields::{Known, PaperFault};
use crate::read::paper_time;
use crate::read::paper_words::Vocabulary;
use crate::tell::error::{Error, Misuse};

/// The options of a call as far as they are given.
pub(super) struct Options {
    /// The kind; `Some(None)` is a paper that does not say.
    kind: Option<Option<Word>>,
    /// When the test was; `Some(None)` is a paper that does not say.
    tested_at: Option<Option<NaiveDateTime>>,
    /// Whether it says the day alone.
    has_no_hour: bool,
    /// What is missing; `None` where the call does not speak of it.
    missing: Option<BTreeSet<Word>>,
    stated: Option<Hours>,
}

impl Options {
    /// # Errors
    /// Words that mean nothing here or several things, and times that are none.
    pub(super) fn read(paper: &Paper, common: &Common, judge: &Judge) -> Result<Self, Error> {
        let (packs, language) = (&judge.verifier.tolerances, common.language());
        let kinds = || Vocabulary::kinds(packs, language);
        let kind = paper.kind.as_ref().map(|kind| kinds().read("kind", kind)).transpose();
        let check = judge.moment().check.with_timezone(&Paris).naive_local();
        let day = paper.tested_at.as_ref().and_then(|time| paper_time::day_alone(time, check));
        let tested_at = match day {
            Some(day) => Some(Ok(Some(day.and_time(NaiveTime::MIN)))),
            None => paper.tested_at.as_ref().map(|time| paper_time::read(time, check)),
        };
        let elements = Vocabulary::elements(packs, language);
        let missing = paper.missing.iter().map(|element| elements.read("missing", element));
        let missing = missing.collect::<Result<Vec<_>, _>>().map_err(Misuse::Paper)?;
        let missing = missing.into_iter().flatten().collect::<BTreeSet<_>>();
        Ok(Self {
            kind: kind.map_err(Misuse::Paper)?,
            tested_at: tested_at.transpose().map_err(Misuse::Paper)?,
            has_no_hour: day.is_some(),
            missing: (!missing.is_empty()).then_some(missing),
            stated: paper.stated_hours,
        })
    }

    /// The whole paper, where kind and time are given: what is not named as missing is there.
    ///
    /// # Errors
    /// A time of which no paper can speak.
    pub(super) fn attestation(&self, judge: &Judge) -> Result<Option<Attestation>, Error> {
        let (Some(kind), Some(tested_at)) = (&self.kind, self.tested_at) else { return Ok(None) };
        let known = Known::of(&judge.verifier.tolerances).elements;
        let known = known.iter().filter_map(|element| Word::try_from(element.as_str()).ok());
        let is_missing = |element: &Word| {
            (self.has_no_hour && *element == *Word::TEST_TIME)
                || self.missing.as_ref().is_some_and(|missing| missing.contains(element))
        };
        let present = known.filter(|element| !is_missing(element));
        let attestation = Attestation::new(kind.clone(), tested_at, present, self.stated);
        Ok(attestation.map(Some).map_err(PaperFault::of_time).map_err(Misuse::Paper)?)
    }

    /// Without these nobody knows the paper.
    pub(super) fn incomplete(&self) -> Error {
        let kind = self.kind.is_none().then_some("--kind");
        let tested_at = self.tested_at.is_none().then_some("--tested-at");
        Misuse::AnswersMissing { options: kind.into_iter().chain(tested_at).collect() }.into()
    }

    /// The answers with which the form starts. A kind, a time or a duration that is named as missing is one that is not stated.
    pub(super) fn answers(self) -> Answers {
        let lacks = |elements: &[&str]| {
            elements
                .iter()
                .any(|element| self.missing.as_ref().is_some_and(|missing| missing.contains(*element)))
        };
        let kind = self.kind.clone().or_else(|| lacks(&[Word::TEST_KIND]).then_some(None));
        // The form asks for the hour, or for days where it does with these.
        let told = self.tested_at.filter(|_| !self.has_no_hour);
        let time = told.or_else(|| lacks(&[Word::TEST_DATE, Word::TEST_TIME]).then_some(None));
        let no_duration = lacks(&[Word::DURATION]).then_some(DurationAnswer::Unstated);
        Answers {
            kind: kind.map(|kind| kind.map_or(KindAnswer::Unstated, KindAnswer::Is)),
            time: time.map(|time| time.map_or(TimeAnswer::Unstated, within)),
            duration: self.stated.map(DurationAnswer::Hours).or(no_duration),
            exact: time.flatten(),
            missing: self.missing,
        }
    }
}

/// The minute itself, whatever hours the form offers.
pub(super) fn within(time: NaiveDateTime) -> TimeAnswer {
    TimeAnswer::Within { from: time, until: time + TimeDelta::minutes(1) }
}
