//! The form, driven as a person drives it.

use clap::Parser;

use super::*;
use crate::cli::Cli;
use crate::judge::setup;
use crate::tell::error::Misuse;

/// The person goes back.
const BACK: &str = "<";

/// Chooses the items that begin so, and types what follows. What was preset is written down.
struct Script {
    answers: Vec<&'static str>,
    presets: Vec<String>,
    notes: Vec<String>,
}

impl Script {
    /// `None` where the person goes back.
    fn next(&mut self, preset: String) -> Option<&'static str> {
        self.presets.push(preset);
        if self.answers.is_empty() {
            panic!("asked once too often");
        }
        Some(self.answers.remove(0)).filter(|answer| *answer != BACK)
    }
}

impl Ask for Script {
    fn choose(
        &mut self,
        prompt: &str,
        items: &[String],
        preset: usize,
        own: Option<Own<'_>>,
    ) -> Result<Option<Chosen>, Error> {
        let Some(answer) = self.next(items[preset].clone()) else { return Ok(None) };
        if let Some(place) = items.iter().position(|item| item.starts_with(answer)) {
            return Ok(Some(Chosen::Item(place)));
        }
        assert!(
            own.is_some_and(|own| (own.understood)(answer).is_some()),
            "{prompt}: no `{answer}` in {items:#?}"
        );
        Ok(Some(Chosen::Said(answer.to_owned())))
    }

    fn tick(&mut self, _: &str, items: &[String], preset: &[bool]) -> Result<Option<Vec<usize>>, Error> {
        let ticked = items.iter().zip(preset).filter(|(_, ticked)| **ticked).map(|(item, _)| item.clone());
        let ticked = ticked.collect::<Vec<_>>().join(" + ");
        let Some(answer) = self.next(ticked) else { return Ok(None) };
        Ok(Some((0..items.len()).filter(|index| items[*index] == answer).collect()))
    }

    fn type_in(
        &mut self,
        _: &str,
        preset: &str,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>, Error> {
        assert!(check("nonsense").is_err());
        let Some(answer) = self.next(preset.to_owned()) else { return Ok(None) };
        check(answer).expect("a good answer");
        Ok(Some(answer.to_owned()))
    }

    fn note(&mut self, line: &str) -> Result<(), Error> {
        self.notes.push(line.to_owned());
        Ok(())
    }

    fn take_back(&mut self) -> Result<(), Error> {
        self.notes.pop().map(drop).ok_or_else(|| Error::from(Misuse::BrokenOff))
    }
}

/// The code of the verdict, what was preset at each question, and what stands above in the end.
fn walked(at: &str, start: &Answers, script: &[&'static str]) -> (Option<String>, Vec<String>, Vec<String>) {
    let cli = Cli::parse_from(["souplesse", "paper", "--lang", "en", "--at", at]);
    let judge = setup::judge(&cli.common).expect("built-in data");
    let mut script = Script { answers: script.to_vec(), presets: Vec::new(), notes: Vec::new() };
    let verdict = run(&mut script, &cli.common, &judge, start).expect("an end");
    assert!(script.answers.is_empty(), "not asked: {:?}", script.answers);
    (verdict.map(|verdict| verdict.code.to_string()), script.presets, script.notes)
}

fn guided(at: &str, script: &[&'static str]) -> String {
    walked(at, &Answers::default(), script).0.expect("a verdict")
}

const EVENING: &str = "2021-08-14T20:30";

#[test]
fn papers_are_judged_question_by_question() {
    for (at, script, code) in [
        (EVENING, &["Antigen", "Sat 14/08 morning · 9", "Everything"][..], "tolerated"),
        (EVENING, &["Antigen", "Sat 14/08 morning · 8", "Everything", "08:15"], "expired"),
        (EVENING, &["Antigen", "Sat 14/08 morning · 8", "Everything", "8h15"], "expired"),
        (EVENING, &["Antigen", "Sat 14/08 morning · 8", "Everything", "8 h 45"], "tolerated"),
        (
            EVENING,
            &["Antigen", "Sat 14/08 morning · 9", "Something", "Professional’s stamp"],
            "missing-stamp",
        ),
        (EVENING, &["Antigen", "Sat 14/08 afternoon"], "issued-but-not-relaxed"),
        (EVENING, &["Antigen", "Fri 13/08 afternoon · 17", "Everything", "None"], "tolerated"),
        (EVENING, &["Antigen", "Fri 13/08 afternoon · 17", "Everything", "Other", "20"], "expired"),
        (EVENING, &["Antigen", "14/08 9:15", "Everything"], "tolerated"),
        (EVENING, &["Antigen", "14/08 8h15"], "expired"),
        (EVENING, &["Antigen", "yesterday 9:15"], "outside-window"),
        (EVENING, &["Laboratory PCR"], "pcr-not-affected"),
        ("2021-08-17T00:00", &[], "no-tolerance-in-force"),
    ] {
        assert_eq!(guided(at, script), code, "{at} {script:?}");
    }
}

#[test]
fn going_back_reopens_the_question_before_at_the_answer_it_had() {
    let script =
        ["Antigen", "Sat 14/08 morning · 8", "Everything", BACK, BACK, "Sat 14/08 morning · 9", "Everything"];
    let (code, presets, notes) = walked(EVENING, &Answers::default(), &script);
    assert_eq!(code.as_deref(), Some("tolerated"));
    // The exact minute was asked of the first hour, and of the second no longer.
    assert!(presets[3].is_empty() && presets[4].starts_with("Everything"), "{presets:#?}");
    assert_eq!(presets[5], "Sat 14/08 morning · 8:00");
    assert_eq!(notes.len(), 4, "the keys, and an answer each: {notes:#?}");
    assert!(!notes.iter().any(|note| note.contains("· 8:00")), "{notes:#?}");
}

#[test]
fn ticks_typed_hours_and_minutes_are_kept_too() {
    let script = [
        "Antigen",
        "Fri 13/08 afternoon · 17",
        "Something",
        "Test brand",
        "Other",
        BACK,
        BACK,
        "Something",
        BACK,
        "Something",
        "Test brand",
        "Other",
        "20",
    ];
    let (code, presets, _) = walked(EVENING, &Answers::default(), &script);
    assert_eq!(code.as_deref(), Some("expired"));
    let something = "Something is missing…";
    assert_eq!(presets[7..12], [something, "Test brand", something, "Test brand", "None"], "{presets:#?}");
}

#[test]
fn a_changed_answer_asks_no_question_that_no_longer_applies() {
    let script = ["Antigen", "Sat 14/08 morning · 9", BACK, BACK, "Laboratory PCR"];
    assert_eq!(walked(EVENING, &Answers::default(), &script).0.as_deref(), Some("pcr-not-affected"));
}

#[test]
fn something_that_is_missing_and_not_ticked_is_asked_for_again() {
    let script = ["Antigen", "Sat 14/08 morning · 9", "Something", "nothing of it", "Everything"];
    let (code, presets, _) = walked(EVENING, &Answers::default(), &script);
    assert_eq!((code.as_deref(), presets.len()), (Some("tolerated"), 5));
}

#[test]
fn going_back_from_the_first_question_ends_without_a_verdict() {
    for script in [&[BACK][..], &["Antigen", BACK, BACK]] {
        assert_eq!(walked(EVENING, &Answers::default(), script).0, None, "{script:?}");
    }
}

#[test]
fn what_the_call_says_is_not_asked() {
    let antigen = || Some(KindAnswer::Is(Word::try_from("antigen").unwrap()));
    let kind = Answers { kind: antigen(), ..Answers::default() };
    let script = ["Sat 14/08 morning · 9", "Everything"];
    assert_eq!(walked(EVENING, &kind, &script).0.as_deref(), Some("tolerated"));
    // Behind the first question that is asked there is nothing.
    assert_eq!(walked(EVENING, &kind, &[BACK]).0, None);
    let act = "2021-08-14T08:15:00".parse::<NaiveDateTime>().unwrap();
    let within = TimeAnswer::Within { from: act, until: act + TimeDelta::minutes(1) };
    let time = Answers { time: Some(within), exact: Some(act), ..Answers::default() };
    assert_eq!(walked(EVENING, &time, &["Antigen"]).0.as_deref(), Some("expired"));
}
