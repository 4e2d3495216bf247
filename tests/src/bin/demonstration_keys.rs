//! Makes the key pairs of the demonstration, where they are missing, and their public halves in `core/data`.
//!
//! `cargo run -p souplesse-tests --bin demonstration_keys`
//! Fresh keys are random: they cannot be made a second time, which is why they are kept in the project.

use std::error::Error;
use std::fs;
use std::path::Path;

use data_encoding::BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use souplesse::read::data::{AnchorList, TrustList};
use souplesse::read::keys::PrivateKey;
use souplesse_core::bundle::Right;
use souplesse_tests::sign::Signer;

const HEADER: &str = "\
# The keys of the demonstration. Their private halves are public, in tests/samples/keys:
# anyone can sign with them, so that they are trusted on request only.
# Made by: cargo run -p souplesse-tests --bin demonstration_keys
";

const ANCHOR_HEADER: &str = "\
# The anchor of the demonstration. Its private half is public, in tests/samples/keys: whatever it signs is for training.
# Made by: cargo run -p souplesse-tests --bin demonstration_keys
";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/keys");
    for name in ["demonstration-hcert.pem", "demonstration-2d-doc.pem", "demonstration-anchor.pem"] {
        let path = folder.join(name);
        if !path.exists() {
            fs::write(path, new_key()?)?;
        }
    }
    let key = vec![Signer::demonstration_hcert().public, Signer::demonstration_two_d_doc().public];
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/data");
    fs::write(
        data.join("trust-demonstration.toml"),
        format!("{HEADER}\n{}", toml::to_string(&TrustList { key })?),
    )?;
    let key = PrivateKey::read(&folder.join("demonstration-anchor.pem"))?;
    let anchor = vec![key.anchor("Souplesse DEMONSTRATION", &Right::ALL)];
    let text = format!("{ANCHOR_HEADER}\n{}", toml::to_string(&AnchorList { anchor })?);
    fs::write(data.join("anchors-demonstration.toml"), text)?;
    Ok(())
}

/// A PKCS#8 key as PEM.
fn new_key() -> Result<String, Box<dyn Error>> {
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
    let key = key.map_err(|_| "the system has no randomness")?;
    let base64 = BASE64.encode(key.as_ref());
    let lines = base64.as_bytes().chunks(64).map(String::from_utf8_lossy).collect::<Vec<_>>();
    Ok(format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n")))
}
