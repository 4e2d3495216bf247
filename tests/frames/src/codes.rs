//! Codes of the sizes that passes have, with invented contents.

use datamatrix::placement::Bitmap;
use datamatrix::{DataMatrix, SymbolList, SymbolSize};
use qrcode::{Color, EcLevel, QrCode, Version};

use crate::random::Random;

/// A code as its modules, and what it says.
pub struct Code {
    /// QR or Data Matrix.
    pub kind: Kind,
    /// What a reader must give.
    pub content: Vec<u8>,
    /// Modules a side.
    pub side: usize,
    /// Row by row, `true` is dark.
    pub dark: Vec<bool>,
}

/// What kind of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// QR code.
    Qr,
    /// Data Matrix.
    DataMatrix,
}

impl Code {
    /// A Data Matrix.
    pub(crate) fn from_bitmap(content: Vec<u8>, bitmap: &Bitmap<bool>) -> Self {
        let side = bitmap.width();
        let mut dark = vec![false; side * side];
        bitmap.pixels().for_each(|(column, row)| dark[row * side + column] = true);
        Self { kind: Kind::DataMatrix, content, side, dark }
    }

    /// The rows and columns of the small squares of a QR code of version 7 to 25, the dotted lines' among them.
    pub(crate) fn alignment(&self) -> Vec<usize> {
        let last = self.side - 7;
        let gaps = (self.side - 17) / 28 + 1;
        let gap = (self.side - 13).div_ceil(gaps * 2) * 2;
        std::iter::once(6).chain((0..gaps).rev().map(|before| last - gap * before)).collect()
    }
}

const BASE45: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// An EU certificate as a QR code of that version, 10 to 25.
pub(crate) fn certificate(version: i16, random: &mut Random) -> Code {
    let level = if random.below(3) == 0 { EcLevel::M } else { EcLevel::Q };
    let mut length = 0;
    let mut fitting = None;
    // The longest content that still fits, so that no code is mostly padding.
    for step in [256, 128, 64, 32, 16, 8, 4, 2, 1] {
        let content = base45(length + step, &mut random.clone());
        if let Ok(code) = QrCode::with_version(&content, Version::Normal(version), level) {
            length += step;
            fitting = Some((content, code));
        }
    }
    let (content, code) = fitting.expect("every version takes some characters");
    let dark = code.to_colors().iter().map(|color| *color == Color::Dark).collect();
    random.draw();
    Code { kind: Kind::Qr, content, side: code.width(), dark }
}

/// The smallest codes that there are: QR codes of version 1 to 3, Data Matrix of up to 26 modules.
pub(crate) fn small(kind: Kind, random: &mut Random) -> Code {
    let content = base45(random.below(14) as usize, random);
    match kind {
        Kind::Qr => {
            let level = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H][random.below(4) as usize];
            let least = i16::try_from(random.below(3) + 1).expect("a version");
            let fitting = (least..)
                .find_map(|version| QrCode::with_version(&content, Version::Normal(version), level).ok());
            let code = fitting.expect("so much fits into version 3");
            let dark = code.to_colors().iter().map(|color| *color == Color::Dark).collect();
            Code { kind, content, side: code.width(), dark }
        }
        Kind::DataMatrix => {
            let code = DataMatrix::encode(&content, SymbolList::default().enforce_square());
            Code::from_bitmap(content, &code.expect("so much fits").bitmap())
        }
    }
}

fn base45(length: usize, random: &mut Random) -> Vec<u8> {
    let mut content = b"HC1:".to_vec();
    content.extend((0..length).map(|_| BASE45[random.below(45) as usize]));
    content
}

/// A French document as a Data Matrix of 44, 48 or 52 modules a side.
pub(crate) fn document(side: usize, random: &mut Random) -> Code {
    let (size, letters) = match side {
        44 => (SymbolSize::Square44, 168),
        48 => (SymbolSize::Square48, 212),
        _ => (SymbolSize::Square52, 246),
    };
    let mut content = b"DC04FR0TST11ED81ED8B201FRF0".to_vec();
    while content.len() < letters {
        content.extend((0..random.below(9) + 4).map(|_| BASE45[10 + random.below(26) as usize]));
        content.push(0x1D);
        content.extend((0..8).map(|_| b'0' + u8::try_from(random.below(10)).expect("a digit")));
    }
    content.truncate(letters - 80);
    content.push(0x1F);
    content.extend((0..79).map(|_| BASE45[10 + random.below(26) as usize]));
    let code = loop {
        if let Ok(code) = DataMatrix::encode(&content, SymbolList::with_whitelist([size])) {
            break code;
        }
        content.pop();
    };
    Code::from_bitmap(content, &code.bitmap())
}
