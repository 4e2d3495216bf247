//! Camera frames, made from numbers: codes of the sizes that passes have, seen as a camera at a door sees them, and
//! frames without a code. The same seed gives the same frames on every machine.

mod bloom;
mod broken;
mod canvas;
mod clutter;
mod codes;
mod hostile;
mod lens;
mod light;
mod mutilated;
mod paint;
mod random;
mod scene;
mod strain;
mod trouble;

pub use broken::Break;
pub use clutter::Clutter;
pub use codes::{Code, Kind};
pub use random::Random;
pub use scene::{Ruled, Scene};
pub use strain::{Ground, Strain};
pub use trouble::Trouble;

use canvas::{Canvas, byte};
use scene::pixels;

/// The sizes of camera frames.
const SIZES: [(usize, usize); 2] = [(1280, 720), (1920, 1080)];
/// Sizes of small pictures.
const SMALL: [(usize, usize); 3] = [(200, 160), (320, 240), (480, 400)];
/// The size of a picture of one of the smallest codes.
const SMALLEST: (usize, usize) = (130, 110);
/// The size of a photograph of a table full of passes.
const TABLE: (usize, usize) = (2560, 1920);
/// How many frames a hand holds a sequence for.
pub const SEQUENCE: usize = 10;

/// One frame, one byte a pixel without padding, and what is in it.
pub struct Frame {
    /// Rows from top to bottom, 0 is black.
    pub luma: Vec<u8>,
    /// Pixels a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// What a reader must give, of each code; nothing where there is none.
    pub contents: Vec<Vec<u8>>,
    /// The first code's corners: as it stands, top left first and clockwise.
    pub corners: [(f32, f32); 4],
}

impl Frame {
    /// Whether a code in the frame says that.
    #[must_use]
    pub fn says(&self, content: &[u8]) -> bool {
        self.contents.iter().any(|known| known == content)
    }
}

/// Makes frames from one seed.
pub struct Maker {
    seed: u64,
    sizes: &'static [(usize, usize)],
    qr: Vec<Code>,
    data_matrix: Vec<Code>,
}

impl Maker {
    /// Prepares the codes that the frames show: QR codes of versions 10 to 25, Data Matrix of 44, 48 and 52 modules.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut random = Random::of(seed, u64::MAX - 1);
        let qr = (10..=25).flat_map(|version| [version; 2]);
        let qr = qr.map(|version| codes::certificate(version, &mut random)).collect();
        let sides = [44, 48, 52].into_iter().flat_map(|side| [side; 8]);
        let data_matrix = sides.map(|side| codes::document(side, &mut random)).collect();
        Self { seed, sizes: &SIZES, qr, data_matrix }
    }

    /// The same on small frames, which are sooner made and sooner read.
    #[must_use]
    pub fn of_small_frames(seed: u64) -> Self {
        Self { sizes: &[(640, 480)], ..Self::new(seed) }
    }

    /// A frame with a code and one trouble.
    #[must_use]
    pub fn with_code(&self, kind: Kind, trouble: Trouble, index: u64) -> Frame {
        let mut random = Random::of(self.seed ^ kind as u64, index);
        let code = self.code(kind, &mut random);
        let size = self.size(&mut random);
        let scene = Scene::draw(size, code.side, trouble, &mut random);
        shoot(&scene, code)
    }

    /// A frame with a code and one trouble of a known degree.
    #[must_use]
    pub fn strained(&self, kind: Kind, strain: Strain, index: u64) -> Frame {
        if let Strain::Codes(count) = strain {
            return self.table(kind, count, false, index);
        }
        if strain == Strain::Faint {
            return self.table(kind, 2, true, index);
        }
        let mut random = Random::of(self.seed ^ 4321 ^ kind as u64, index);
        let code = self.code(kind, &mut random);
        let scene = Scene::calm(self.size(&mut random), &mut random).strained(strain, code.side, &mut random);
        shoot(&scene, code)
    }

    /// A frame without a code.
    #[must_use]
    pub fn without_code(&self, clutter: Clutter, index: u64) -> Frame {
        let mut random = Random::of(self.seed ^ 77, index);
        let size = self.size(&mut random);
        let canvas = clutter::frame(clutter, &Scene::calm(size, &mut random));
        finish(canvas, Vec::new(), [(0.0, 0.0); 4])
    }

    /// The same on a small picture.
    #[must_use]
    pub fn small_without_code(&self, clutter: Clutter, index: u64) -> Frame {
        let mut random = Random::of(self.seed ^ 88, index);
        let size = SMALL[random.below(3) as usize];
        let canvas = clutter::frame(clutter, &Scene::calm(size, &mut random));
        finish(canvas, Vec::new(), [(0.0, 0.0); 4])
    }

    /// A code whose stream is broken: there is nothing to be read.
    #[must_use]
    pub fn broken(&self, kind: Kind, how: Break, index: u64) -> Frame {
        let mut random = Random::of(self.seed ^ 8765 ^ kind as u64, index);
        let code = broken::broken(kind, how, 6, &mut random);
        let mut scene = Scene::calm(SMALL[2], &mut random);
        scene.keep_in_view(code.side);
        Frame { contents: Vec::new(), ..shoot(&scene, &code) }
    }

    /// A small code of which there should be nothing left, on a small picture; and what it may say all the same.
    #[must_use]
    pub fn mutilated(&self, kind: Kind, index: u64) -> Frame {
        let mut random = Random::of(self.seed ^ 9876 ^ kind as u64, index);
        let (code, contents) = mutilated::mutilated(kind, &mut random);
        let mut scene = Scene::calm(SMALLEST, &mut random);
        scene.keep_in_view(code.side);
        Frame { contents, ..shoot(&scene, &code) }
    }

    /// Passes side by side, in rows; the last one may be hard to see.
    fn table(&self, kind: Kind, count: usize, is_last_faint: bool, index: u64) -> Frame {
        let mut random = Random::of(self.seed ^ 5678 ^ kind as u64, index);
        let light = Scene::calm(TABLE, &mut random);
        let columns = [2, 3, 4].into_iter().find(|columns| columns * (columns - 1) >= count).unwrap_or(4);
        let cell = (pixels(TABLE.0 / columns), pixels(TABLE.1 / count.div_ceil(columns)));
        let mut canvas = Canvas::new(TABLE, byte(light.background));
        let mut contents = Vec::new();
        let mut corners = [(0.0, 0.0); 4];
        for place in 0..count {
            let code = self.code(kind, &mut random);
            let mut scene = light.in_a_cell(cell, (place % columns, place / columns), code.side, &mut random);
            if is_last_faint && place + 1 == count {
                scene.fade(&mut random);
            }
            let drawn = paint::sheet(&mut canvas, &scene, code);
            if contents.is_empty() {
                corners = drawn;
            }
            contents.push(code.content.clone());
        }
        canvas.limit(&[(0.0, 0.0), (pixels(TABLE.0), pixels(TABLE.1))]);
        canvas.defocus(light.defocus);
        light::expose(&mut canvas, &light);
        finish(canvas, contents, corners)
    }

    /// Ten frames of one code in an unsteady hand, between sharp and hopeless.
    pub fn sequence(&self, kind: Kind, index: u64) -> impl Iterator<Item = Frame> {
        let mut random = Random::of(self.seed ^ 1234 ^ kind as u64, index);
        let code = self.code(kind, &mut random);
        let mut calm = Scene::calm(self.size(&mut random), &mut random);
        calm.module = random.between(2.0, 3.2);
        (0..SEQUENCE).map(move |_| {
            let mut scene = calm.later(&mut random);
            scene.keep_in_view(code.side);
            shoot(&scene, code)
        })
    }

    /// The seed.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The codes that the frames show.
    #[must_use]
    pub fn codes(&self, kind: Kind) -> &[Code] {
        match kind {
            Kind::Qr => &self.qr,
            Kind::DataMatrix => &self.data_matrix,
        }
    }

    fn size(&self, random: &mut Random) -> (usize, usize) {
        self.sizes[random.below(self.sizes.len() as u64) as usize]
    }

    fn code(&self, kind: Kind, random: &mut Random) -> &Code {
        let codes = self.codes(kind);
        &codes[random.below(codes.len() as u64) as usize]
    }
}

fn shoot(scene: &Scene, code: &Code) -> Frame {
    let mut canvas = Canvas::new(scene.size, byte(scene.background));
    let corners = paint::sheet(&mut canvas, scene, code);
    canvas.defocus(scene.defocus);
    canvas.motion(scene.motion.0, scene.motion.1);
    light::expose(&mut canvas, scene);
    finish(canvas, vec![code.content.clone()], corners)
}

fn finish(canvas: Canvas, contents: Vec<Vec<u8>>, corners: [(f32, f32); 4]) -> Frame {
    Frame { luma: canvas.luma, width: canvas.width, height: canvas.height, contents, corners }
}
