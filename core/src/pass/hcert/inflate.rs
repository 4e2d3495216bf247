//! The zlib layer of a certificate, with a bound on what it may inflate to.

use zlib_rs::{Inflate, InflateFlush, Status};

use crate::code::Code;

/// Real certificates inflate to less than a kibibyte.
const LARGEST: usize = 1 << 20;
const FIRST_GUESS: usize = 4096;
const WINDOW_BITS: u8 = 15;

/// A zlib decoder that is used again for the next pass.
pub(super) struct Inflater(Inflate);

impl Inflater {
    pub(super) fn new() -> Self {
        Self(Inflate::new(true, WINDOW_BITS))
    }

    /// Inflates `compressed` into the front of `bytes`, which grows as needed and never shrinks.
    /// Gives the number of bytes inflated.
    ///
    /// # Errors
    /// [`Code::Inflate`] for anything but one whole zlib stream with nothing behind it,
    /// [`Code::TooLarge`] for more than a mebibyte.
    pub(super) fn inflate(&mut self, compressed: &[u8], bytes: &mut Vec<u8>) -> Result<usize, Code> {
        self.0.reset(true);
        if bytes.is_empty() {
            bytes.resize(FIRST_GUESS, 0);
        }
        while self.step(compressed, bytes)? != Status::StreamEnd {
            if position(self.0.total_out()) < bytes.len() {
                return Err(Code::Inflate);
            }
            if bytes.len() >= LARGEST {
                return Err(Code::TooLarge);
            }
            bytes.resize(bytes.len() * 2, 0);
        }
        if position(self.0.total_in()) != compressed.len() {
            return Err(Code::Inflate);
        }
        Ok(position(self.0.total_out()))
    }

    fn step(&mut self, compressed: &[u8], bytes: &mut [u8]) -> Result<Status, Code> {
        let input = &compressed[position(self.0.total_in())..];
        let output = &mut bytes[position(self.0.total_out())..];
        let status = self.0.decompress(input, output, InflateFlush::Finish);
        status.map_err(|_| Code::Inflate)
    }
}

fn position(total: u64) -> usize {
    usize::try_from(total).expect("totals are bounded by the lengths of slices")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `bytes` as one zlib stream of stored blocks, as French certificates are.
    fn stored(bytes: &[u8]) -> Vec<u8> {
        let mut stream = vec![0x78, 0x01];
        let blocks = bytes.chunks(0xFFFF).collect::<Vec<_>>();
        for (index, block) in blocks.iter().enumerate() {
            let length = u16::try_from(block.len()).unwrap();
            stream.push(u8::from(index + 1 == blocks.len()));
            stream.extend(length.to_le_bytes());
            stream.extend((!length).to_le_bytes());
            stream.extend(*block);
        }
        let (low, high) = bytes.iter().fold((1_u32, 0_u32), |(low, high), &byte| {
            let low = (low + u32::from(byte)) % 65_521;
            (low, (high + low) % 65_521)
        });
        stream.extend((high << 16 | low).to_be_bytes());
        stream
    }

    #[test]
    fn one_buffer_serves_small_and_large_passes_in_turn() {
        let mut inflater = Inflater::new();
        let mut buffer = Vec::new();
        for length in [10, 100_000, 1, LARGEST, 4096, 4097] {
            let plain = (0..length).map(|index| (index % 251) as u8).collect::<Vec<_>>();
            let written = inflater.inflate(&stored(&plain), &mut buffer);
            assert_eq!(written, Ok(length));
            assert!(buffer[..length] == plain);
        }
    }

    #[test]
    fn more_than_a_mebibyte_is_too_large() {
        let stream = stored(&vec![0; LARGEST + 1]);
        assert_eq!(Inflater::new().inflate(&stream, &mut Vec::new()), Err(Code::TooLarge));
    }

    #[test]
    fn broken_streams_are_refused_and_leave_the_decoder_usable() {
        let mut inflater = Inflater::new();
        let mut buffer = Vec::new();
        let good = stored(b"a pass");
        let mut trailing = good.clone();
        trailing.push(0);
        let mut checksum = good.clone();
        *checksum.last_mut().unwrap() ^= 1;
        let dictionary = vec![0x78, 0xBB, 0, 0, 0, 1, 3, 0];
        for broken in [&good[..good.len() - 1], &good[..5], &[], b"a pass", &trailing, &checksum, &dictionary]
        {
            assert_eq!(inflater.inflate(broken, &mut buffer), Err(Code::Inflate));
        }
        assert_eq!(inflater.inflate(&good, &mut buffer), Ok(6));
    }
}
