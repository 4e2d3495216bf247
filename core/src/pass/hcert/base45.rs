//! Base45 (RFC 9285).

use crate::code::Code;

const ALPHABET: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const INVALID: u8 = 0xFF;
const DIGITS: [u8; 256] = digits();

/// Decodes `text` into `bytes`, which is emptied first and can so be used again for the next pass.
///
/// # Errors
/// [`Code::Base45`] for a character outside the alphabet, a group that exceeds its bytes,
/// or a length that no encoder produces.
pub(crate) fn decode(text: &[u8], bytes: &mut Vec<u8>) -> Result<(), Code> {
    bytes.clear();
    bytes.reserve(text.len() / 3 * 2 + 1);
    let (triples, rest) = text.as_chunks::<3>();
    for [low, middle, high] in triples {
        let [low, middle, high] = [digit(*low)?, digit(*middle)?, digit(*high)?];
        let pair = u16::try_from(low + middle * 45 + high * 2025).map_err(|_| Code::Base45)?;
        bytes.extend_from_slice(&pair.to_be_bytes());
    }
    match rest {
        [] => Ok(()),
        [low, high] => {
            let single = digit(*low)? + digit(*high)? * 45;
            bytes.push(u8::try_from(single).map_err(|_| Code::Base45)?);
            Ok(())
        }
        _ => Err(Code::Base45),
    }
}

/// Encodes `bytes`.
pub(crate) fn encode(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len().div_ceil(2) * 3);
    for pair in bytes.chunks(2) {
        let (number, characters) = match pair {
            [high, low] => (usize::from(*high) * 256 + usize::from(*low), 3),
            single => (single.iter().map(|byte| usize::from(*byte)).sum(), 2),
        };
        let digits = [number % 45, number / 45 % 45, number / 2025];
        text.extend(digits.iter().take(characters).map(|digit| ALPHABET[*digit]));
    }
    text
}

fn digit(character: u8) -> Result<u32, Code> {
    match DIGITS[usize::from(character)] {
        INVALID => Err(Code::Base45),
        digit => Ok(u32::from(digit)),
    }
}

const fn digits() -> [u8; 256] {
    let mut table = [INVALID; 256];
    let mut digit = 0;
    while digit < ALPHABET.len() {
        #[expect(clippy::cast_possible_truncation, reason = "the alphabet has 45 characters")]
        let value = digit as u8;
        table[ALPHABET[digit] as usize] = value;
        digit += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_decode() {
        for (text, expected) in
            [("BB8", "AB"), ("%69 VD92EX0", "Hello!!"), ("UJCLQE7W581", "base-45"), ("", "")]
        {
            let mut bytes = vec![1];
            assert_eq!(decode(text.as_bytes(), &mut bytes), Ok(()));
            assert_eq!(bytes, expected.as_bytes());
            assert_eq!(encode(&bytes), text.as_bytes());
        }
    }

    #[test]
    fn what_no_encoder_writes_is_refused() {
        for text in ["A", "AAAA", "bb8", "GGW", ":::", "::", "BB\0", "é8"] {
            assert_eq!(decode(text.as_bytes(), &mut Vec::new()), Err(Code::Base45), "{text}");
        }
    }
}
