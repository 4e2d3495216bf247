//! The filters of the cascade. Each reads one picture and writes another.

use super::plane::Plane;

/// Each pixel as the mean of the 3 × 3 around it; the border repeats its edge.
pub(super) fn box_blur(plane: &Plane<'_>) -> Plane<'static> {
    let (width, height) = (plane.width, plane.height);
    let sums = plane.rows().map(sums_of_three).collect::<Vec<_>>();
    let mut pixels = Vec::with_capacity(width * height);
    for row in 0..height {
        let (above, below) = (&sums[row.saturating_sub(1)], &sums[(row + 1).min(height - 1)]);
        let columns = above.iter().zip(&sums[row]).zip(below);
        pixels.extend(columns.map(|((above, here), below)| mean_of_nine(above + here + below)));
    }
    plane.with(pixels)
}

/// The sum of each pixel and its two neighbours in the row.
fn sums_of_three(row: &[u8]) -> Vec<u16> {
    let last = row.len() - 1;
    let at = |column: usize| u16::from(row[column]);
    (0..=last).map(|column| at(column.saturating_sub(1)) + at(column) + at((column + 1).min(last))).collect()
}

fn mean_of_nine(sum: u16) -> u8 {
    u8::try_from(sum / 9).expect("nine bytes sum to 2295 at most")
}

/// Unsharp mask: what differs from the blurred picture is put on twice more.
pub(super) fn sharpen(plane: &Plane<'_>, blurred: &Plane<'_>) -> Plane<'static> {
    let sharpened = plane.pixels.iter().zip(blurred.pixels.iter()).map(|(pixel, blurred)| {
        let (pixel, blurred) = (i16::from(*pixel), i16::from(*blurred));
        u8::try_from((pixel + 2 * (pixel - blurred)).clamp(0, 255)).expect("clamped to a byte")
    });
    plane.with(sharpened.collect())
}

/// A picture smaller by a whole factor: each pixel is the mean of a square. What does not fill a square is cut off.
/// `None` where nothing would be left.
pub(super) fn reduce(plane: &Plane<'_>, factor: usize) -> Option<Plane<'static>> {
    let (width, height) = (plane.width / factor, plane.height / factor);
    if width == 0 || height == 0 {
        return None;
    }
    let area = u32::try_from(factor * factor).ok()?;
    let mut pixels = Vec::with_capacity(width * height);
    let mut sums = vec![0_u32; width];
    for (index, row) in plane.rows().take(height * factor).enumerate() {
        for (sum, square) in sums.iter_mut().zip(row.chunks_exact(factor)) {
            *sum += square.iter().map(|pixel| u32::from(*pixel)).sum::<u32>();
        }
        if index % factor == factor - 1 {
            pixels.extend(sums.iter().map(|sum| u8::try_from(sum / area).expect("a mean of bytes")));
            sums.fill(0);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "factors are small")]
    let scale = plane.scale * factor as f32;
    Some(Plane { pixels: pixels.into(), width, height, scale })
}

/// A picture three times as large, for codes of a pixel or two a module.
pub(super) fn enlarge(plane: &Plane<'_>) -> Plane<'static> {
    const FACTOR: usize = 3;
    let width = plane.width * FACTOR;
    let mut pixels = Vec::with_capacity(width * plane.height * FACTOR);
    for row in plane.rows() {
        let wide = row.iter().flat_map(|pixel| [*pixel; FACTOR]).collect::<Vec<_>>();
        (0..FACTOR).for_each(|_| pixels.extend_from_slice(&wide));
    }
    #[expect(clippy::cast_precision_loss, reason = "three")]
    let scale = plane.scale / FACTOR as f32;
    Plane { pixels: pixels.into(), width, height: plane.height * FACTOR, scale }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(width: usize, pixels: &[u8]) -> Plane<'static> {
        let height = pixels.len() / width;
        Plane { pixels: pixels.to_vec().into(), width, height, scale: 1.0 }
    }

    #[test]
    fn a_blur_is_the_mean_of_nine_with_repeated_edges() {
        let blurred = box_blur(&plane(3, &[0, 0, 0, 0, 90, 0, 0, 0, 0]));
        assert_eq!(blurred.pixels[..], [10; 9]);
        let corner = box_blur(&plane(3, &[90, 0, 0, 0, 0, 0, 0, 0, 0]));
        assert_eq!(corner.pixels[..], [40, 20, 0, 20, 10, 0, 0, 0, 0]);
        assert_eq!(box_blur(&plane(1, &[7])).pixels[..], [7]);
        assert_eq!(box_blur(&plane(2, &[255; 4])).pixels[..], [255; 4]);
    }

    #[test]
    fn sharpening_drives_edges_apart_and_stays_within_bytes() {
        let sharpened = sharpen(&plane(4, &[100, 100, 0, 255]), &plane(4, &[90, 110, 50, 200]));
        assert_eq!(sharpened.pixels[..], [120, 80, 0, 255]);
    }

    #[test]
    fn reducing_takes_means_and_cuts_the_rest() {
        let reduced = reduce(&plane(5, &[0, 2, 4, 6, 9, 2, 4, 6, 8, 9, 9, 9, 9, 9, 9]), 2).unwrap();
        assert_eq!((reduced.width, reduced.height, reduced.scale), (2, 1, 2.0));
        assert_eq!(reduced.pixels[..], [2, 6]);
        assert!(reduce(&plane(5, &[0; 5]), 2).is_none());
    }

    #[test]
    fn enlarging_repeats_pixels() {
        let enlarged = enlarge(&plane(2, &[1, 2]));
        assert_eq!((enlarged.width, enlarged.height), (6, 3));
        assert_eq!(enlarged.pixels[..6], [1, 1, 1, 2, 2, 2]);
    }
}
