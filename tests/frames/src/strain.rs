//! Troubles of a known degree.

use crate::random::Random;
use crate::scene::{Scene, pixels};

/// A trouble of a known degree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Strain {
    /// The sheet is turned away about an edge of the code, by so many degrees.
    Tilt(f32),
    /// The picture, or the print, is so many times as long one way as it should be.
    Stretch(f32),
    /// The sensor takes so many times the light that it has room for, and what it takes spreads.
    Exposure(f32),
    /// Around the code are so many modules of paper, and then what the sheet lies on.
    Quiet(u8, Ground),
    /// The picture ends where the code does.
    Cut,
    /// The same, light on dark.
    CutInverted,
    /// The sheet is rolled, by so many degrees from the code's middle to its edge; away from the camera below nought.
    Roll(f32),
    /// So many codes lie side by side.
    Codes(usize),
    /// Two do, of which one is pale or small.
    Faint,
    /// A photograph of so many millions of pixels, the code's modules of two and a half.
    Megapixels(usize),
}

/// What a sheet lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// As bright as its own paper.
    Paper,
    /// In between.
    Grey,
    /// As dark as its own ink.
    Ink,
}

impl Strain {
    /// Each degree that is measured.
    pub const ALL: [Self; 38] = [
        Self::Tilt(30.0),
        Self::Tilt(35.0),
        Self::Tilt(40.0),
        Self::Tilt(45.0),
        Self::Tilt(50.0),
        Self::Tilt(55.0),
        Self::Tilt(60.0),
        Self::Stretch(1.2),
        Self::Stretch(1.4),
        Self::Stretch(1.6),
        Self::Stretch(1.8),
        Self::Stretch(2.0),
        Self::Exposure(1.0),
        Self::Exposure(1.25),
        Self::Exposure(1.5),
        Self::Exposure(1.75),
        Self::Exposure(2.0),
        Self::Exposure(2.25),
        Self::Exposure(2.5),
        Self::Quiet(1, Ground::Paper),
        Self::Quiet(1, Ground::Grey),
        Self::Quiet(1, Ground::Ink),
        Self::Quiet(0, Ground::Paper),
        Self::Quiet(0, Ground::Grey),
        Self::Quiet(0, Ground::Ink),
        Self::Cut,
        Self::CutInverted,
        Self::Roll(-45.0),
        Self::Roll(30.0),
        Self::Roll(45.0),
        Self::Faint,
        Self::Codes(2),
        Self::Codes(4),
        Self::Codes(6),
        Self::Codes(8),
        Self::Codes(12),
        Self::Megapixels(12),
        Self::Megapixels(48),
    ];
}

impl Scene {
    /// Makes one trouble as bad as told, for a code of `side` modules that is kept in view.
    pub(crate) fn strained(mut self, strain: Strain, side: usize, random: &mut Random) -> Self {
        self.strain(strain, random);
        self.keep_in_view(side);
        if matches!(strain, Strain::Cut | Strain::CutInverted) {
            self.cut(side);
        }
        self
    }

    /// Makes one trouble as bad as told.
    pub(crate) fn strain(&mut self, strain: Strain, random: &mut Random) {
        // Nearly one of the code's own edges, whichever way up it is held.
        let quarter = std::f32::consts::FRAC_PI_2 * random.between(0.0, 4.0).floor();
        let edge = self.angle + quarter + random.spread() * 0.06;
        match strain {
            Strain::Tilt(degrees) => {
                let (sine, cosine) = degrees.to_radians().sin_cos();
                // The camera is two and a half to five widths of the code away.
                self.lean = (edge, sine / random.between(2.5, 5.0));
                self.flat = cosine;
            }
            Strain::Stretch(times) => (self.lean, self.flat) = ((edge, 0.0), 1.0 / times),
            Strain::Exposure(times) => {
                // A phone that shines at night.
                self.exposure = (times, self.module * random.between(0.3, 0.45));
                self.ink = (random.between(2.0, 20.0), 255.0);
                self.quiet = 4.0;
                self.text = false;
            }
            Strain::Quiet(modules, ground) => {
                (self.quiet, self.margin) = (f32::from(modules), 0.0);
                self.turn_ink(random);
                self.background = match ground {
                    Ground::Paper => self.ink.1,
                    Ground::Grey => self.ink.0.midpoint(self.ink.1),
                    Ground::Ink => self.ink.0,
                };
            }
            Strain::Cut => {}
            Strain::CutInverted => self.ink = (self.ink.1, self.ink.0),
            Strain::Roll(degrees) => {
                self.roll = (degrees.to_radians(), random.below(2) == 0);
                self.module = self.module.max(random.between(2.0, 3.0) / self.roll.0.cos());
            }
            Strain::Codes(_) | Strain::Faint => self.text = false,
            Strain::Megapixels(millions) => {
                self.size = if millions > 12 { (8000, 6000) } else { (4000, 3000) };
                let at = |length: usize, random: &mut Random| pixels(length) * random.between(0.2, 0.8);
                self.centre = (at(self.size.0, random), at(self.size.1, random));
                self.module = 2.5;
                return;
            }
        }
        // Whoever holds the camera goes nearer until modules are large enough that way, too.
        self.module = self.module.max(random.between(2.0, 3.0) / self.flat);
    }

    /// A picture of the code alone, as a program cuts it out.
    fn cut(&mut self, side: usize) {
        let length = whole(pixels(side) * self.module);
        self.size = (length, length);
        self.centre = (pixels(length) / 2.0, pixels(length) / 2.0);
        (self.angle, self.lean, self.defocus) = (0.0, (0.0, 0.0), 0.0);
        (self.quiet, self.margin) = (0.0, 0.0);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length in a picture")]
fn whole(length: f32) -> usize {
    length.round() as usize
}
