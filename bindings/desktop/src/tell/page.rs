//! Updates, documents and keys as people read them: a heading, and under it labels with their values in one column.

use chrono::{DateTime, NaiveDateTime, Utc};
use souplesse_core::bundle::{DocumentKind, Installed, KeyNumber, Right, Taken};
use souplesse_core::rules::tolerance::Text;
use souplesse_words::{Language, Words};

use crate::tell::layout::{self, INDENT, wrapped};
use crate::tell::visible::visible;
use crate::tell::{paint, spoken};

/// What has been laid out so far.
pub(crate) struct Page {
    pub(crate) words: &'static Words,
    pub(crate) language: Language,
    lines: Vec<String>,
}

impl Page {
    pub(crate) fn new(language: Language) -> Self {
        Self { words: Words::of(language), language, lines: Vec::new() }
    }

    /// A heading, and faintly what only some readers need.
    pub(crate) fn heading(&mut self, text: &str, aside: &str) {
        let (strong, faint) = (paint::strong(), paint::faint());
        let text = visible(text);
        if aside.is_empty() {
            return self.lines.push(format!("{strong}{text}{strong:#}"));
        }
        self.lines.push(format!("{strong}{text}{strong:#}  {faint}{}{faint:#}", visible(aside)));
    }

    pub(crate) fn line(&mut self, text: &str) {
        self.lines.extend(wrapped(&visible(text), layout::page() - 2).iter().map(|line| format!("  {line}")));
    }

    pub(crate) fn warning(&mut self, text: &str) {
        let style = paint::warning();
        let lines = wrapped(&visible(text), layout::page() - 2);
        self.lines.extend(lines.iter().map(|line| format!("  {style}{line}{style:#}")));
    }

    /// A sentence of the words that has a code of its own.
    pub(crate) fn note(&mut self, key: &str, code: &str) {
        self.warning(&format!("{} [{code}]", self.words.label(key)));
    }

    /// A label of the words and its value; nothing where there is no value.
    pub(crate) fn field(&mut self, label: &str, value: &str) {
        let mut label = self.words.label(label);
        for line in wrapped(&visible(value), layout::page() - INDENT - 2) {
            self.lines.push(format!("  {}{line}", layout::pad(label, INDENT)));
            label = "";
        }
    }

    pub(crate) fn moment(&mut self, label: &str, moment: DateTime<Utc>) {
        self.field(label, &spoken::spoken_in_france(moment, self.language));
    }

    /// A local time, in whatever zone.
    pub(crate) fn local(&self, time: NaiveDateTime) -> String {
        spoken::spoken_local(time, self.words)
    }

    pub(crate) fn text<'t>(&self, text: &'t Text) -> &'t str {
        match self.language {
            Language::French => &text.fr,
            Language::English => &text.en,
        }
    }

    /// `relaxation FR-PSC-2021-08, version 1`.
    pub(crate) fn document(&self, kind: DocumentKind, id: &str, sequence: u64) -> String {
        spoken_document(self.words, kind, id, sequence)
    }

    /// The same, and whose it is.
    pub(crate) fn installed(&self, installed: &Installed) -> String {
        let Taken { kind, id, sequence, .. } = &installed.document;
        let document = self.document(*kind, id, *sequence);
        let signer = self.signer(&installed.signer, installed.signer_before.as_deref());
        self.words.fill("update.of", &[("document", &document), ("signer", &signer)])
    }

    /// What a signer is called, and what it was called before where only its own word stands for its name.
    pub(crate) fn signer(&self, name: &str, before: Option<&str>) -> String {
        match before {
            Some(before) => self.words.fill("update.formerly", &[("name", name), ("before", before)]),
            None => name.to_owned(),
        }
    }

    /// Whose it is: name and number.
    pub(crate) fn signed(&mut self, name: &str, before: Option<&str>, key: Option<KeyNumber>) {
        let signer = self.signer(name, before);
        self.field("update.signer", &signer);
        if let Some(key) = key {
            self.field("update.key", &key.to_string());
        }
    }

    pub(crate) fn rights(&self, rights: &[Right]) -> String {
        let spoken = rights.iter().map(|right| self.words.label(right_key(*right)));
        spoken.collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn finish(self) -> String {
        self.lines.into_iter().map(|line| line + "\n").collect()
    }
}

/// A document by its kind, id and number.
pub(crate) fn spoken_document(words: &Words, kind: DocumentKind, id: &str, sequence: u64) -> String {
    let kind = words.label(&format!("update.kind.{kind}")).to_owned();
    let number = words.fill("update.number", &[("number", &sequence.to_string())]);
    format!("{kind} {id}, {number}")
}

fn right_key(right: Right) -> &'static str {
    match right {
        Right::Pack => "anchor.right.pack",
        Right::Trust => "anchor.right.trust",
        Right::Rules => "anchor.right.rules",
        Right::Revocations => "anchor.right.revocations",
        Right::Authorisation => "anchor.right.authorisation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_goes_on_under_its_beginning_and_nothing_moves_the_cursor() {
        let mut page = Page::new(Language::English);
        page.field("update.signer", &format!("ARS\u{1B}[2J {}", "Bretagne ".repeat(12)));
        page.field("update.title", "");
        let lines = page.finish();
        let lines = lines.lines().collect::<Vec<_>>();
        assert!(lines[0].starts_with("  Signed by             ARS␛[2J Bretagne"), "{lines:?}");
        assert!(lines[1].starts_with(&" ".repeat(INDENT + 2)) && lines.len() == 2, "{lines:?}");
        assert!(lines.iter().all(|line| layout::width(line) <= layout::page()), "{lines:?}");
    }
}
