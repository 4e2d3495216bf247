//! `souplesse bundle remove`: a person gives up a document.

use std::io::Write;

use souplesse_core::bundle::{Brings, DocumentKind, Given, KeyNumber, Shelf};
use souplesse_core::store::StoreError;

use super::list;
use crate::cli::{BundleRemove, Common};
use crate::judge::data_folder::device;
use crate::judge::setup;
use crate::read::moment::reading;
use crate::tell::error::{Act, Error, Misuse, Why};
use crate::tell::page::Page;
use crate::tell::visible;
use crate::tell::{brings, json};

/// A document of one authority.
struct Candidate {
    /// The first key of the authority.
    author: KeyNumber,
    /// The key that signed it, if that is known.
    key: KeyNumber,
    signer: String,
}

pub(super) fn run(arguments: &BundleRemove, common: &Common) -> Result<u8, Error> {
    refuse_what_if(common)?;
    let device = device(common)?;
    let shelf = device.shelf();
    let page = Page::new(common.language());
    let chosen = choose(arguments, &shelf, &page)?;
    let stopped = no_longer_stopped(&shelf, chosen.author, arguments.kind, &arguments.id, &page);
    if stops(arguments.kind) && !arguments.yes {
        let document = name_of(arguments, &page);
        return Err(Misuse::DocumentWantsYes { document, stopped }.into());
    }
    let given = device.give_up(chosen.author, arguments.kind, &arguments.id, reading());
    let given = given.map_err(not_kept)?.unwrap_or_default();
    write!(anstream::stdout(), "{}", told(&given, &stopped, page, common))?;
    Ok(0)
}

/// Nothing is given up by who only asks what would be.
pub(crate) fn refuse_what_if(common: &Common) -> Result<(), Error> {
    if setup::is_what_if(common) { Err(Misuse::RemoveWhatIf.into()) } else { Ok(()) }
}

pub(crate) fn not_kept(error: StoreError) -> Error {
    Error::Kept { act: Act::Remove, why: Why::Store(error) }
}

/// What was removed and what is back, as people or programs read it.
pub(crate) fn told(given: &Given, stopped: &[String], mut page: Page, common: &Common) -> String {
    if common.json {
        let up = given.up.iter().map(|(kind, id, sequence)| {
            serde_json::json!({ "kind": kind.as_str(), "id": id, "sequence": sequence })
        });
        let back = given.back.iter().map(json::installed);
        let json = serde_json::json!({
            "given_up": up.collect::<Vec<_>>(),
            "back": back.collect::<Vec<_>>(),
            "silenced": given.silenced.iter().map(json::anchor).collect::<Vec<_>>(),
        });
        return visible::json(&json) + "\n";
    }
    page.heading(page.words.label("remove.done"), "");
    for (kind, id, sequence) in &given.up {
        let document = page.document(*kind, id, *sequence);
        page.field("remove.up", &document);
    }
    for back in &given.back {
        let back = page.installed(back);
        page.field("remove.back", &back);
    }
    for known in &given.silenced {
        page.field("remove.silenced", &format!("{} ({})", known.name, known.key));
    }
    for sentence in stopped {
        page.warning(sentence);
    }
    page.finish()
}

/// Whether giving it up could let in what was kept out.
pub(crate) fn stops(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Trust | DocumentKind::Revocations)
}

/// What giving up a document comes to, where its name does not tell.
pub(crate) fn no_longer_stopped(
    shelf: &Shelf,
    author: KeyNumber,
    kind: DocumentKind,
    id: &str,
    page: &Page,
) -> Vec<String> {
    let held = shelf.contents().into_iter().find(|installed| {
        (installed.document.kind, installed.document.id.as_str()) == (kind, id)
            && author_of(shelf, installed.key) == author
    });
    let sentence = match held.map(|held| held.document.brings) {
        Some(Brings::Revocations { keys, hashes }) => {
            page.words.fill("remove.revocations", &[("revoked", &brings::revoked(page, keys, hashes))])
        }
        Some(Brings::Trust { keys, .. }) => {
            page.words.fill("remove.trust", &[("keys", &brings::count(page, "update.count-keys", keys))])
        }
        Some(Brings::Withdrawal { packs }) => {
            page.words.fill("remove.withdrawal", &[("packs", &packs.join(", "))])
        }
        Some(Brings::Successor { name, .. }) => page.words.fill("remove.successor", &[("name", &name)]),
        Some(Brings::Pack { .. } | Brings::Rules { .. } | Brings::Authorisation { .. }) => return Vec::new(),
        None if stops(kind) => page.words.label("remove.unknown").to_owned(),
        None => return Vec::new(),
    };
    vec![sentence]
}

/// The first key of the authority of a key.
pub(crate) fn author_of(shelf: &Shelf, key: KeyNumber) -> KeyNumber {
    let known = shelf.anchors().into_iter().find(|anchor| anchor.key == key);
    known.map_or(key, |anchor| anchor.author)
}

/// What the call means, as people say it.
fn name_of(arguments: &BundleRemove, page: &Page) -> String {
    format!("{} {}", page.words.label(&format!("update.kind.{}", arguments.kind)), arguments.id)
}

/// The one document that is meant.
fn choose(arguments: &BundleRemove, shelf: &Shelf, page: &Page) -> Result<Candidate, Error> {
    let name = name_of(arguments, page);
    let all = candidates(shelf, arguments.kind, &arguments.id);
    if all.is_empty() {
        return Err(Misuse::NoSuchDocument { document: name, known: list::names(shelf, page) }.into());
    }
    let signers = all.iter().map(|known| format!("{} ({})", known.key, known.signer));
    let signers = signers.collect::<Vec<_>>().join(", ");
    let is_meant = |known: &Candidate| arguments.by.is_none_or(|by| by == known.key || by == known.author);
    let mut meant = all.into_iter().filter(is_meant).collect::<Vec<_>>();
    match meant.pop() {
        Some(chosen) if meant.is_empty() => Ok(chosen),
        Some(_) => Err(Misuse::WhoseDocument { document: name, signers }.into()),
        None => Err(Misuse::DocumentNotBy { document: name, signers }.into()),
    }
}

/// The documents of that name, each of another authority.
fn candidates(shelf: &Shelf, kind: DocumentKind, id: &str) -> Vec<Candidate> {
    let installed = shelf.contents().into_iter().filter(|known| !known.demonstration);
    let installed = installed.filter(|known| known.document.kind == kind && known.document.id == id);
    let installed = installed.map(|known| Candidate {
        author: author_of(shelf, known.key),
        key: known.key,
        signer: known.signer,
    });
    let missing = shelf.missing().into_iter().filter(|known| known.kind == kind && known.id == id);
    let missing = missing.map(|known| Candidate { author: known.key, key: known.key, signer: known.signer });
    installed.chain(missing).collect()
}
