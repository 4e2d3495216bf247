//! Installs a signed update, and judges a paper without it and with it: `cargo run --example install_update`.
#![expect(clippy::print_stdout, reason = "an example tells what it finds")]

use std::error::Error;

use souplesse_core::attestation::Attestation;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::tolerance::ELEMENTS;
use souplesse_core::{Moment, Profile};

/// A relaxation for an invented outage, signed with the demonstration's public key.
const UPDATE: &[u8] = include_bytes!("data/app-outage.souplesse");

fn main() -> Result<(), Box<dyn Error>> {
    let built_in = BuiltIn::load();
    let verifier = built_in.verifier();
    // A device pins the keys of its authorities; this shelf takes what the demonstration signs.
    let mut shelf = built_in.demonstration_shelf();

    // No device's time: in a what-if run the dates of updates are not judged.
    let update = shelf.install(UPDATE, None);
    println!("{}", update.code);
    for document in &update.documents {
        println!("  {} {}, number {}", document.kind, document.id, document.sequence);
    }

    let act = Some("2021-09-22T08:00:00".parse()?);
    let present = ELEMENTS.iter().map(|element| element.parse()).collect::<Result<Vec<_>, _>>()?;
    let paper = Attestation::new(Some("antigen".parse()?), act, present, None)?;
    let afternoon = Moment::what_if("2021-09-22T15:00:00+02:00".parse()?);
    for (when, verifier) in [("without it", &verifier), ("with it", &shelf.furnish(&verifier))] {
        let verdict = verifier.check_attestation(&paper, afternoon, Profile::Venue);
        println!("{when}: {} ({})", verdict.outcome, verdict.code);
    }
    Ok(())
}
