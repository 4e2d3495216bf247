//! What stands before the camera, and how the camera sees it: every number of one frame, drawn beforehand.

use crate::codes::Kind;
use crate::random::Random;

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

/// A trouble of a known degree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Strain {
    /// The sheet is turned away about an edge of the code, by so many degrees.
    Tilt(f32),
    /// The picture, or the print, is so many times as long one way as it should be.
    Stretch(f32),
    /// The sensor takes so many times the light that it has room for, and what it takes spreads.
    Exposure(f32),
}

impl Strain {
    /// Each degree that is measured.
    pub const ALL: [Self; 19] = [
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
    ];
}

/// A line beside the code, in line with one of its solid sides.
#[derive(Clone, Copy, Debug)]
pub struct Ruled {
    /// Whether it goes on from the lower side, or from the left one.
    pub is_lower: bool,
    /// Whether it begins at the corner of both solid sides, or at the far end.
    pub is_at_corner: bool,
    /// How far from the code it begins, in modules.
    pub gap: f32,
    /// How thick it is, in modules.
    pub thick: f32,
    /// How long it is, in modules.
    pub long: f32,
}

/// Every number of one frame. Lengths are in pixels of the frame unless another unit is told.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Width and height of the frame.
    pub size: (usize, usize),
    /// Where the middle of the code is.
    pub centre: (f32, f32),
    /// Pixels a module.
    pub module: f32,
    /// How the code is turned, in radians.
    pub angle: f32,
    /// Which way the sheet leans, in radians; how far, as the part that the far edge is smaller over a code's width.
    pub lean: (f32, f32),
    /// How many times shorter the sheet looks the way that it leans.
    pub flat: f32,
    /// How many times the light that there is room for; and how far it spreads, in pixels.
    pub exposure: (f32, f32),
    /// How far the sheet is bent in the middle, in modules.
    pub curl: f32,
    /// The light margin around the code, in modules.
    pub quiet: f32,
    /// How thick the frame of ink around the quiet zone is, in modules.
    pub frame: f32,
    /// Whether the sheet ends where the code does.
    pub is_cut: bool,
    /// Which part of the small squares of a QR code is covered.
    pub covered: f32,
    /// A line beside the code.
    pub ruled: Option<Ruled>,
    /// The spread of defocus.
    pub defocus: f32,
    /// How far the camera moves, and in which direction.
    pub motion: (f32, f32),
    /// The spread of the sensor's noise, in steps of brightness.
    pub noise: f32,
    /// The brightness of ink and of paper.
    pub ink: (f32, f32),
    /// Light that falls off across the frame, 0 to 1, and its direction.
    pub gradient: (f32, f32),
    /// A shadow's edge: how dark it is (1 is no shadow), its direction, and its place from the centre.
    pub shadow: (f32, f32, f32),
    /// Glare: where it is from the centre, its radius and its brightness.
    pub glare: (f32, f32, f32, f32),
    /// A screen's stripes: their strength, and two waves a pixel.
    pub moire: (f32, f32, f32),
    /// Spots and scratches.
    pub dirt: u32,
    /// How bright the table or the hand behind the sheet is.
    pub background: f32,
    /// Whether text is printed around the code.
    pub text: bool,
    /// What the rest is made from.
    pub seed: u64,
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
                scene.is_cut = true;
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
        }
        // Whoever holds the camera goes nearer until modules are large enough that way, too.
        self.module = self.module.max(random.between(2.0, 3.0) / self.flat);
    }

    /// Small squares matter where the sheet leans.
    fn cover(&mut self, part: f32, random: &mut Random) {
        self.covered = part;
        self.lean.1 = random.between(0.0, 0.25);
    }

    /// Light on dark as often as dark on light.
    fn turn_ink(&mut self, random: &mut Random) {
        if random.below(2) == 0 {
            self.ink = (self.ink.1, self.ink.0);
        }
    }

    /// A frame without a trouble.
    pub(crate) fn calm(size: (usize, usize), random: &mut Random) -> Self {
        let turn = std::f32::consts::TAU;
        let middle = (pixels(size.0) / 2.0, pixels(size.1) / 2.0);
        Self {
            size,
            centre: (middle.0 + random.between(-160.0, 160.0), middle.1 + random.between(-80.0, 80.0)),
            module: random.between(2.4, 5.0),
            angle: if random.below(2) == 0 { random.spread() * 0.12 } else { random.between(0.0, turn) },
            lean: (random.between(0.0, turn), random.between(0.0, 0.08)),
            flat: 1.0,
            exposure: (1.0, 0.0),
            curl: 0.0,
            quiet: random.between(1.5, 4.0),
            frame: 0.0,
            is_cut: false,
            covered: 0.0,
            ruled: None,
            defocus: random.between(0.4, 0.8),
            motion: (0.0, random.between(0.0, turn)),
            noise: random.between(1.0, 7.0),
            ink: (random.between(15.0, 60.0), random.between(170.0, 245.0)),
            gradient: (random.between(0.0, 0.25), random.between(0.0, turn)),
            shadow: (1.0, random.between(0.0, turn), random.between(-40.0, 40.0)),
            glare: (0.0, 0.0, 0.0, 0.0),
            moire: (0.0, 0.0, 0.0),
            dirt: 0,
            background: random.between(20.0, 150.0),
            text: random.below(2) == 0,
            seed: random.draw(),
        }
    }

    /// A camera in an unsteady hand: the same scene a frame later.
    pub(crate) fn later(&self, random: &mut Random) -> Self {
        let mut scene = self.clone();
        scene.centre.0 += random.spread() * 12.0;
        scene.centre.1 += random.spread() * 9.0;
        scene.angle += random.spread() * 0.03;
        scene.module = (scene.module * (1.0 + random.spread() * 0.03)).clamp(2.0, 5.0);
        scene.lean.1 = (scene.lean.1 + random.spread() * 0.02).clamp(0.0, 0.3);
        scene.defocus = scene.module * random.between(0.2, 0.75);
        scene.motion = (scene.module * random.between(0.0, 2.2), random.between(0.0, std::f32::consts::TAU));
        scene.noise = random.between(3.0, 14.0);
        scene
    }

    /// A code that would reach over the edge is moved, and made smaller where that does not help.
    pub(crate) fn keep_in_view(&mut self, side: usize) {
        let (width, height) = (pixels(self.size.0), pixels(self.size.1));
        let modules = pixels(side) + 2.0 * self.quiet.min(2.0);
        let turned = self.angle.sin().abs() + self.angle.cos().abs();
        let (sine, cosine) = (self.lean.0.sin().abs(), self.lean.0.cos().abs());
        // What leans far leans about an edge of its own.
        let (wide, high) = if self.flat < 1.0 {
            ((cosine + sine * self.flat) * 1.1, (sine + cosine * self.flat) * 1.1)
        } else {
            (turned, turned)
        };
        let spread = |turned: f32| turned * (1.0 + self.lean.1 * 0.6);
        let most = |length: f32, turned: f32| (length - 4.0) / (modules * spread(turned));
        self.module = self.module.min(most(height, high)).min(most(width, wide)).max(2.0);
        let reach = |turned: f32| modules * self.module * spread(turned) / 2.0;
        let within = |place: f32, length: f32, reach: f32| {
            if 2.0 * reach < length { place.clamp(reach, length - reach) } else { length / 2.0 }
        };
        self.centre = (within(self.centre.0, width, reach(wide)), within(self.centre.1, height, reach(high)));
    }
}

#[expect(clippy::cast_precision_loss, reason = "sides of frames and of codes")]
pub(crate) fn pixels(count: usize) -> f32 {
    count as f32
}
