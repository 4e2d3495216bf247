//! What matters of a document of its kind, for people to read before they consent.

use souplesse_core::bundle::{Brings, Span, Taken};
use souplesse_core::rules::tolerance::{Pack, Word, WordText};

use crate::tell::json;
use crate::tell::page::Page;
use crate::tell::relaxation::labels::Labels;
use crate::tell::relaxation::sentences::{self, when_label};

/// What a document is, and what it would change; of a pack what it says, where that is at hand.
pub(crate) fn draw(page: &mut Page, document: &Taken, pack: Option<&Pack>) {
    let name = page.document(document.kind, &document.id, document.sequence);
    page.field("update.brings", &name);
    if let Some(title) = &document.title {
        let title = page.text(title).to_owned();
        page.field("update.title", &title);
    }
    match &document.brings {
        Brings::Pack { .. } => of_pack(page, &document.brings, pack),
        Brings::Trust { keys, countries } => {
            page.field("update.keys", &count(page, "update.count-keys", *keys));
            page.field("update.countries", &countries.join(", "));
        }
        Brings::Rules { rules, value_sets, countries } => {
            let counts = [("update.count-rules", *rules), ("update.count-value-sets", *value_sets)];
            let contents = counted(page, &counts);
            page.field("update.contents", &contents);
            page.field("update.countries", &countries.join(", "));
        }
        Brings::Revocations { keys, hashes } => {
            let revoked = revoked(page, *keys, *hashes);
            page.field("update.revokes", &revoked);
        }
        Brings::Withdrawal { packs } => page.field("update.ends", &packs.join(", ")),
        Brings::Successor { name, key, may_sign, is_known } => {
            page.field("update.successor", name);
            page.field("update.successor-key", &key.map(|key| key.to_string()).unwrap_or_default());
            let rights = page.rights(may_sign);
            page.field("anchor.may-sign", &rights);
            if *is_known {
                page.note("anchor.successor-known", json::SUCCESSOR_KNOWN);
            }
        }
        Brings::Authorisation { device, until } => {
            let any = page.words.label("update.any-device");
            page.field("update.device", device.as_deref().unwrap_or(any));
            page.moment("update.controller-until", *until);
        }
    }
}

fn of_pack(page: &mut Page, brings: &Brings, pack: Option<&Pack>) {
    let Brings::Pack { authority, from, until, kinds, windows, elements, words, ends } = brings else {
        return;
    };
    let authority = page.text(authority).to_owned();
    page.field("update.authority", &authority);
    let in_force = match until {
        Some(until) => span(page, &Span { from: *from, until: *until }),
        None => page.words.fill("update.from-on", &[("from", &page.local(*from))]),
    };
    page.field("update.in-force", &in_force);
    let kinds = kinds.iter().map(|kind| spoken(page, "kind-of-paper", kind, words)).collect::<Vec<_>>();
    page.field("update.papers", &kinds.join(", "));
    match pack {
        Some(pack) => windows_of(page, Labels::new(pack, page.language)),
        None => {
            let windows = windows.iter().map(|window| span(page, window)).collect::<Vec<_>>();
            list(page, "update.windows", windows);
        }
    }
    let about_tests = elements.iter().any(|element| element.as_str() == "negative-result");
    let elements = elements.iter().map(|element| {
        let of_test = [Word::TEST_KIND, Word::TEST_DATE, Word::TEST_TIME].contains(&element.as_str());
        spoken(page, if of_test && !about_tests { "element-of-act" } else { "element" }, element, words)
    });
    let elements = elements.collect::<Vec<_>>().join(", ");
    page.field("update.shows", &elements);
    match pack {
        Some(pack) => {
            page.field("pack.supersedes", &pack.supersedes.join(", "));
            page.field("pack.withdraws", &pack.revokes.join(", "));
        }
        None => page.field("update.ends", &ends.join(", ")),
    }
}

/// The windows as sentences: for how long, where and for whom, and those that are not covered.
fn windows_of(page: &mut Page, labels: Labels<'_>) {
    list(page, when_label(labels), sentences::windows(labels));
    list(page, "pack.closed", sentences::closed_windows(labels));
}

/// Several values under one label.
fn list(page: &mut Page, label: &str, values: impl IntoIterator<Item = String>) {
    for (index, value) in values.into_iter().enumerate() {
        page.field(if index == 0 { label } else { "" }, &value);
    }
}

fn span(page: &Page, Span { from, until }: &Span) -> String {
    let (from, until) = (page.local(*from), page.local(*until));
    page.words.fill("update.span", &[("from", &from), ("until", &until)])
}

/// A word by the pack's own text, or by the product's.
fn spoken(page: &Page, table: &str, word: &Word, own: &[WordText]) -> String {
    if let Some(own) = own.iter().find(|own| own.id == *word) {
        return page.text(&own.label).to_owned();
    }
    page.words.get(&format!("{table}.{word}")).unwrap_or(word.as_str()).to_owned()
}

/// How many keys and passes a list of revocations holds.
pub(crate) fn revoked(page: &Page, keys: u64, hashes: u64) -> String {
    counted(page, &[("update.count-keys", keys), ("update.count-passes", hashes)])
}

/// Numbers of things, of which those that are none are left out unless all are.
fn counted(page: &Page, counts: &[(&str, u64)]) -> String {
    let is_empty = counts.iter().all(|(_, number)| *number == 0);
    let told = counts.iter().filter(|(_, number)| is_empty || *number > 0);
    told.map(|(key, number)| count(page, key, *number)).collect::<Vec<_>>().join(", ")
}

pub(crate) fn count(page: &Page, key: &str, number: u64) -> String {
    page.words.count(key, usize::try_from(number).unwrap_or(usize::MAX))
}
