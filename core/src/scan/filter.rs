//! The filters of the cascade. Each reads one picture and writes another, into memory that is used again.

use super::frame::LumaView;

/// How light paper is when the light is even.
const PAPER: u16 = 220;
/// A deeper shadow than to this part of the light is no paper.
const DEEPEST: u8 = 8;
/// How far a pixel takes from, one step after another: nine pixels in all, more than the innermost square of a code is wide at
/// half the size.
const STEPS: [usize; 4] = [1, 2, 4, 1];

/// A picture made from the frame's.
#[derive(Default)]
pub(super) struct Plane {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
    /// Frame pixels a pixel.
    scale: f32,
    sums: Vec<u32>,
    /// Sums of three pixels, for which 16 bits suffice.
    threes: Vec<u16>,
    line: Vec<u8>,
}

impl Plane {
    /// What was made last.
    pub(super) fn view(&self) -> LumaView<'_> {
        LumaView::of_buffer(&self.pixels, self.width, self.height)
    }

    /// Frame pixels a pixel.
    pub(super) fn scale(&self) -> f32 {
        self.scale
    }

    /// Takes each pixel as the mean of the 3 × 3 around it; the border repeats its edge.
    pub(super) fn blur(&mut self, view: &LumaView<'_>) {
        self.begin(view.width(), view.height(), 1.0);
        let last = view.height() - 1;
        let mut sums = std::mem::take(&mut self.threes);
        for y in 0..view.height() {
            let rows = [view.row(y.saturating_sub(1)), view.row(y), view.row((y + 1).min(last))];
            sums.clear();
            let columns = rows[0].iter().zip(rows[1]).zip(rows[2]);
            sums.extend(columns.map(|((a, b), c)| u16::from(*a) + u16::from(*b) + u16::from(*c)));
            let last = sums.len() - 1;
            // 7282 / 2¹⁶ is a ninth, exact enough for nine bytes.
            let mean = |sum: u16| ((u32::from(sum) * 7282) >> 16) as u8;
            self.pixels.push(mean(2 * sums[0] + sums[1.min(last)]));
            self.pixels.extend(sums.windows(3).map(|three| mean(three[0] + three[1] + three[2])));
            if last > 0 {
                self.pixels.push(mean(sums[last - 1] + 2 * sums[last]));
            }
        }
        self.threes = sums;
    }

    /// Makes a picture smaller by a whole factor: each pixel is the mean of a square. What does not fill a square is
    /// cut off. The picture is left empty where nothing would be left.
    pub(super) fn reduce(&mut self, view: &LumaView<'_>, factor: usize) {
        let (width, height) = (view.width() / factor, view.height() / factor);
        self.begin(width, height, factor as f32);
        if factor == 2 {
            return self.halve(view);
        }
        let area = factor * factor;
        for top in (0..height * factor).step_by(factor) {
            self.sums.clear();
            self.sums.resize(width, 0);
            for y in top..top + factor {
                let squares = view.row(y).chunks_exact(factor);
                for (sum, square) in self.sums.iter_mut().zip(squares) {
                    *sum += square.iter().map(|pixel| u32::from(*pixel)).sum::<u32>();
                }
            }
            self.pixels.extend(self.sums.iter().map(|sum| (*sum / area as u32) as u8));
        }
    }

    /// The commonest factor, in a form that machines do many pixels of at a time.
    fn halve(&mut self, view: &LumaView<'_>) {
        for y in 0..self.height {
            let rows = view.row(2 * y).as_chunks::<2>().0.iter().zip(view.row(2 * y + 1).as_chunks::<2>().0);
            self.pixels.extend(rows.map(|(upper, lower)| {
                let (upper, lower) = (u16::from_le_bytes(*upper), u16::from_le_bytes(*lower));
                (((upper & 0xFF) + (upper >> 8) + (lower & 0xFF) + (lower >> 8)) / 4) as u8
            }));
        }
    }

    /// Evens out the light: each pixel as a part of how light the paper is there. `paper` is room to work in.
    pub(super) fn even(&mut self, view: &LumaView<'_>, paper: &mut Self) {
        paper.reduce(view, 2);
        paper.close();
        self.begin(view.width(), view.height(), 1.0);
        let lightest = paper.pixels.iter().copied().max().unwrap_or(0);
        let least = (lightest / DEEPEST).max(1);
        let factors: [u16; 256] =
            std::array::from_fn(|light| (PAPER << 8) / (light as u16).max(u16::from(least)));
        let (width, last) = (paper.width, paper.height - 1);
        for y in 0..view.height() {
            let row = view.row(y);
            let papers = &paper.pixels[(y / 2).min(last) * width..][..width];
            let even = |pixel: u8, paper: u8| {
                ((u32::from(pixel) * u32::from(factors[usize::from(paper)])) >> 8).min(255) as u8
            };
            let pairs = row.as_chunks::<2>().0.iter().zip(papers);
            self.pixels
                .extend(pairs.flat_map(|([left, right], paper)| [even(*left, *paper), even(*right, *paper)]));
            if row.len() % 2 == 1 {
                self.pixels.push(even(row[row.len() - 1], papers[width - 1]));
            }
        }
    }

    /// Fills what is dark and narrow with the light around it: each pixel as the lightest within a square, and that as the
    /// darkest within the same square, which puts the edges of what is wide back to their places.
    fn close(&mut self) {
        let (width, height) = (self.width, self.height);
        let mut line = std::mem::take(&mut self.line);
        let beside = |pixels: &mut [u8], line: &mut Vec<u8>, step: usize, is_light: bool| {
            line.clear();
            line.extend_from_slice(pixels);
            let step = step.min(line.len());
            if is_light {
                let pairs = pixels.iter_mut().zip(&line[step..]);
                pairs.for_each(|(pixel, other)| *pixel = (*pixel).max(*other));
            } else {
                let pairs = pixels[step..].iter_mut().zip(&*line);
                pairs.for_each(|(pixel, other)| *pixel = (*pixel).min(*other));
            }
        };
        for is_light in [true, false] {
            for step in STEPS {
                self.pixels.chunks_exact_mut(width).for_each(|row| beside(row, &mut line, step, is_light));
                for top in 0..height.saturating_sub(step) {
                    let y = if is_light { top } else { height - step - 1 - top };
                    let (upper, lower) = self.pixels.split_at_mut((y + step) * width);
                    let pairs = upper[y * width..][..width].iter_mut().zip(&mut lower[..width]);
                    if is_light {
                        pairs.for_each(|(upper, lower)| *upper = (*upper).max(*lower));
                    } else {
                        pairs.for_each(|(upper, lower)| *lower = (*lower).min(*upper));
                    }
                }
            }
        }
        self.line = line;
    }

    /// Makes a picture three times as large, for modules of a pixel or two: each pixel stays, with two beside it that are a third of
    /// their neighbour.
    pub(super) fn enlarge(&mut self, view: &LumaView<'_>) {
        const FACTOR: usize = 3;
        self.begin(view.width() * FACTOR, view.height() * FACTOR, 1.0 / FACTOR as f32);
        let last = view.height() - 1;
        let mut lines = std::mem::take(&mut self.threes);
        for y in 0..view.height() {
            lines.clear();
            for row in [y.saturating_sub(1), y, (y + 1).min(last)] {
                stretch(view.row(row), &mut lines);
            }
            let (above, rest) = lines.split_at(self.width);
            let (here, below) = rest.split_at(self.width);
            // A stretched line has three times the brightness.
            let between = |(near, far): (&u16, &u16)| ((2 * near + far) / 9) as u8;
            self.pixels.extend(here.iter().zip(above).map(between));
            self.pixels.extend(here.iter().map(|here| (here / 3) as u8));
            self.pixels.extend(here.iter().zip(below).map(between));
        }
        self.threes = lines;
    }

    /// Puts a border of that brightness around a picture.
    pub(super) fn surround(&mut self, view: &LumaView<'_>, margin: usize, border: u8) {
        let width = view.width() + 2 * margin;
        self.begin(width, view.height() + 2 * margin, 1.0);
        self.pixels.resize(width * margin, border);
        for y in 0..view.height() {
            let beside = |pixels: &mut Vec<u8>| pixels.resize(pixels.len() + margin, border);
            beside(&mut self.pixels);
            self.pixels.extend_from_slice(view.row(y));
            beside(&mut self.pixels);
        }
        self.pixels.resize(width * self.height, border);
    }

    fn begin(&mut self, width: usize, height: usize, scale: f32) {
        self.pixels.clear();
        self.pixels.reserve(width * height);
        (self.width, self.height, self.scale) = (width, height, scale);
    }
}

/// Adds a row of three times as many pixels, each with three times the brightness.
fn stretch(row: &[u8], line: &mut Vec<u16>) {
    let at = |x: usize| u16::from(row[x]);
    let last = row.len() - 1;
    let three = |before: u16, here: u16, after: u16| [before + 2 * here, 3 * here, 2 * here + after];
    line.extend(three(at(0), at(0), at(1.min(last))));
    line.extend(row.windows(3).flat_map(|near| {
        let [before, here, after] = [near[0], near[1], near[2]].map(u16::from);
        three(before, here, after)
    }));
    if last > 0 {
        line.extend(three(at(last - 1), at(last), at(last)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(width: usize, pixels: &[u8]) -> LumaView<'_> {
        LumaView::of_buffer(pixels, width, pixels.len() / width)
    }

    #[test]
    fn a_border_goes_all_around() {
        let mut framed = Plane::default();
        framed.surround(&view(2, &[1, 2, 3, 4]), 1, 255);
        assert_eq!((framed.width, framed.height), (4, 4));
        let rows = framed.pixels.chunks(4).collect::<Vec<_>>();
        assert_eq!(rows, [[255; 4], [255, 1, 2, 255], [255, 3, 4, 255], [255; 4]]);
    }

    #[test]
    fn a_blur_is_the_mean_of_nine_with_repeated_edges() {
        let blurred = |width: usize, pixels: &[u8]| {
            let mut plane = Plane::default();
            plane.blur(&view(width, pixels));
            plane.pixels
        };
        assert_eq!(blurred(3, &[0, 0, 0, 0, 90, 0, 0, 0, 0]), [10; 9]);
        assert_eq!(blurred(3, &[90, 0, 0, 0, 0, 0, 0, 0, 0]), [40, 20, 0, 20, 10, 0, 0, 0, 0]);
        assert_eq!(blurred(1, &[7]), [7]);
        assert_eq!(blurred(2, &[255; 4]), [255; 4]);
    }

    #[test]
    fn reducing_takes_means_and_cuts_the_rest() {
        let mut plane = Plane::default();
        plane.reduce(&view(5, &[0, 2, 4, 6, 9, 2, 4, 6, 8, 9, 9, 9, 9, 9, 9]), 2);
        assert_eq!((plane.width, plane.height, plane.scale), (2, 1, 2.0));
        assert_eq!(plane.pixels, [2, 6]);
        plane.reduce(&view(5, &[0; 5]), 2);
        assert!(plane.pixels.is_empty());
    }

    #[test]
    fn evening_out_takes_a_shadow_away_and_leaves_ink() {
        let is_ink = |x: usize, y: usize| x % 8 < 3 && y % 8 < 3;
        let pixel = |x: usize, y: usize| {
            let light = if x < 32 { 200 } else { 60 };
            if is_ink(x, y) { light / 5 } else { light }
        };
        let pixels = (0..64 * 40).map(|place| pixel(place % 64, place / 64)).collect::<Vec<u8>>();
        let (mut plane, mut room) = (Plane::default(), Plane::default());
        plane.even(&view(64, &pixels), &mut room);
        for (place, evened) in plane.pixels.iter().enumerate() {
            let expected = if is_ink(place % 64, place / 64) { PAPER / 5 } else { PAPER };
            assert!(u16::from(*evened).abs_diff(expected) < 3, "{place}: {evened}");
        }
    }

    #[test]
    fn enlarging_keeps_the_picture() {
        let mut plane = Plane::default();
        plane.enlarge(&view(2, &[10, 20, 30, 40]));
        assert_eq!((plane.width, plane.height), (6, 6));
        assert_eq!([plane.pixels[7], plane.pixels[10], plane.pixels[25], plane.pixels[28]], [10, 20, 30, 40]);
    }
}
