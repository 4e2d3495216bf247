//! Question by question, until nothing can change the verdict any more; and back, as far as the person likes.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta};
use souplesse_core::Verdict;
use souplesse_core::attestation::{
    Answers, AttestationForm, DurationAnswer, Hours, KindAnswer, Question, TimeAnswer,
};
use souplesse_core::rules::tolerance::Word;
use souplesse_core::verifier::FormStep;

use super::ask::{Ask, Chosen};
use super::choosing::Own;
use super::labels::Labels;
use super::options::within;
use crate::cli::Common;
use crate::judge::Judge;
use crate::read::paper_time::{self, time_of_day};
use crate::tell::error::Error;
use crate::tell::spoken::{spoken_local, spoken_time};

/// Asks what `start` leaves open and the verdict needs, and gives the verdict; `None` where the person goes back from the
/// first question.
pub(super) fn run(
    ask: &mut dyn Ask,
    common: &Common,
    judge: &Judge,
    start: &Answers,
) -> Result<Option<Verdict>, Error> {
    let at = judge.moment();
    let form = judge.verifier.attestation_form(at);
    let check = at.check.with_timezone(&chrono_tz::Europe::Paris).naive_local();
    let mut guide =
        Guide { ask, labels: Labels::of(common.language()), form, check, kept: Answers::default() };
    let mut answers = start.clone();
    let mut before = Vec::new();
    let mut is_explained = false;
    loop {
        let question = match judge.verifier.next_question(&answers, at, judge.profile) {
            FormStep::Decided(verdict) => return Ok(Some(*verdict)),
            FormStep::Ask(question) => question,
        };
        if !is_explained {
            guide.ask.note(guide.labels.words.label("typed.keys"))?;
            is_explained = true;
        }
        match guide.put(question)? {
            Some((given, told)) => {
                guide.ask.note(&told)?;
                given.clone().put_into(&mut guide.kept);
                before.push(answers.clone());
                given.put_into(&mut answers);
            }
            None => {
                let Some(earlier) = before.pop() else { return Ok(None) };
                guide.ask.take_back()?;
                answers = earlier;
            }
        }
    }
}

struct Guide<'g> {
    ask: &'g mut dyn Ask,
    labels: Labels,
    form: AttestationForm,
    /// Now, in France.
    check: NaiveDateTime,
    /// What was last answered to each question, where one is when it is put again.
    kept: Answers,
}

#[derive(Clone)]
enum Given {
    Kind(KindAnswer),
    Time(TimeAnswer),
    /// The minute itself, whatever hours the form offers.
    Stated(NaiveDateTime),
    Missing(BTreeSet<Word>),
    Duration(DurationAnswer),
    Exact(NaiveDateTime),
}

/// One of the answers with a line that tells it, or what was said instead.
enum Reply<A> {
    Chosen(A, String),
    Said(String),
}

/// An answer, and a line that tells it; `None` where the person goes back.
type Put = Result<Option<(Given, String)>, Error>;

impl Given {
    fn put_into(self, answers: &mut Answers) {
        match self {
            Given::Kind(kind) => answers.kind = Some(kind),
            Given::Time(time) => answers.time = Some(time),
            Given::Stated(time) => (answers.time, answers.exact) = (Some(within(time)), Some(time)),
            Given::Missing(missing) => answers.missing = Some(missing),
            Given::Duration(duration) => answers.duration = Some(duration),
            Given::Exact(exact) => answers.exact = Some(exact),
        }
    }
}

impl Guide<'_> {
    fn put(&mut self, question: Question) -> Put {
        match question {
            Question::Kind => self.kind(),
            Question::Time => self.time(),
            Question::Elements => self.elements(),
            Question::Duration => self.duration(),
            Question::Exact { from, until } => self.exact(from, until),
        }
    }

    fn kind(&mut self) -> Put {
        let kinds = self.form.kinds.iter();
        let mut choices = kinds
            .map(|kind| (self.labels.choice(kind, "kind-of-paper"), KindAnswer::Is(kind.word.clone())))
            .collect::<Vec<_>>();
        choices.push((self.label("paper.unstated").to_owned(), KindAnswer::Unstated));
        let chosen = self.one_of("paper.kind", &choices, self.kept.kind.clone().as_ref())?;
        Ok(chosen.map(|(kind, told)| (Given::Kind(kind), told)))
    }

    fn time(&mut self) -> Put {
        let groups = self.form.times.iter();
        let chips = groups.flat_map(|group| group.chips.iter().map(move |chip| (group, chip)));
        let mut choices = chips
            .map(|(group, chip)| {
                let within = TimeAnswer::Within { from: chip.from, until: chip.until };
                (self.labels.chip(group, chip), within)
            })
            .collect::<Vec<_>>();
        let others = [
            ("paper.elsewhere", TimeAnswer::Elsewhere),
            ("paper.future", TimeAnswer::Future),
            ("paper.undated", TimeAnswer::Unstated),
        ];
        choices.extend(others.iter().map(|(label, time)| (self.label(label).to_owned(), *time)));
        let (prompt, check, words) = (self.label("paper.time"), self.check, self.labels.words);
        let stated = |text: &str| paper_time::read(text, check).ok().flatten();
        let spoken = |time: NaiveDateTime| spoken_local(time, words);
        let understood = &|text: &str| stated(text).map(spoken);
        let own = Own { hint: self.label("typed.time-forms"), understood };
        let kept = self.kept.time;
        let Some(chosen) = self.chosen(prompt, &choices, kept.as_ref(), Some(own))? else {
            return Ok(None);
        };
        Ok(match chosen {
            Reply::Chosen(time, told) => Some((Given::Time(time), told)),
            Reply::Said(said) => stated(&said).map(|time| (Given::Stated(time), told(prompt, &spoken(time)))),
        })
    }

    /// One of several answers, and a line that tells it; `kept` is where one is.
    fn one_of<A: Clone + PartialEq>(
        &mut self,
        prompt: &str,
        choices: &[(String, A)],
        kept: Option<&A>,
    ) -> Result<Option<(A, String)>, Error> {
        let chosen = self.chosen(self.label(prompt), choices, kept, None)?;
        Ok(chosen.and_then(|reply| match reply {
            Reply::Chosen(answer, told) => Some((answer, told)),
            Reply::Said(_) => None,
        }))
    }

    /// The same, or what was said instead.
    fn chosen<A: Clone + PartialEq>(
        &mut self,
        prompt: &str,
        choices: &[(String, A)],
        kept: Option<&A>,
        own: Option<Own<'_>>,
    ) -> Result<Option<Reply<A>>, Error> {
        let preset = choices.iter().position(|(_, answer)| Some(answer) == kept).unwrap_or_default();
        let items = choices.iter().map(|(item, _)| item.clone()).collect::<Vec<_>>();
        Ok(match self.ask.choose(prompt, &items, preset, own)? {
            Some(Chosen::Item(index)) => {
                choices.get(index).map(|(item, answer)| Reply::Chosen(answer.clone(), told(prompt, item)))
            }
            Some(Chosen::Said(said)) => Some(Reply::Said(said)),
            None => None,
        })
    }

    fn elements(&mut self) -> Put {
        let names = self.form.elements.iter().map(|element| self.labels.choice(element, "element"));
        let names = names.collect::<Vec<_>>();
        let all =
            self.labels.words.fill("paper.all-there", &[("elements", &names.join(", ").to_lowercase())]);
        let choices = [all, self.label("paper.something-missing").to_owned()];
        let prompt = self.label("paper.elements");
        loop {
            let lacked = self.kept.missing.as_ref().is_some_and(|missing| !missing.is_empty());
            let chosen = self.ask.choose(prompt, &choices, usize::from(lacked), None)?;
            let Some(Chosen::Item(chosen)) = chosen else { return Ok(None) };
            if chosen == 0 {
                return Ok(Some((Given::Missing(BTreeSet::new()), told(prompt, &choices[0]))));
            }
            // Whoever ticks nothing is asked again: something was said to be missing.
            if let Some((missing, names)) = self.missing(&names)?.filter(|(missing, _)| !missing.is_empty()) {
                return Ok(Some((Given::Missing(missing), told(self.label("typed.are-missing"), &names))));
            }
        }
    }

    /// What is missing, and its names; `None` where the person goes back.
    fn missing(&mut self, names: &[String]) -> Result<Option<(BTreeSet<Word>, String)>, Error> {
        let kept = self.kept.missing.clone().unwrap_or_default();
        let preset =
            self.form.elements.iter().map(|element| kept.contains(&element.word)).collect::<Vec<_>>();
        let Some(ticked) = self.ask.tick(self.label("paper.missing"), names, &preset)? else {
            return Ok(None);
        };
        let elements = ticked.iter().filter_map(|index| self.form.elements.get(*index));
        let missing = elements.map(|element| element.word.clone()).collect();
        let names = ticked.iter().filter_map(|index| names.get(*index)).cloned().collect::<Vec<_>>();
        Ok(Some((missing, names.join(", "))))
    }

    fn duration(&mut self) -> Put {
        let mut choices = vec![(self.label("paper.no-duration").to_owned(), Some(DurationAnswer::Unstated))];
        let usual = self.form.durations.iter();
        choices.extend(usual.map(|usual| (self.hours(*usual), Some(DurationAnswer::Hours(*usual)))));
        choices.push((self.label("paper.other-duration").to_owned(), None));
        loop {
            let kept = self.kept.duration.map(|kept| Some(kept).filter(|kept| is_among(&choices, *kept)));
            let Some((chosen, line)) = self.one_of("paper.duration", &choices, kept.as_ref())? else {
                return Ok(None);
            };
            if let Some(duration) = chosen {
                return Ok(Some((Given::Duration(duration), line)));
            }
            if let Some(hours) = self.other_duration()? {
                let line = told(self.label("paper.duration"), &self.hours(hours));
                return Ok(Some((Given::Duration(DurationAnswer::Hours(hours)), line)));
            }
        }
    }

    fn other_duration(&mut self) -> Result<Option<Hours>, Error> {
        let preset = match self.kept.duration {
            Some(DurationAnswer::Hours(hours)) if !self.form.durations.contains(&hours) => hours.to_string(),
            Some(DurationAnswer::Hours(_) | DurationAnswer::Unstated) | None => String::new(),
        };
        let (prompt, wrong) = (self.label("paper.how-many-hours"), self.label("paper.hours-are"));
        let read = |text: &str| text.trim().parse::<Hours>().ok();
        let check = |text: &str| read(text).map(drop).ok_or_else(|| wrong.to_owned());
        Ok(self.ask.type_in(prompt, &preset, &check)?.and_then(|text| read(&text)))
    }

    fn exact(&mut self, from: NaiveDateTime, until: NaiveDateTime) -> Put {
        let last = until - TimeDelta::minutes(1);
        let hour = |time: NaiveDateTime| spoken_time(time.time(), self.labels.words);
        let range = [("from", hour(from)), ("until", hour(last))];
        let range = range.each_ref().map(|(name, value)| (*name, value.as_str()));
        let prompt = self.labels.words.fill("paper.exact", &range);
        let wrong = self.labels.words.fill("typed.exact-forms", &range);
        let read = |text: &str| {
            let time = time_of_day(text)?;
            let days = [from.date(), last.date()];
            days.into_iter().map(|day| day.and_time(time)).find(|moment| (from..until).contains(moment))
        };
        let kept = self.kept.exact.filter(|kept| (from..until).contains(kept));
        let preset = kept.map(|kept| kept.format("%H:%M").to_string()).unwrap_or_default();
        let check = |text: &str| read(text).map(drop).ok_or_else(|| wrong.clone());
        let typed = self.ask.type_in(&prompt, &preset, &check)?;
        let exact = typed.and_then(|text| read(&text));
        Ok(exact.map(|exact| (Given::Exact(exact), told(self.label("typed.exact-time"), &hour(exact)))))
    }

    fn hours(&self, hours: Hours) -> String {
        self.labels.words.fill("paper.hours", &[("hours", &hours.to_string())])
    }

    fn label(&self, key: &str) -> &'static str {
        self.labels.words.get(key).unwrap_or_default()
    }
}

fn is_among(choices: &[(String, Option<DurationAnswer>)], duration: DurationAnswer) -> bool {
    choices.iter().any(|(_, choice)| *choice == Some(duration))
}

/// A question and its answer in one line.
fn told(prompt: &str, answer: &str) -> String {
    format!("{prompt}  {answer}")
}

#[cfg(test)]
mod tests;
