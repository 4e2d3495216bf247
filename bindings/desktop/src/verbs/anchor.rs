//! `souplesse anchor`: the keys whose updates this device takes, or took.

use std::io::Write;
use std::path::Path;

use souplesse_core::bundle::{Anchor, KeyNumber, KnownAnchor, Shelf, Standing};

use crate::cli;
use crate::cli::Common;
use crate::read::keys::read_anchors;
use crate::read::moment::reading;
use crate::tell::error::{Error, Misuse};
use crate::tell::page::Page;
use crate::tell::{json, visible};
use crate::verbs::bundle::remove;

/// Runs a verb of `anchor`. Gives the exit status.
///
/// # Errors
/// Where a key is not known, cannot be read or cannot be taken away.
pub fn run(verb: &cli::Anchor, common: &Common) -> Result<u8, Error> {
    match verb {
        cli::Anchor::List => list(common),
        cli::Anchor::Show { key } => show(key, common),
        cli::Anchor::Remove { number, yes } => take_away(*number, *yes, common),
    }
}

fn list(common: &Common) -> Result<u8, Error> {
    let shelf = crate::judge::data_folder::device(common)?.shelf();
    let mut page = Page::new(common.language());
    let anchors = shelf.anchors();
    let mut output = anstream::stdout();
    if common.json {
        anchors.iter().try_for_each(|anchor| writeln!(output, "{}", visible::json(&json::anchor(anchor))))?;
        return Ok(0);
    }
    if anchors.is_empty() {
        writeln!(output, "{}", page.words.label("anchor.none"))?;
        return Ok(0);
    }
    anchors.iter().for_each(|anchor| draw(&mut page, anchor, &shelf));
    write!(output, "{}", page.finish())?;
    Ok(0)
}

/// A key that is known, by its number; or those in a file, so that their digits can be compared before they are used.
fn show(argument: &str, common: &Common) -> Result<u8, Error> {
    let shelf = crate::judge::data_folder::device(common)?.shelf();
    let mut page = Page::new(common.language());
    let mut output = anstream::stdout();
    if let Some(number) = number(argument) {
        let anchors = shelf.anchors();
        let Some(anchor) = anchors.iter().find(|anchor| anchor.key == number) else {
            return Err(unknown(&shelf, number));
        };
        if common.json {
            writeln!(output, "{}", visible::json(&json::anchor(anchor)))?;
            return Ok(0);
        }
        draw(&mut page, anchor, &shelf);
    } else {
        for anchor in read_anchors(Path::new(argument))? {
            if common.json {
                writeln!(
                    output,
                    "{}",
                    visible::json(&json::unknown_anchor(&anchor, here(&anchor, &shelf).as_ref()))
                )?;
                continue;
            }
            draw_unknown(&mut page, &anchor, &shelf);
        }
    }
    write!(output, "{}", page.finish())?;
    Ok(0)
}

/// The number of a key, as people type it.
fn number(text: &str) -> Option<KeyNumber> {
    cli::key_number(text).ok()
}

fn here(anchor: &Anchor, shelf: &Shelf) -> Option<KnownAnchor> {
    shelf.anchors().into_iter().find(|known| Some(known.key) == anchor.number())
}

/// A key in a file, and whether it is known here.
fn draw_unknown(page: &mut Page, anchor: &Anchor, shelf: &Shelf) {
    page.heading(&anchor.name, "");
    page.field("update.key", &anchor.number().map(|number| number.to_string()).unwrap_or_default());
    let rights = page.rights(&anchor.may_sign);
    page.field("anchor.may-sign", &rights);
    let standing =
        here(anchor, shelf).map_or("anchor.standing.unknown".to_owned(), |known| standing_key(&known));
    let standing = page.words.label(&standing).to_owned();
    page.field("anchor.here", &standing);
}

fn unknown(shelf: &Shelf, number: KeyNumber) -> Error {
    let anchors = shelf.anchors();
    let known = anchors.iter().map(|anchor| format!("{} ({})", anchor.key, anchor.name)).collect();
    Misuse::NoSuchAnchor { number, known }.into()
}

fn take_away(number: KeyNumber, yes: bool, common: &Common) -> Result<u8, Error> {
    remove::refuse_what_if(common)?;
    let device = crate::judge::data_folder::device(common)?;
    let shelf = device.shelf();
    let page = Page::new(common.language());
    let anchors = shelf.anchors();
    let Some(anchor) = anchors.iter().find(|anchor| anchor.key == number) else {
        return Err(unknown(&shelf, number));
    };
    let name = anchor.name.clone();
    if anchor.standing == Standing::Removed {
        return Err(Misuse::AnchorRemoved { name }.into());
    }
    let Some(given) = shelf.clone().remove_anchor(number) else {
        return Err(Misuse::AnchorIsGiven { name }.into());
    };
    let stopped = given
        .up
        .iter()
        .filter(|(kind, ..)| remove::stops(*kind))
        .flat_map(|(kind, id, _)| remove::no_longer_stopped(&shelf, anchor.author, *kind, id, &page));
    let silenced = given.silenced.iter().map(|known| {
        let names = [("name", known.name.as_str()), ("key", &*known.key.to_string())];
        page.words.fill("anchor.silences", &names)
    });
    let stopped = stopped.chain(silenced).collect::<Vec<_>>();
    let takes_anything = !given.up.is_empty() || !given.silenced.is_empty();
    if takes_anything && !yes {
        let documents = given.up.iter().map(|(kind, id, sequence)| page.document(*kind, id, *sequence));
        let documents = documents.collect::<Vec<_>>().join("; ");
        return Err(Misuse::AnchorWantsYes { name, documents, stopped }.into());
    }
    let given = device.remove_anchor(number, reading()).map_err(remove::not_kept)?.unwrap_or_default();
    write!(anstream::stdout(), "{}", remove::told(&given, &stopped, page, common))?;
    Ok(0)
}

/// How a key stands, in a heading and fields.
fn draw(page: &mut Page, anchor: &KnownAnchor, shelf: &Shelf) {
    let name = page.signer(&anchor.name, anchor.name_before.as_deref());
    page.heading(&name, "");
    page.field("update.key", &anchor.key.to_string());
    let rights = page.rights(&anchor.may_sign);
    page.field("anchor.may-sign", &rights);
    let standing = page.words.label(&standing_key(anchor)).to_owned();
    page.field("anchor.here", &standing);
    let documents = page.words.count("anchor.documents", anchor.documents);
    page.field("anchor.signed", &documents);
    if let Some(successor) = anchor.successor {
        let successor_name = shelf.anchors().into_iter().find(|known| known.key == successor);
        let successor_name = successor_name.map(|known| known.name).unwrap_or_default();
        page.field("anchor.successor", &format!("{successor_name} ({successor})"));
    }
    if anchor.successor_was_known {
        page.note("anchor.successor-known", json::SUCCESSOR_KNOWN);
    }
}

/// How a key stands, by the key of its words.
pub(crate) fn standing_key(anchor: &KnownAnchor) -> String {
    if anchor.demonstration {
        return "anchor.standing.demonstration".to_owned();
    }
    format!("anchor.standing.{}", json::standing(anchor.standing))
}
