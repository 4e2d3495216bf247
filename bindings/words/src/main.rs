//! Writes what is generated from the words: `souplesse-words docs/codes.md`.

use std::process::ExitCode;
use std::{env, fs};

fn main() -> Result<ExitCode, std::io::Error> {
    let Some(path) = env::args_os().nth(1) else {
        return Ok(ExitCode::from(2));
    };
    fs::write(path, souplesse_words::codes_page())?;
    Ok(ExitCode::SUCCESS)
}
