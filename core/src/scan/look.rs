//! What looking at a picture gave: codes, and places that look like one.

use super::geometry::contains;
use super::stage::Stage;
use super::{Hint, Point, Symbology};

/// So many places that look like a code are told apart.
const MOST_SUSPECTS: usize = 16;
/// Less light than this, at its lightest, is none to read by.
const DARK: u8 = 48;
/// A code of smaller modules, in pixels, is too far away.
const SMALL_MODULE: f32 = 2.2;
/// From here on a code is hard to read for being blurred.
const BLURRED: f32 = 0.6;

/// A code that was read, its corners in the pixels of the picture that was looked at.
pub(super) struct Reading {
    pub symbology: Symbology,
    pub content: Vec<u8>,
    pub corners: [Point; 4],
    pub stage: Stage,
}

/// Where there seems to be a code; all in pixels.
#[derive(Clone, Copy)]
pub(super) struct Suspect {
    pub middle: Point,
    /// Where its corners would be.
    pub corners: [Point; 4],
    /// How far it reaches from there.
    pub reach: f32,
    pub module: f32,
    /// How much more of its neighbours than of itself is in a module.
    pub blur: f32,
}

/// The codes that were read, and what looks like one and was not.
#[derive(Default)]
pub(super) struct Look {
    pub codes: Vec<Reading>,
    suspects: [Option<Suspect>; MOST_SUSPECTS],
}

impl Look {
    /// Whether a code that was read lies there.
    pub(super) fn holds(&self, place: Point) -> bool {
        self.codes.iter().any(|code| contains(&code.corners, place))
    }

    /// Remembers a place that looks like a code, once.
    pub(super) fn suspect(&mut self, suspect: Suspect) {
        let is_like =
            |known: &Suspect| known.middle.distance(suspect.middle) < known.reach.max(suspect.reach) / 2.0;
        for place in &mut self.suspects {
            match place {
                Some(known) if is_like(known) => return,
                Some(_) => {}
                None => {
                    *place = Some(suspect);
                    return;
                }
            }
        }
    }

    /// Places that look like a code and are no part of one that was read, the first that was seen first. Corners of several
    /// codes that lie side by side look like a code, too.
    pub(super) fn unread(&self) -> impl Iterator<Item = Suspect> {
        let is_read = |suspect: &Suspect| {
            self.holds(suspect.middle) || suspect.corners.iter().any(|corner| self.holds(*corner))
        };
        self.suspects.iter().flatten().filter(move |suspect| !is_read(suspect)).copied()
    }

    /// The middles of those, in the frame of which this is the part from `left` and `top` on.
    pub(super) fn unread_places(&self, (left, top): (u32, u32)) -> Vec<Point> {
        let origin = Point::new(left as f32, top as f32);
        self.unread().map(|suspect| suspect.middle.plus(origin)).collect()
    }

    /// The same in a picture that is larger by a factor.
    pub(super) fn enlarge(&mut self, factor: f32) {
        self.move_corners(|corner| corner.times(factor));
        for suspect in self.suspects.iter_mut().flatten() {
            let (reach, module) = (suspect.reach * factor, suspect.module * factor);
            let (middle, corners) =
                (suspect.middle.times(factor), suspect.corners.map(|corner| corner.times(factor)));
            *suspect = Suspect { middle, corners, reach, module, ..*suspect };
        }
    }

    /// The same in a picture of which this is the part from `origin` on.
    pub(super) fn shift(&mut self, origin: Point) {
        self.move_corners(|corner| corner.plus(origin));
        for suspect in self.suspects.iter_mut().flatten() {
            suspect.middle = suspect.middle.plus(origin);
            suspect.corners = suspect.corners.map(|corner| corner.plus(origin));
        }
    }

    /// What would help, where there is no code; `lightest` is how bright the picture is where it is lightest.
    pub(super) fn hint(&self, lightest: u8) -> Option<Hint> {
        if !self.codes.is_empty() {
            return None;
        }
        if lightest < DARK {
            return Some(Hint::TooDark);
        }
        let Suspect { module, blur, .. } = self.unread().next()?;
        Some(match (module < SMALL_MODULE, blur > BLURRED) {
            (true, _) => Hint::MoveCloser,
            (false, true) => Hint::HoldStill,
            (false, false) => Hint::Unreadable,
        })
    }

    fn move_corners(&mut self, to: impl Fn(Point) -> Point) {
        for corner in self.codes.iter_mut().flat_map(|code| &mut code.corners) {
            *corner = to(*corner);
        }
    }
}
