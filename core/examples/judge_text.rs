//! Judges the text of a code as a venue did on the evening of 14 August 2021:
//! `cargo run --example judge_text -- FILE`; without a file, a test of an invented person.
#![expect(clippy::print_stdout, reason = "an example tells what it finds")]

use std::error::Error;
use std::{env, fs};

use souplesse_core::built_in::BuiltIn;
use souplesse_core::{Moment, Profile};

/// Signed with the demonstration's public key.
const TESTED: &[u8] = include_bytes!("data/tested.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let text = env::args().nth(1).map_or(Ok(TESTED.to_vec()), fs::read)?;
    let evening = Moment::what_if("2021-08-14T20:30:00+02:00".parse()?);

    let verifier = BuiltIn::load().demonstration_verifier();
    let verdict = verifier.check_code(&text, evening, Profile::Venue);

    println!("{}: {}", verdict.outcome, verdict.code);
    for check in &verdict.checks {
        println!("  {:12} {}", check.name, check.state.as_str());
    }
    if let Some(holder) = &verdict.holder {
        let [surname, given_names] = [&*holder.surname, &*holder.given_names];
        println!("  of {given_names} {surname}, born {}", &*holder.birth_date);
    }
    Ok(())
}
