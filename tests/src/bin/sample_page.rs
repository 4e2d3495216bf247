//! Writes the page of samples, and the list of them in the Android app: `cargo run -p souplesse-tests --bin sample_page`.

use std::fs::write;

use souplesse_tests::sample_page::{list, list_path, page, path};

fn main() -> std::io::Result<()> {
    write(path(), page())?;
    write(list_path(), list())
}
