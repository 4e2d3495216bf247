//! The signature of a 2D-DOC: r‖s in upper-case Base32 (RFC 4648) without padding.

use data_encoding::BASE32_NOPAD;

use crate::code::Code;

/// The longest signature: P-521, 132 bytes.
const LONGEST: usize = 132;

/// A decoded signature.
pub struct Signature {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Signature {
    /// Decodes 103, 154 or 212 characters: the signatures of P-256, P-384 and P-521.
    ///
    /// # Errors
    /// [`Code::BadSignature`] for another length, a character outside the alphabet, and for spare bits
    /// that are not zero: each signature has exactly one spelling.
    pub fn read(text: &[u8]) -> Result<Self, Code> {
        let length = match text.len() {
            103 => 64,
            154 => 96,
            212 => LONGEST,
            _ => return Err(Code::BadSignature),
        };
        let mut bytes = [0; LONGEST];
        let decoded = BASE32_NOPAD.decode_mut(text, &mut bytes[..length]);
        decoded.map_err(|_| Code::BadSignature)?;
        Ok(Self { bytes, length })
    }

    /// r‖s: 64, 96 or 132 bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_has_one_spelling() {
        let bytes = (0..64).map(|index| index * 3 + 1).collect::<Vec<u8>>();
        let text = BASE32_NOPAD.encode(&bytes);
        assert_eq!(Signature::read(text.as_bytes()).map(|read| read.bytes().to_vec()), Ok(bytes));

        // 103 characters hold 515 bits, 512 of them the signature's: the last one carries two bits.
        let last = (b'A'..=b'Z').chain(b'2'..=b'7').filter(|character| {
            let mut respelt = text.clone().into_bytes();
            respelt[102] = *character;
            Signature::read(&respelt).is_ok()
        });
        assert_eq!(last.collect::<Vec<_>>(), b"AIQY");
    }

    #[test]
    fn only_the_lengths_of_the_three_curves_are_read() {
        for length in 0..300 {
            let read = Signature::read(&vec![b'A'; length]);
            assert_eq!(read.is_ok(), [103, 154, 212].contains(&length), "{length}");
        }
    }

    #[test]
    fn lower_case_and_padding_are_refused() {
        for character in [b'a', b'=', b'1', b' ', 0] {
            let mut text = vec![b'A'; 103];
            text[50] = character;
            assert_eq!(Signature::read(&text).err(), Some(Code::BadSignature));
        }
    }
}
