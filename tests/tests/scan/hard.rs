//! Codes where doors are hard: sheets that lean far, prints that are stretched, phones that shine at night.

use souplesse_core::scan::{LumaFrame, scan};
use souplesse_frames::{Kind, Maker, Strain};
use souplesse_tests::finding;

/// How many of so many frames of a degree are read. Nothing that is not there is ever read.
fn read(kind: Kind, strain: Strain, frames: u64) -> u64 {
    let maker = Maker::new(21);
    let is_read = |index: &u64| {
        let frame = maker.strained(kind, strain, *index);
        let shape = LumaFrame::new(u32::try_from(frame.width).unwrap(), u32::try_from(frame.height).unwrap());
        let codes = scan(&frame.luma, shape).unwrap().codes;
        let is_right = |content: &[u8]| frame.says(content);
        assert!(
            codes.iter().all(|code| is_right(&code.content)),
            "a wrong read: {kind:?}, {strain:?}, {index}"
        );
        !codes.is_empty()
    };
    (0..frames).filter(is_read).count() as u64
}

fn assert_reads(kind: Kind, strain: Strain, floor: u64) {
    let count = read(kind, strain, 10);
    assert!(count >= floor, "{kind:?}, {strain:?}: {count} of 10 are read");
}

#[test]
fn sheets_that_lean_away_by_sixty_degrees_are_read() {
    for degrees in [45.0, 50.0, 55.0, 60.0] {
        assert_reads(Kind::Qr, Strain::Tilt(degrees), 9);
    }
}

#[test]
fn codes_that_are_twice_as_long_as_they_should_be_are_read() {
    for times in [1.4, 1.65, 2.0] {
        assert_reads(Kind::Qr, Strain::Stretch(times), 9);
    }
}

#[test]
fn a_data_matrix_may_be_twice_as_long_as_it_is_wide() {
    for strain in [Strain::Tilt(55.0), Strain::Tilt(60.0), Strain::Stretch(1.8), Strain::Stretch(2.0)] {
        assert_reads(Kind::DataMatrix, strain, 9);
    }
}

#[test]
fn phones_that_shine_with_two_and_a_half_times_the_light_are_read() {
    for times in [1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5] {
        assert_reads(Kind::Qr, Strain::Exposure(times), 9);
    }
}

#[test]
fn hard_pictures_that_were_found_are_read() {
    for name in ["12-pass-tilt50-v16Q.png", "13-pass-overexposed-x1.75-v11L.png"] {
        let Some(file) = finding(name) else { continue };
        let picture = image::open(file).unwrap().into_luma8();
        let codes = scan(picture.as_raw(), LumaFrame::new(picture.width(), picture.height())).unwrap().codes;
        assert_eq!(codes.len(), 1, "{name}");
        assert!(codes[0].content.starts_with(b"HC1:"), "{name}");
    }
}
