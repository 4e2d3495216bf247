//! The kinds of frames with a code, which all readers are shown.

use souplesse_frames::{Frame, Kind, Maker, Strain, Trouble};

/// So many photographs of 12 and 48 megapixels are enough.
const MOST_PHOTOGRAPHS: u64 = 10;

/// One kind.
#[derive(Clone, Copy)]
pub enum Case {
    Trouble(Trouble),
    Strain(Strain),
}

impl Case {
    /// One trouble each.
    pub fn troubles(kind: Kind) -> Vec<Self> {
        Trouble::of(kind).map(Self::Trouble).collect()
    }

    /// Each degree of a trouble.
    pub fn strains() -> Vec<Self> {
        Strain::ALL.map(Self::Strain).into()
    }

    /// Those that a camera can have before it, and a small frame has room for.
    pub fn of_a_camera(kind: Kind) -> Vec<Self> {
        let mut cases = Self::troubles(kind);
        let is_large = |case: &Self| {
            matches!(case, Self::Strain(Strain::Codes(_) | Strain::Faint | Strain::Megapixels(_)))
        };
        cases.extend(Self::strains().into_iter().filter(|case| !is_large(case)));
        cases
    }

    /// How the tables call it.
    pub fn name(self) -> String {
        match self {
            Self::Trouble(trouble) => format!("{trouble:?}"),
            Self::Strain(strain) => format!("{strain:?}"),
        }
    }

    /// How many of them are shown where so many are asked for.
    pub fn count(self, frames: u64) -> u64 {
        if matches!(self, Self::Strain(Strain::Megapixels(_))) {
            frames.min(MOST_PHOTOGRAPHS)
        } else {
            frames
        }
    }

    /// One of them.
    pub fn frame(self, maker: &Maker, kind: Kind, index: u64) -> Frame {
        match self {
            Self::Trouble(trouble) => maker.with_code(kind, trouble, index * 100 + trouble as u64),
            Self::Strain(strain) => maker.strained(kind, strain, index),
        }
    }
}
