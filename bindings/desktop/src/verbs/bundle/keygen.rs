//! `souplesse bundle keygen`: a fresh key for an authority.

use std::fs;
use std::io::Write;
use std::path::Path;

use data_encoding::BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use souplesse_core::bundle::Right;
use souplesse_words::Words;

use crate::cli::{Common, RightName};
use crate::read::keys::PrivateKey;
use crate::tell::error::{Error, Misuse};
use crate::tell::output::Output;
use crate::tell::visible::visible;

/// Longer names fit on no screen.
const LONGEST_NAME: usize = 80;

/// Makes a key pair. Nothing is overwritten, and only its owner can read the private half.
pub(super) fn run(name: &str, may_sign: &[RightName], output: &Path, common: &Common) -> Result<u8, Error> {
    if !is_a_name(name) {
        return Err(Misuse::NoKeyName { most: LONGEST_NAME }.into());
    }
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
    let document = document.map_err(|_| Error::Randomness)?;
    let key = PrivateKey::from_pkcs8(document.as_ref()).expect("the key was made a moment ago");
    let rights = may_sign.iter().map(|right| Right::from(*right)).collect::<Vec<_>>();
    let anchor = key.anchor(name, &rights);
    let number = anchor.number().expect("the key is on P-256");
    let (private, public) = (output.with_extension("pem"), output.with_extension("anchor.toml"));
    let text = toml::to_string(&anchor).expect("an anchor becomes TOML");
    let output = Output::default();
    [&private, &public].into_iter().try_for_each(|path| output.check(path)).map_err(of_key)?;
    output.write_secret(&private, pem(document.as_ref()).as_bytes()).map_err(of_key)?;
    let written = output.write(&public, format!("# The public key {number}.\n{text}").as_bytes());
    if let Err(error) = written {
        // One half alone is of no use, and would stand in the way of the next try.
        let _ = fs::remove_file(&private);
        return Err(of_key(error));
    }
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

/// Whether people can see and tell what a key is called: it stands on posters and screens.
fn is_a_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= LONGEST_NAME && visible(name) == name
}

/// There is no option that replaces a key.
fn of_key(error: Error) -> Error {
    if let Error::Exists { path } = error { Error::KeyExists { path } } else { error }
}

fn pem(pkcs8: &[u8]) -> String {
    let base64 = BASE64.encode(pkcs8);
    let lines = base64.as_bytes().chunks(64).map(String::from_utf8_lossy).collect::<Vec<_>>();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
}
