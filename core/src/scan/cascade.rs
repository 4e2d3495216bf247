//! The ways of looking at a picture, likeliest first.

use std::time::Duration;

use super::filter::Plane;
use super::frame::LumaView;
use super::lattice::Lattice;
use super::look::Look;
use super::pace::{Limit, Pace, Progress};
use super::runs::Seen;
use super::stage::Stage;
use super::threshold::Thresholds;
use super::{datamatrix, qr};

/// The most steps that any picture has: nine ways and, for photographs, two of each of five sizes.
pub(super) const MOST_STEPS: usize = 20;
/// A longer side than this is a photograph, and is looked at reduced first.
const LONG_SIDE: usize = 2000;
/// No code needs more pixels around it; what looking at more would take is better spent on another picture.
const MOST_PIXELS: usize = 64_000_000;
/// A shorter longest side than this may hold modules of a pixel each.
const SHORT_SIDE: usize = 480;
/// Less than this has room for no code.
const SHORTEST_SIDE: usize = 10;
/// The part of a step's time that QR codes have; Data Matrix codes have the rest, and what those leave.
const SHARE_OF_QR: f32 = 0.7;

/// A stage, on a picture reduced by a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub stage: Stage,
    factor: usize,
}

/// The steps for a picture of that size, in order. Where it is a photograph, it is looked at reduced, in every way; and
/// then ever larger, where small codes are and only the first stages are worth their time.
pub(super) fn steps(width: usize, height: usize) -> impl Iterator<Item = Step> {
    let longest = width.max(height);
    let factor = longest.div_ceil(LONG_SIDE);
    let has_room = width.min(height) >= SHORTEST_SIDE;
    let small = (longest < SHORT_SIDE).then_some(Stage::Enlarged);
    let whole =
        [Stage::Plain, Stage::Half, Stage::Blurred, Stage::Shaded, Stage::Quarter].into_iter().chain(small);
    let larger = std::iter::successors(Some(factor / 2), |factor| Some(factor / 2));
    let larger =
        larger.take_while(move |factor| *factor > 0 && width * height / (factor * factor) <= MOST_PIXELS);
    let whole = whole.map(move |stage| Step { stage, factor });
    let larger = larger.flat_map(|factor| [Stage::Plain, Stage::Blurred].map(|stage| Step { stage, factor }));
    whole.chain(larger).filter(move |_| has_room)
}

/// Room to work in, used again for the next picture.
#[derive(Default)]
pub(super) struct Room {
    reduced: Plane,
    plane: Plane,
    thresholds: Thresholds,
    coarse: Plane,
    coarse_thresholds: Thresholds,
    lattice: Lattice,
    qr: qr::Search,
    data_matrix: datamatrix::Search,
}

impl Room {
    /// Looks at a picture in one way, going on where the limit broke that off before. What is found is added to `look`, in
    /// the picture's own pixels. Tells how long it took to prepare, which no limit breaks off.
    pub(super) fn look(
        &mut self,
        view: &LumaView<'_>,
        step: Step,
        progress: &mut Progress,
        limit: Limit<'_>,
        look: &mut Look,
    ) -> Duration {
        let started = limit.now();
        let prepared = || limit.now().saturating_sub(started);
        let Self { reduced, plane, .. } = self;
        let mut base = *view;
        let mut scale = 1.0;
        if step.factor > 1 {
            reduced.reduce(view, step.factor);
            base = reduced.view();
            scale = reduced.scale();
        }
        if base.width().min(base.height()) < SHORTEST_SIDE {
            return prepared();
        }
        let seen = match step.stage {
            Stage::Plain => base,
            Stage::Shaded => {
                plane.even(&base, &mut self.coarse);
                plane.view()
            }
            Stage::Blurred => {
                plane.blur(&base);
                plane.view()
            }
            Stage::Half | Stage::Quarter => {
                plane.reduce(&base, if step.stage == Stage::Half { 2 } else { 4 });
                scale *= plane.scale();
                plane.view()
            }
            Stage::Enlarged => {
                plane.enlarge(&base);
                scale *= plane.scale();
                plane.view()
            }
        };
        if seen.width().min(seen.height()) < SHORTEST_SIDE {
            return prepared();
        }
        self.thresholds.measure(&seen);
        // A picture that was made smoother is read sharp where that suffices.
        let views = match step.stage {
            Stage::Plain | Stage::Shaded | Stage::Enlarged => &[seen][..],
            Stage::Blurred | Stage::Half | Stage::Quarter => &[base, seen][..],
        };
        let seen = Seen { view: seen, thresholds: &self.thresholds };
        self.coarse.reduce(&seen.view, 2);
        self.coarse_thresholds.measure(&self.coarse.view());
        let coarse = Seen { view: self.coarse.view(), thresholds: &self.coarse_thresholds };
        let prepared = prepared();
        // What takes all the time of a slow machine to prepare is looked at nevertheless.
        let limit = limit.but_at_least(prepared / 4);
        let first = look.codes.len();
        look.enlarge(1.0 / scale);
        let (search, share) = (&mut self.qr, limit.part(SHARE_OF_QR));
        qr::read(&seen, views, search, &mut self.lattice, share, &mut progress.qr, look);
        let (search, pace) = (&mut self.data_matrix, Pace::new(limit, &mut progress.data_matrix));
        datamatrix::read(&seen.view, &coarse, views, search, &mut self.lattice, pace, look);
        look.codes.iter_mut().skip(first).for_each(|code| code.stage = step.stage);
        look.enlarge(scale);
        prepared
    }

    /// How bright the picture that was looked at last is where it is lightest.
    pub(super) fn lightest(&self) -> u8 {
        self.thresholds.lightest()
    }
}
