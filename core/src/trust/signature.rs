//! Whether a signature holds under one key.
//!
//! The algorithms are those that passes use: ES256 and PS256 for EU certificates, and for 2D-DOC
//! ECDSA with the hash that goes with the curve. The arithmetic is ring's.

use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA256_ASN1, ECDSA_P384_SHA384_FIXED, RSA_PSS_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};

use super::der;
use super::key::PublicKey;
use crate::code::Code;

/// Below this length of the modulus an RSA key is weak, whatever it signed.
const WEAK_BELOW_BITS: usize = 2048;

/// How the bytes were signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA with SHA-256 (COSE −7). Keys on P-256 are usual, on P-384 met.
    Es256,
    /// RSASSA-PSS with SHA-256 (COSE −37).
    Ps256,
    /// ECDSA on P-256 with SHA-256, as a 2D-DOC of 64 signature bytes.
    TwoDDocP256,
    /// ECDSA on P-384 with SHA-384, as a 2D-DOC of 96 signature bytes.
    TwoDDocP384,
}

/// Checks one signature.
///
/// `signature` is r‖s for ECDSA.
///
/// # Errors
/// [`Code::Algorithm`] where key and algorithm do not go together, [`Code::WeakKey`] for RSA below 2048 bits,
/// [`Code::BadSignature`] where the signature does not hold or has a wrong length.
pub(crate) fn verify(
    algorithm: Algorithm,
    public: &PublicKey,
    signed: &[u8],
    signature: &[u8],
) -> Result<(), Code> {
    match (algorithm, public) {
        (Algorithm::Es256 | Algorithm::TwoDDocP256, PublicKey::P256(point)) => {
            verify_point(&ECDSA_P256_SHA256_FIXED, point, signed, signature)
        }
        (Algorithm::Es256, PublicKey::P384(point)) => {
            // This pair of curve and hash is only to be had in ASN.1 form.
            let signature = der::from_fixed(signature, 48).ok_or(Code::BadSignature)?;
            verify_point(&ECDSA_P384_SHA256_ASN1, point, signed, &signature)
        }
        (Algorithm::TwoDDocP384, PublicKey::P384(point)) => {
            verify_point(&ECDSA_P384_SHA384_FIXED, point, signed, signature)
        }
        (Algorithm::Ps256, PublicKey::Rsa { modulus, exponent }) => {
            verify_rsa(modulus, exponent, signed, signature)
        }
        _ => Err(Code::Algorithm),
    }
}

fn verify_point(
    algorithm: &'static dyn VerificationAlgorithm,
    point: &[u8],
    signed: &[u8],
    signature: &[u8],
) -> Result<(), Code> {
    let key = UnparsedPublicKey::new(algorithm, point);
    key.verify(signed, signature).map_err(|_| Code::BadSignature)
}

fn verify_rsa(modulus: &[u8], exponent: &[u8], signed: &[u8], signature: &[u8]) -> Result<(), Code> {
    if bit_length(modulus) < WEAK_BELOW_BITS {
        return Err(Code::WeakKey);
    }
    let key = RsaPublicKeyComponents { n: modulus, e: exponent };
    let held = key.verify(&RSA_PSS_2048_8192_SHA256, signed, signature);
    held.map_err(|_| Code::BadSignature)
}

fn bit_length(number: &[u8]) -> usize {
    let leading_zeros = number.first().map_or(0, |byte| byte.leading_zeros() as usize);
    number.len() * 8 - leading_zeros
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_as_long_as_its_bits() {
        for (number, bits) in [(&[][..], 0), (&[0x80, 0], 16), (&[0x01, 0], 9), (&[0x7F; 256], 2047)] {
            assert_eq!(bit_length(number), bits, "{number:?}");
        }
    }
}
