//! Paths as pixels, filled by the even-odd rule.

type Point = (f64, f64);

/// How much of each pixel is covered, from 0 to 1.
pub(crate) struct Mask {
    pub(crate) shares: Vec<f64>,
}

/// Rows and columns of samples in a pixel.
const SAMPLES: usize = 4;

/// Straight pieces of a curve.
const PIECES: u32 = 16;

impl Mask {
    /// A path on a grid, drawn so many pixels wide.
    pub(crate) fn of(path: &str, grid: u16, side: usize) -> Mask {
        let rings = rings(path);
        let step = f64::from(grid) / (side * SAMPLES) as f64;
        let mut shares = vec![0.0; side * side];
        for row in 0..side * SAMPLES {
            let crossings = crossings(&rings, (row as f64 + 0.5) * step);
            for column in 0..side * SAMPLES {
                let x = (column as f64 + 0.5) * step;
                if crossings.iter().filter(|crossing| **crossing <= x).count() % 2 == 1 {
                    shares[row / SAMPLES * side + column / SAMPLES] += 1.0 / (SAMPLES * SAMPLES) as f64;
                }
            }
        }
        Mask { shares }
    }

    /// What both cover, of what either covers.
    pub(crate) fn overlap(&self, other: &Mask) -> f64 {
        let pairs = || self.shares.iter().zip(&other.shares);
        let both: f64 = pairs().map(|(one, other)| one.min(*other)).sum();
        let either: f64 = pairs().map(|(one, other)| one.max(*other)).sum();
        both / either
    }
}

/// The least and the largest coordinate.
pub(crate) fn reach(path: &str) -> Point {
    let all = || rings(path).into_iter().flatten().flat_map(|(x, y)| [x, y]);
    (all().fold(f64::MAX, f64::min), all().fold(f64::MIN, f64::max))
}

/// Where a row meets the edges.
fn crossings(rings: &[Vec<Point>], y: f64) -> Vec<f64> {
    let edges = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    edges
        .filter(|(from, to)| (from.1 <= y) != (to.1 <= y))
        .map(|(from, to)| from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0))
        .collect()
}

fn rings(path: &str) -> Vec<Vec<Point>> {
    let spaced: String = path.chars().flat_map(spaced).collect();
    let mut words = spaced.split_whitespace();
    let mut rings: Vec<Vec<Point>> = Vec::new();
    while let Some(command) = words.next() {
        let mut point = || -> Point {
            let mut number = || words.next().and_then(|word| word.parse().ok()).expect("a coordinate");
            (number(), number())
        };
        match command {
            "M" => rings.push(vec![point()]),
            "L" => last(&mut rings).push(point()),
            "C" => {
                let from = *last(&mut rings).last().expect("a curve begins somewhere");
                let curve = [from, point(), point(), point()];
                last(&mut rings)
                    .extend((1..=PIECES).map(|piece| on(curve, f64::from(piece) / f64::from(PIECES))));
            }
            "Z" => {}
            other => panic!("{other}: paths have M, L, C and Z alone"),
        }
    }
    rings
}

fn spaced(letter: char) -> Vec<char> {
    if letter.is_ascii_alphabetic() { vec![' ', letter, ' '] } else { vec![letter] }
}

fn last(rings: &mut [Vec<Point>]) -> &mut Vec<Point> {
    rings.last_mut().expect("a path begins with M")
}

/// A point of a cubic curve.
fn on(curve: [Point; 4], at: f64) -> Point {
    let rest = 1.0 - at;
    let weights = [rest.powi(3), 3.0 * rest * rest * at, 3.0 * rest * at * at, at.powi(3)];
    let sum =
        |part: fn(&Point) -> f64| curve.iter().zip(weights).map(|(point, weight)| part(point) * weight).sum();
    (sum(|point| point.0), sum(|point| point.1))
}
