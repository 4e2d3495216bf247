//! Writes everything that is generated from the words: run it at the top of the project.

use std::{fs, io};

use souplesse_words::generated;

fn main() -> io::Result<()> {
    for (path, text) in generated() {
        fs::write(path, text)?;
    }
    Ok(())
}
