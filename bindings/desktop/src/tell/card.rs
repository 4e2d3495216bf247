//! One verdict as a card that a person reads.

use std::fmt::Write as _;

use anstyle::Style;
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use souplesse_core::verdict::{Check, CheckName, CheckState, Document, Field, Holder, Proof, Reason};
use souplesse_core::{Code, Outcome, Verdict};
use souplesse_words::{Language, Words};

use crate::tell::answer::{Answer, Told, title_in};
use crate::tell::layout::{self, INDENT, cut_in_the_middle, wrapped};
use crate::tell::marks::Mark;
use crate::tell::paint;
use crate::tell::spoken::{Spoken, spoken, spoken_date, spoken_in_france, spoken_local, spoken_moment};
use crate::tell::visible::visible;

/// The fields of a proof in the order in which people want to know them; `sd` stands with `dn`.
const FIELDS: [&str; 18] = [
    "tested_at",
    "tg",
    "tt",
    "nm",
    "sc",
    "tr",
    "tc",
    "vp",
    "mp",
    "ma",
    "dn",
    "dt",
    "fr",
    "df",
    "du",
    "co",
    "is",
    "ci",
];

/// Draws an answer. Controllers, who get a document, also get the checks.
#[must_use]
pub fn draw(answer: &Answer, language: Language) -> String {
    drawn(answer, language).text
}

/// The same in so many lines: of one that is longer its last details are left out, never what marks it, and that is said.
#[must_use]
pub fn draw_within(rows: usize, answer: &Answer, language: Language) -> String {
    let card = drawn(answer, language);
    if card.text.lines().count() <= rows {
        return card.text;
    }
    let (details, marks) = card.text.split_at(card.marks_from);
    let room = rows.saturating_sub(marks.lines().count() + 1).max(1);
    let (faint, cut) = (paint::faint(), card.words.label("card.cut"));
    let cut = layout::cut(cut, layout::page() - 2);
    let kept = details.lines().take(room).map(|line| format!("{line}\n")).collect::<String>();
    format!("{kept}  {faint}{cut}{faint:#}\n{marks}")
}

fn drawn(answer: &Answer, language: Language) -> Card {
    let mut card = Card { words: Words::of(language), language, text: String::new(), marks_from: 0 };
    let id = answer.id.to_string();
    if answer.is_of_several() {
        card.of_several(answer);
        return card;
    }
    match &answer.result {
        Ok(verdict) => card.verdict(&id, verdict),
        Err(error) => card.sentence(&format!("{} – {}", visible(&id), error.told(language))),
    }
    for other in &answer.others {
        card.verdict(&id, other);
    }
    // One that is alone has been told already.
    if answer.documents.len() > 1 {
        card.line("");
        card.documents(&answer.documents);
    }
    card.marks(answer);
    card
}

struct Card {
    words: &'static Words,
    language: Language,
    text: String,
    /// Where the marks begin with which it ends.
    marks_from: usize,
}

impl Card {
    /// Documents that were shown as those of one person: where they are of several, nobody is let in by the best of them.
    fn of_several(&mut self, answer: &Answer) {
        let marks = Mark::of_all([answer]);
        let (first, others): (Vec<_>, Vec<_>) =
            marks.into_iter().partition(|mark| *mark == Mark::HoldersDiffer);
        first.into_iter().for_each(|mark| self.mark(mark));
        self.documents(&answer.documents);
        others.into_iter().filter(|mark| !mark.is_reason()).for_each(|mark| self.mark(mark));
    }

    /// What is to be said beside all of it and was not said of the verdicts that have been drawn.
    fn marks(&mut self, answer: &Answer) {
        let drawn = answer.result.iter().chain(&answer.others).flat_map(Mark::of_verdict).collect::<Vec<_>>();
        let marks = Mark::of_all([answer]).into_iter();
        marks.filter(|mark| !mark.is_reason() && !drawn.contains(mark)).for_each(|mark| self.mark(mark));
    }

    fn verdict(&mut self, id: &str, verdict: &Verdict) {
        self.outcome(id, verdict);
        if let Some(holder) = &verdict.holder {
            self.holder(holder);
        }
        if let Some(reason) = verdict.reasons.first() {
            self.deciding(reason, verdict);
        }
        for reason in verdict.reasons.iter().skip(1) {
            self.reason(reason);
        }
        self.moment("card.valid-from", verdict.valid_from);
        self.moment(until_label(verdict), verdict.valid_until);
        for basis in &verdict.basis {
            let title = title_in(&basis.title, self.language);
            self.field("card.basis", &format!("{}  {title}", basis.id));
        }
        if let Some(document) = &verdict.document {
            self.document(document);
            self.checks(&verdict.checks);
        }
        Mark::of_verdict(verdict)
            .into_iter()
            .filter(|mark| !mark.is_reason())
            .for_each(|mark| self.mark(mark));
    }

    /// What each document of a person came to.
    fn documents(&mut self, documents: &[Told]) {
        let (strong, heading) = (paint::strong(), self.words.label("card.documents").to_owned());
        self.line(&format!("  {strong}{heading}{strong:#}"));
        for Told { id, verdict } in documents {
            self.outcome(id, verdict);
            if let Some(holder) = &verdict.holder {
                self.holder(holder);
            }
            for reason in &verdict.reasons {
                self.reason(reason);
            }
        }
    }

    /// The word, and what it is about.
    fn outcome(&mut self, id: &str, verdict: &Verdict) {
        let word = self.words.label(&format!("outcome.{}", verdict.outcome)).to_owned();
        let (style, faint) = (paint::verdict(verdict.outcome), paint::faint());
        let mark = paint::mark(verdict.outcome);
        let left = layout::page() - layout::width(&word) - 7;
        let id = cut_in_the_middle(&visible(id), left);
        self.line(&format!("{style} {mark} {word} {style:#}  {faint}{id}{faint:#}"));
    }

    fn holder(&mut self, holder: &Holder) {
        let born = self.words.label("card.born").to_lowercase();
        let birth_date = spoken_date(&holder.birth_date);
        let (surname, given_names) = (&*holder.surname, &*holder.given_names);
        let born = format!("{born} {birth_date}");
        self.with_tail(("", &format!("{surname} {given_names}"), paint::strong()), ("", &born, Style::new()));
    }

    /// The deciding reason, and what to do: of whom no pass is required, none is to be asked for.
    fn deciding(&mut self, reason: &Reason, verdict: &Verdict) {
        let code = visible(&reason.code.text());
        let Spoken { title, next } = spoken(reason, self.language);
        let exempt = verdict.reasons.iter().find(|note| note.code == Code::NotRequiredMinor);
        let next = exempt.map_or(next, |note| spoken(note, self.language).next);
        self.coded("", &title, &code);
        self.sentence(&next);
        self.covered(reason);
    }

    fn reason(&mut self, reason: &Reason) {
        let code = visible(&reason.code.text());
        let Spoken { title, .. } = spoken(reason, self.language);
        self.coded("· ", &title, &code);
    }

    /// A title and its code.
    fn coded(&mut self, mark: &str, title: &str, code: &str) {
        self.with_tail((mark, title, Style::new()), ("  ", code, paint::faint()));
    }

    /// A text behind a mark, and what belongs to it: in the same line where that fits, else below and further in.
    fn with_tail(
        &mut self,
        (mark, text, style): (&str, &str, Style),
        (further, tail, faint): (&str, &str, Style),
    ) {
        let room = layout::page() - 2 - layout::width(mark);
        let mut lines = wrapped(text, room);
        let last = lines.pop().unwrap_or_default();
        let mut mark = mark.to_owned();
        for line in lines {
            self.line(&format!("  {mark}{style}{line}{style:#}"));
            mark = " ".repeat(layout::width(&mark));
        }
        let fits = layout::width(&last) + 2 + layout::width(tail) <= room;
        let between = if fits { "  ".to_owned() } else { format!("\n  {further}") };
        self.line(&format!("  {mark}{style}{last}{style:#}{between}{faint}{tail}{faint:#}"));
    }

    /// Which days the installed rules do cover.
    fn covered(&mut self, reason: &Reason) {
        let period = reason.detail.as_deref().and_then(|detail| detail.split_once('/'));
        if let (Code::NoRulesInForce, Some((from, until))) = (&reason.code, period) {
            let days = [("from", &*spoken_date(from)), ("until", &*spoken_date(until)), ("at", from)];
            let line = self.words.fill("rules.cover", &days);
            self.sentence(&line);
        }
    }

    fn document(&mut self, document: &Document) {
        let format = self.words.label(&format!("format.{}", document.format)).to_owned();
        self.field("card.document", &format);
        if let Some(proof) = &document.kind {
            let table = match proof {
                Proof::Pass(_) => "kind",
                Proof::Paper(_) => "kind-of-paper",
            };
            let key = format!("{table}.{proof}");
            let kind = self.words.get(&key).unwrap_or_else(|| proof.as_str()).to_owned();
            self.field("card.kind", &kind);
        }
        // What is proved comes before who signed it: a small window shows the beginning.
        self.fields(&document.fields);
        self.moment("card.issued", document.issued_at);
        self.moment("card.expires", document.expires_at);
        self.field("card.issuer", document.issuer.as_deref().unwrap_or_default());
        self.field("card.key", document.key_id.as_deref().unwrap_or_default());
    }

    /// What is proved, in words where there are any. Both doses are one line.
    fn fields(&mut self, fields: &[Field]) {
        let value = |name: &str| fields.iter().find(|field| field.name == name).map(|field| &*field.value);
        for name in FIELDS {
            let Some(written) = value(name) else { continue };
            if name == "dn" {
                self.field("field.dose", &format!("{written}/{}", value("sd").unwrap_or("?")));
                continue;
            }
            let spoken = self.spoken_value(written);
            self.field(&format!("field.{name}"), &spoken);
        }
    }

    /// A code by its name, a date and a local time as it is spoken, anything else as it is written.
    fn spoken_value(&self, written: &str) -> String {
        let key = format!("value.{written}");
        let named = self.words.label(&key);
        if named != key {
            return named.to_owned();
        }
        if let Ok(local) = written.parse::<NaiveDateTime>() {
            return spoken_local(local, self.words);
        }
        match DateTime::parse_from_rfc3339(written) {
            Ok(moment) => spoken_in_france(moment.to_utc(), self.language),
            Err(_) => spoken_date(written),
        }
    }

    /// What a document says that nobody has signed meets a condition in vain.
    fn checks(&mut self, checks: &[Check]) {
        let is_forged = checks
            .iter()
            .any(|check| check.name == CheckName::Signature && matches!(check.state, CheckState::Failed(_)));
        for check in checks {
            let (state, mark) = match check.state {
                CheckState::Passed if is_forged && check.name != CheckName::Format => ("unproved", "–"),
                CheckState::Passed => ("passed", "✔"),
                CheckState::Failed(_) => ("failed", "✘"),
                CheckState::NotRun(_) => ("not-run", "–"),
            };
            let name = self.words.label(&format!("check.{}", check.name)).to_owned();
            let code = check.code().map(|code| format!("  {code}")).unwrap_or_default();
            let own = self.words.get(&format!("state.{}.{state}", check.name)).map(str::to_owned);
            let state = own.unwrap_or_else(|| self.words.label(&format!("state.{state}")).to_owned());
            let line = format!("  {mark} {}{state}", layout::label(&name, INDENT - 2));
            let fits = layout::width(&line) + layout::width(&code) <= layout::page();
            self.line(&if fits { line + &code } else { format!("{line}\n    {}", code.trim_start()) });
        }
    }

    fn moment(&mut self, label: &str, moment: Option<DateTime<FixedOffset>>) {
        if let Some(moment) = moment {
            self.field(label, &spoken_moment(moment, self.language));
        }
    }

    fn field(&mut self, label: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let mut label = layout::label(self.words.label(label), INDENT);
        for line in wrapped(&visible(value), layout::page() - INDENT.max(layout::width(&label)) - 2) {
            self.line(&format!("  {label}{line}"));
            label = layout::label("", INDENT);
        }
    }

    fn mark(&mut self, mark: Mark) {
        let style = paint::warning();
        for line in wrapped(&mark.spoken(self.language), layout::page() - 2) {
            self.write(&format!("  {style}{line}{style:#}"));
        }
    }

    /// Longer sentences go on below.
    fn sentence(&mut self, text: &str) {
        wrapped(text, layout::page() - 2).iter().for_each(|line| self.line(&format!("  {line}")));
    }

    fn line(&mut self, line: &str) {
        self.write(line);
        self.marks_from = self.text.len();
    }

    fn write(&mut self, line: &str) {
        writeln!(self.text, "{line}").expect("a text takes every line");
    }
}

/// A paper's end is the end of its validity, whatever the outcome; a pass's is when judging it may end otherwise.
fn until_label(verdict: &Verdict) -> &'static str {
    let of_validity = verdict.outcome.is_accepted()
        || verdict.outcome == Outcome::Incomplete
        || verdict.code == Code::Expired;
    if of_validity { "card.valid-until" } else { "card.until-judged" }
}
