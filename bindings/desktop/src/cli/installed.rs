//! The verbs about what is installed and whose updates are taken.

use clap::{Args, Subcommand};
use souplesse_core::bundle::{DocumentKind, KeyNumber};

/// `bundle remove`.
#[derive(Debug, Args)]
pub struct BundleRemove {
    /// What kind of document: pack, trust, rules, revocations, withdrawal, successor or authorisation
    #[arg(value_name = "KIND", value_parser = kind)]
    pub kind: DocumentKind,
    /// Its id, as `bundle list` says it
    #[arg(value_name = "ID")]
    pub id: String,
    /// Whose, where two signers have one of that id: the sixteen digits of the key
    #[arg(long, value_name = "KEYNUMBER", value_parser = key_number)]
    pub by: Option<KeyNumber>,
    /// Give up revocations or trusted keys, though what they stopped is stopped no longer
    #[arg(long)]
    pub yes: bool,
}

/// `anchor`.
#[derive(Debug, Subcommand)]
pub enum Anchor {
    /// Show every key that is known, how it stands and what it has signed
    List,
    /// Show one key, so that its sixteen digits can be compared before it is relied upon
    Show {
        /// A file with a public key, installed or not, or the number of a key that is known
        #[arg(value_name = "FILE|NUMBER")]
        key: String,
    },
    /// Take a key away, with the documents that it has signed
    Remove {
        /// The sixteen digits of the key
        #[arg(value_name = "NUMBER", value_parser = key_number)]
        number: KeyNumber,
        /// Take it away though documents that it has signed end with it
        #[arg(long)]
        yes: bool,
    },
}

fn kind(text: &str) -> Result<DocumentKind, String> {
    text.parse::<DocumentKind>().map_err(|error| error.to_string())
}

/// A key's number as people type it: in capitals too, and with spaces.
///
/// # Errors
/// For what is none.
pub fn key_number(text: &str) -> Result<KeyNumber, String> {
    let digits = text.chars().filter(|letter| *letter != ' ').collect::<String>();
    KeyNumber::try_from(digits.to_ascii_lowercase())
}
