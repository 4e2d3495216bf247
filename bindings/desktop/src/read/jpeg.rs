//! Whether a JPEG (ITU T.81) is all there. Its decoder paints what is missing grey, and a code might have been in it.

const MARKER: u8 = 0xFF;
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;

/// Whether the picture's end stands behind its last scan. What a camera writes behind that end does not matter, nor
/// does the end of a thumbnail in a segment in front.
#[must_use]
pub fn is_whole(jpeg: &[u8]) -> bool {
    let mut rest = jpeg.get(2..).unwrap_or_default();
    loop {
        match rest {
            [MARKER, END_OF_IMAGE, ..] => return true,
            // Any number of fill bytes may stand in front of a marker.
            [MARKER, MARKER, ..] => rest = &rest[1..],
            [MARKER, kind, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                let Some(behind) = rest.get(2 + length..) else { return false };
                rest = if *kind == START_OF_SCAN { behind_scan(behind) } else { behind };
            }
            _ => return false,
        }
    }
}

/// From the next marker that is none of a scan's own: a stuffed zero, or the start of an interval.
fn behind_scan(scan: &[u8]) -> &[u8] {
    let is_marker = |pair: &[u8]| pair[0] == MARKER && !matches!(pair[1], 0 | MARKER | 0xD0..=0xD7);
    let marker = scan.windows(2).position(is_marker);
    marker.map_or(&[], |at| &scan[at..])
}
