//! `souplesse bundle keygen`: a fresh key for an authority.

use std::io::Write;
use std::path::Path;

use data_encoding::BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use souplesse_core::bundle::Right;
use souplesse_words::Words;

use super::keys::PrivateKey;
use super::sign::write_new;
use crate::cli::{Common, RightName};
use crate::error::Error;

/// Makes a key pair. Nothing is overwritten, and only its owner can read the private half.
pub(super) fn run(name: &str, may_sign: &[RightName], output: &Path, common: &Common) -> Result<u8, Error> {
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
    let document = document.map_err(|_| Error::Randomness)?;
    let key = PrivateKey::from_pkcs8(document.as_ref()).expect("the key was made a moment ago");
    let rights = may_sign.iter().map(|right| Right::from(*right)).collect::<Vec<_>>();
    let anchor = key.anchor(name, &rights);
    let number = anchor.number().expect("the key is on P-256");
    let (private, public) = (output.with_extension("pem"), output.with_extension("anchor.toml"));
    let text = toml::to_string(&anchor).expect("an anchor becomes TOML");
    write_new(&private, pem(document.as_ref()).as_bytes(), true)?;
    write_new(&public, format!("# The public key {number}.\n{text}").as_bytes(), false)?;
    let words = Words::of(common.language());
    let values = [
        ("number", number.to_string()),
        ("private", private.display().to_string()),
        ("public", public.display().to_string()),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    writeln!(anstream::stdout(), "{}", words.fill("keygen.done", &values))?;
    writeln!(anstream::stdout(), "{}", words.label("keygen.keep"))?;
    Ok(0)
}

fn pem(pkcs8: &[u8]) -> String {
    let base64 = BASE64.encode(pkcs8);
    let lines = base64.as_bytes().chunks(64).map(String::from_utf8_lossy).collect::<Vec<_>>();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
}
