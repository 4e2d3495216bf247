//! Colours as people see them, those who tell few of them apart too.

use souplesse_words::Rgb;

/// How somebody sees colours.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sight {
    /// As most people do.
    Full,
    /// Without the cones for red.
    Protanopia,
    /// Without those for green.
    Deuteranopia,
    /// Without those for blue.
    Tritanopia,
    /// No colours at all.
    Grey,
}

impl Sight {
    pub(crate) const ALL: [Sight; 5] =
        [Sight::Full, Sight::Protanopia, Sight::Deuteranopia, Sight::Tritanopia, Sight::Grey];

    /// The colour as it is seen.
    pub(crate) fn of(self, color: Rgb) -> Rgb {
        let seen = linear(color);
        self.matrix().map(|row| encoded(row.iter().zip(seen).map(|(weight, part)| weight * part).sum()))
    }

    /// On linear red, green and blue: Machado, Oliveira and Fernandes (2009) at full severity; greys by luminance.
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Sight::Full => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Sight::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Sight::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Sight::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
            Sight::Grey => [LUMINANCE; 3],
        }
    }
}

const LUMINANCE: [f64; 3] = [0.2126, 0.7152, 0.0722];

/// The contrast as WCAG 2 has it: 1 is none, 21 is black on white.
pub(crate) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let [one, other] = [one, other].map(|color| luminance(color) + 0.05);
    one.max(other) / one.min(other)
}

/// L* of CIELAB: 0 is black, 100 is white.
pub(crate) fn lightness(color: Rgb) -> f64 {
    let y = luminance(color);
    if y <= 216.0 / 24_389.0 { y * 24_389.0 / 27.0 } else { 116.0 * y.cbrt() - 16.0 }
}

/// So much of the one on the other.
pub(crate) fn blend(below: Rgb, above: Rgb, share: f64) -> Rgb {
    let [below, above] = [below, above].map(linear);
    [0, 1, 2].map(|part| encoded(below[part] * (1.0 - share) + above[part] * share))
}

fn luminance(color: Rgb) -> f64 {
    linear(color).iter().zip(LUMINANCE).map(|(part, weight)| part * weight).sum()
}

fn linear(color: Rgb) -> [f64; 3] {
    color.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn encoded(part: f64) -> u8 {
    let part = part.clamp(0.0, 1.0);
    let encoded = if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
    (encoded * 255.0).round() as u8
}
