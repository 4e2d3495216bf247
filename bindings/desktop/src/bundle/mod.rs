//! `souplesse bundle`: readable data to what the core holds, and signed updates.

mod build;
mod contents;
mod install;
mod keygen;
mod keys;
mod show;
mod sign;
mod source;

pub use build::{AnchorList, TrustList, build};
pub use keys::{PrivateKey, read_anchor};
pub use show::draw;
pub(crate) use sign::write_update;
pub use sign::{Signing, write_new};
pub use source::read_update;

use std::fs;

use crate::cli::{self, Common};
use crate::error::Error;

/// Runs a verb of `bundle`. Gives the exit status.
///
/// # Errors
/// Where something cannot be read, made or written.
pub fn run(verb: &cli::Bundle, common: &Common) -> Result<u8, Error> {
    match verb {
        cli::Bundle::Build { folder, output } => {
            let bytes = build(folder)?.to_cbor();
            fs::write(output, bytes).map_err(|source| Error::Write { path: output.clone(), source })?;
            Ok(0)
        }
        cli::Bundle::Keygen { name, may_sign, output } => keygen::run(name, may_sign, output, common),
        cli::Bundle::Sign(arguments) => sign::run(arguments, common),
        cli::Bundle::Show { updates } => show::run(updates, common),
        cli::Bundle::Install(arguments) => install::run(arguments, common),
        cli::Bundle::Export { output } => install::export(output, common),
    }
}
