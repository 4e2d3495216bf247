//! Writes the built-in trust list: `cargo run -p souplesse-tests --bin built_in_trust > core/data/trust.toml`, where the
//! outside cases are.

use std::error::Error;

use souplesse_tests::{built_in_trust, testdata};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = testdata("trust").ok_or("the keys are not here")?;
    print!("{}", built_in_trust::text(&folder)?);
    Ok(())
}
