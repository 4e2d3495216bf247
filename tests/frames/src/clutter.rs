//! Frames without a code: what else is in front of a camera at a door.

use crate::canvas::{Canvas, byte};
use crate::hostile::texture;
use crate::light::expose;
use crate::paint::text;
use crate::random::Random;
use crate::scene::Scene;

/// What fills a frame without a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Clutter {
    Text,
    Face,
    Stripes,
    Newsprint,
    Noise,
    Chequers,
    Squares,
    Corners,
    Moire,
    Halftone,
    Letters,
}

impl Clutter {
    /// What is before a camera at a door while there is no pass.
    pub const EVERYDAY: [Self; 4] = [Self::Text, Self::Face, Self::Stripes, Self::Newsprint];
    /// What looks like the beginning of a code everywhere.
    pub const HOSTILE: [Self; 7] = [
        Self::Noise,
        Self::Chequers,
        Self::Squares,
        Self::Corners,
        Self::Moire,
        Self::Halftone,
        Self::Letters,
    ];
}

pub(crate) fn frame(clutter: Clutter, scene: &Scene) -> Canvas {
    let mut canvas = Canvas::new(scene.size, byte(scene.background));
    let mut random = Random(scene.seed);
    let (sine, cosine) = (scene.angle.sin() * 0.5, scene.angle.cos());
    let turned = move |x: f32, y: f32| (x * cosine + y * sine, y * cosine - x * sine);
    let (dark, light) = scene.ink;
    let ink = move |part: f32| byte(light + (dark - light) * part);
    match clutter {
        Clutter::Text => {
            let dot = random.between(1.5, 4.0);
            canvas.draw(|x, y, _| {
                let (u, v) = turned(x, y);
                ink(text(u, v, dot, scene.seed))
            });
        }
        Clutter::Face => {
            let blobs = (0..7).map(|_| {
                let at = (random.between(300.0, 980.0), random.between(80.0, 640.0));
                (at, random.between(40.0, 260.0).powi(2), random.between(-90.0, 90.0))
            });
            let blobs = blobs.collect::<Vec<_>>();
            canvas.draw(|x, y, _| {
                let part = |((across, down), reach, height): &((f32, f32), f32, f32)| {
                    let distance = ((x - across).powi(2) + (y - down).powi(2)) / reach;
                    height / (1.0 + distance * distance)
                };
                byte(110.0 + blobs.iter().map(part).sum::<f32>())
            });
        }
        Clutter::Stripes => {
            let (wide, warp) = (random.between(3.0, 22.0), random.between(0.0, 30.0));
            let crossed = random.below(2) == 0;
            canvas.draw(|x, y, _| {
                let (u, v) = turned(x, y);
                let bend = warp * ((v / 170.0).fract() - 0.5).abs();
                let dark = ((u + bend) / wide).rem_euclid(2.0) < 1.0;
                let across = crossed && (v / wide).rem_euclid(2.0) < 1.0;
                ink(f32::from(u8::from(dark ^ across)))
            });
        }
        Clutter::Newsprint => {
            let (dot, column) = (random.between(0.9, 1.6), random.between(120.0, 260.0));
            canvas.draw(|x, y, _| {
                let (u, v) = turned(x, y);
                if u.rem_euclid(column) > column - 14.0 {
                    return ink(0.0);
                }
                let is_picture = (u / column).floor().rem_euclid(3.0) < 1.0 && v.rem_euclid(300.0) < 130.0;
                if !is_picture {
                    return ink(text(u, v, dot, scene.seed));
                }
                let (across, down) = ((u / 4.0).fract().abs() - 0.5, (v / 4.0).fract().abs() - 0.5);
                let size = 0.05 + 0.2 * ((u / 90.0).fract() * (v / 130.0).fract()).abs();
                ink(f32::from(u8::from(across * across + down * down < size)))
            });
        }
        Clutter::Noise
        | Clutter::Chequers
        | Clutter::Squares
        | Clutter::Corners
        | Clutter::Moire
        | Clutter::Halftone
        | Clutter::Letters => return hostile(clutter, scene),
    }
    canvas.defocus(scene.defocus);
    expose(&mut canvas, scene);
    canvas
}

/// Half of them as a file shows them, in ideal black and white; half as a camera does.
fn hostile(clutter: Clutter, scene: &Scene) -> Canvas {
    let mut random = Random(scene.seed);
    let mut canvas = Canvas::new(scene.size, 255);
    let is_ideal = random.below(2) == 0;
    let (dark, light) = if is_ideal { (0.0, 255.0) } else { scene.ink };
    let (sine, cosine) = if random.below(3) == 0 { (0.0, 1.0) } else { scene.angle.sin_cos() };
    let texture = texture(clutter, &mut random);
    canvas.draw(|x, y, _| {
        let part = texture(x * cosine + y * sine, y * cosine - x * sine);
        byte(light + (dark - light) * part)
    });
    if !is_ideal {
        canvas.defocus(scene.defocus);
        expose(&mut canvas, scene);
    }
    canvas
}
