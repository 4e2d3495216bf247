//! `souplesse bundle show` and `pack show`: what an update brings, and whether it would be installed.

use std::io::Write;

use souplesse_core::bundle::{Content, Update, bytes_of, open};
use souplesse_core::rules::tolerance::Pack;
use souplesse_words::Language;

use super::progress;
use crate::cli::Common;
use crate::judge::{data_folder, setup};
use crate::read::update::read_updates;
use crate::tell::error::{self, Error};
use crate::tell::page::Page;
use crate::tell::visible;
use crate::tell::{brings, json};

/// 0 where all could be installed here, 1 where some would be refused.
pub(super) fn run(updates: &[String], common: &Common) -> Result<u8, Error> {
    show_bytes(&read_updates(updates, &mut progress::teller(common))?, common)
}

/// The same of updates that have been read.
pub(crate) fn show_bytes(updates: &[Vec<u8>], common: &Common) -> Result<u8, Error> {
    let (base, _) = setup::base(common)?;
    let device = data_folder::open(common, base)?;
    let mut shelf = device.shelf();
    let mut output = anstream::stdout();
    let mut status = 0;
    for bytes in updates {
        let preview = shelf.install(bytes, setup::device_time(common));
        if common.json {
            writeln!(output, "{}", visible::json(&as_json(&preview, bytes)))?;
        } else {
            write!(output, "{}", draw(&preview, bytes, common.language()))?;
        }
        status = status.max(u8::from(!preview.is_taken()));
    }
    Ok(status)
}

/// An update that has not been installed, as people read it; `bytes` are its own.
#[must_use]
pub fn draw(update: &Update, bytes: &[u8], language: Language) -> String {
    if !update.is_taken() {
        return draw_outcome(update, bytes, language);
    }
    let mut page = Page::new(language);
    page.heading(page.words.label("update.can-be-installed"), "");
    draw_below(page, update, bytes)
}

/// As programs read it, with all that its packs say.
fn as_json(update: &Update, bytes: &[u8]) -> serde_json::Value {
    let mut json = json::update(update);
    let documents = json.get_mut("documents").and_then(serde_json::Value::as_array_mut);
    for (document, pack) in documents.into_iter().flatten().zip(packs(bytes)) {
        if let Some(pack) = pack {
            document["pack"] = serde_json::to_value(&pack).expect("a pack becomes JSON");
        }
    }
    json
}

/// What the documents of an update say, as far as they are packs.
fn packs(bytes: &[u8]) -> Vec<Option<Pack>> {
    let bundle = bytes_of(bytes).and_then(|bytes| open(&bytes)?.read());
    let documents = bundle.map(|bundle| bundle.documents).unwrap_or_default();
    let packs = documents.into_iter().map(|document| match document.content {
        Content::Pack(pack) => Some(*pack),
        Content::Trust(_)
        | Content::Rules(_)
        | Content::Revocations(_)
        | Content::Withdrawal(_)
        | Content::Successor(_)
        | Content::Authorisation(_) => None,
    });
    packs.collect()
}

/// What came of installing it.
pub(super) fn draw_outcome(update: &Update, bytes: &[u8], language: Language) -> String {
    let mut page = Page::new(language);
    let code = update.code.text();
    let told = page.words.code(&code);
    page.heading(&told.title, &code);
    if let Some(detail) = &update.detail {
        page.line(&error::detail(detail, page.words));
    }
    page.line(told.next);
    draw_below(page, update, bytes)
}

fn draw_below(mut page: Page, update: &Update, bytes: &[u8]) -> String {
    match &update.signer {
        Some(signer) => page.signed(signer, update.signer_before.as_deref(), update.key),
        None => page.field("update.key", &update.key.map(|key| key.to_string()).unwrap_or_default()),
    }
    for (label, moment) in [("update.issued", update.issued), ("update.expires", update.expires)] {
        if let Some(moment) = moment {
            page.moment(label, moment);
        }
    }
    let packs = packs(bytes);
    for (index, document) in update.documents.iter().enumerate() {
        brings::draw(&mut page, document, packs.get(index).and_then(Option::as_ref));
    }
    for replaced in &update.replaces {
        let replaced = page.installed(replaced);
        page.field("update.replaces", &replaced);
    }
    if update.demonstration {
        page.warning(page.words.label("mark.demonstration"));
    }
    page.finish()
}
