//! What each verb does.

mod anchor;
pub mod bundle;
mod check;
mod config;
mod demo;
mod ending;
mod large;
mod man;
mod pack;
mod paper;
mod register;
pub mod rules;
mod scan;
mod status;
mod terminal;

use clap::CommandFactory;

use crate::cli::{Cli, Common, Verb, help};
use crate::judge::{Judge, data_folder, setup};
use crate::read::moment::reading;
use crate::tell::error::Error;

/// Does what the call asks for. Gives the exit status.
///
/// # Errors
/// Where it cannot be done.
pub(crate) fn act(cli: &Cli) -> Result<u8, Error> {
    match &cli.verb {
        Verb::Check(check) => judging(&cli.common, |judge| check::run(check, &cli.common, judge)),
        Verb::Scan(scan) => scan::run(scan, &cli.common),
        Verb::Rules(rules) => rules::verb::run(rules, &cli.common),
        Verb::Demo => demo::run(&cli.common),
        Verb::Status(status) => status::run(status, &cli.common),
        Verb::Paper(paper) => judging(&cli.common, |judge| paper::run(paper, &cli.common, judge)),
        Verb::Pack(verb) => pack::run(verb, &cli.common),
        Verb::Register(verb) => register::run(verb, &cli.common),
        Verb::Bundle(verb) => bundle::run(verb, &cli.common),
        Verb::Anchor(verb) => anchor::run(verb, &cli.common),
        Verb::Config(arguments) => config::run(arguments, &cli.common),
        Verb::Completions { shell } => {
            let mut tree = help::tree(Cli::command(), cli.common.language());
            clap_complete::generate(*shell, &mut tree, "souplesse", &mut std::io::stdout());
            Ok(0)
        }
        Verb::Man { folder, force } => man::run(folder, *force, &cli.common),
    }
}

/// Tells what is wrong with the device, judges, and writes down how many checks were made.
fn judging(common: &Common, act: impl FnOnce(&Judge) -> Result<u8, Error>) -> Result<u8, Error> {
    let judge = setup::judge(common)?;
    if let Some(device) = &judge.device {
        data_folder::tell(device, common)?;
    }
    let counted = judge.device.clone().filter(|_| !judge.is_what_if);
    ending::settle_when_ended(counted.clone());
    let status = act(&judge);
    if let Some(device) = counted {
        device.settle(reading());
    }
    status
}
