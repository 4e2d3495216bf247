//! The `souplesse` command: files, pictures, terminals and certificates around the pure core.
//!
//! Nothing is judged here. What a pass is worth is decided in `souplesse_core`;
//! this package reads inputs, builds trust lists out of certificates, and prints answers.
//!
//! `cli` says what can be typed, [`read`] takes what comes in, [`judge`] asks the core, [`tell`] says what came of it, and
//! [`verbs`] has a room for each verb, which knows the four others; none of them knows a verb.

mod cli;
pub mod judge;
pub mod read;
pub mod tell;
pub mod verbs;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{Command, CommandFactory, FromArgMatches};
use cli::{Cli, Setting, help};
use judge::contain;
use read::pdf;
use read::settings::{self, Settings};
use tell::error::Error;
use tell::{complaint, name, visible};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

/// What no other status stands for: a wrong call, an input that cannot be read, an answer that nobody took.
const NOT_DONE: u8 = 2;

/// Runs the command that the process was called with.
#[must_use]
pub fn run() -> ExitCode {
    contain::silence_panics();
    leave_no_core();
    if std::env::args_os().nth(1).is_some_and(|verb| verb == pdf::VERB) {
        return draw_pdf();
    }
    if let Ok(command) = std::env::current_exe() {
        pdf::draw_apart(command);
    }
    let cli = match parse(std::env::args_os().collect()) {
        Ok(cli) => cli,
        Err(status) => return status,
    };
    log_to_standard_error(cli.common.verbose);
    let error = match contain::contained(|| verbs::act(&cli)) {
        Ok(Ok(status)) => return ExitCode::from(status),
        // Whoever reads the answers has seen enough. That is no acceptance of what was not answered.
        Ok(Err(Error::Stream { source })) if source.kind() == std::io::ErrorKind::BrokenPipe => {
            return ExitCode::from(NOT_DONE);
        }
        Ok(Err(error)) => error,
        Err(fault) => Error::Fault(fault),
    };
    let language = cli.common.language();
    let told = error.told(language);
    let told = match repeated(&told, &std::env::args_os().collect::<Vec<_>>()) {
        Some(number) => help::not_expected(number, language),
        None => told,
    };
    // Nothing more can be done where even standard error is gone.
    let _ = complaint::tell(&told);
    ExitCode::from(NOT_DONE)
}

/// A process that is ended from outside leaves no copy of its memory on the disk: a pass may stand in it.
#[cfg(unix)]
fn leave_no_core() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Core);
    // A system that does not let it be lowered is no reason to judge nothing.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum });
}

#[cfg(not(unix))]
fn leave_no_core() {}

/// Called by this command itself, and by nobody else.
fn draw_pdf() -> ExitCode {
    let drawn = contain::contained(pdf::serve);
    if matches!(drawn, Ok(Ok(()))) { ExitCode::SUCCESS } else { ExitCode::from(NOT_DONE) }
}

/// Reads the call. What is wrong with it is told, unless that would repeat the text of a pass.
fn parse(arguments: Vec<OsString>) -> Result<Cli, ExitCode> {
    let kept = settings::path().and_then(|path| Settings::read(&path));
    let command = kept.iter().fold(Cli::command(), with_defaults);
    let parsed = command.clone().try_get_matches_from(&arguments);
    let parsed = parsed.and_then(|matches| Cli::from_arg_matches(&matches));
    let kept_language = kept.iter().find_map(|kept| kept.get(Setting::Lang)).map(str::to_owned);
    let error = match (parsed, kept) {
        (Ok(cli), Ok(_)) => return Ok(cli),
        (Ok(cli), Err(_)) if matches!(&cli.verb, cli::Verb::Config(config) if config.changes()) => {
            return Ok(cli);
        }
        // Help and version are given all the same.
        (Ok(_), Err(error)) => {
            let language = help::language(&arguments, None);
            let _ = complaint::tell(&error.told(language));
            return Err(ExitCode::from(NOT_DONE));
        }
        (Err(error), _) => error,
    };
    let language = help::language(&arguments, kept_language.as_deref());
    let told = help::tell(error, &arguments, command, language);
    if let Some(number) = repeated(&told.text, &arguments) {
        let _ = complaint::tell(&help::not_expected(number, language));
        return Err(ExitCode::from(NOT_DONE));
    }
    if told.is_asked() {
        let _ = told.error.print();
    } else {
        // The arguments stand in it as they came.
        let _ = write!(anstream::stderr(), "{}", visible::visible_lines(&told.text));
    }
    Err(ExitCode::from(u8::try_from(told.error.exit_code()).unwrap_or(NOT_DONE)))
}

/// The argument that may be a pass and stands in the text, as it came or made visible, by itself or as an option's value.
fn repeated(text: &str, arguments: &[OsString]) -> Option<usize> {
    let repeats = |argument: &str, number: usize| {
        let stands = text.contains(argument) || text.contains(&visible::visible(argument));
        stands && name::name(argument, number) != argument
    };
    let numbered = arguments.iter().map(|argument| argument.to_string_lossy()).zip(0..).skip(1);
    let mut numbered = numbered.filter_map(|(argument, number)| {
        let value = argument.starts_with("--").then(|| argument.split_once('=')).flatten();
        let value = value.map_or(&*argument, |(_, value)| value);
        repeats(value, number).then_some(number)
    });
    numbered.next()
}

/// What is kept holds where neither the call nor the environment says otherwise.
fn with_defaults(command: Command, kept: &Settings) -> Command {
    Setting::ALL.into_iter().fold(command, |command, setting| match kept.get(setting) {
        Some(value) => command.mut_arg(setting.as_str(), |option| option.default_value(value.to_owned())),
        None => command,
    })
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
