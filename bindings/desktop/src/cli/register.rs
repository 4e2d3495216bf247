//! The verbs of the register.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};
use souplesse_core::register::Name;
use unicode_normalization::UnicodeNormalization;

use super::Force;

/// `register`.
#[derive(Debug, Subcommand)]
pub enum Register {
    /// Name a person or a service to check
    Name {
        /// The person or service
        #[arg(value_name = "WHO", value_parser = name)]
        who: Name,
    },
    /// End a naming
    Withdraw {
        /// The person or service
        #[arg(value_name = "WHO", value_parser = name)]
        who: Name,
    },
    /// Open a shift: checks are counted from now on
    Open {
        /// The persons and services that check
        #[arg(value_name = "WHO", required = true, value_parser = name)]
        who: Vec<Name>,
    },
    /// Close the shift
    Close,
    /// Write the register out, for a spreadsheet or for programs
    Export {
        /// The first day
        #[arg(long, value_name = "DAY", value_parser = crate::read::moment::day)]
        from: Option<NaiveDate>,
        /// The last day
        #[arg(long, value_name = "DAY", value_parser = crate::read::moment::day)]
        until: Option<NaiveDate>,
        /// The form of the export [default: csv; json with --json]
        #[arg(long, value_enum)]
        format: Option<ExportFormat>,
        /// Where to write it [default: standard output]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Whether a file that is there is replaced
        #[command(flatten)]
        force: Force,
    },
    /// Look whether every line is there, as it was written
    Verify {
        /// A JSON export to look at instead
        #[arg(value_name = "EXPORT")]
        export: Option<PathBuf>,
    },
    /// Remove old lines; what is left still verifies, and tells who removed them
    Remove {
        /// The first day that is kept
        #[arg(long, value_name = "DAY", value_parser = crate::read::moment::day)]
        before: NaiveDate,
        /// Who answers for it; somebody who is named
        #[arg(long, value_name = "WHO", value_parser = name)]
        by: Name,
    },
}

/// `register export --format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// For spreadsheets: cells end with semicolons
    Csv,
    /// For programs, and to be verified elsewhere
    Json,
}

/// Some systems write an é as an e and its accent, which look like one sign and are two.
fn name(text: &str) -> Result<Name, String> {
    Name::try_from(text.nfc().collect::<String>()).map_err(|error| error.to_string())
}
