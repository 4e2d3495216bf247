//! A still picture, searched to its end: nobody holds it before the camera once more.

use super::cascade::{Room, Step, steps};
use super::crop::{Ink, is_cut_out};
use super::filter::Plane;
use super::frame::{FrameError, LumaFrame, LumaView};
use super::look::Look;
use super::order::in_order;
use super::pace::{Limit, Progress};
use super::stage::Stage;
use super::{Point, ScanReport, origin};

/// A longer side than this has a photograph, whose codes have something around them.
const LONGEST_CROP: usize = 2000;
/// How bright the border is that is put around a picture.
const LIGHT: u8 = 255;
const DARK: u8 = 0;

/// Reads every code of a picture, taking all the time that it needs, and tells where something looks like a code and was not
/// read. The report has no time spent.
///
/// # Errors
/// [`FrameError`] where `luma` cannot hold the frame.
pub fn scan(luma: &[u8], frame: LumaFrame) -> Result<ScanReport, FrameError> {
    let _span = tracing::debug_span!("scan", width = frame.width, height = frame.height).entered();
    let view = LumaView::new(luma, frame)?;
    let (mut room, mut look, work) =
        (Room::default(), Look::default(), Limit::of_a_still(view.width() * view.height()));
    for step in steps(view.width(), view.height()) {
        room.look(&view, step, &mut Progress::default(), Limit::Work(&work), &mut look);
    }
    let lightest = room.lightest();
    if look.codes.is_empty() && view.width().max(view.height()) <= LONGEST_CROP {
        look_framed(&view, LIGHT, &mut room, Limit::Work(&work), &mut look);
        if look.codes.is_empty() && is_cut_out(&view, Ink::Light) {
            look_framed(&view, DARK, &mut room, Limit::Work(&work), &mut look);
        }
    }
    let hint = look.hint(lightest);
    let unread = look.unread_places(origin(frame));
    Ok(ScanReport { codes: in_order(look.codes, &view, origin(frame)), unread, hint, spent_micros: 0 })
}

/// Looks at a picture with a border around it: who cuts a code out cuts off its quiet zone. Such a picture is clean: the first way
/// of looking suffices, and the one for small modules, which is dear, where all of the edge is a code's.
fn look_framed(bare: &LumaView<'_>, border: u8, room: &mut Room, limit: Limit<'_>, look: &mut Look) {
    let margin = bare.width().min(bare.height()) / 8;
    let mut framed = Plane::default();
    framed.surround(bare, margin, border);
    let view = framed.view();
    let shift = Point::new(margin as f32, margin as f32);
    look.shift(shift);
    let is_code = is_cut_out(bare, if border == DARK { Ink::Light } else { Ink::Dark });
    let is_worth = |step: &Step| step.stage == Stage::Plain || (step.stage == Stage::Enlarged && is_code);
    for step in steps(view.width(), view.height()).filter(is_worth) {
        room.look(&view, step, &mut Progress::default(), limit, look);
        if !look.codes.is_empty() {
            break;
        }
    }
    look.shift(shift.times(-1.0));
}
