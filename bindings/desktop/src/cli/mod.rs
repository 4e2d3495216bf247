//! What can be typed: verbs, options and their help.

mod authors;
mod config;
pub mod help;
mod installed;
pub mod manual;
mod register;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use souplesse_core::Profile;
use souplesse_core::place::Country;
use souplesse_core::rules::Purpose;
use souplesse_core::rules::tolerance::Word;
use souplesse_words::Language;

pub use config::{Config, Setting, SettingFault};
pub use installed::{Anchor, BundleRemove, key_number};
pub use register::{ExportFormat, Register};

pub use authors::{
    Bundle, BundleInstall, BundleSign, Force, Pack, PackRevoke, PackSign, Paper, Qr, RightName,
    SigningOptions, TableFormat,
};

/// Checks French and European health passes offline, by the rules of August 2021.
#[derive(Debug, Parser)]
#[command(name = "souplesse", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// What every verb takes.
    #[command(flatten)]
    pub common: Common,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Judge passes: pictures, PDFs, text files, folders, texts, or - for standard input
    Check(Check),
    /// Judge a paper attestation: asks what it needs to know, or takes the answers as options
    Paper(Box<Paper>),
    /// Only read codes: symbology, content, corner points, the stage that succeeded, milliseconds
    Scan(Scan),
    /// Run rule test suites, or evaluate one rule on one pass
    #[command(subcommand)]
    Rules(Rules),
    /// Replay a restaurant's door on the evening of 14 August 2021
    Demo,
    /// Show what is installed, how fresh it is, the clock and the register
    Status(Status),
    /// Keep the register of checks: who was named to check, when, and how many checks ended how
    #[command(subcommand)]
    Register(Register),
    /// Write, check, simulate, sign, print and withdraw tolerance packs
    #[command(subcommand)]
    Pack(Pack),
    /// Make keys, and build, sign, show, install, list and remove signed updates
    #[command(subcommand)]
    Bundle(Bundle),
    /// Show and take away the keys that may sign updates
    #[command(subcommand)]
    Anchor(Anchor),
    /// Show and set what is kept for every call: country, region, place, purpose, language, profile
    Config(Config),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages, in English and French
    Man {
        /// The folder to write them to; man finds them there with -M
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        /// Whether a file that is there is replaced
        #[command(flatten)]
        force: Force,
    },
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Pictures (PNG, JPEG, WebP, GIF, BMP, TIFF, PGM), PDFs, text files, folders, a pass's text, or - for standard input
    #[arg(value_name = "INPUT", required_unless_present = "batch", conflicts_with = "batch")]
    pub inputs: Vec<String>,
    /// One JSON object a line in, one JSON line a verdict out, in order; - for standard input
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
    /// Exit with 0 once every input has its answer, whatever that is: for Spark, xargs and their kin
    #[arg(long)]
    pub exit_zero: bool,
}

/// `status`.
#[derive(Debug, Args)]
pub struct Status {
    /// Say that you have read the notices, and that the clock is right: they are told no longer
    #[arg(long)]
    pub acknowledge: bool,
}

/// `scan`.
#[derive(Debug, Args)]
pub struct Scan {
    /// Pictures (PNG, JPEG, WebP, GIF, BMP, TIFF, PGM) and PDFs
    #[arg(value_name = "IMAGE", required = true)]
    pub images: Vec<PathBuf>,
}

/// `rules`.
#[derive(Debug, Subcommand)]
pub enum Rules {
    /// Run rule tests: folders with rules.json and tests.jsonl, or CertLogic test-suite files
    Test {
        /// Folders or files
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
    },
    /// Evaluate one rule on one pass
    Eval {
        /// The rule's identifier, such as VR-FR-9001
        #[arg(value_name = "RULE")]
        rule: String,
        /// The pass: a picture, a text, a file, - for standard input, or a JSON file with its payload
        #[arg(value_name = "PASS")]
        pass: String,
    },
}

/// The options that every verb takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options for every verb")]
pub struct Common {
    /// Judge as at that time: RFC 3339, or local time in France such as 2021-08-14T20:30; installed updates count,
    /// also those that have ended [default: now]
    #[arg(long, global = true, value_name = "TIME", value_parser = crate::read::moment::parse)]
    pub at: Option<chrono::DateTime<chrono::Utc>>,
    /// Who is looking: a venue sees names and outcome, a controller also what is proved
    #[arg(long, global = true, value_enum, default_value_t = ProfileName::Venue, env = "SOUPLESSE_PROFILE", hide_env = true)]
    pub profile: ProfileName,
    /// Whose acceptance rules apply: two letters
    #[arg(
        long,
        global = true,
        value_name = "CC",
        default_value = "FR",
        env = "SOUPLESSE_COUNTRY",
        hide_env = true
    )]
    pub country: Country,
    /// The region, for rules and relaxations that are limited to one, such as FR-971
    #[arg(long, global = true, value_name = "CODE", env = "SOUPLESSE_REGION", hide_env = true)]
    pub region: Option<String>,
    /// The kind of place, for relaxations that are limited to one, such as restaurant
    #[arg(long, global = true, value_name = "KIND", env = "SOUPLESSE_PLACE", hide_env = true)]
    pub place: Option<Word>,
    /// What the pass is checked for
    #[arg(long, global = true, value_enum, default_value_t = PurposeName::Activity, env = "SOUPLESSE_PURPOSE", hide_env = true)]
    pub purpose: PurposeName,
    /// Signed updates to judge by: .souplesse files or pictures of their QR codes (repeatable)
    #[arg(long, global = true, value_name = "FILE")]
    pub bundle: Vec<PathBuf>,
    /// Public keys that may sign updates: files that `bundle keygen` writes, one key or several, or PEM (repeatable)
    #[arg(long, global = true, value_name = "FILE")]
    pub anchor: Vec<PathBuf>,
    /// Rules to judge by instead of the built-in ones: a JSON file or a folder of them (unsigned)
    #[arg(long, global = true, value_name = "PATH")]
    pub rules: Option<PathBuf>,
    /// Keys to trust instead of the built-in ones: a trust list or certificates (unsigned)
    #[arg(long, global = true, value_name = "FILE")]
    pub trust: Option<PathBuf>,
    /// Also trust the public demonstration keys, and take updates signed with theirs
    #[arg(long, global = true)]
    pub demo: bool,
    /// The language of answers [default: the system's]
    #[arg(long, global = true, value_enum, env = "SOUPLESSE_LANG", hide_env = true)]
    pub lang: Option<LanguageName>,
    /// Where updates, the register and the clock's mark are kept [default: the system's data folder]
    #[arg(long, global = true, value_name = "DIR", env = "SOUPLESSE_DATA_DIR", hide_env_values = true)]
    pub data_dir: Option<PathBuf>,
    /// Answer in JSON, one line each
    #[arg(long, global = true)]
    pub json: bool,
    /// Print nothing but answers
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also print what was passed over, and what is done on the way; -vv: every step. Nothing of a holder is among it
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
}

/// `--profile`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ProfileName {
    /// A place that checks passes
    Venue,
    /// Police and transport
    Controller,
}

/// `--purpose`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PurposeName {
    /// Restaurants, events and the like
    Activity,
    /// Crossing a border
    Travel,
}

/// `--lang`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LanguageName {
    /// French
    Fr,
    /// English
    En,
}

impl From<ProfileName> for Profile {
    fn from(name: ProfileName) -> Self {
        match name {
            ProfileName::Venue => Profile::Venue,
            ProfileName::Controller => Profile::Controller,
        }
    }
}

impl From<PurposeName> for Purpose {
    fn from(name: PurposeName) -> Self {
        match name {
            PurposeName::Activity => Purpose::Activity,
            PurposeName::Travel => Purpose::Travel,
        }
    }
}

impl Common {
    /// The language asked for, else the system's where that is French, else English.
    #[must_use]
    pub fn language(&self) -> Language {
        match self.lang {
            Some(LanguageName::Fr) => Language::French,
            Some(LanguageName::En) => Language::English,
            None if system_is_french() => Language::French,
            None => Language::English,
        }
    }
}

fn system_is_french() -> bool {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| {
        let value = std::env::var(name).ok()?;
        (!value.is_empty()).then_some(value)
    });
    set.is_some_and(|locale| locale.starts_with("fr"))
}
