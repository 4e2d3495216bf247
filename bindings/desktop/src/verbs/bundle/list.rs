//! `souplesse bundle list`: everything that is installed, and what is missing.

use std::io::Write;

use souplesse_core::bundle::{Installed, Missing, Shelf};

use crate::cli::Common;
use crate::judge::data_folder::device;
use crate::read::moment::reading;
use crate::tell::error::Error;
use crate::tell::json;
use crate::tell::page::Page;
use crate::tell::visible;

/// 0 where all is there, 1 where something is missing.
pub(super) fn run(common: &Common) -> Result<u8, Error> {
    let device = device(common)?;
    let (shelf, now) = (device.shelf(), device.moment(reading()).device);
    let (contents, missing) = (shelf.contents(), shelf.missing());
    // Of what is replaced nothing is judged by.
    let is_stale =
        |installed: &Installed| installed.is_in_force && now.is_some_and(|now| installed.expires <= now);
    let mut output = anstream::stdout();
    if common.json {
        let listed = contents.iter().map(|installed| {
            let mut line = json::installed(installed);
            line["stale"] = is_stale(installed).into();
            line
        });
        for line in listed.chain(missing.iter().map(json::missing)) {
            writeln!(output, "{}", visible::json(&line))?;
        }
    } else {
        write!(output, "{}", draw(&contents, is_stale, &missing, Page::new(common.language())))?;
    }
    Ok(u8::from(!missing.is_empty()))
}

fn draw(
    contents: &[Installed],
    is_stale: impl Fn(&Installed) -> bool,
    missing: &[Missing],
    mut page: Page,
) -> String {
    if contents.is_empty() && missing.is_empty() {
        return format!("{}\n", page.words.label("status.no-updates"));
    }
    for installed in contents {
        let document = &installed.document;
        let name = page.document(document.kind, &document.id, document.sequence);
        let state = match installed.is_in_force {
            _ if is_stale(installed) => "installed.stale",
            true => "installed.in-force",
            false => "installed.replaced",
        };
        page.heading(&name, page.words.label(state));
        if let Some(title) = &document.title {
            let title = page.text(title).to_owned();
            page.field("update.title", &title);
        }
        page.signed(&installed.signer, installed.signer_before.as_deref(), Some(installed.key));
        page.moment("update.issued", installed.issued);
        page.moment("update.expires", installed.expires);
        if installed.demonstration {
            page.warning(page.words.label("mark.demonstration"));
        }
    }
    for lost in missing {
        let name = page.document(lost.kind, &lost.id, lost.sequence);
        page.heading(&name, page.words.label("installed.missing"));
        page.signed(&lost.signer, None, Some(lost.key));
        page.warning(page.words.code("updates-damaged").next);
    }
    page.finish()
}

/// All documents that there are, to be told to who asked for another.
pub(super) fn names(shelf: &Shelf, page: &Page) -> Vec<String> {
    let installed = shelf.contents().into_iter().map(|installed| installed.document);
    let installed = installed.map(|document| (document.kind, document.id));
    let missing = shelf.missing().into_iter().map(|missing| (missing.kind, missing.id));
    let mut names = installed.chain(missing).collect::<Vec<_>>();
    names.sort();
    names.dedup();
    let told = names.into_iter().map(|(kind, id)| {
        let spoken = page.words.label(&format!("update.kind.{kind}")).to_owned();
        format!("{kind} {id} ({spoken})")
    });
    told.collect()
}
