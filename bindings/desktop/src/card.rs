//! One verdict as a card that a person reads.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};
use souplesse_core::Verdict;
use souplesse_core::verdict::{Check, CheckState, Document, Holder, Reason};
use souplesse_words::{Language, Words};

use crate::answer::{Answer, check_name, format_name, kind_name, outcome_name};
use crate::paint;

/// The column in which values begin.
const INDENT: usize = 22;

/// Draws an answer. Controllers, who get a document, also get the checks.
#[must_use]
pub fn draw(answer: &Answer, language: Language) -> String {
    let mut card = Card { words: Words::of(language), language, text: String::new() };
    match &answer.result {
        Ok(verdict) => card.verdict(&answer.id, verdict),
        Err(error) => card.line(&format!("{} – {error}", answer.id)),
    }
    for other in &answer.others {
        card.verdict(&answer.id, other);
    }
    if answer.unsigned {
        card.warning("mark.unsigned");
    }
    card.text
}

struct Card {
    words: &'static Words,
    language: Language,
    text: String,
}

impl Card {
    fn verdict(&mut self, id: &str, verdict: &Verdict) {
        let word = self.words.label(&format!("outcome.{}", outcome_name(verdict.outcome))).to_owned();
        let (style, faint) = (paint::verdict(verdict.outcome), paint::faint());
        let mark = paint::mark(verdict.outcome);
        self.line(&format!("{style} {mark} {word} {style:#}  {faint}{id}{faint:#}"));
        if let Some(holder) = &verdict.holder {
            self.holder(holder);
        }
        if let Some(reason) = verdict.reasons.first() {
            self.deciding(reason);
        }
        for reason in verdict.reasons.iter().skip(1) {
            self.reason(reason);
        }
        self.moment("card.valid-from", verdict.valid_from);
        self.moment("card.valid-until", verdict.valid_until);
        for basis in &verdict.basis {
            let title = basis.title.iter().find(|(language, _)| language == self.language.code());
            let title = title.map_or("", |(_, text)| text.as_str()).to_owned();
            self.field("card.basis", &format!("{}  {title}", basis.id));
        }
        if let Some(document) = &verdict.document {
            self.document(document);
            self.checks(&verdict.checks);
        }
        if verdict.demonstration {
            self.warning("mark.demonstration");
        }
    }

    fn holder(&mut self, holder: &Holder) {
        let strong = paint::strong();
        let born = self.words.label("card.born").to_lowercase();
        let birth_date = spoken_date(&holder.birth_date);
        let Holder { surname, given_names, .. } = holder;
        self.line(&format!("  {strong}{surname} {given_names}{strong:#}  {born} {birth_date}"));
    }

    fn deciding(&mut self, reason: &Reason) {
        let code = reason.code.text();
        let words = self.words.code(&code);
        let title = with_detail(&words.title, reason);
        let faint = paint::faint();
        self.line(&format!("  {title}  {faint}{code}{faint:#}"));
        self.line(&format!("  {}", words.next));
    }

    fn reason(&mut self, reason: &Reason) {
        let code = reason.code.text();
        let title = with_detail(&self.words.code(&code).title, reason);
        let faint = paint::faint();
        self.line(&format!("  · {title}  {faint}{code}{faint:#}"));
    }

    fn document(&mut self, document: &Document) {
        let format = self.words.label(&format!("format.{}", format_name(document.format))).to_owned();
        self.field("card.document", &format);
        if let Some(kind) = document.kind {
            let kind = self.words.label(&format!("kind.{}", kind_name(kind))).to_owned();
            self.field("card.kind", &kind);
        }
        self.moment("card.issued", document.issued_at);
        self.moment("card.expires", document.expires_at);
        self.field("card.issuer", document.issuer.as_deref().unwrap_or_default());
        self.field("card.key", document.key_id.as_deref().unwrap_or_default());
        for (name, value) in &document.fields {
            self.line(&format!("  {}{value}", paint::pad(name, INDENT)));
        }
    }

    fn checks(&mut self, checks: &[Check]) {
        for check in checks {
            let (state, mark) = match check.state {
                CheckState::Passed => ("state.passed", "✔"),
                CheckState::Failed(_) => ("state.failed", "✘"),
                CheckState::NotRun(_) => ("state.not-run", "–"),
            };
            let name = self.words.label(&format!("check.{}", check_name(check.name))).to_owned();
            let code = check.code().map(|code| format!("  {code}")).unwrap_or_default();
            let state = self.words.label(state).to_owned();
            self.line(&format!("  {mark} {}{state}{code}", paint::pad(&name, INDENT - 2)));
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
        let label = paint::pad(self.words.label(label), INDENT);
        self.line(&format!("  {label}{value}"));
    }

    fn warning(&mut self, label: &str) {
        let style = paint::warning();
        let text = self.words.label(label).to_owned();
        self.line(&format!("  {style}{text}{style:#}"));
    }

    fn line(&mut self, line: &str) {
        writeln!(self.text, "{line}").expect("a text takes every line");
    }
}

/// The reason's title, with what it is about where the code cannot say it.
#[must_use]
pub fn with_detail(title: &str, reason: &Reason) -> String {
    match &reason.detail {
        Some(detail) => format!("{title} ({detail})"),
        None => title.to_owned(),
    }
}

/// `1987-02-14` as `14/02/1987`; anything else as it is written.
#[must_use]
pub fn spoken_date(date: &str) -> String {
    let parts = date.split('-').collect::<Vec<_>>();
    match parts[..] {
        [year, month, day] => format!("{day}/{month}/{year}"),
        [year, month] => format!("{month}/{year}"),
        _ => date.to_owned(),
    }
}

fn spoken_moment(moment: DateTime<FixedOffset>, language: Language) -> String {
    let form = match language {
        Language::French => "%d/%m/%Y à %H:%M",
        Language::English => "%d/%m/%Y at %H:%M",
    };
    moment.format(form).to_string()
}
