//! Light on the sheet and noise in the sensor: what happens to a picture that is otherwise sharp.

use crate::bloom::bloom;
use crate::canvas::{Canvas, byte};
use crate::random::Random;
use crate::scene::{Scene, pixels};

/// Lights the canvas as the scene says, and adds the sensor's noise.
pub(crate) fn expose(canvas: &mut Canvas, scene: &Scene) {
    let noise = Noise::new(scene.noise, scene.seed);
    let width = canvas.width;
    let is_plain = scene.gradient.0 == 0.0 && scene.shadow.0 >= 1.0 && scene.moire.0 == 0.0;
    let bright = (scene.exposure.1 > 0.0).then(|| bloom(canvas, scene.exposure));
    let (slope, light_at_left) = gradient(scene);
    let mut gains = vec![1.0_f32; width];
    for (y, row) in canvas.luma.chunks_exact_mut(width).enumerate() {
        if !is_plain {
            let start = light_at_left + slope.1 * pixels(y);
            for (x, gain) in gains.iter_mut().enumerate() {
                *gain = start + slope.0 * pixels(x);
            }
            shade(&mut gains, scene, pixels(y));
            stripe(&mut gains, scene, pixels(y));
        }
        let noise = noise.row(y).iter().cycle();
        let lit = row.iter_mut().zip(&gains).zip(noise);
        match &bright {
            None => lit.for_each(|((pixel, gain), noise)| {
                *pixel = byte(f32::from(*pixel) * gain + noise + 0.5);
            }),
            Some(bright) => lit.zip(&bright[y * width..]).for_each(|(((pixel, gain), noise), bright)| {
                *pixel = byte(bright * gain + noise + 0.5);
            }),
        }
    }
    glare(canvas, scene);
}

/// How much the light changes a pixel to the right and a pixel down, and how much there is at the top left.
fn gradient(scene: &Scene) -> ((f32, f32), f32) {
    let (depth, angle) = scene.gradient;
    let (width, height) = (pixels(scene.size.0), pixels(scene.size.1));
    let (sine, cosine) = angle.sin_cos();
    let reach = width * cosine.abs() + height * sine.abs();
    let slope = (depth * cosine / reach, depth * sine / reach);
    (slope, 1.0 - depth / 2.0 - slope.0 * width / 2.0 - slope.1 * height / 2.0)
}

/// A shadow whose edge runs through the code.
fn shade(gains: &mut [f32], scene: &Scene, y: f32) {
    let (dark, angle, place) = scene.shadow;
    if dark >= 1.0 {
        return;
    }
    let (sine, cosine) = angle.sin_cos();
    for (x, gain) in gains.iter_mut().enumerate() {
        let beyond = (pixels(x) - scene.centre.0) * cosine + (y - scene.centre.1) * sine - place;
        *gain *= 1.0 - (1.0 - dark) * (beyond / 10.0 + 0.5).clamp(0.0, 1.0);
    }
}

/// Two waves of a screen's dots against the sensor's.
fn stripe(gains: &mut [f32], scene: &Scene, y: f32) {
    let (strength, across, down) = scene.moire;
    if strength == 0.0 {
        return;
    }
    for (x, gain) in gains.iter_mut().enumerate() {
        *gain *= 1.0 - strength / 2.0 * (1.0 + wave(pixels(x) * across + y * down));
    }
}

/// A sine in all but name, since exactness is not what a screen has.
fn wave(turns: f32) -> f32 {
    let turn = turns / std::f32::consts::TAU;
    let within = (turn - turn.floor()) * 2.0 - 1.0;
    4.0 * within * (1.0 - within.abs())
}

fn glare(canvas: &mut Canvas, scene: &Scene) {
    let (across, down, radius, strength) = scene.glare;
    if strength == 0.0 {
        return;
    }
    let (x, y) = (scene.centre.0 + across, scene.centre.1 + down);
    canvas.limit(&[(x - radius, y - radius), (x + radius, y + radius)]);
    canvas.draw(|column, row, pixel| {
        let distance = ((column - x).powi(2) + (row - y).powi(2)) / (radius * radius);
        byte(f32::from(pixel) + strength * (1.0 - distance).max(0.0).powi(2))
    });
}

/// Noise is drawn once and laid over each row from another place.
struct Noise {
    values: Vec<f32>,
    seed: u64,
}

impl Noise {
    const LENGTH: usize = 8192;

    fn new(spread: f32, seed: u64) -> Self {
        let mut random = Random(seed ^ 0x5EED);
        Self { values: (0..Self::LENGTH).map(|_| random.spread() * spread).collect(), seed }
    }

    fn row(&self, y: usize) -> &[f32] {
        let start = Random::of(self.seed, y as u64).below(Self::LENGTH as u64 / 2);
        &self.values[start as usize..]
    }
}
