//! What is said beside every verdict of an answer, whichever form it takes.

use chrono::{DateTime, FixedOffset};
use souplesse_core::{Code, Verdict};
use souplesse_words::{Language, Words};

use crate::tell::answer::Answer;
use crate::tell::spoken::spoken_moment;

/// Something that changes what a verdict is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Keys whose private halves everybody has were trusted.
    Demonstration,
    /// Rules or keys came from files that nobody signed.
    Unsigned,
    /// The data is out of date since then.
    Stale(DateTime<FixedOffset>),
    /// The device's clock is behind what it has seen already.
    ClockBehind,
    /// No pass is required of the holder.
    Minor,
    /// Something in the picture looks like a code and was not read.
    Unread,
    /// What is told together is of different people.
    HoldersDiffer,
}

impl Mark {
    /// The marks of one verdict.
    #[must_use]
    pub fn of_verdict(verdict: &Verdict) -> Vec<Self> {
        let noted = |code: &Code, mark: Self| {
            verdict.reasons.iter().any(|reason| reason.code == *code).then_some(mark)
        };
        let marks = [
            verdict.demonstration.then_some(Self::Demonstration),
            verdict.stale_since.map(Self::Stale),
            noted(&Code::ClockBehind, Self::ClockBehind),
            noted(&Code::NotRequiredMinor, Self::Minor),
            noted(&Code::UnreadCode, Self::Unread),
        ];
        marks.into_iter().flatten().collect()
    }

    /// The marks of an answer that are none of a verdict in it.
    #[must_use]
    pub fn of_answer(answer: &Answer) -> Vec<Self> {
        let differ = answer.holders_differ.then_some(Self::HoldersDiffer);
        differ.into_iter().chain(answer.unsigned.then_some(Self::Unsigned)).collect()
    }

    /// The marks of answers that are told together, each once.
    #[must_use]
    pub fn of_all<'a>(answers: impl IntoIterator<Item = &'a Answer>) -> Vec<Self> {
        let mut marks = Vec::new();
        for answer in answers {
            let verdicts = answer.result.iter().chain(&answer.others);
            let verdicts = verdicts.chain(answer.documents.iter().map(|told| &told.verdict));
            for mark in Self::of_answer(answer).into_iter().chain(verdicts.flat_map(Self::of_verdict)) {
                if !marks.contains(&mark) {
                    marks.push(mark);
                }
            }
        }
        marks
    }

    /// Whether it is one of the reasons too, and so is told by whoever tells them all.
    #[must_use]
    pub fn is_reason(self) -> bool {
        matches!(self, Self::ClockBehind | Self::Minor | Self::Unread)
    }

    /// Whether it concerns one holder or one picture, and not the whole device.
    #[must_use]
    pub fn is_of_one(self) -> bool {
        matches!(self, Self::Minor | Self::Unread)
    }

    /// The mark as a person reads it.
    #[must_use]
    pub fn spoken(self, language: Language) -> String {
        let words = Words::of(language);
        match self {
            Self::Demonstration => words.label("mark.demonstration").to_owned(),
            Self::Unsigned => words.label("mark.unsigned").to_owned(),
            Self::HoldersDiffer => words.label("mark.holders-differ").to_owned(),
            Self::Stale(since) => words.fill("mark.stale", &[("since", &spoken_moment(since, language))]),
            Self::ClockBehind => words.code(&Code::ClockBehind.text()).title.to_string(),
            Self::Minor => words.code(&Code::NotRequiredMinor.text()).title.to_string(),
            Self::Unread => words.code(&Code::UnreadCode.text()).title.to_string(),
        }
    }
}
