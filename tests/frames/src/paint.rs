//! The sheet as an ideal camera sees it: sharp, evenly lit, without noise.

use crate::canvas::{Canvas, byte};
use crate::codes::Code;
use crate::lens::Lens;
use crate::random::{Random, mix};
use crate::scene::{Ruled, Scene, pixels};

/// Draws a code on its sheet. Gives the code's corners in the frame.
pub(crate) fn sheet(canvas: &mut Canvas, scene: &Scene, code: &Code) -> [(f32, f32); 4] {
    let half = pixels(code.side) / 2.0;
    let lens = Lens::new(scene, half);
    let reach = half * (1.0 + 2.0 * scene.margin) + scene.quiet + scene.curl;
    let around = [(-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach)];
    canvas.limit(&around.map(|(u, v)| lens.to_frame(u, v)));
    let texture = Texture::new(code, scene);
    canvas.draw(|x, y, background| {
        let Some((u, v)) = lens.to_sheet(x, y) else { return background };
        if u.abs() > reach || v.abs() > reach { background } else { texture.at(u, v) }
    });
    spots(canvas, scene, &lens, half);
    covers(canvas, scene, &lens, code);
    let corners = [(-half, -half), (half, -half), (half, half), (-half, half)];
    corners.map(|(u, v)| lens.to_frame(u, v))
}

struct Texture<'a> {
    code: &'a Code,
    half: f32,
    scene: &'a Scene,
}

impl<'a> Texture<'a> {
    fn new(code: &'a Code, scene: &'a Scene) -> Self {
        Self { code, half: pixels(code.side) / 2.0, scene }
    }

    /// The brightness at a place, in modules from the code's middle.
    fn at(&self, u: f32, v: f32) -> u8 {
        let (dark, light) = self.scene.ink;
        let beyond = u.abs().max(v.abs()) - self.half;
        let part = if beyond <= 0.5 {
            self.module(u + self.half, v + self.half)
        } else if self.scene.frame > 0.0 && beyond < self.scene.quiet + self.scene.frame {
            f32::from(u8::from(beyond > self.scene.quiet))
        } else if self.scene.ruled.is_some_and(|ruled| self.is_on(ruled, u, v)) {
            1.0
        } else if self.scene.text && u.abs().max(v.abs()) > self.half + self.scene.quiet + 0.5 {
            text(u, v, 1.1, self.scene.seed)
        } else {
            0.0
        };
        byte(light + (dark - light) * part)
    }

    /// Whether a place is on a line that goes on where a solid side ends.
    fn is_on(&self, ruled: Ruled, u: f32, v: f32) -> bool {
        // Along the side from the corner, and outwards from its outer edge.
        let (along, out) = if ruled.is_lower { (u, v) } else { (-v, -u) };
        let beyond = if ruled.is_at_corner { -along } else { along } - self.half - ruled.gap;
        (0.0..ruled.long).contains(&beyond) && (0.0..ruled.thick).contains(&(self.half - out))
    }

    /// How much ink a pixel sees there: an edge is as wide as a pixel.
    fn module(&self, u: f32, v: f32) -> f32 {
        let (column, right) = self.between(u);
        let (row, lower) = self.between(v);
        let upper_row = self.ink(column, row) * (1.0 - right) + self.ink(column + 1, row) * right;
        let lower_row = self.ink(column, row + 1) * (1.0 - right) + self.ink(column + 1, row + 1) * right;
        upper_row * (1.0 - lower) + lower_row * lower
    }

    /// The module before a place, and how much of the next one a pixel sees.
    #[expect(clippy::cast_possible_truncation, reason = "within a code")]
    fn between(&self, place: f32) -> (i32, f32) {
        let before = (place - 0.5).floor();
        let within = place - 0.5 - before;
        (before as i32, ((within - 0.5) * self.scene.module + 0.5).clamp(0.0, 1.0))
    }

    fn ink(&self, column: i32, row: i32) -> f32 {
        let side = self.code.side;
        let place = usize::try_from(column).ok().zip(usize::try_from(row).ok());
        let Some((column, row)) = place.filter(|(column, row)| *column < side && *row < side) else {
            return 0.0;
        };
        f32::from(u8::from(self.code.dark[row * side + column]))
    }
}

/// Print: words of letters from a made-up alphabet of 3 × 5 dots; `dot` is the size of one. Gives ink, 0 or 1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "hashed, whatever they are")]
pub(crate) fn text(u: f32, v: f32, dot: f32, seed: u64) -> f32 {
    let (across, down) = (u / dot, v / dot);
    let (line, letter) = ((down / 8.0).floor(), (across / 4.0).floor());
    let (column, row) = ((across - letter * 4.0) as i32, (down - line * 8.0) as i32);
    if column > 2 || row > 4 {
        return 0.0;
    }
    let hash = mix(seed ^ mix((letter as i64 as u64) ^ ((line as i64 as u64) << 32)));
    let is_space = hash.is_multiple_of(6);
    let is_ink = hash >> (8 + row * 3 + column) & 1 == 1;
    f32::from(u8::from(is_ink && !is_space))
}

/// Spots of ink or of paper, and scratches, over a code.
fn spots(canvas: &mut Canvas, scene: &Scene, lens: &Lens<'_>, half: f32) {
    let mut random = Random(scene.seed);
    for _ in 0..scene.dirt {
        let at = lens.to_frame(random.between(-half, half), random.between(-half, half));
        let brightness = if random.below(2) == 0 { scene.ink.0 } else { scene.ink.1 };
        let long = scene.module * random.between(0.5, 3.0);
        let wide = if random.below(3) == 0 { long * 5.0 } else { long };
        let thin = if wide > long { scene.module * 0.5 } else { long * random.between(0.5, 1.0) };
        canvas.ellipse(at, (wide, thin), random.between(0.0, 3.1), byte(brightness));
    }
}

/// Stickers as light as the paper on the small squares of a QR code.
fn covers(canvas: &mut Canvas, scene: &Scene, lens: &Lens<'_>, code: &Code) {
    if scene.covered == 0.0 {
        return;
    }
    let mut random = Random(scene.seed ^ 0xC0);
    let half = pixels(code.side) / 2.0;
    let lines = code.alignment();
    let last = lines.len() - 1;
    let places = (0..=last).flat_map(|row| (0..=last).map(move |column| (column, row)));
    for (column, row) in places.filter(|place| ![(0, 0), (last, 0), (0, last)].contains(place)) {
        if random.between(0.0, 1.0) < scene.covered {
            let at = lens.to_frame(pixels(lines[column]) + 0.5 - half, pixels(lines[row]) + 0.5 - half);
            let reach = scene.module * 2.6;
            canvas.ellipse(at, (reach, reach), 0.0, byte(scene.ink.1));
        }
    }
}
