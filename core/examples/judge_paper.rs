//! Judges a paper attestation under the relaxation of 14 August 2021, complete and with something missing:
//! `cargo run --example judge_paper`.
#![expect(clippy::print_stdout, reason = "an example tells what it finds")]

use std::error::Error;

use souplesse_core::attestation::{Attestation, Hours};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::tolerance::ELEMENTS;
use souplesse_core::{Moment, Profile};

fn main() -> Result<(), Box<dyn Error>> {
    let verifier = BuiltIn::load().verifier();
    let evening = Moment::what_if("2021-08-14T20:30:00+02:00".parse()?);

    for missing in [None, Some("signature"), Some("stamp")] {
        let present = ELEMENTS.iter().filter(|element| Some(**element) != missing);
        let paper = Attestation::new(
            Some("antigen".parse()?),
            Some("2021-08-14T09:15:00".parse()?),
            present.map(|element| element.parse()).collect::<Result<Vec<_>, _>>()?,
            Some(Hours::new(12)?),
        )?;
        let verdict = verifier.check_attestation(&paper, evening, Profile::Controller);

        println!("without {}: {} ({})", missing.unwrap_or("nothing"), verdict.outcome, verdict.code);
        if let Some(until) = verdict.valid_until {
            println!("  until {until}, by {}", verdict.basis[0].id);
        }
    }
    Ok(())
}
