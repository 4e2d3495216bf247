//! A sensor that gets more light than it has room for: what is beside light is lit, too.

use crate::canvas::Canvas;

/// A picture shows light as about its root.
const GAMMA: f32 = 2.2;
/// Of all light, what the lens scatters over many modules.
const SCATTERED: f32 = 0.06;
/// How much farther that goes than what the sensor itself spreads.
const FARTHER: f32 = 12.0;

/// The brightness of each pixel with so many times the light, which spreads by so many pixels; what is above 255 has no room.
pub(crate) fn bloom(canvas: &Canvas, (times, spread): (f32, f32)) -> Vec<f32> {
    let mut light = [0.0; 256];
    (0_u8..=255).zip(&mut light).for_each(|(grey, light)| *light = (f32::from(grey) / 255.0).powf(GAMMA));
    let mut near = canvas.luma.iter().map(|grey| light[usize::from(*grey)]).collect::<Vec<_>>();
    spread_out(&mut near, canvas.width, spread);
    let mut far = near.clone();
    spread_out(&mut far, canvas.width, spread * FARTHER);
    let both = near.iter().zip(&far).map(|(near, far)| near + SCATTERED * (far - near));
    both.map(|light| (times * light.max(0.0)).powf(1.0 / GAMMA) * 255.0).collect()
}

/// About a Gaussian of that spread: three means of as many pixels as have it, along the rows and along the columns.
fn spread_out(plane: &mut [f32], width: usize, spread: f32) {
    let mut line = Vec::new();
    let height = plane.len() / width;
    for (step, count, lines, next) in [(1, width, height, width), (width, height, width, 1)] {
        for start in (0..lines).map(|line| line * next) {
            line.clear();
            line.extend((0..count).map(|place| plane[start + place * step]));
            (0..3).for_each(|_| mean(&mut line, spread));
            line.iter().enumerate().for_each(|(place, value)| plane[start + place * step] = *value);
        }
    }
}

/// Each value as the mean of those around it, the outermost of them counting as much as the spread needs.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some pixels")]
fn mean(line: &mut [f32], spread: f32) {
    // Three boxes of half a width r, the ends by a part of p, have three times the variance of one.
    let variance = spread * spread / 3.0;
    let reach = ((variance * 3.0 + 0.25).sqrt() - 0.5).floor();
    let inner = (2.0 * reach + 1.0) * (reach * (reach + 1.0) / 3.0 - variance);
    let part = (inner / (2.0 * (variance - (reach + 1.0) * (reach + 1.0)))).clamp(0.0, 1.0);
    let (steps, weight) = (reach as usize, 1.0 / (2.0 * reach + 1.0 + 2.0 * part));
    let old = line.to_owned();
    let at = |place: usize, off: isize| old[place.saturating_add_signed(off).min(old.len() - 1)];
    let far = isize::try_from(steps).expect("within a frame");
    let mut sum = (-far..=far).map(|off| f64::from(at(0, off))).sum::<f64>();
    for (place, value) in line.iter_mut().enumerate() {
        let ends = at(place, far + 1) + at(place, -far - 1);
        *value = (sum as f32 + part * ends) * weight;
        sum += f64::from(at(place, far + 1)) - f64::from(at(place, -far));
    }
}
