//! `souplesse bundle show` and `pack show`: what an update brings, and whether it would be installed.

use std::io::Write;

use souplesse_core::bundle::Update;
use souplesse_words::Language;

use super::progress;
use crate::cli::Common;
use crate::judge::{data_folder, setup};
use crate::read::update::read_updates;
use crate::tell::error::Error;
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
            writeln!(output, "{}", visible::json(&json::update(&preview)))?;
        } else {
            write!(output, "{}", draw(&preview, common.language()))?;
        }
        status = status.max(u8::from(!preview.is_taken()));
    }
    Ok(status)
}

/// An update that has not been installed, as people read it.
#[must_use]
pub fn draw(update: &Update, language: Language) -> String {
    if !update.is_taken() {
        return draw_outcome(update, language);
    }
    let mut page = Page::new(language);
    page.heading(page.words.label("update.can-be-installed"), "");
    draw_below(page, update)
}

/// What came of installing it.
pub(super) fn draw_outcome(update: &Update, language: Language) -> String {
    let mut page = Page::new(language);
    let code = update.code.text();
    let told = page.words.code(&code);
    page.heading(&told.title, &code);
    if let Some(detail) = &update.detail {
        page.line(detail);
    }
    page.line(told.next);
    draw_below(page, update)
}

fn draw_below(mut page: Page, update: &Update) -> String {
    match &update.signer {
        Some(signer) => page.signed(signer, update.signer_before.as_deref(), update.key),
        None => page.field("update.key", &update.key.map(|key| key.to_string()).unwrap_or_default()),
    }
    for (label, moment) in [("update.issued", update.issued), ("update.expires", update.expires)] {
        if let Some(moment) = moment {
            page.moment(label, moment);
        }
    }
    for document in &update.documents {
        brings::draw(&mut page, document);
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
