//! Question by question, until nothing can change the verdict any more.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use souplesse_core::attestation::{
    Answers, AttestationForm, DurationAnswer, Hours, KindAnswer, Question, TimeAnswer,
};
use souplesse_core::verifier::FormStep;

use super::ask::Ask;
use super::labels::Labels;
use crate::cli::Common;
use crate::judge::Judge;
use crate::tell::answer::Answer;
use crate::tell::error::Error;
use crate::tell::spoken::spoken_time;

/// Asks what is needed, and gives the verdict.
pub(super) fn run(ask: &mut dyn Ask, common: &Common, judge: &Judge) -> Result<Answer, Error> {
    let at = judge.moment();
    let form = judge.verifier.attestation_form(at);
    let mut guide = Guide { ask, labels: Labels::of(common.language()), form };
    let mut answers = Answers::default();
    loop {
        match judge.verifier.next_question(&answers, at, judge.profile) {
            FormStep::Decided(verdict) => return Ok(judge.judged("paper", *verdict)),
            FormStep::Ask(question) => match guide.put(question)? {
                Some(given) => given.into_answers(&mut answers),
                None => return Err(Error::Misuse { what: guide.label("paper.broken-off").to_owned() }),
            },
        }
    }
}

struct Guide<'g> {
    ask: &'g mut dyn Ask,
    labels: Labels,
    form: AttestationForm,
}

enum Given {
    Kind(KindAnswer),
    Time(TimeAnswer),
    Missing(BTreeSet<souplesse_core::rules::tolerance::Word>),
    Duration(DurationAnswer),
    Exact(NaiveDateTime),
}

impl Given {
    fn into_answers(self, answers: &mut Answers) {
        match self {
            Given::Kind(kind) => answers.kind = Some(kind),
            Given::Time(time) => answers.time = Some(time),
            Given::Missing(missing) => answers.missing = Some(missing),
            Given::Duration(duration) => answers.duration = Some(duration),
            Given::Exact(exact) => answers.exact = Some(exact),
        }
    }
}

impl Guide<'_> {
    fn put(&mut self, question: Question) -> Result<Option<Given>, Error> {
        match question {
            Question::Kind => self.kind(),
            Question::Time => self.time(),
            Question::Elements => self.elements(),
            Question::Duration => self.duration(),
            Question::Exact { from, until } => self.exact(from, until),
        }
    }

    fn kind(&mut self) -> Result<Option<Given>, Error> {
        let kinds = self.form.kinds.iter();
        let mut items = kinds.map(|kind| self.labels.choice(kind, "kind-of-paper")).collect::<Vec<_>>();
        items.push(self.label("paper.unstated").to_owned());
        let chosen = self.ask.choose(self.label("paper.kind"), &items)?;
        Ok(chosen.map(|index| {
            let kind = self.form.kinds.get(index).map(|kind| KindAnswer::Is(kind.word.clone()));
            Given::Kind(kind.unwrap_or(KindAnswer::Unstated))
        }))
    }

    fn time(&mut self) -> Result<Option<Given>, Error> {
        let groups = self.form.times.iter();
        let chips =
            groups.flat_map(|group| group.chips.iter().map(move |chip| (group, chip))).collect::<Vec<_>>();
        let mut items = chips.iter().map(|(group, chip)| self.labels.chip(group, chip)).collect::<Vec<_>>();
        let others = [
            ("paper.elsewhere", TimeAnswer::Elsewhere),
            ("paper.future", TimeAnswer::Future),
            ("paper.undated", TimeAnswer::Unstated),
        ];
        items.extend(others.iter().map(|(label, _)| self.label(label).to_owned()));
        let chosen = self.ask.choose(self.labels.words.label("paper.time"), &items)?;
        Ok(chosen.map(|index| {
            let within =
                chips.get(index).map(|(_, chip)| TimeAnswer::Within { from: chip.from, until: chip.until });
            let other =
                || others.get(index - chips.len()).map_or(TimeAnswer::Unstated, |(_, answer)| *answer);
            Given::Time(within.unwrap_or_else(other))
        }))
    }

    fn elements(&mut self) -> Result<Option<Given>, Error> {
        let names = self.form.elements.iter().map(|element| self.labels.choice(element, "element"));
        let names = names.collect::<Vec<_>>();
        let all =
            self.labels.words.fill("paper.all-there", &[("elements", &names.join(", ").to_lowercase())]);
        let choices = [all, self.label("paper.something-missing").to_owned()];
        let missing = match self.ask.choose(self.label("paper.elements"), &choices)? {
            None => return Ok(None),
            Some(0) => Some(Vec::new()),
            Some(_) => self.ask.tick(self.label("paper.missing"), &names)?,
        };
        Ok(missing.map(|missing| {
            let words = missing.into_iter().filter_map(|index| self.form.elements.get(index));
            Given::Missing(words.map(|element| element.word.clone()).collect())
        }))
    }

    fn duration(&mut self) -> Result<Option<Given>, Error> {
        let hours = |hours: Hours| self.labels.words.fill("paper.hours", &[("hours", &hours.to_string())]);
        let mut items = vec![self.label("paper.no-duration").to_owned()];
        items.extend(self.form.durations.iter().map(|usual| hours(*usual)));
        items.push(self.label("paper.other-duration").to_owned());
        let Some(index) = self.ask.choose(self.label("paper.duration"), &items)? else { return Ok(None) };
        if index == 0 {
            return Ok(Some(Given::Duration(DurationAnswer::Unstated)));
        }
        if let Some(usual) = self.form.durations.get(index - 1) {
            return Ok(Some(Given::Duration(DurationAnswer::Hours(*usual))));
        }
        let (prompt, wrong) = (self.label("paper.how-many-hours"), self.label("paper.hours-are"));
        let read = |text: &str| text.trim().parse::<Hours>().ok();
        let typed = self.ask.type_in(prompt, &|text| read(text).map(drop).ok_or_else(|| wrong.to_owned()))?;
        Ok(typed.and_then(|text| read(&text)).map(|hours| Given::Duration(DurationAnswer::Hours(hours))))
    }

    fn exact(&mut self, from: NaiveDateTime, until: NaiveDateTime) -> Result<Option<Given>, Error> {
        let last = until - chrono::TimeDelta::minutes(1);
        let hour = |time: NaiveDateTime| spoken_time(time.time(), self.labels.words);
        let range = [("from", hour(from)), ("until", hour(last))];
        let range = range.each_ref().map(|(name, value)| (*name, value.as_str()));
        let prompt = self.labels.words.fill("paper.exact", &range);
        let read = |text: &str| {
            let time = chrono::NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()?;
            let days = [from.date(), last.date()];
            days.into_iter().map(|day| day.and_time(time)).find(|moment| (from..until).contains(moment))
        };
        let typed = self.ask.type_in(&prompt, &|text| read(text).map(drop).ok_or_else(|| prompt.clone()))?;
        Ok(typed.and_then(|text| read(&text)).map(Given::Exact))
    }

    fn label(&self, key: &str) -> &'static str {
        self.labels.words.get(key).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Cli;
    use crate::judge::setup;

    /// Chooses the items that begin so, and types what follows.
    struct Script(Vec<&'static str>);

    impl Script {
        fn next(&mut self) -> &'static str {
            if self.0.is_empty() { panic!("asked once too often") } else { self.0.remove(0) }
        }
    }

    impl Ask for Script {
        fn choose(&mut self, prompt: &str, items: &[String]) -> Result<Option<usize>, Error> {
            let answer = self.next();
            let place = items.iter().position(|item| item.starts_with(answer));
            Ok(Some(place.unwrap_or_else(|| panic!("{prompt}: no `{answer}` in {items:#?}"))))
        }

        fn tick(&mut self, _: &str, items: &[String]) -> Result<Option<Vec<usize>>, Error> {
            let answer = self.next();
            Ok(Some(
                (0..items.len())
                    .filter(|index| items.get(*index).is_some_and(|item| item == answer))
                    .collect(),
            ))
        }

        fn type_in(
            &mut self,
            _: &str,
            check: &dyn Fn(&str) -> Result<(), String>,
        ) -> Result<Option<String>, Error> {
            assert!(check("nonsense").is_err());
            let answer = self.next();
            check(answer).expect("a good answer");
            Ok(Some(answer.to_owned()))
        }
    }

    fn guided(at: &str, script: &[&'static str]) -> String {
        let cli = Cli::parse_from(["souplesse", "paper", "--lang", "en", "--at", at]);
        let judge = setup::judge(&cli.common).expect("built-in data");
        let mut script = Script(script.to_vec());
        let answer = run(&mut script, &cli.common, &judge).expect("an answer");
        assert!(script.0.is_empty(), "not asked: {:?}", script.0);
        answer.result.expect("a verdict").code.to_string()
    }

    #[test]
    fn papers_are_judged_question_by_question() {
        for (at, script, code) in [
            ("2021-08-14T20:30", &["Antigen", "Sat 14/08 morning · 9", "Everything"][..], "tolerated"),
            ("2021-08-14T20:30", &["Antigen", "Sat 14/08 morning · 8", "Everything", "08:15"], "expired"),
            (
                "2021-08-14T20:30",
                &["Antigen", "Sat 14/08 morning · 9", "Something", "Professional’s stamp"],
                "missing-stamp",
            ),
            ("2021-08-14T20:30", &["Antigen", "Sat 14/08 afternoon"], "issued-but-not-relaxed"),
            ("2021-08-14T20:30", &["Antigen", "Fri 13/08 afternoon · 17", "Everything", "None"], "tolerated"),
            (
                "2021-08-14T20:30",
                &["Antigen", "Fri 13/08 afternoon · 17", "Everything", "Other", "20"],
                "expired",
            ),
            ("2021-08-14T20:30", &["Laboratory PCR"], "pcr-not-affected"),
            ("2021-08-17T00:00", &[], "no-tolerance-in-force"),
        ] {
            assert_eq!(guided(at, script), code, "{at} {script:?}");
        }
    }
}
