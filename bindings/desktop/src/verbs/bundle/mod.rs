//! `souplesse bundle`: readable data to what the core holds, and signed updates.

pub(crate) mod codes;
mod install;
mod keygen;
mod ledger;
mod list;
mod progress;
pub(crate) mod remove;
pub(crate) mod sheet;
mod show;
mod sign;

pub(crate) use ledger::files_read;
pub use show::draw;
pub(crate) use show::show_bytes;
pub(crate) use sign::Signing;

use crate::cli::{self, Common};
use crate::read::data::{self, build};
use crate::tell::error::Error;
use crate::tell::output::Output;

/// Runs a verb of `bundle`. Gives the exit status.
///
/// # Errors
/// Where something cannot be read, made or written.
pub fn run(verb: &cli::Bundle, common: &Common) -> Result<u8, Error> {
    match verb {
        cli::Bundle::Build { folder, output, force } => {
            let rules = Output::new(force.force, data::files(folder)?).beside(common);
            rules.check(output)?;
            rules.write(output, &build(folder)?.to_cbor())?;
            Ok(0)
        }
        cli::Bundle::Keygen { name, may_sign, output } => keygen::run(name, may_sign, output, common),
        cli::Bundle::Sign(arguments) => sign::run(arguments, common),
        cli::Bundle::Show { updates } => show::run(updates, common),
        cli::Bundle::Text { update } => codes::print_texts(update, common),
        cli::Bundle::Qr(arguments) => codes::draw(arguments, common),
        cli::Bundle::Install(arguments) => install::run(arguments, common),
        cli::Bundle::List => list::run(common),
        cli::Bundle::Remove(arguments) => remove::run(arguments, common),
        cli::Bundle::Export { output, force } => install::export(output, *force, common),
    }
}
