//! Pictures of passes, as cameras and screenshots give them: deterministic, from a seed.

use datamatrix::{DataMatrix, SymbolList};
use image::{GrayImage, Luma};
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};
use souplesse_frames::Random;

/// A surface that a camera looks at: a sheet of paper or a phone's screen.
pub struct Sheet {
    pixels: GrayImage,
}

impl Sheet {
    /// A blank sheet of that size and brightness.
    #[must_use]
    pub fn new(width: u32, height: u32, brightness: u8) -> Self {
        Self { pixels: GrayImage::from_pixel(width, height, Luma([brightness])) }
    }

    /// Draws a code with its quiet zone, `module` pixels a module; `x` and `y` are its top left.
    #[must_use]
    pub fn with(self, code: &Matrix, x: u32, y: u32, module: u32) -> Self {
        self.with_ink(code, (x, y), module, 15)
    }

    /// The same, its dark modules as bright as told.
    #[must_use]
    pub fn with_ink(mut self, code: &Matrix, (x, y): (u32, u32), module: u32, ink: u8) -> Self {
        let quiet = module * 4;
        self.fill(x, y, code.side * module + 2 * quiet, code.side * module + 2 * quiet, 255);
        for row in 0..code.side {
            for column in 0..code.side {
                if code.is_dark(column, row) {
                    self.fill(x + quiet + column * module, y + quiet + row * module, module, module, ink);
                }
            }
        }
        self
    }

    /// Draws lines of something like text: words of different lengths, the last line of each block short.
    #[must_use]
    pub fn with_text(mut self, x: u32, y: u32, width: u32, lines: u32, size: u32, seed: u64) -> Self {
        let mut random = Random(seed);
        for line in 0..lines {
            let end = if line + 1 == lines { x + width / 2 } else { x + width };
            let mut at = x;
            while at < end {
                let word = (random.below(6) + 2) * size / 2;
                let top = y + line * size * 2;
                for letter in 0..word / (size / 2).max(1) {
                    let height = size / 2 + random.below(u64::from(size / 2).max(1));
                    self.fill(at + letter * size / 2, top + size - height, (size / 3).max(1), height, 60);
                }
                at += word + size;
            }
        }
        self
    }

    /// Draws a rectangle.
    #[must_use]
    pub fn with_box(mut self, x: u32, y: u32, width: u32, height: u32, brightness: u8) -> Self {
        self.fill(x, y, width, height, brightness);
        self
    }

    /// White for black.
    #[must_use]
    pub fn inverted(mut self) -> Self {
        image::imageops::invert(&mut self.pixels);
        self
    }

    /// The sheet itself, as a screenshot or a scan gives it.
    #[must_use]
    pub fn into_picture(self) -> GrayImage {
        self.pixels
    }

    fn fill(&mut self, x: u32, y: u32, width: u32, height: u32, brightness: u8) {
        let (right, bottom) = ((x + width).min(self.pixels.width()), (y + height).min(self.pixels.height()));
        for row in y..bottom {
            for column in x..right {
                self.pixels.put_pixel(column, row, Luma([brightness]));
            }
        }
    }
}

/// The dark and light modules of a code.
pub struct Matrix {
    side: u32,
    dark: Vec<bool>,
}

impl Matrix {
    /// A QR code of error correction level Q, as French certificates have.
    ///
    /// # Panics
    /// Where the content does not fit.
    #[must_use]
    pub fn qr(content: &[u8]) -> Self {
        Self::qr_at(content, EcLevel::Q)
    }

    /// A QR code of the level at which signed updates are printed.
    ///
    /// # Panics
    /// Where the content does not fit.
    #[must_use]
    pub fn qr_of_update(content: &[u8]) -> Self {
        Self::qr_at(content, EcLevel::M)
    }

    /// A small QR code whose error correction is right and whose content is what somebody wrote bit by bit.
    ///
    /// # Panics
    /// Where it does not fit.
    #[must_use]
    pub fn qr_of_bits(write: impl FnOnce(&mut Bits)) -> Self {
        let mut bits = Bits::new(Version::Normal(2));
        write(&mut bits);
        bits.push_terminator(EcLevel::M).expect("it fits a QR code");
        Self::of(&QrCode::with_bits(bits, EcLevel::M).expect("a QR code"))
    }

    fn qr_at(content: &[u8], level: EcLevel) -> Self {
        let code = QrCode::with_error_correction_level(content, level).expect("it fits a QR code");
        Self::of(&code)
    }

    fn of(code: &QrCode) -> Self {
        let side = u32::try_from(code.width()).expect("at most 177 modules");
        Self { side, dark: code.to_colors().iter().map(|color| *color == Color::Dark).collect() }
    }

    /// A square Data Matrix.
    ///
    /// # Panics
    /// Where the content does not fit.
    #[must_use]
    pub fn data_matrix(content: &[u8]) -> Self {
        let code = DataMatrix::encode(content, SymbolList::default().enforce_square());
        let bitmap = code.expect("it fits a Data Matrix").bitmap();
        let side = u32::try_from(bitmap.width()).expect("at most 144 modules");
        let mut dark = vec![false; bitmap.width() * bitmap.height()];
        for (column, row) in bitmap.pixels() {
            dark[row * bitmap.width() + column] = true;
        }
        Self { side, dark }
    }

    /// Modules a side.
    #[must_use]
    pub fn side(&self) -> u32 {
        self.side
    }

    /// The modules row by row, as `1` and `0`.
    #[must_use]
    pub fn rows(&self) -> Vec<String> {
        let row =
            |row| (0..self.side).map(|column| if self.is_dark(column, row) { '1' } else { '0' }).collect();
        (0..self.side).map(row).collect()
    }

    fn is_dark(&self, column: u32, row: u32) -> bool {
        self.dark[(row * self.side + column) as usize]
    }
}

/// How a camera looks at a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Shot {
    /// The size of the picture.
    pub size: (u32, u32),
    /// Picture pixels a sheet pixel.
    pub zoom: f32,
    /// Degrees clockwise.
    pub angle: f32,
    /// How much smaller the far edge looks; 0 is straight from above.
    pub tilt: f32,
    /// The light that arrives; 1 is all of it.
    pub light: f32,
    /// How much darker the right edge is than the left one.
    pub falloff: f32,
    /// The spread of the sensor's noise, in steps of brightness.
    pub noise: f32,
    /// Times that the picture is blurred by 3 × 3.
    pub blur: u32,
    /// The table that the sheet lies on.
    pub background: u8,
    /// What makes the noise.
    pub seed: u64,
}

impl Default for Shot {
    fn default() -> Self {
        Self {
            size: (1280, 720),
            zoom: 1.0,
            angle: 0.0,
            tilt: 0.0,
            light: 1.0,
            falloff: 0.0,
            noise: 0.0,
            blur: 0,
            background: 90,
            seed: 1,
        }
    }
}

impl Shot {
    /// Takes the picture, with the sheet's middle in the middle.
    #[must_use]
    pub fn of(&self, sheet: &Sheet) -> GrayImage {
        let mut random = Random(self.seed);
        let (width, height) = self.size;
        let mut picture = GrayImage::from_fn(width, height, |x, y| {
            let seen = self.seen(sheet, x as f32 + 0.5, y as f32 + 0.5);
            let light = self.light * (1.0 - self.falloff * x as f32 / width as f32);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
            let brightness = (seen * light + self.noise * random.spread()).clamp(0.0, 255.0) as u8;
            Luma([brightness])
        });
        for _ in 0..self.blur {
            picture = image::imageops::filter3x3(&picture, &[1.0 / 9.0; 9]);
        }
        picture
    }

    fn seen(&self, sheet: &Sheet, x: f32, y: f32) -> f32 {
        let (width, height) = (self.size.0 as f32, self.size.1 as f32);
        let (across, down) = (x - width / 2.0, y - height / 2.0);
        // The far edge is up in the picture: there a pixel covers more of the sheet.
        let depth = 1.0 - self.tilt * down / height;
        let (sine, cosine) = self.angle.to_radians().sin_cos();
        let (across, down) = (across * depth / self.zoom, down * depth / self.zoom);
        let (across, down) = (across * cosine + down * sine, down * cosine - across * sine);
        let (sheet_width, sheet_height) = sheet.pixels.dimensions();
        sample(&sheet.pixels, across + sheet_width as f32 / 2.0, down + sheet_height as f32 / 2.0)
            .unwrap_or_else(|| f32::from(self.background))
    }
}

/// Between the four nearest pixels; `None` beside the picture.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the borders")]
fn sample(picture: &GrayImage, x: f32, y: f32) -> Option<f32> {
    let (x, y) = (x - 0.5, y - 0.5);
    if x < 0.0 || y < 0.0 || x >= picture.width() as f32 - 1.0 || y >= picture.height() as f32 - 1.0 {
        return None;
    }
    let (column, row) = (x as u32, y as u32);
    let (right, lower) = (x.fract(), y.fract());
    let at = |column, row| f32::from(picture.get_pixel(column, row).0[0]);
    let upper_row = at(column, row) * (1.0 - right) + at(column + 1, row) * right;
    let lower_row = at(column, row + 1) * (1.0 - right) + at(column + 1, row + 1) * right;
    Some(upper_row * (1.0 - lower) + lower_row * lower)
}
