//! What can be typed: verbs, options and their help.

mod authors;
mod config;
mod installed;
mod register;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use souplesse_core::Profile;
use souplesse_core::place::Country;
use souplesse_core::rules::Purpose;
use souplesse_core::rules::tolerance::Word;
use souplesse_words::Language;

pub use config::{Config, Setting};
pub use installed::{Anchor, BundleRemove, key_number};
pub use register::{ExportFormat, Register};

pub use authors::{
    Bundle, BundleInstall, BundleSign, Force, Pack, PackRevoke, PackSign, Paper, Qr, RightName,
    SigningOptions, TableFormat,
};

/// Checks French and European health passes offline, by the rules of August 2021.
#[derive(Debug, Parser)]
#[command(name = "souplesse", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// What every verb takes.
    #[command(flatten)]
    pub common: Common,
}

const EXAMPLES: &str = "\
Examples:
  souplesse demo                          a restaurant's door on the evening of 14 August 2021
  souplesse check pass.png                judge a photographed or saved pass
  souplesse check --at 2021-08-14T20:30 - judge what a hand scanner types, one text a line
  souplesse paper --at 2021-08-14T20:30   judge a paper attestation, question by question
  souplesse scan poster.jpg               only read the codes in a picture

Exit status of check: 0 all accepted, 1 some were not, 2 some input could not be read.";

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Judge passes: pictures, PDFs, text files, folders, texts, or - for standard input
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Judge a paper attestation: asks what it needs to know, or takes the answers as options
    #[command(after_help = PAPER_EXAMPLES)]
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
    #[command(subcommand, after_help = REGISTER_EXAMPLES)]
    Register(Register),
    /// Write, check, simulate, sign, print and withdraw tolerance packs
    #[command(subcommand)]
    Pack(Pack),
    /// Make keys, and build, sign, show, install, list and remove signed updates
    #[command(subcommand, after_help = BUNDLE_EXAMPLES)]
    Bundle(Bundle),
    /// Show and take away the keys that may sign updates
    #[command(subcommand, after_help = ANCHOR_EXAMPLES)]
    Anchor(Anchor),
    /// Show and set what is kept for every call: country, region, place, purpose, language, profile
    #[command(after_help = CONFIG_EXAMPLES)]
    Config(Config),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

const CONFIG_EXAMPLES: &str = "\
An option of a call goes before the environment (SOUPLESSE_REGION and so on), and that before what is kept.

Examples:
  souplesse config
  souplesse config region FR-971
  souplesse config lang fr
  souplesse config region --unset";

const BUNDLE_EXAMPLES: &str = "\
Examples:
  souplesse bundle show week-33.souplesse --anchor ars.anchor.toml   what it would change
  souplesse bundle install week-33.souplesse --anchor ars.anchor.toml
  souplesse bundle list
  souplesse bundle remove rules FR-RULES           what it had replaced is in force again";

const ANCHOR_EXAMPLES: &str = "\
Examples:
  souplesse anchor list
  souplesse anchor show ars.anchor.toml            compare the sixteen digits by telephone
  souplesse anchor remove 30efd606a9ce6e59 --yes   with all that it has signed";

const REGISTER_EXAMPLES: &str = "\
Examples:
  souplesse register name \"Anne Le Goff\"
  souplesse register open \"Anne Le Goff\"          from now on check counts, until
  souplesse register close
  souplesse register export --from 2021-08-01 -o register.csv
  souplesse register verify";

const PAPER_EXAMPLES: &str = "\
Examples:
  souplesse paper --at 2021-08-14T20:30
  souplesse paper --at 2021-08-14T20:30 --kind antigen --tested-at 2021-08-14T09:15
  souplesse paper --at 2021-08-14T20:30 --kind antigen --tested-at 2021-08-14T09:15 --missing signature,duration
  souplesse paper --kind antigen --tested-at 2021-08-14T09:15 --with pass.png   the better of the two decides";

const CHECK_EXAMPLES: &str = "\
A pass's text may be an argument, but it then stays in the shell's history: rather type it behind
  souplesse check -

Examples:
  souplesse check pass.png queue/
  souplesse check --at 2021-08-14T20:30 --profile controller --json pass.png
  souplesse check --batch passes.jsonl > verdicts.jsonl

No more is read than 64 KiB of a text, 1 MiB of a batch line or of a file of texts,
16 documents of one person, 128 MiB and 120 megapixels of a picture, 32 MiB and 64 pages of a PDF, 8 MiB of a list of keys,
512 KiB of rules.
What else has a limit is told by docs/bounds.md.";

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
    /// Judge as at that time: RFC 3339, or local time in France such as 2021-08-14T20:30 [default: now]
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
