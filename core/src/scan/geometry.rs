//! Places, directions, and the map from a code's modules to the picture.

use super::Point;

impl Point {
    pub(super) fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }

    pub(super) fn times(self, factor: f32) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }

    pub(super) fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }

    /// Positive where `other` is clockwise of it on the screen.
    pub(super) fn cross(self, other: Self) -> f32 {
        self.x * other.y - self.y * other.x
    }

    pub(super) fn length(self) -> f32 {
        self.dot(self).sqrt()
    }

    pub(super) fn distance(self, other: Self) -> f32 {
        self.minus(other).length()
    }

    /// The same direction, one pixel long; nothing where there is none.
    pub(super) fn unit(self) -> Option<Self> {
        let length = self.length();
        (length > 1e-3).then(|| self.times(1.0 / length))
    }
}

/// How far along a line in the picture a part of it on the sheet ends, where a module is so long at its beginning and so long
/// at its end: the nearer half takes more of the picture.
pub(super) fn foreshortened(part: f32, first: f32, last: f32) -> f32 {
    let depth = (first / last).clamp(0.3, 3.0).sqrt();
    part * depth / (1.0 + (depth - 1.0) * part)
}

/// Where two lines meet, each given by a place and a direction; nothing where they are as good as parallel.
pub(super) fn meeting(place: Point, direction: Point, other: Point, its: Point) -> Option<Point> {
    let turn = direction.cross(its);
    if turn.abs() < 0.1 * direction.length() * its.length() {
        return None;
    }
    let along = other.minus(place).cross(its) / turn;
    Some(place.plus(direction.times(along)))
}

/// Whether a place is within four corners that go around clockwise.
pub(super) fn contains(corners: &[Point; 4], place: Point) -> bool {
    let sides = corners.iter().zip(corners.iter().cycle().skip(1));
    sides.into_iter().all(|(from, to)| to.minus(*from).cross(place.minus(*from)) > 0.0)
}

/// A perspective view of a rectangle.
#[derive(Clone, Copy)]
pub(super) struct Perspective {
    across: [f32; 3],
    down: [f32; 3],
    depth: [f32; 3],
}

impl Perspective {
    /// Shows the rectangle from `low` to `high` as the four corners: top left, top right, bottom right, bottom left.
    /// Nothing where these do not go around a proper quadrilateral.
    pub(super) fn of(low: (f32, f32), high: (f32, f32), corners: [Point; 4]) -> Option<Self> {
        let [first, second, third, fourth] = corners;
        let right = second.minus(third);
        let lower = fourth.minus(third);
        let rest = first.minus(second).plus(third.minus(fourth));
        let turn = right.cross(lower);
        if turn.abs() < 1e-3 {
            return None;
        }
        let (g, h) = (rest.cross(lower) / turn, right.cross(rest) / turn);
        if g <= -0.9 || h <= -0.9 || g + h <= -0.9 {
            return None;
        }
        let (wide, high_) = (high.0 - low.0, high.1 - low.1);
        let row = |origin: f32, second: f32, fourth: f32| {
            let (across, down) = (second - origin + g * second, fourth - origin + h * fourth);
            let (across, down) = (across / wide, down / high_);
            [across, down, origin - across * low.0 - down * low.1]
        };
        let (g, h) = (g / wide, h / high_);
        Some(Self {
            across: row(first.x, second.x, fourth.x),
            down: row(first.y, second.y, fourth.y),
            depth: [g, h, 1.0 - g * low.0 - h * low.1],
        })
    }

    /// Where a place of the rectangle is in the picture.
    #[inline]
    pub(super) fn at(&self, x: f32, y: f32) -> Point {
        let by = |row: &[f32; 3]| row[0] * x + row[1] * y + row[2];
        let depth = 1.0 / by(&self.depth);
        Point::new(by(&self.across) * depth, by(&self.down) * depth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perspective_meets_its_corners_and_keeps_lines_straight() {
        let corners =
            [Point::new(10.0, 12.0), Point::new(90.0, 20.0), Point::new(100.0, 95.0), Point::new(5.0, 80.0)];
        let view = Perspective::of((2.0, 3.0), (12.0, 23.0), corners).unwrap();
        for (place, corner) in [(2.0, 3.0), (12.0, 3.0), (12.0, 23.0), (2.0, 23.0)].into_iter().zip(corners) {
            assert!(view.at(place.0, place.1).distance(corner) < 1e-2);
        }
        let middle =
            meeting(corners[0], corners[2].minus(corners[0]), corners[1], corners[3].minus(corners[1]));
        assert!(view.at(7.0, 13.0).distance(middle.unwrap()) < 1e-2);
    }

    #[test]
    fn a_line_is_foreshortened_as_a_perspective_shows_it() {
        let corners =
            [Point::new(0.0, 0.0), Point::new(100.0, 0.0), Point::new(80.0, 60.0), Point::new(20.0, 60.0)];
        let view = Perspective::of((0.0, 0.0), (10.0, 10.0), corners).unwrap();
        let y = |place: f32| view.at(3.0, place).y;
        let (first, last) = (y(0.01) - y(0.0), y(10.0) - y(9.99));
        for part in [0.1, 0.5, 0.8] {
            assert!((foreshortened(part, first, last) - y(part * 10.0) / y(10.0)).abs() < 1e-2);
        }
    }

    #[test]
    fn what_is_no_quadrilateral_has_no_perspective() {
        let flat = [0.0, 1.0, 2.0, 3.0].map(|x| Point::new(x, x));
        assert!(Perspective::of((0.0, 0.0), (1.0, 1.0), flat).is_none());
        let parallel = Point::new(1.0, 0.0);
        assert!(meeting(Point::new(0.0, 0.0), parallel, Point::new(0.0, 1.0), parallel).is_none());
    }
}
