//! The `souplesse` command: files, pictures, terminals and certificates around the pure core.
//!
//! Nothing is judged here. What a pass is worth is decided in `souplesse_core`;
//! this package reads inputs, builds trust lists out of certificates, and prints answers.

mod anchor;
pub mod answer;
pub mod batch;
pub mod batch_line;
pub mod bundle;
mod card;
mod check;
mod cli;
mod complaint;
mod contain;
pub mod data_folder;
mod demo;
pub mod error;
mod in_order;
mod input;
mod jpeg;
pub mod judge;
pub mod limits;
mod lines;
pub mod moment;
mod output;
mod pack;
pub mod pack_text;
mod paint;
mod paper;
mod paper_fields;
pub mod picture;
mod register;
pub mod rules;
mod rules_verb;
mod scan_verb;
mod setup;
mod status;
mod table;
mod tally;
pub mod trust;
mod visible;

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use cli::{Cli, Verb};
use error::Error;
use judge::Judge;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

/// What no other status stands for: a wrong call, an input that cannot be read, an answer that nobody took.
const NOT_DONE: u8 = 2;

/// Runs the command that the process was called with.
#[must_use]
pub fn run() -> ExitCode {
    contain::silence_panics();
    let cli = match parse(std::env::args_os().collect()) {
        Ok(cli) => cli,
        Err(status) => return status,
    };
    log_to_standard_error(cli.common.verbose);
    let error = match contain::contained(|| act(&cli)) {
        Ok(Ok(status)) => return ExitCode::from(status),
        // Whoever reads the answers has seen enough. That is no acceptance of what was not answered.
        Ok(Err(Error::Stream { source })) if source.kind() == std::io::ErrorKind::BrokenPipe => {
            return ExitCode::from(NOT_DONE);
        }
        Ok(Err(error)) => error.to_string(),
        Err(fault) => fault.to_string(),
    };
    // Nothing more can be done where even standard error is gone.
    let _ = complaint::tell(&error);
    ExitCode::from(NOT_DONE)
}

/// Reads the call. What is wrong with it is told, unless that would repeat the text of a pass.
fn parse(arguments: Vec<OsString>) -> Result<Cli, ExitCode> {
    let error = match Cli::try_parse_from(&arguments) {
        Ok(cli) => return Ok(cli),
        Err(error) => error,
    };
    let told = error.render().to_string();
    let texts =
        arguments.iter().skip(1).zip(1..).map(|(argument, number)| (argument.to_string_lossy(), number));
    let repeats = |(text, number): &(Cow<'_, str>, usize)| {
        told.contains(&**text) && input::name(text, *number) != *text
    };
    if let Some((_, number)) = texts.into_iter().find(repeats) {
        let _ = complaint::tell(&format!(
            "argument {number} is not expected there: a pass is judged by `souplesse check -`, which reads it from \
             standard input"
        ));
        return Err(ExitCode::from(NOT_DONE));
    }
    let status = u8::try_from(error.exit_code()).unwrap_or(NOT_DONE);
    if status == 0 {
        let _ = error.print();
    } else {
        // The arguments stand in it as they came.
        let _ = write!(anstream::stderr(), "{}", visible::visible_lines(&told));
    }
    Err(ExitCode::from(status))
}

/// Nothing is logged unless it is asked for.
fn log_to_standard_error(verbose: u8) {
    let level = match verbose {
        0 => return,
        1 => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    };
    let steps = if verbose > 1 { FmtSpan::CLOSE } else { FmtSpan::NONE };
    let subscriber = tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(level);
    // The program is called once; a second subscriber would be a test's.
    let _ = subscriber.with_span_events(steps).without_time().with_ansi(false).try_init();
}

fn act(cli: &Cli) -> Result<u8, Error> {
    match &cli.verb {
        Verb::Check(check) => judging(&cli.common, |judge| check::run(check, &cli.common, judge)),
        Verb::Scan(scan) => scan_verb::run(scan, &cli.common),
        Verb::Rules(rules) => rules_verb::run(rules, &cli.common),
        Verb::Demo => demo::run(&cli.common),
        Verb::Status(status) => status::run(status, &cli.common),
        Verb::Paper(paper) => judging(&cli.common, |judge| paper::run(paper, &cli.common, judge)),
        Verb::Pack(verb) => pack::run(verb, &cli.common),
        Verb::Register(verb) => register::run(verb, &cli.common),
        Verb::Bundle(verb) => bundle::run(verb, &cli.common),
        Verb::Anchor(verb) => anchor::run(verb, &cli.common),
        Verb::Completions { shell } => {
            clap_complete::generate(*shell, &mut Cli::command(), "souplesse", &mut std::io::stdout());
            Ok(0)
        }
    }
}

/// Tells what is wrong with the device, judges, and writes down how many checks were made.
fn judging(common: &cli::Common, act: impl FnOnce(&Judge) -> Result<u8, Error>) -> Result<u8, Error> {
    let judge = setup::judge(common)?;
    if let Some(device) = &judge.device {
        data_folder::tell(device, common)?;
    }
    let status = act(&judge);
    if let Some(device) = judge.device.as_ref().filter(|_| !judge.is_what_if) {
        device.settle(moment::reading());
    }
    status
}
