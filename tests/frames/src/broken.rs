//! Codes whose error correction is right and whose stream is not: whoever reads something in one reads what is not there.

use datamatrix::errorcode::encode_error;
use datamatrix::placement::MatrixMap;
use datamatrix::{DataMatrix, SymbolList, SymbolSize};
use qrcode::bits::Bits;
use qrcode::canvas::Canvas;
use qrcode::{Color, EcLevel, Version, ec};

use crate::codes::{Code, Kind};
use crate::random::Random;

/// How a stream is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Break {
    /// More bytes are announced than there is room for.
    TooMany,
    UnknownMode,
    TextThenUnknownMode,
    /// A group of three digits above 999, or a value that its set of characters does not have.
    ValueTooLarge,
    /// Two letters above the last pair that there is.
    LettersTooLarge,
    /// A charset that cannot be announced so.
    UnknownCharset,
    /// It ends where it begins.
    Empty,
}

impl Break {
    /// Those that a code of that kind can have.
    #[must_use]
    pub fn of(kind: Kind) -> &'static [Self] {
        const ALL: [Break; 7] = [
            Break::TooMany,
            Break::UnknownMode,
            Break::TextThenUnknownMode,
            Break::ValueTooLarge,
            Break::Empty,
            Break::LettersTooLarge,
            Break::UnknownCharset,
        ];
        match kind {
            Kind::Qr => &ALL,
            Kind::DataMatrix => &ALL[..5],
        }
    }
}

/// A broken code: a QR code up to that version (6), or a Data Matrix of up to 26 modules.
pub(crate) fn broken(kind: Kind, how: Break, most: u64, random: &mut Random) -> Code {
    match kind {
        Kind::Qr => qr(how, i16::try_from(random.below(most) + 1).expect("a version"), random),
        Kind::DataMatrix => data_matrix(how, random),
    }
}

/// Bits one after another, the first highest.
#[derive(Default)]
struct Stream(Vec<bool>);

impl Stream {
    fn push(&mut self, value: u32, bits: u32) {
        self.0.extend((0..bits).rev().map(|bit| value >> bit & 1 == 1));
    }

    /// The whole of it in so many bytes, what is left filled with padding.
    fn bytes(mut self, count: usize) -> Vec<u8> {
        self.0.truncate(count * 8);
        self.0.resize(self.0.len().next_multiple_of(8), false);
        let byte = |bits: &[bool]| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
        let mut bytes = self.0.chunks(8).map(byte).collect::<Vec<_>>();
        let padding = [0xEC, 0x11].into_iter().cycle().take(count - bytes.len());
        bytes.extend(padding);
        bytes
    }
}

/// What four bits announce that is no mode.
const UNKNOWN: [u32; 5] = [0b0110, 0b1010, 0b1011, 0b1100, 0b1110];

fn qr(how: Break, version: i16, random: &mut Random) -> Code {
    let level = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H][random.below(4) as usize];
    let version = Version::Normal(version);
    let room = Bits::new(version).max_len(level).expect("every version has every level") / 8;
    let mut stream = Stream::default();
    let unknown = UNKNOWN[random.below(5) as usize];
    match how {
        Break::TooMany => {
            stream.push(0b0100, 4);
            stream.push(u32::try_from(room).expect("small") + random.below(60), 8);
            letters(&mut stream, room, random);
        }
        Break::UnknownMode => {
            stream.push(unknown, 4);
            letters(&mut stream, room, random);
        }
        Break::TextThenUnknownMode => {
            let count = room - 4 - random.below(room as u64 / 2 - 1) as usize;
            stream.push(0b0100, 4);
            stream.push(u32::try_from(count).expect("small"), 8);
            letters(&mut stream, count, random);
            stream.push(unknown, 4);
            letters(&mut stream, room, random);
        }
        Break::ValueTooLarge => {
            let groups = random.below(3) + 1;
            stream.push(0b0001, 4);
            stream.push(groups * 3, 10);
            (0..groups).for_each(|_| stream.push(1000 + random.below(24), 10));
            stream.push(0, 4);
        }
        Break::LettersTooLarge => {
            let pairs = random.below(3) + 1;
            stream.push(0b0010, 4);
            stream.push(pairs * 2, 9);
            (0..pairs).for_each(|_| stream.push(2025 + random.below(23), 11));
            stream.push(0, 4);
        }
        Break::UnknownCharset => {
            stream.push(0b0111, 4);
            stream.push(0b1110_0000 + random.below(32), 8);
            stream.push(0b0100, 4);
            stream.push(3, 8);
            letters(&mut stream, 3, random);
            stream.push(0, 4);
        }
        Break::Empty => stream.push(0, 4),
    }
    let (data, check) =
        ec::construct_codewords(&stream.bytes(room), version, level).expect("as long as it must be");
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &check);
    let colors = canvas.apply_best_mask().into_colors();
    let dark = colors.iter().map(|color| *color == Color::Dark).collect::<Vec<_>>();
    Code { kind: Kind::Qr, content: Vec::new(), side: dark.len().isqrt(), dark }
}

fn letters(stream: &mut Stream, count: usize, random: &mut Random) {
    (0..count).for_each(|_| stream.push(u32::from(b'A') + random.below(26), 8));
}

fn data_matrix(how: Break, random: &mut Random) -> Code {
    const SIZES: [SymbolSize; 4] =
        [SymbolSize::Square14, SymbolSize::Square16, SymbolSize::Square20, SymbolSize::Square26];
    let size = SIZES[random.below(4) as usize];
    let room = DataMatrix::encode(b"1", SymbolList::with_whitelist([size]))
        .expect("room for one")
        .data_codewords()
        .len();
    let mut data = Vec::new();
    // A letter is written as one more than its number.
    let letter = |random: &mut Random| b'B' + random.below(26) as u8;
    let unknown = [0, 242, 245, 249, 253, 255][random.below(6) as usize];
    match how {
        Break::TooMany => data.extend([231, swapped(room + 5 + random.below(60) as usize, 2, 255)]),
        Break::UnknownMode => data.push(unknown),
        Break::TextThenUnknownMode => {
            (0..=random.below(room as u64 - 2)).for_each(|_| data.push(letter(random)));
            data.push(unknown);
        }
        // The 36th sign of the second set, which has 32.
        Break::ValueTooLarge | Break::LettersTooLarge | Break::UnknownCharset => {
            let value = 1600 + 40 * (33 + u16::try_from(random.below(6)).expect("small")) + 1;
            data.push(230);
            data.extend(value.to_be_bytes());
        }
        Break::Empty => data.push(129),
    }
    if how == Break::Empty {
        data.extend((2..=room).map(|place| swapped(129, place, 253)));
    } else {
        data.extend((data.len()..room).map(|_| letter(random)));
    }
    data.extend(encode_error(&data, size));
    Code::from_bitmap(Vec::new(), &MatrixMap::new_with_codewords(&data, size).bitmap())
}

/// A codeword at its place (from 1), as padding (253) and bytes (255) are written.
fn swapped(word: usize, place: usize, modulus: usize) -> u8 {
    let sum = word + 149 * place % modulus + 1;
    let largest = 255.min(modulus + 1);
    u8::try_from(if sum > largest { sum - modulus - 1 } else { sum }).expect("a byte")
}
