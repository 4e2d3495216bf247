//! `souplesse pack`: the tools of those who decide about a relaxation.

mod consequences;
mod form;
mod html;
mod labels;
mod page;
mod poster;
mod qr;
mod table;
mod times;

use std::io::Write;
use std::path::Path;

use souplesse_core::bundle::{Content, Withdrawal, to_text};
use souplesse_core::rules::tolerance::{Pack, Tolerance};
use souplesse_words::Words;

use crate::cli;
use crate::cli::{Common, PackRevoke, PackSign};
use crate::read::contents::short_id;
use crate::read::pack_text;
use crate::read::update::read_signed;
use crate::tell::error::Error;
use crate::tell::output::Output;
use crate::tell::visible::visible;
use crate::verbs::bundle;
use crate::verbs::bundle::Signing;

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
        cli::Pack::Show { update } => {
            return bundle::run(&cli::Bundle::Show { updates: vec![update.clone()] }, common);
        }
        cli::Pack::Qr { update, output, force } => {
            let rules = Output::new(force.force, [update]).beside(common);
            rules.check(output)?;
            let (bytes, _) = read_signed(&update.to_string_lossy())?;
            rules.write(output, &qr::draw(&bytes, output)?)?;
        }
        cli::Pack::Poster { update, output, force, form } => {
            let rules = Output::new(force.force, [update]).beside(common);
            rules.check(output)?;
            rules.write(output, poster::page(update, *form)?.as_bytes())?;
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
    if qr::is_picture(&arguments.output) {
        output.write(&arguments.output, &qr::draw(&bytes, &arguments.output)?)?;
    } else {
        output.write(&arguments.output, &bytes)?;
    }
    tell_size(&arguments.output, &bytes, common)
}

/// How large it is, and which QR code it needs.
fn tell_size(path: &Path, bytes: &[u8], common: &Common) -> Result<(), Error> {
    if common.quiet {
        return Ok(());
    }
    let text = to_text(bytes);
    let version = qr::version(&text).map_or("–".to_owned(), |version| version.to_string());
    let values = [
        ("file", path.display().to_string()),
        ("bytes", bytes.len().to_string()),
        ("characters", text.len().to_string()),
        ("version", version),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    writeln!(anstream::stdout(), "{}", Words::of(common.language()).fill("pack.signed", &values))?;
    Ok(())
}

/// A pack from its text, or the only one of a signed update.
pub(super) fn read_any(path: &Path) -> Result<Tolerance, Error> {
    if path.extension().is_some_and(|ending| ending == "toml") {
        return pack_text::read_file(path);
    }
    let (pack, _) = read_signed_pack(path)?;
    Tolerance::new(pack).map_err(|error| Error::Unusable { path: path.to_owned(), detail: error.to_string() })
}

/// The first pack of a signed update, and the update itself.
fn read_signed_pack(path: &Path) -> Result<(Pack, Vec<u8>), Error> {
    let (bytes, bundle) = read_signed(&path.to_string_lossy())?;
    let packs = bundle.documents.into_iter().filter_map(|document| match document.content {
        Content::Pack(pack) => Some(*pack),
        Content::Trust(_)
        | Content::Rules(_)
        | Content::Revocations(_)
        | Content::Withdrawal(_)
        | Content::Successor(_)
        | Content::Authorisation(_) => None,
    });
    let pack = packs.into_iter().next().ok_or_else(|| Error::Unusable {
        path: path.to_owned(),
        detail: "it brings no tolerance pack".to_owned(),
    })?;
    Ok((pack, bytes))
}
