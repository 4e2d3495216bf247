//! Writes the page of samples: `cargo run -p souplesse-tests --bin sample_page`.

fn main() -> std::io::Result<()> {
    std::fs::write(souplesse_tests::sample_page::path(), souplesse_tests::sample_page::page())
}
