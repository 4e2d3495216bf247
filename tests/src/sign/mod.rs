//! Passes for tests and samples, signed with keys of the tests' own.

pub mod hcert;
pub mod twoddoc;

use std::fs;
use std::path::Path;

use data_encoding::BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use souplesse_core::trust::{KeyId, Kind, PublicKey, SigningKey, Validity};

/// A P-256 key that signs test passes.
pub struct Signer {
    pair: EcdsaKeyPair,
    /// What a verifier needs to know of it.
    pub public: SigningKey,
}

impl Signer {
    /// A fresh key of that name, valid from 2021-06-01 to 2031-06-01.
    ///
    /// # Panics
    /// Where the system has no randomness.
    #[must_use]
    pub fn generate(id: KeyId, signs: Option<Vec<Kind>>) -> Self {
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        Self::from_pkcs8(document.expect("the system has randomness").as_ref(), id, signs)
    }

    /// The key of the demonstration that signs EU certificates.
    ///
    /// # Panics
    /// Where the key file is not in the project.
    #[must_use]
    pub fn demonstration_hcert() -> Self {
        Self::from_file("demonstration-hcert.pem", KeyId::Kid(DEMONSTRATION_KID.to_vec()), None)
    }

    /// The key of the demonstration that signs 2D-DOC.
    ///
    /// # Panics
    /// Where the key file is not in the project.
    #[must_use]
    pub fn demonstration_two_d_doc() -> Self {
        let id = KeyId::TwoDDoc(DEMONSTRATION_TWO_D_DOC.to_owned());
        Self::from_file("demonstration-2d-doc.pem", id, Some(vec![Kind::Test, Kind::Vaccination]))
    }

    /// The key of the demonstration that signs updates.
    ///
    /// # Panics
    /// Where the key file is not in the project.
    #[must_use]
    pub fn demonstration_anchor() -> Self {
        Self::from_file("demonstration-anchor.pem", KeyId::Kid(Vec::new()), None)
    }

    /// r‖s over `bytes`.
    ///
    /// # Panics
    /// Where the system has no randomness.
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        let signature = self.pair.sign(&SystemRandom::new(), bytes);
        signature.expect("the system has randomness").as_ref().to_vec()
    }

    fn from_file(name: &str, id: KeyId, signs: Option<Vec<Kind>>) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/keys").join(name);
        let text = fs::read_to_string(path).expect("the demonstration's keys are in the project");
        let base64 = text.lines().filter(|line| !line.starts_with('-')).collect::<String>();
        Self::from_pkcs8(&BASE64.decode(base64.as_bytes()).expect("PEM holds base64"), id, signs)
    }

    fn from_pkcs8(pkcs8: &[u8], id: KeyId, signs: Option<Vec<Kind>>) -> Self {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &SystemRandom::new());
        let pair = pair.expect("a P-256 key");
        let day = |text: &str| text.parse().expect("a date-time");
        let public = SigningKey {
            id,
            issuer: "Souplesse DEMONSTRATION".to_owned(),
            country: Some("FR".to_owned()),
            signs,
            public: PublicKey::P256(pair.public_key().as_ref().to_vec()),
            validity: Some(Validity {
                not_before: day("2021-06-01T00:00:00Z"),
                not_after: day("2031-06-01T00:00:00Z"),
            }),
        };
        Self { pair, public }
    }
}

/// The `kid` of the demonstration: ASCII, so that nobody takes it for the hash of a certificate.
pub const DEMONSTRATION_KID: &[u8; 8] = b"DEMO-KEY";

/// The authority and certificate of the demonstration; France's authorities are `FR00` to `FR05`.
pub const DEMONSTRATION_TWO_D_DOC: &str = "FRD0DEM1";
