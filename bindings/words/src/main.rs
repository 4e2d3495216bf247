//! Writes the page of codes into the file that is named, else to standard output: `souplesse-words docs/codes.md`.

use std::io::{self, Write};
use std::{env, fs};

fn main() -> io::Result<()> {
    let page = souplesse_words::codes_page();
    match env::args_os().nth(1) {
        Some(path) => fs::write(path, page),
        None => io::stdout().write_all(page.as_bytes()),
    }
}
