//! `souplesse pack`: the tools of those who decide about a relaxation.

mod check;
mod circumstances;
mod consequences;
mod csv;
mod doubts;
mod form;
mod html;
mod plan;
mod poster;
mod source;
mod table;

use std::io::Write;
use std::path::Path;

use souplesse_core::bundle::{Content, Withdrawal};
use souplesse_core::rules::tolerance::is_id;
use souplesse_words::Words;

use crate::cli;
use crate::cli::{Common, PackRevoke, PackSign};
use crate::read::contents::short_id;
use crate::read::pack_faults::TEMPLATE;
use crate::read::pack_text;
use crate::tell::complaint;
use crate::tell::drawn::texts;
use crate::tell::error::{Error, Misuse};
use crate::tell::output::Output;
use crate::tell::page::Page;
use crate::verbs::bundle;
use crate::verbs::bundle::{Signing, codes, files_read};

/// Runs a verb of `pack`. Gives the exit status.
///
/// # Errors
/// Where something cannot be read, made or written.
pub fn run(verb: &cli::Pack, common: &Common) -> Result<u8, Error> {
    match verb {
        cli::Pack::New { output: Some(path), force } => {
            Output::new(force.force, <[&Path; 0]>::default())
                .beside(common)
                .write(path, TEMPLATE.as_bytes())?;
        }
        cli::Pack::New { output: None, .. } => write!(anstream::stdout(), "{TEMPLATE}")?,
        cli::Pack::Check { packs, strict } => return check::run(packs, *strict, common),
        cli::Pack::Table { pack, format, diff } => table::run(pack, diff.as_deref(), *format, common)?,
        cli::Pack::Plan { pack, html } => plan::run(pack, *html, common)?,
        cli::Pack::Sign(arguments) => sign(arguments, common)?,
        cli::Pack::Show { update } => return show(update, common),
        cli::Pack::Qr(arguments) => return codes::draw(arguments, common),
        cli::Pack::Poster { update, output, force, form } => {
            let rules = Output::new(force.force, [update]).beside(common);
            rules.check(output)?;
            rules.write(output, poster::page(update, *form, output, common)?.as_bytes())?;
        }
        cli::Pack::Revoke(arguments) => revoke(arguments, common)?,
    }
    Ok(0)
}

fn sign(arguments: &PackSign, common: &Common) -> Result<(), Error> {
    let read = files_read(&arguments.signing.key);
    let output = Output::new(arguments.force.force, arguments.packs.iter().chain(&read)).beside(common);
    output.check(&arguments.output)?;
    let signing = Signing::read(&arguments.signing, common)?;
    let packs = arguments.packs.iter().map(|path| {
        let pack = pack_text::read_file(path)?.pack().clone();
        Ok((pack.id.clone(), Content::Pack(Box::new(pack))))
    });
    let bytes = signing.sign(packs.collect::<Result<Vec<_>, Error>>()?)?;
    output.write(&arguments.output, &bytes)?;
    tell_size(&arguments.output, &bytes, common)
}

fn revoke(arguments: &PackRevoke, common: &Common) -> Result<(), Error> {
    let output = Output::new(arguments.force.force, files_read(&arguments.signing.key)).beside(common);
    output.check(&arguments.output)?;
    if let Some(place) = arguments.ids.iter().position(|id| !is_id(id)) {
        return Err(Misuse::NoPackId { number: place + 1 }.into());
    }
    let is_first = |&(place, id): &(usize, &String)| !arguments.ids[..place].contains(id);
    let ids = arguments.ids.iter().enumerate().filter(is_first).map(|(_, id)| id.clone()).collect::<Vec<_>>();
    let signing = Signing::read(&arguments.signing, common)?;
    tell_unknown(&ids, common)?;
    let id = short_id(format!("W-{}", arguments.ids.first().map_or("", String::as_str)));
    let withdrawal = Content::Withdrawal(Withdrawal { revokes: ids });
    let bytes = signing.sign([(id, withdrawal)])?;
    if codes::is_drawn(&arguments.output) {
        return codes::write(&bytes, &arguments.output, &output, common);
    }
    output.write(&arguments.output, &bytes)?;
    tell_size(&arguments.output, &bytes, common)
}

/// An id that nothing here has may be mistyped: such a withdrawal installs everywhere, and ends nothing.
fn tell_unknown(ids: &[String], common: &Common) -> Result<(), Error> {
    let known = source::known_ids(common)?;
    let page = Page::new(common.language());
    for id in ids.iter().filter(|id| !known.contains(id)) {
        let values = [("id", id.as_str()), ("known", &known.join(", "))];
        complaint::tell(&page.words.fill("pack.revokes-unknown", &values))?;
    }
    Ok(())
}

/// How large it is, and how many QR codes it needs.
fn tell_size(path: &Path, bytes: &[u8], common: &Common) -> Result<(), Error> {
    if common.quiet {
        return Ok(());
    }
    let words = Words::of(common.language());
    let codes = match texts(bytes) {
        Ok(texts) => words.count("pack.codes", texts.len()),
        Err(_) => words.label("pack.no-codes").to_owned(),
    };
    let values = [("file", path.display().to_string()), ("bytes", bytes.len().to_string()), ("codes", codes)];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    writeln!(anstream::stdout(), "{}", words.fill("pack.signed", &values))?;
    Ok(())
}

/// An update as `bundle show` shows it; a pack that is installed is shown by its id too.
fn show(update: &str, common: &Common) -> Result<u8, Error> {
    match source::bytes_by_id(update, common)? {
        Some(bytes) => bundle::show_bytes(&[bytes], common),
        None => bundle::run(&cli::Bundle::Show { updates: vec![update.to_owned()] }, common),
    }
}
