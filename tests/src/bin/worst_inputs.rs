//! Reads the worst inputs one after another, under a program that counts instructions: see `tests/bounds/instructions.rs`.

use souplesse_tests::worst::{Reader, Stand, counted};

fn main() {
    let stand = Stand::new();
    Reader::Signature.read_counted(&stand, &[]);
    for case in counted() {
        for size in case.counted_sizes() {
            case.reader.read_counted(&stand, &(case.make)(size));
        }
    }
}
