//! The verbs about papers, packs and signed updates.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand, ValueEnum};
use souplesse_core::attestation::Hours;
use souplesse_core::bundle::Right;

use super::BundleRemove;

/// `paper`.
#[derive(Debug, Args)]
pub struct Paper {
    /// The kind of paper, such as antigen or "antigen test", or as far as one alone begins so; `unstated` where it does not say
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Date and time of the test in France, such as 2021-08-14T09:15, "14/08 9h15", "today 9:15" or "yesterday 9:15"; `unstated` where they are missing
    #[arg(long, value_name = "TIME")]
    pub tested_at: Option<String>,
    /// What is missing on the paper, such as stamp,signature [default: nothing]
    #[arg(long, value_name = "ELEMENTS", value_delimiter = ',')]
    pub missing: Vec<String>,
    /// The duration of validity that stands on it, in hours
    #[arg(long, value_name = "HOURS")]
    pub stated_hours: Option<Hours>,
    /// A pass of the same person: a picture, a text, a file or -; the best document decides, and none where passes are of different people (repeatable)
    #[arg(long, value_name = "CODE")]
    pub with: Vec<String>,
}

/// `pack`.
#[derive(Debug, Subcommand)]
pub enum Pack {
    /// Write a commented template
    New {
        /// Where to write it [default: standard output]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Whether a file that is there is replaced
        #[command(flatten)]
        force: Force,
    },
    /// Check packs: everything that is wrong, with line and column, and what should be looked at again
    Check {
        /// TOML files
        #[arg(value_name = "PACK", required = true)]
        packs: Vec<PathBuf>,
        /// Warnings count as faults: exit status 1
        #[arg(long)]
        strict: bool,
    },
    /// Show every consequence of a pack before it is signed
    Table {
        /// A TOML file, a signed pack, or the id of one that is installed or built in
        #[arg(value_name = "PACK")]
        pack: PathBuf,
        /// The form of the table
        #[arg(long, value_enum, default_value_t = TableFormat::Text)]
        format: TableFormat,
        /// Show only what changes from this pack
        #[arg(long, value_name = "OTHER")]
        diff: Option<PathBuf>,
    },
    /// Tell on one page what a pack would do, for a second person to read before it is signed
    Plan {
        /// A TOML file, a signed pack, or the id of one that is installed or built in
        #[arg(value_name = "PACK")]
        pack: PathBuf,
        /// As a page to print
        #[arg(long)]
        html: bool,
    },
    /// Sign packs
    Sign(PackSign),
    /// Show what a signed pack brings, and whether it would be installed
    Show {
        /// A .souplesse file, the text of a QR code, a picture of one, or the id of a pack that is installed
        #[arg(value_name = "UPDATE")]
        update: String,
    },
    /// Draw a signed pack as a QR code, or as several numbered ones where one would be too large
    Qr(Qr),
    /// Lay out an A4 poster with the QR code, or the blank attestation form (HTML); in French unless --lang says else
    Poster {
        /// A .souplesse file, or the id of a pack that is installed or built in
        #[arg(value_name = "UPDATE")]
        update: PathBuf,
        /// Where to write it
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Whether a file that is there is replaced
        #[command(flatten)]
        force: Force,
        /// The blank form that a professional prints, fills and stamps
        #[arg(long)]
        form: bool,
    },
    /// Sign a withdrawal of packs
    Revoke(PackRevoke),
}

/// `pack qr` and `bundle qr`.
#[derive(Debug, Args)]
pub struct Qr {
    /// A .souplesse file
    #[arg(value_name = "UPDATE")]
    pub update: PathBuf,
    /// Where to write it: .png or .svg, or .html for a sheet to print; several codes are numbered, such as week-2-of-5.png
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Whether a file that is there is replaced
    #[command(flatten)]
    pub force: Force,
}

/// `pack table --format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For the terminal
    Text,
    /// For spreadsheets
    Csv,
    /// For the browser
    Html,
}

/// `--force`.
#[derive(Clone, Copy, Debug, Args)]
pub struct Force {
    /// Replace a file that is there; never one that the call reads
    #[arg(long)]
    pub force: bool,
}

/// What signing takes.
#[derive(Debug, Args)]
pub struct SigningOptions {
    /// The private key: a PKCS#8 PEM file
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
    /// The number of this version; it must go up with each one
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub sequence: u64,
    /// When it is issued, for the same bytes as another time [default: now, or as it was first signed]
    #[arg(long, value_name = "TIME", value_parser = crate::read::moment::parse)]
    pub issued: Option<DateTime<Utc>>,
    /// Until when it can be installed and is fresh [default: a year from its issue]
    #[arg(long, value_name = "TIME", value_parser = crate::read::moment::parse)]
    pub expires: Option<DateTime<Utc>>,
    /// Devices judge by it, with a mark, also when it has expired
    #[arg(long)]
    pub judge_when_expired: bool,
}

/// `pack sign`.
#[derive(Debug, Args)]
pub struct PackSign {
    /// TOML files
    #[arg(value_name = "PACK", required = true)]
    pub packs: Vec<PathBuf>,
    /// Where to write the update
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Whether a file that is there is replaced
    #[command(flatten)]
    pub force: Force,
    /// With what to sign
    #[command(flatten)]
    pub signing: SigningOptions,
}

/// `pack revoke`.
#[derive(Debug, Args)]
pub struct PackRevoke {
    /// The ids of the packs
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// Where to write the update: .souplesse, .png or .svg
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Whether a file that is there is replaced
    #[command(flatten)]
    pub force: Force,
    /// With what to sign
    #[command(flatten)]
    pub signing: SigningOptions,
}

/// `bundle`.
#[derive(Debug, Subcommand)]
pub enum Bundle {
    /// Turn a folder of readable data into the CBOR that the core holds
    Build {
        /// A folder with trust, rules, value sets and packs
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        /// Where to write it
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Whether a file that is there is replaced
        #[command(flatten)]
        force: Force,
    },
    /// Make a key pair for an authority: OUTPUT.pem, which stays secret, and OUTPUT.anchor.toml
    Keygen {
        /// The name that people see
        #[arg(long, value_name = "NAME")]
        name: String,
        /// What the key may sign
        #[arg(long, value_enum, value_delimiter = ',', default_values_t = [RightName::Pack])]
        may_sign: Vec<RightName>,
        /// Where to write the two files, without an ending
        #[arg(short, long, value_name = "OUTPUT")]
        output: PathBuf,
    },
    /// Sign packs, trust lists, rules, value sets, revocations, a successor or an authorisation as one update
    Sign(BundleSign),
    /// Show what an update brings, and whether it would be installed
    Show {
        /// .souplesse files, texts of QR codes, text files or pictures of them, or - for standard input; the parts of one in any order
        #[arg(value_name = "UPDATE", required = true)]
        updates: Vec<String>,
    },
    /// Print the text of an update's QR code, or the texts of its parts; no key is needed
    Text {
        /// A .souplesse file
        #[arg(value_name = "UPDATE")]
        update: PathBuf,
    },
    /// Draw an update as QR codes, numbered where it takes several; no key is needed
    Qr(Qr),
    /// Install updates on this device, for good
    Install(BundleInstall),
    /// Show everything that is installed, and what is missing
    List,
    /// Give up a document; its number is remembered, and what it had replaced is in force again
    Remove(BundleRemove),
    /// Write the installed updates as .souplesse files, as they were signed
    Export {
        /// The folder to write them to
        #[arg(short, long, value_name = "FOLDER")]
        output: PathBuf,
        /// Whether a file that is there is replaced
        #[command(flatten)]
        force: Force,
    },
}

/// `bundle install`.
#[derive(Debug, Args)]
pub struct BundleInstall {
    /// .souplesse files, texts of QR codes, text files or pictures of them, or - for standard input; the parts of one in any order
    #[arg(value_name = "UPDATE", required = true)]
    pub updates: Vec<String>,
}

/// `bundle sign`.
#[derive(Debug, Args)]
pub struct BundleSign {
    /// TOML files (packs, trust lists, revocations, anchors) and JSON files (rules, value sets), or folders of them
    #[arg(value_name = "FILE", required_unless_present = "authorise_until")]
    pub files: Vec<PathBuf>,
    /// Where to write the update
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Whether a file that is there is replaced
    #[command(flatten)]
    pub force: Force,
    /// Let a device use the profile of controllers until then
    #[arg(long, value_name = "TIME", value_parser = crate::read::moment::parse)]
    pub authorise_until: Option<DateTime<Utc>>,
    /// The device's number, for an authorisation of more than 24 hours
    #[arg(long, value_name = "NUMBER", requires = "authorise_until")]
    pub device: Option<String>,
    /// Also print the texts of its QR codes
    #[arg(long)]
    pub text: bool,
    /// With what to sign
    #[command(flatten)]
    pub signing: SigningOptions,
}

/// `--may-sign`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RightName {
    /// Tolerance packs
    Pack,
    /// Keys that sign passes
    Trust,
    /// Rules and value sets
    Rules,
    /// Revoked passes and keys
    Revocations,
    /// Leave to use the profile of controllers
    Authorisation,
}

impl From<RightName> for Right {
    fn from(name: RightName) -> Self {
        match name {
            RightName::Pack => Right::Pack,
            RightName::Trust => Right::Trust,
            RightName::Rules => Right::Rules,
            RightName::Revocations => Right::Revocations,
            RightName::Authorisation => Right::Authorisation,
        }
    }
}
