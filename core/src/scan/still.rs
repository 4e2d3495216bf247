//! A still picture, searched to its end: nobody holds it before the camera once more.

use super::cascade::{Room, steps};
use super::crop::is_light_code;
use super::filter::Plane;
use super::frame::{FrameError, LumaFrame, LumaView};
use super::look::Look;
use super::order::in_order;
use super::pace::{Deadline, Progress};
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
    let (mut room, mut look) = (Room::default(), Look::default());
    for step in steps(view.width(), view.height()) {
        room.look(&view, step, &mut Progress::default(), Deadline::of_a_still(), &mut look);
    }
    let lightest = room.lightest();
    if look.codes.is_empty() && view.width().max(view.height()) <= LONGEST_CROP {
        look_framed(&view, LIGHT, &mut room, &mut look);
        if look.codes.is_empty() && is_light_code(&view) {
            look_framed(&view, DARK, &mut room, &mut look);
        }
    }
    let hint = look.hint(lightest);
    let unread = look.unread_places(origin(frame));
    Ok(ScanReport { codes: in_order(look.codes, &view, origin(frame)), unread, hint, spent_micros: 0 })
}

/// Looks at a picture with a border around it: who cuts a code out cuts off its quiet zone. Such a picture is clean:
/// the first way of looking suffices, and the one for small modules.
fn look_framed(bare: &LumaView<'_>, border: u8, room: &mut Room, look: &mut Look) {
    let margin = bare.width().min(bare.height()) / 8;
    let mut framed = Plane::default();
    framed.surround(bare, margin, border);
    let view = framed.view();
    let shift = Point::new(margin as f32, margin as f32);
    look.shift(shift);
    let steps = steps(view.width(), view.height());
    for step in steps.filter(|step| matches!(step.stage, Stage::Plain | Stage::Enlarged)) {
        room.look(&view, step, &mut Progress::default(), Deadline::of_a_still(), look);
        if !look.codes.is_empty() {
            break;
        }
    }
    look.shift(shift.times(-1.0));
}
