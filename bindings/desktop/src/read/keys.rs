//! Keys of authorities: PKCS#8 PEM for the private half, TOML or PEM for the public one.
//!
//! A private key is read, used and forgotten: no error, no log and no `Debug` shows any of it.

use std::fmt;
use std::path::Path;

use data_encoding::BASE64;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey;
use souplesse_core::Code;
use souplesse_core::bundle::{self, Anchor, Bundle, KeyNumber, Right, unsigned};
use souplesse_core::trust::PublicKey;
use zeroize::Zeroizing;

use crate::read::limits;
use crate::tell::error::{Error, Misuse, Unusable};

/// What stands before a point on P-256 in a public key file (RFC 5480).
const SPKI_LENGTH: usize = 91;

/// A private key that signs updates. It is wiped from memory when it is dropped.
///
/// The same bytes always get the same signature (RFC 6979): an update that is signed again is the same update to a device.
pub struct PrivateKey(SigningKey);

impl PrivateKey {
    /// Reads a PKCS#8 PEM file.
    ///
    /// # Errors
    /// [`Error::Read`] and [`Error::Unusable`], which says what the file should be and nothing of what it is.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = Zeroizing::new(limits::read_text(path, limits::KEY_FILE)?);
        let der = pem(&text, "PRIVATE KEY").map(Zeroizing::new);
        der.and_then(|der| Self::from_pkcs8(&der))
            .ok_or_else(|| Error::Unusable { path: path.to_owned(), why: Unusable::PrivateKeyForm })
    }

    pub(crate) fn from_pkcs8(der: &[u8]) -> Option<Self> {
        SigningKey::from_pkcs8_der(der).ok().map(Self)
    }

    /// The anchor of this key.
    #[must_use]
    pub fn anchor(&self, name: &str, may_sign: &[Right]) -> Anchor {
        let point = self.0.verifying_key().to_sec1_point(false);
        let public = PublicKey::P256(point.as_bytes().to_vec());
        Anchor { name: name.to_owned(), public, may_sign: may_sign.to_vec() }
    }

    /// The number of its public half.
    #[must_use]
    pub fn number(&self) -> KeyNumber {
        self.anchor("", &[]).number().expect("the key is on P-256")
    }

    /// Signs a bundle; the field `anchor` becomes this key's number.
    ///
    /// # Errors
    /// Where the reader that devices have does not verify what was signed: a fault of the machine can give the key away.
    pub fn sign(&self, bundle: &Bundle) -> Result<Vec<u8>, Error> {
        let to_sign = unsigned(&Bundle { anchor: self.number(), ..bundle.clone() });
        let signature: Signature = self.0.sign(&to_sign.signed_bytes());
        let bytes = to_sign.with_signature(&signature.to_bytes().into());
        let verified = bundle::open(&bytes).and_then(|opened| opened.verify(&self.anchor("", &[])));
        match verified {
            Err(refusal) if refusal.code == Code::UpdateBadSignature => Err(Misuse::Signature.into()),
            Ok(_) | Err(_) => Ok(bytes),
        }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PrivateKey(redacted)")
    }
}

/// Reads anchors: what `bundle keygen` writes, one or several, or a line of JSON each; or a public key as PEM, which may
/// then sign everything and is called by its file's name.
///
/// # Errors
/// [`Error::Read`], and [`Error::Unusable`] where any of them cannot be used.
pub fn read_anchors(path: &Path) -> Result<Vec<Anchor>, Error> {
    let text = limits::read_text(path, limits::KEY_FILE)?;
    let unusable = |why| Error::Unusable { path: path.to_owned(), why };
    if text.contains("PRIVATE KEY") {
        return Err(unusable(Unusable::PrivateKey));
    }
    if let Some(der) = pem(&text, "PUBLIC KEY") {
        let anchor = Anchor {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            public: PublicKey::P256(der.get(der.len().saturating_sub(65)..).unwrap_or_default().to_vec()),
            may_sign: Right::ALL.to_vec(),
        };
        let spki = anchor.spki().filter(|spki| spki.len() == SPKI_LENGTH);
        return if spki == Some(der) { Ok(vec![anchor]) } else { Err(unusable(Unusable::NotP256)) };
    }
    let read = bundle::read_anchors(&text);
    if read.is_empty() {
        return Err(unusable(Unusable::NoAnchor));
    }
    let is_one = read.len() == 1;
    let anchors = read.into_iter().zip(1..).map(|(anchor, number)| {
        let number = (!is_one).then_some(number);
        anchor.map_err(|error| unusable(Unusable::Anchor { number, error }))
    });
    anchors.collect()
}

/// The bytes of the first block of that label.
fn pem(text: &str, label: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once(&format!("-----BEGIN {label}-----"))?;
    let (body, _) = rest.split_once(&format!("-----END {label}-----"))?;
    let base64 = Zeroizing::new(body.split_whitespace().collect::<String>());
    BASE64.decode(base64.as_bytes()).ok()
}
