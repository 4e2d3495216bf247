//! A plane of brightness, and the drawing and blurring of it.

use crate::scene::pixels;

/// A plane of luma bytes without padding, and the part of it that anything was drawn on.
pub(crate) struct Canvas {
    pub(crate) luma: Vec<u8>,
    pub(crate) width: usize,
    pub(crate) height: usize,
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

/// A brightness as a byte.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
pub(crate) fn byte(brightness: f32) -> u8 {
    brightness.clamp(0.0, 255.0) as u8
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the side")]
fn within(place: f32, side: usize) -> usize {
    place.clamp(0.0, pixels(side)) as usize
}

impl Canvas {
    pub(crate) fn new((width, height): (usize, usize), brightness: u8) -> Self {
        let luma = vec![brightness; width * height];
        Self { luma, width, height, left: 0, right: width, top: 0, bottom: height }
    }

    /// From here on only the box around these places is drawn on and blurred.
    pub(crate) fn limit(&mut self, places: &[(f32, f32)]) {
        let least = |of: fn(&(f32, f32)) -> f32| places.iter().map(of).fold(f32::MAX, f32::min) - 12.0;
        let most = |of: fn(&(f32, f32)) -> f32| places.iter().map(of).fold(f32::MIN, f32::max) + 12.0;
        (self.left, self.right) =
            (within(least(|place| place.0), self.width), within(most(|place| place.0), self.width));
        (self.top, self.bottom) =
            (within(least(|place| place.1), self.height), within(most(|place| place.1), self.height));
    }

    /// Gives each pixel a new brightness by its middle and its old one.
    pub(crate) fn draw(&mut self, brightness: impl Fn(f32, f32, u8) -> u8) {
        for y in self.top..self.bottom {
            let row = &mut self.luma[y * self.width + self.left..y * self.width + self.right];
            for (x, pixel) in (self.left..).zip(row) {
                *pixel = brightness(pixels(x) + 0.5, pixels(y) + 0.5, *pixel);
            }
        }
    }

    /// Fills an ellipse.
    pub(crate) fn ellipse(&mut self, at: (f32, f32), (long, thin): (f32, f32), angle: f32, brightness: u8) {
        let (sine, cosine) = angle.sin_cos();
        let (left, right) = (within(at.0 - long, self.width), within(at.0 + long + 1.0, self.width));
        for y in within(at.1 - long, self.height)..within(at.1 + long + 1.0, self.height) {
            for x in left..right {
                let (across, down) = (pixels(x) + 0.5 - at.0, pixels(y) + 0.5 - at.1);
                let along = (across * cosine + down * sine) / long;
                let beside = (down * cosine - across * sine) / thin;
                if along * along + beside * beside <= 1.0 {
                    self.luma[y * self.width + x] = brightness;
                }
            }
        }
    }

    /// Out of focus: a Gaussian of that spread in pixels.
    pub(crate) fn defocus(&mut self, spread: f32) {
        if spread < 0.2 {
            return;
        }
        let mut weights = Vec::new();
        let mut place = 0.0_f32;
        while place <= 2.5 * spread {
            weights.push((-place * place / (2.0 * spread * spread)).exp());
            place += 1.0;
        }
        let sum = 2.0 * weights.iter().sum::<f32>() - weights[0];
        let weights = weights.iter().map(|weight| u32::from(byte(weight / sum * 255.0))).collect::<Vec<_>>();
        let taps = |step: usize| {
            let far = weights.iter().enumerate().skip(1);
            let far = far.flat_map(move |(at, weight)| {
                let offset = isize::try_from(at * step).expect("within a frame");
                [(offset, *weight), (-offset, *weight)]
            });
            std::iter::once((0, weights[0])).chain(far).collect::<Vec<_>>()
        };
        self.gather(&taps(1));
        self.gather(&taps(self.width));
    }

    /// A hand that moves that many pixels while the shutter is open.
    #[expect(clippy::cast_possible_truncation, reason = "some pixels")]
    pub(crate) fn motion(&mut self, length: f32, angle: f32) {
        if length < 0.8 {
            return;
        }
        let steps = (length.ceil() as i32) * 2 + 1;
        let (sine, cosine) = angle.sin_cos();
        let stride = self.width as isize;
        let taps = (0..steps).map(|step| {
            let along = length * (f64::from(step) as f32 / f64::from(steps - 1) as f32 - 0.5);
            ((along * sine).round() as isize * stride + (along * cosine).round() as isize, 256 / steps as u32)
        });
        self.gather(&taps.collect::<Vec<_>>());
    }

    /// Each pixel as the weighted mean of others at fixed offsets.
    fn gather(&mut self, taps: &[(isize, u32)]) {
        let total = taps.iter().map(|(_, weight)| weight).sum::<u32>();
        let reach = taps.iter().map(|(offset, _)| offset.unsigned_abs()).max().unwrap_or(0);
        let (width, columns) = (self.width, self.right.saturating_sub(self.left));
        let source = self.luma.clone();
        let mut sums = vec![0_u32; columns];
        for y in self.top..self.bottom {
            let start = y * width + self.left;
            if start < reach || start + columns + reach > source.len() {
                continue;
            }
            sums.fill(total / 2);
            for (offset, weight) in taps {
                let from = start.checked_add_signed(*offset).expect("checked against the reach");
                for (sum, pixel) in sums.iter_mut().zip(&source[from..from + columns]) {
                    *sum += u32::from(*pixel) * weight;
                }
            }
            let row = &mut self.luma[start..start + columns];
            let scale = (1 << 24) / total;
            for (pixel, sum) in row.iter_mut().zip(&sums) {
                *pixel = u8::try_from(((u64::from(*sum) * u64::from(scale)) >> 24).min(255)).expect("a byte");
            }
        }
    }
}
