//! `souplesse pack`: the tools of those who decide about a relaxation.

mod circumstances;
mod consequences;
mod csv;
mod form;
mod html;
mod labels;
mod poster;
mod sentences;
mod source;
mod table;
mod times;

use std::io::Write;
use std::path::Path;

use souplesse_core::bundle::{Content, Withdrawal};
use souplesse_words::Words;

use crate::cli;
use crate::cli::{Common, PackRevoke, PackSign};
use crate::read::contents::short_id;
use crate::read::pack_text;
use crate::tell::drawn::texts;
use crate::tell::error::Error;
use crate::tell::output::Output;
use crate::tell::visible::visible;
use crate::verbs::bundle;
use crate::verbs::bundle::{Signing, codes};

/// A pack that can be checked as it is, with a word on every field.
const TEMPLATE: &str = include_str!("template.toml");

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
        cli::Pack::Check { packs } => return check(packs, common),
        cli::Pack::Table { pack, format, diff } => table::run(pack, diff.as_deref(), *format, common)?,
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

/// Every fault is told; 1 where there is any.
fn check(packs: &[impl AsRef<Path>], common: &Common) -> Result<u8, Error> {
    let words = Words::of(common.language());
    let mut status = 0;
    for path in packs {
        let path = path.as_ref();
        match pack_text::read(&pack_text::read_text(path)?) {
            Ok(tolerance) => {
                let name = [("pack", tolerance.pack().id.as_str())];
                writeln!(
                    anstream::stdout(),
                    "{}: {}",
                    visible(&path.display().to_string()),
                    words.fill("pack.sound", &name)
                )?;
            }
            Err(fault) => {
                writeln!(
                    anstream::stderr(),
                    "{}: {}",
                    visible(&path.display().to_string()),
                    visible(&fault.to_string())
                )?;
                status = 1;
            }
        }
    }
    Ok(status)
}

fn sign(arguments: &PackSign, common: &Common) -> Result<(), Error> {
    let inputs = arguments.packs.iter().chain([&arguments.signing.key]);
    let output = Output::new(arguments.force.force, inputs).beside(common);
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
    let output = Output::new(arguments.force.force, [&arguments.signing.key]).beside(common);
    output.check(&arguments.output)?;
    let signing = Signing::read(&arguments.signing, common)?;
    let id = short_id(format!("W-{}", arguments.ids.first().map_or("", String::as_str)));
    let withdrawal = Content::Withdrawal(Withdrawal { revokes: arguments.ids.clone() });
    let bytes = signing.sign([(id, withdrawal)])?;
    if codes::is_drawn(&arguments.output) {
        return codes::write(&bytes, &arguments.output, &output, common);
    }
    output.write(&arguments.output, &bytes)?;
    tell_size(&arguments.output, &bytes, common)
}

/// How large it is, and how many QR codes it needs.
fn tell_size(path: &Path, bytes: &[u8], common: &Common) -> Result<(), Error> {
    if common.quiet {
        return Ok(());
    }
    let words = Words::of(common.language());
    let codes = match texts(bytes, words) {
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
