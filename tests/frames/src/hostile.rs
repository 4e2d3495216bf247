//! Textures that look like the beginning of a code everywhere, and hold none.

use crate::clutter::Clutter;
use crate::paint::text;
use crate::random::{Random, mix};

/// How much ink is at a place, 0 to 1; places are in pixels of the texture.
pub(crate) type Ink = Box<dyn Fn(f32, f32) -> f32>;

/// A texture of that kind, its sizes drawn. Those that are no hostile ones are left white.
pub(crate) fn texture(clutter: Clutter, random: &mut Random) -> Ink {
    let seed = random.draw();
    match clutter {
        Clutter::Noise => noise(random, seed),
        Clutter::Chequers => {
            let side = random.between(2.0, 20.0);
            Box::new(move |u, v| bit(((u / side).floor() + (v / side).floor()).rem_euclid(2.0) < 1.0))
        }
        Clutter::Squares => squares(random, seed),
        Clutter::Corners => corners(random, seed),
        Clutter::Moire => moire(random),
        Clutter::Halftone => halftone(random),
        Clutter::Letters => {
            let dot = random.between(1.0, 6.0);
            Box::new(move |u, v| text(u, v, dot, seed))
        }
        Clutter::Text | Clutter::Face | Clutter::Stripes | Clutter::Newsprint => Box::new(|_, _| 0.0),
    }
}

/// Dots of one to five pixels, black and white or of every grey.
fn noise(random: &mut Random, seed: u64) -> Ink {
    let (side, dark) = (random.between(1.0, 5.0).floor(), random.between(0.3, 0.7));
    let is_grey = random.below(2) == 0;
    Box::new(move |u, v| {
        let value = part(cell(u / side, v / side, seed));
        if is_grey { value } else { bit(value < dark) }
    })
}

/// The large squares of QR codes, side by side; some are left out, some lack their middle.
fn squares(random: &mut Random, seed: u64) -> Ink {
    let (module, pitch) = (random.between(2.0, 6.0), random.between(8.0, 16.0).floor());
    Box::new(move |u, v| {
        let (u, v) = (u / module, v / module);
        let hash = cell(u / pitch, v / pitch, seed);
        let (across, down) = (u.rem_euclid(pitch) - 3.5, v.rem_euclid(pitch) - 3.5);
        let out = across.abs().max(down.abs());
        let is_ring = (2.5..3.5).contains(&out);
        let is_middle = out < 1.5 && !hash.is_multiple_of(7);
        bit(!hash.is_multiple_of(11) && (is_ring || is_middle))
    })
}

/// The solid sides of Data Matrix in all four turns: bare, with dotted sides opposite, and with something in between.
fn corners(random: &mut Random, seed: u64) -> Ink {
    let (module, side) = (random.between(2.0, 6.0), random.between(4.0, 13.0).floor() * 2.0);
    let gap = random.between(1.0, 4.0).floor();
    Box::new(move |u, v| {
        let (u, v) = (u / module, v / module);
        let hash = cell(u / (side + gap), v / (side + gap), seed);
        let (column, row) = (u.rem_euclid(side + gap).floor(), v.rem_euclid(side + gap).floor());
        if column >= side || row >= side {
            return 0.0;
        }
        let mirrored = |place: f32, is_mirrored: bool| if is_mirrored { side - 1.0 - place } else { place };
        let (column, row) = (mirrored(column, hash & 1 == 1), mirrored(row, hash & 2 == 2));
        if column < 1.0 || row < 1.0 {
            return 1.0;
        }
        let (what, is_dotted) = (hash >> 2 & 3, column > side - 2.0 || row > side - 2.0);
        match what {
            0 => 0.0,
            _ if is_dotted => bit((column + row).rem_euclid(2.0) < 1.0),
            1 => 0.0,
            _ => bit(cell(u, v, seed) & 1 == 1),
        }
    })
}

/// Two gratings of nearly the same width, one through the other: straight, or rings.
fn moire(random: &mut Random) -> Ink {
    let (width, nearly) = (random.between(2.1, 6.0), random.between(1.02, 1.15));
    let (sine, cosine) = random.between(0.02, 0.3).sin_cos();
    let middle = (random.between(200.0, 900.0), random.between(100.0, 600.0));
    let is_ringed = random.below(2) == 0;
    let wave = move |place: f32, width: f32| 0.5 + 0.5 * (place / width * std::f32::consts::TAU).sin();
    Box::new(move |u, v| {
        let other = if is_ringed { (u - middle.0).hypot(v - middle.1) } else { u * cosine + v * sine };
        1.0 - wave(u, width) * wave(other, width * nearly)
    })
}

/// A printed photograph: dots at half a right angle, larger where it is darker.
fn halftone(random: &mut Random) -> Ink {
    let (pitch, long) = (random.between(3.0, 9.0), random.between(120.0, 500.0));
    Box::new(move |u, v| {
        let (across, down) = ((u + v) / (pitch * 1.414), (u - v) / (pitch * 1.414));
        let (across, down) = (across.rem_euclid(1.0) - 0.5, down.rem_euclid(1.0) - 0.5);
        let grey = 0.5 + 0.25 * ((u / long).sin() + (v / long * 1.3).cos());
        bit(across * across + down * down < grey * 0.3)
    })
}

/// A number for the cell of a grid that a place is in.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "hashed, whatever they are")]
fn cell(u: f32, v: f32, seed: u64) -> u64 {
    mix(seed ^ mix((u.floor() as i64 as u64) ^ ((v.floor() as i64 as u64) << 32)))
}

/// A number from 0 to 1 of a hash.
#[expect(clippy::cast_precision_loss, reason = "16 bits")]
fn part(hash: u64) -> f32 {
    (hash >> 48) as f32 / 65_535.0
}

fn bit(is_dark: bool) -> f32 {
    f32::from(u8::from(is_dark))
}
