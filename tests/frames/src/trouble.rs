//! What can be wrong with a frame.

use crate::codes::Kind;
use crate::random::Random;
use crate::scene::{Ruled, Scene};
use crate::strain::Strain;

/// What is wrong with a frame. Every frame has a little of noise, defocus and light; one thing is bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Trouble {
    Plain,
    SmallModules,
    Perspective,
    Defocus,
    Motion,
    Noise,
    LowContrast,
    Gradient,
    Inverted,
    Moire,
    Glare,
    Curled,
    Dirty,
    Shadow,
    Tilted,
    Stretched,
    Overexposed,
    /// Half of a QR code's small squares are covered, as by stickers.
    HalfCovered,
    /// All of them are.
    Covered,
    /// A module of quiet zone, and then a frame as dark as the ink.
    Framed,
    /// The sheet ends where the code does.
    NoQuietZone,
    /// A ruled line goes on where a solid side of a Data Matrix ends, a module or two away.
    Ruled,
    /// Half of a QR code's small squares are covered, and the sheet is bent.
    CoveredBent,
}

impl Trouble {
    /// All, in the order of the tables.
    pub const ALL: [Self; 23] = [
        Self::Plain,
        Self::SmallModules,
        Self::Perspective,
        Self::Defocus,
        Self::Motion,
        Self::Noise,
        Self::LowContrast,
        Self::Gradient,
        Self::Inverted,
        Self::Moire,
        Self::Glare,
        Self::Curled,
        Self::Dirty,
        Self::Shadow,
        Self::Tilted,
        Self::Stretched,
        Self::Overexposed,
        Self::HalfCovered,
        Self::Covered,
        Self::Framed,
        Self::NoQuietZone,
        Self::Ruled,
        Self::CoveredBent,
    ];

    /// Those that a code of that kind can have.
    pub fn of(kind: Kind) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |trouble| match trouble {
            Self::HalfCovered | Self::Covered | Self::CoveredBent => kind == Kind::Qr,
            Self::Ruled => kind == Kind::DataMatrix,
            Self::Plain
            | Self::SmallModules
            | Self::Perspective
            | Self::Defocus
            | Self::Motion
            | Self::Noise
            | Self::LowContrast
            | Self::Gradient
            | Self::Inverted
            | Self::Moire
            | Self::Glare
            | Self::Curled
            | Self::Dirty
            | Self::Shadow
            | Self::Tilted
            | Self::Stretched
            | Self::Overexposed
            | Self::Framed
            | Self::NoQuietZone => true,
        })
    }
}

impl Scene {
    /// Draws the numbers of a frame in which a code of `side` modules is seen with one trouble.
    pub(crate) fn draw(size: (usize, usize), side: usize, trouble: Trouble, random: &mut Random) -> Self {
        let mut scene = Self::calm(size, random);
        let module = scene.module;
        match trouble {
            Trouble::Plain => {}
            Trouble::SmallModules => scene.module = random.between(2.0, 2.6),
            Trouble::Perspective => scene.lean.1 = random.between(0.12, 0.35),
            Trouble::Defocus => scene.defocus = module * random.between(0.35, 0.65),
            Trouble::Motion => scene.motion.0 = module * random.between(0.8, 1.8),
            Trouble::Noise => scene.noise = random.between(14.0, 34.0),
            Trouble::LowContrast => {
                let ink = random.between(70.0, 130.0);
                scene.ink = (ink, ink + random.between(18.0, 45.0));
                scene.noise = random.between(1.0, 3.0);
            }
            Trouble::Gradient => scene.gradient.0 = random.between(0.5, 0.85),
            Trouble::Inverted => scene.ink = (scene.ink.1, scene.ink.0),
            Trouble::Moire => {
                let wave = |random: &mut Random| random.between(-1.2, 1.2);
                scene.moire = (random.between(0.15, 0.45), wave(random), wave(random));
            }
            Trouble::Glare => {
                let reach = module * 12.0;
                let place = |random: &mut Random| random.between(-reach, reach);
                let radius = module * random.between(8.0, 26.0);
                scene.glare = (place(random), place(random), radius, random.between(80.0, 220.0));
            }
            Trouble::Curled => scene.curl = random.between(0.8, 3.0),
            Trouble::Dirty => scene.dirt = random.below(10) + 3,
            Trouble::Shadow => scene.shadow.0 = random.between(0.2, 0.5),
            Trouble::Tilted => scene.strain(Strain::Tilt(random.between(30.0, 60.0)), random),
            Trouble::Stretched => scene.strain(Strain::Stretch(random.between(1.2, 2.0)), random),
            Trouble::Overexposed => scene.strain(Strain::Exposure(random.between(1.0, 2.5)), random),
            Trouble::HalfCovered => scene.cover(0.5, random),
            Trouble::Covered => scene.cover(1.0, random),
            Trouble::CoveredBent => {
                scene.cover(0.5, random);
                scene.curl = random.between(0.5, 2.5);
            }
            Trouble::Framed => {
                (scene.quiet, scene.frame) = (1.0, random.between(1.0, 3.0));
                scene.turn_ink(random);
            }
            Trouble::NoQuietZone => {
                (scene.quiet, scene.margin) = (0.0, 0.0);
                scene.background = random.between(90.0, 150.0);
                scene.turn_ink(random);
            }
            Trouble::Ruled => {
                let (is_lower, is_at_corner) = (random.below(2) == 0, random.below(3) > 0);
                let (gap, thick) = (random.between(0.9, 2.1), random.between(0.5, 1.0));
                let long = random.between(10.0, 45.0);
                scene.ruled = Some(Ruled { is_lower, is_at_corner, gap, thick, long });
            }
        }
        scene.keep_in_view(side);
        scene
    }

    /// Small squares matter where the sheet leans.
    fn cover(&mut self, part: f32, random: &mut Random) {
        self.covered = part;
        self.lean.1 = random.between(0.0, 0.25);
    }

    /// Light on dark as often as dark on light.
    pub(crate) fn turn_ink(&mut self, random: &mut Random) {
        if random.below(2) == 0 {
            self.ink = (self.ink.1, self.ink.0);
        }
    }
}
