//! Generated from `look.toml`: `cargo run -p souplesse-words`.

use crate::{OutcomeLook, Tone};

/// Units a side of every path.
pub const GRID: u16 = 96;

/// The app's own sign.
#[rustfmt::skip]
pub const MARK: &str = "M88.1 55.9 C85.6 73.9 71.9 88.3 54.1 91.7 C36.3 95.2 18.3 87 9.2 71.2 C0.1 55.5 2 35.8 13.9 22.1 C25.8 8.4 45.1 3.8 61.9 10.6 L58.5 18.9 C45.3 13.6 30.1 17.2 20.7 28 C11.3 38.8 9.8 54.4 17 66.8 C24.1 79.1 38.4 85.6 52.4 82.9 C66.4 80.2 77.2 68.8 79.2 54.7 Z M23 41 C34 43 41 48 46 57 C55 38 71 21 94 10 C76 29 63 49 53 72 C51 76 43 76 41 72 C37 60 32 50 23 41 Z";

/// `outcome.cannot-judge`.
#[rustfmt::skip]
pub const CANNOT_JUDGE: OutcomeLook = OutcomeLook {
    name: "cannot-judge",
    field: [0x4A, 0x3B, 0x5C],
    ink: [0xFF, 0xFF, 0xFF],
    shape: "M48 3 C72.9 3 93 23.1 93 48 C93 72.9 72.9 93 48 93 C23.1 93 3 72.9 3 48 C3 23.1 23.1 3 48 3 Z M48 14 C66.8 14 82 29.2 82 48 C82 66.8 66.8 82 48 82 C29.2 82 14 66.8 14 48 C14 29.2 29.2 14 48 14 Z M43 22 L43 52.8 L63.4 65.3 L68.6 56.7 L53 47.2 L53 22 Z",
    sound: &[Tone { millis: 140, from: 440.0, to: 440.0 }],
    vibration: &[0, 80],
};

/// `outcome.incomplete`.
#[rustfmt::skip]
pub const INCOMPLETE: OutcomeLook = OutcomeLook {
    name: "incomplete",
    field: [0xFF, 0xC2, 0x33],
    ink: [0x0B, 0x12, 0x10],
    shape: "M13 3 L57 3 L83 29 L83 93 L13 93 Z M23 13 L52 13 L52 34 L73 34 L73 83 L23 83 Z M53.8 37.8 C60.7 39.8 66.2 45.3 68.2 52.2 L60.5 54.4 C59.3 50.1 55.9 46.7 51.6 45.5 Z M68.2 63.8 C66.2 70.7 60.7 76.2 53.8 78.2 L51.6 70.5 C55.9 69.3 59.3 65.9 60.5 61.6 Z M42.2 78.2 C35.3 76.2 29.8 70.7 27.8 63.8 L35.5 61.6 C36.7 65.9 40.1 69.3 44.4 70.5 Z M27.8 52.2 C29.8 45.3 35.3 39.8 42.2 37.8 L44.4 45.5 C40.1 46.7 36.7 50.1 35.5 54.4 Z",
    sound: &[Tone { millis: 120, from: 587.3, to: 587.3 }, Tone { millis: 70, from: 0.0, to: 0.0 }, Tone { millis: 120, from: 587.3, to: 587.3 }],
    vibration: &[],
};

/// `outcome.not-a-pass`.
#[rustfmt::skip]
pub const NOT_A_PASS: OutcomeLook = OutcomeLook {
    name: "not-a-pass",
    field: [0x00, 0x00, 0x00],
    ink: [0xFF, 0xFF, 0xFF],
    shape: "M6 6 L27 6 L27 16 L16 16 L16 27 L6 27 Z M90 6 L69 6 L69 16 L80 16 L80 27 L90 27 Z M90 90 L69 90 L69 80 L80 80 L80 69 L90 69 Z M6 90 L27 90 L27 80 L16 80 L16 69 L6 69 Z M38 6 L58 6 L58 16 L38 16 Z M38 80 L58 80 L58 90 L38 90 Z M6 38 L16 38 L16 58 L6 58 Z M80 38 L90 38 L90 58 L80 58 Z M34 43 L62 43 L62 53 L34 53 Z",
    sound: &[Tone { millis: 140, from: 440.0, to: 440.0 }],
    vibration: &[0, 80],
};

/// `outcome.not-covered`.
#[rustfmt::skip]
pub const NOT_COVERED: OutcomeLook = OutcomeLook {
    name: "not-covered",
    field: [0x3C, 0x40, 0x43],
    ink: [0xFF, 0xFF, 0xFF],
    shape: "M13 3 L57 3 L83 29 L83 93 L13 93 Z M23 13 L52 13 L52 34 L73 34 L73 83 L23 83 Z M31 52 C31 45 35.8 39 42.5 37.4 C49.3 35.8 56.3 39.1 59.4 45.3 C62.5 51.5 61 59 55.6 63.5 L50 66.3 L50 68 L42 68 L42 60.5 L50.5 57.4 C53 55.3 53.7 51.8 52.3 48.9 C50.8 46 47.5 44.4 44.4 45.2 C41.2 45.9 39 48.8 39 52 Z M42 72 L50 72 L50 80 L42 80 Z",
    sound: &[Tone { millis: 140, from: 440.0, to: 440.0 }],
    vibration: &[0, 80],
};

/// `outcome.refused`.
#[rustfmt::skip]
pub const REFUSED: OutcomeLook = OutcomeLook {
    name: "refused",
    field: [0xA1, 0x12, 0x1A],
    ink: [0xFF, 0xFF, 0xFF],
    shape: "M29 3 L67 3 L93 29 L93 67 L67 93 L29 93 L3 67 L3 29 Z M26 35.2 L38.8 48 L26 60.8 L35.2 70 L48 57.2 L60.8 70 L70 60.8 L57.2 48 L70 35.2 L60.8 26 L48 38.8 L35.2 26 Z",
    sound: &[Tone { millis: 180, from: 220.0, to: 220.0 }, Tone { millis: 70, from: 0.0, to: 0.0 }, Tone { millis: 260, from: 184.8, to: 184.8 }],
    vibration: &[0, 500],
};

/// `outcome.tolerated`.
#[rustfmt::skip]
pub const TOLERATED: OutcomeLook = OutcomeLook {
    name: "tolerated",
    field: [0x8E, 0xC5, 0xFF],
    ink: [0x0B, 0x12, 0x10],
    shape: "M23 3 L50 3 L50 27 L74 27 L74 93 L23 93 Z M57 3 L74 20 L57 20 Z M28.8 63.2 L44.3 78.6 L69.4 48.9 L62.6 43.1 L43.7 65.4 L35.2 56.8 Z",
    sound: &[Tone { millis: 110, from: 587.3, to: 587.3 }, Tone { millis: 150, from: 880.0, to: 880.0 }],
    vibration: &[],
};

/// `outcome.valid`.
#[rustfmt::skip]
pub const VALID: OutcomeLook = OutcomeLook {
    name: "valid",
    field: [0x2F, 0xC4, 0x6B],
    ink: [0x0B, 0x12, 0x10],
    shape: "M48 2 C73.4 2 94 22.6 94 48 C94 73.4 73.4 94 48 94 C22.6 94 2 73.4 2 48 C2 22.6 22.6 2 48 2 Z M18.8 53.2 L41.8 76.2 L78.5 35 L69.5 27 L41.2 58.8 L27.2 44.8 Z",
    sound: &[Tone { millis: 170, from: 587.3, to: 1174.7 }],
    vibration: &[],
};

/// All of them.
#[rustfmt::skip]
pub const OUTCOMES: [OutcomeLook; 7] = [CANNOT_JUDGE, INCOMPLETE, NOT_A_PASS, NOT_COVERED, REFUSED, TOLERATED, VALID];
