//! The zlib layer of a certificate, with a bound on what it may inflate to.

use zlib_rs::{Inflate, InflateFlush, Status};

use crate::code::Code;
use crate::pass::bounds::LARGEST;

/// The decoder copies in chunks of up to so many bytes, and may write as far behind its end.
const CHUNK: usize = 64;
const WINDOW_BITS: u8 = 15;

/// A zlib decoder and what it gave, used again for the next pass.
pub(super) struct Inflater {
    decoder: Inflate,
    /// Room for the largest pass, and for telling that one is larger.
    bytes: Vec<u8>,
}

impl Inflater {
    pub(super) fn new() -> Self {
        Self { decoder: Inflate::new(true, WINDOW_BITS), bytes: vec![0; LARGEST + CHUNK] }
    }

    /// Inflates `compressed`.
    ///
    /// # Errors
    /// [`Code::Inflate`] for anything but one whole zlib stream with nothing behind it,
    /// [`Code::TooLarge`] for more than a pass holds.
    pub(super) fn inflate(&mut self, compressed: &[u8]) -> Result<&[u8], Code> {
        self.erase();
        let status = self.decoder.decompress(compressed, &mut self.bytes, InflateFlush::Finish);
        if self.written() > LARGEST {
            return Err(Code::TooLarge);
        }
        let is_whole = status.is_ok_and(|status| status == Status::StreamEnd);
        if !is_whole || position(self.decoder.total_in()) != compressed.len() {
            return Err(Code::Inflate);
        }
        Ok(&self.bytes[..self.written()])
    }

    /// Overwrites what the last stream left, whole or not.
    pub(super) fn erase(&mut self) {
        let end = (self.written() + CHUNK).min(self.bytes.len());
        self.bytes[..end].fill(0);
        self.decoder.reset(true);
    }

    #[cfg(test)]
    pub(super) fn is_erased(&self) -> bool {
        self.bytes.iter().all(|byte| *byte == 0)
    }

    fn written(&self) -> usize {
        position(self.decoder.total_out())
    }
}

fn position(total: u64) -> usize {
    usize::try_from(total).expect("totals are bounded by the lengths of slices")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use zlib_rs::{DeflateConfig, compress_slice};

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

    fn inflated(inflater: &mut Inflater, stream: &[u8]) -> Result<Vec<u8>, Code> {
        inflater.inflate(stream).map(<[u8]>::to_vec)
    }

    #[test]
    fn one_decoder_serves_small_and_large_passes_in_turn() {
        let mut inflater = Inflater::new();
        for length in [10, 50_000, 1, LARGEST, 4096, 4097] {
            let plain = (0..length).map(|index| (index % 251) as u8).collect::<Vec<_>>();
            assert!(inflated(&mut inflater, &stored(&plain)) == Ok(plain));
        }
    }

    #[test]
    fn more_than_a_pass_holds_is_too_large() {
        let mut inflater = Inflater::new();
        for length in [LARGEST + 1, LARGEST + CHUNK, LARGEST + CHUNK + 1, 1 << 20] {
            assert_eq!(inflated(&mut inflater, &stored(&vec![0; length])), Err(Code::TooLarge));
        }
    }

    #[test]
    fn broken_streams_are_refused_and_leave_the_decoder_usable() {
        let mut inflater = Inflater::new();
        let good = stored(b"a pass");
        let mut trailing = good.clone();
        trailing.push(0);
        let mut checksum = good.clone();
        *checksum.last_mut().unwrap() ^= 1;
        let dictionary = vec![0x78, 0xBB, 0, 0, 0, 1, 3, 0];
        for broken in [&good[..good.len() - 1], &good[..5], &[], b"a pass", &trailing, &checksum, &dictionary]
        {
            assert_eq!(inflated(&mut inflater, broken), Err(Code::Inflate));
        }
        assert_eq!(inflated(&mut inflater, &good), Ok(b"a pass".to_vec()));
    }

    proptest! {
        #[test]
        fn nothing_is_left_of_any_stream_once_it_is_erased(
            plain in proptest::collection::vec(0_u8..4, 0..3000), cut in 0_usize..4000, level in 0..10
        ) {
            let mut stream = vec![0; 6000];
            let (stream, _) = compress_slice(&mut stream, &plain, DeflateConfig::new(level));
            let mut inflater = Inflater::new();
            let _ = inflater.inflate(&stream[..cut.min(stream.len())]);
            inflater.erase();
            prop_assert!(inflater.is_erased());
        }
    }
}
