//! `--help` and `--version` as arguments like others, so that their text and place can be said.

use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command};

use super::FOR_EVERY_VERB;

/// The tree with flags of its own, before those that every verb takes: headings come in the order of their first option.
/// What every verb takes is left out of the short help.
pub(super) fn with_own_flags(tree: Command) -> Command {
    let version =
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help("Print version");
    let tree = with_help(tree.disable_help_flag(true).disable_version_flag(true)).arg(version);
    let common = tree.get_arguments().filter(|argument| argument.get_help_heading() == Some(FOR_EVERY_VERB));
    let common = common.map(|argument| argument.get_id().clone()).collect::<Vec<_>>();
    // An argument that is changed goes to the end.
    common.iter().fold(tree, |tree, id| tree.mut_arg(id, |argument| argument.hide_short_help(true)))
}

fn with_help(verb: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let help =
        help.help("Print help (see more with '--help')").long_help("Print help (see a summary with '-h')");
    // Or it would stand under the heading of those that every verb takes.
    verb.next_help_heading(Resettable::Reset).arg(help).mut_subcommands(with_help)
}
