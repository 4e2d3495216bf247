//! What stands before the camera, and how the camera sees it: every number of one frame, drawn beforehand.

use crate::random::Random;

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
    /// How far the sheet is rolled, in radians from the code's middle to its edge, towards the camera in the middle, or away from
    /// it where that is below nought; and whether the roll lies along the code's rows.
    pub roll: (f32, bool),
    /// The light margin around the code, in modules.
    pub quiet: f32,
    /// How thick the frame of ink around the quiet zone is, in modules.
    pub frame: f32,
    /// How far the sheet reaches beyond that, in parts of the code's side: a label, or a page that is mostly text.
    pub margin: f32,
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
            roll: (0.0, false),
            quiet: random.between(1.5, 4.0),
            frame: 0.0,
            margin: 0.35,
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

    /// One of several codes of `side` modules in this light, each in its cell of a grid.
    pub(crate) fn in_a_cell(
        &self,
        (wide, high): (f32, f32),
        (column, row): (usize, usize),
        side: usize,
        random: &mut Random,
    ) -> Self {
        let own = Self::calm(self.size, random);
        let (lean, angle, seed) = (own.lean, own.angle, own.seed);
        let centre = (wide * (pixels(column) + 0.5), high * (pixels(row) + 0.5));
        let mut scene =
            Self { lean, angle, seed, centre, quiet: 2.0, margin: 0.0, text: false, ..self.clone() };
        let turned = angle.sin().abs() + angle.cos().abs();
        let most = wide.min(high) / ((pixels(side) + 2.0 * scene.quiet) * turned * (1.0 + lean.1));
        scene.module = own.module.min(most);
        scene
    }

    /// Makes the code pale, or small.
    pub(crate) fn fade(&mut self, random: &mut Random) {
        if random.below(2) == 0 {
            self.ink.0 = self.ink.1 - random.between(25.0, 60.0);
        } else {
            self.module = random.between(2.0, 2.3);
        }
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
