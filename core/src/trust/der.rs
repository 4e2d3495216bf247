//! An ECDSA signature from its fixed form to ASN.1's DER (RFC 3279 §2.2.3).

/// `r‖s`, each `size` bytes, as `SEQUENCE { INTEGER r, INTEGER s }`; `None` for another length.
///
/// `size` is at most 61, so that every length fits one byte.
pub(super) fn from_fixed(signature: &[u8], size: usize) -> Option<Vec<u8>> {
    debug_assert!(size <= 61);
    if signature.len() != size * 2 {
        return None;
    }
    let (r, s) = signature.split_at(size);
    let mut body = Vec::with_capacity(size * 2 + 8);
    push_integer(r, &mut body);
    push_integer(s, &mut body);
    let mut sequence = vec![0x30, u8::try_from(body.len()).ok()?];
    sequence.append(&mut body);
    Some(sequence)
}

/// A positive INTEGER in as few bytes as it takes.
fn push_integer(number: &[u8], body: &mut Vec<u8>) {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let digits = &number[zeros.min(number.len() - 1)..];
    let needs_sign = digits[0] >= 0x80;
    let length = digits.len() + usize::from(needs_sign);
    body.extend([0x02, u8::try_from(length).expect("at most 62 bytes")]);
    if needs_sign {
        body.push(0);
    }
    body.extend_from_slice(digits);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads the DER back by the book: short lengths, minimal positive integers.
    fn to_fixed(der: &[u8], size: usize) -> Option<Vec<u8>> {
        let [0x30, length, body @ ..] = der else {
            return None;
        };
        if usize::from(*length) != body.len() || *length >= 0x80 {
            return None;
        }
        let mut fixed = Vec::new();
        let mut rest = body;
        for _ in 0..2 {
            let [0x02, length, behind @ ..] = rest else {
                return None;
            };
            let (digits, behind) = behind.split_at_checked(usize::from(*length))?;
            let minimal = match digits {
                [] => false,
                [0, next, ..] => *next >= 0x80,
                [first, ..] => *first < 0x80,
            };
            if !minimal {
                return None;
            }
            let digits = digits.strip_prefix(&[0]).unwrap_or(digits);
            fixed.extend(vec![0; size - digits.len()]);
            fixed.extend(digits);
            rest = behind;
        }
        rest.is_empty().then_some(fixed)
    }

    proptest! {
        #[test]
        fn every_signature_survives_the_way_there_and_back(
            zeros in 0_usize..48,
            mut fixed in proptest::collection::vec(any::<u8>(), 96),
        ) {
            fixed[..zeros].fill(0);
            fixed[48..48 + zeros].fill(0);
            // r and s of zero are no signature, and have no unique shortest form to compare.
            fixed[47] |= 1;
            fixed[95] |= 1;
            prop_assert_eq!(to_fixed(&from_fixed(&fixed, 48).unwrap(), 48), Some(fixed));
        }

        #[test]
        fn other_lengths_are_refused(fixed in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(from_fixed(&fixed, 48).is_some(), fixed.len() == 96);
        }
    }
}
