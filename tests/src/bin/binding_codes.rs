//! Makes what the tests of the bindings scan and install: `cargo run -p souplesse-tests --bin binding_codes`.
//!
//! Everyone in it is invented, and everything is signed with the demonstration's public keys. ECDSA signatures are random,
//! so that the file differs from run to run.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use data_encoding::BASE64;
use serde_json::json;
use souplesse_core::bundle::{Authorisation, Content, Right, to_parts, to_text};
use souplesse_tests::authority::{Authority, evening, pack_document};
use souplesse_tests::desk::{SIGNED_ON, certificate, dose, negative, payload, vaccination};
use souplesse_tests::draw::Matrix;
use souplesse_tests::sign::{Signer, twoddoc};
use souplesse_tests::updates::document;

fn main() -> Result<(), Box<dyn Error>> {
    let (hcert, two_d_doc) = (Signer::demonstration_hcert(), Signer::demonstration_two_d_doc());
    let vaccinated = vaccination().sign(&hcert);
    let tested = negative().sign(&two_d_doc);
    let names = ["CAMILLE", "FONTAINE"];
    let old =
        twoddoc::Recipe::test(SIGNED_ON, names, "14021987", "945584", "N", "100820211800").sign(&two_d_doc);
    let mut other = payload(&json!({ "v": [dose()] }));
    other["nam"] = json!({ "fn": "GARNIER", "gn": "NOÉ", "fnt": "GARNIER", "gnt": "NOE" });
    let altered = tested.replace("140820210915", "140820211915");

    let authority = Authority::demonstration();
    let stranger = Authority::new("Somebody", &Right::ALL);
    let leave = Authorisation { device: None, until: evening() + TimeDelta::hours(12) };
    let leave = authority.update(document("LEAVE", Content::Authorisation(leave)));
    let pack = authority.update(pack_document("XX-NEW", 1));
    let parts = to_parts(&pack, 500).ok_or("too many parts")?;

    let mut table = Table::default();
    table.row("vaccinated", vaccinated.as_bytes(), Some(&Matrix::qr(vaccinated.as_bytes())));
    table.row("tested", tested.as_bytes(), Some(&Matrix::data_matrix(tested.as_bytes())));
    table.row("tested-on-tuesday", old.as_bytes(), None);
    table.row("other", certificate(other).sign(&hcert).as_bytes(), None);
    table.row("altered", altered.as_bytes(), None);
    table.row("menu", b"https://example.org/menu", None);
    table.row("pack", to_text(&pack).as_bytes(), None);
    table.row("pack-file", &pack, None);
    table.row("of-a-stranger", &stranger.update(pack_document("XX-NEW", 1)), None);
    table.row("leave", &leave, None);
    for (number, part) in (1..).zip(&parts) {
        table.row(&format!("part-{number}"), part.as_bytes(), None);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("bindings/codes.tsv");
    Ok(fs::write(path, table.text)?)
}

#[derive(Default)]
struct Table {
    text: String,
}

impl Table {
    /// A name, the content, and the modules of its code, row by row, where there is a picture of it.
    fn row(&mut self, name: &str, content: &[u8], matrix: Option<&Matrix>) {
        let rows = matrix.map(Matrix::rows).unwrap_or_default().join("/");
        writeln!(self.text, "{name}\t{}\t{rows}", BASE64.encode(content)).expect("a text grows");
    }
}
