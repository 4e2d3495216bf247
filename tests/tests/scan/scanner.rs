//! The scanner over frames: it costs nothing to find nothing, it gets round to everything, and it reads what it must.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use allocation_counter::measure;
use souplesse_core::scan::{Hint, LumaFrame, Region, Scanner, Stage, scan};
use souplesse_frames::{Clutter, Frame, Kind, Maker, Random, Trouble};
use souplesse_tests::draw::{Matrix, Sheet};

const NOW: fn() -> Duration = || Duration::ZERO;
/// Enough for every way of looking that a camera's frame is looked at in.
const AMPLE: Option<Duration> = Some(Duration::from_secs(60));

fn shape(frame: &Frame) -> LumaFrame {
    LumaFrame::new(u32::try_from(frame.width).unwrap(), u32::try_from(frame.height).unwrap())
}

fn is_read(maker: &Maker, kind: Kind, trouble: Trouble, index: u64) -> bool {
    let frame = maker.with_code(kind, trouble, index);
    let codes = scan(&frame.luma, shape(&frame)).unwrap().codes;
    let is_right = |content: &[u8]| frame.says(content);
    assert!(codes.iter().all(|code| is_right(&code.content)), "a wrong read: {kind:?}, {trouble:?}, {index}");
    !codes.is_empty()
}

#[test]
fn a_small_set_of_frames_is_read_as_well_as_ever() {
    let maker = Maker::new(7);
    for (kind, floor) in [(Kind::Qr, QR_FLOOR), (Kind::DataMatrix, DATA_MATRIX_FLOOR)] {
        let frames = Trouble::of(kind).flat_map(|trouble| [(trouble, 0), (trouble, 1)]).collect::<Vec<_>>();
        let is_missed = |(trouble, index): &(Trouble, u64)| !is_read(&maker, kind, *trouble, *index);
        let missed = frames.iter().copied().filter(is_missed).collect::<Vec<_>>();
        let (read, all) = (frames.len() - missed.len(), frames.len());
        assert!(read >= floor, "{kind:?}: {read} of {all} are read; not {missed:?}");
    }
}

/// What a code is held by may be covered, or run on into something else.
#[test]
fn a_code_is_read_though_a_part_of_what_holds_it_is_missing() {
    let maker = Maker::new(7);
    let mut short = Vec::new();
    for (kind, trouble, floor) in [
        (Kind::Qr, Trouble::HalfCovered, 11),
        (Kind::Qr, Trouble::Covered, 11),
        (Kind::Qr, Trouble::CoveredBent, 9),
        (Kind::DataMatrix, Trouble::Ruled, 11),
        (Kind::DataMatrix, Trouble::Framed, 3),
        (Kind::DataMatrix, Trouble::NoQuietZone, 7),
    ] {
        let read = (0..12).filter(|index| is_read(&maker, kind, trouble, *index)).count();
        short.extend((read < floor).then(|| format!("{kind:?}, {trouble:?}: {read} of 12, not {floor}")));
    }
    assert!(short.is_empty(), "{short:?}");
}

#[test]
fn corners_lie_on_the_code() {
    let maker = Maker::new(11);
    for kind in [Kind::Qr, Kind::DataMatrix] {
        let frame = maker.with_code(kind, Trouble::Plain, 3);
        let report = scan(&frame.luma, shape(&frame)).unwrap();
        for (seen, (x, y)) in report.codes[0].corners.iter().zip(frame.corners) {
            assert!(
                (seen.x - x).hypot(seen.y - y) < 4.0,
                "{kind:?}: {:?}, {:?}",
                report.codes[0].corners,
                frame.corners
            );
        }
    }
}

#[test]
fn finding_nothing_allocates_nothing_after_warming_up() {
    let maker = Maker::new(3);
    let frames = Clutter::EVERYDAY.into_iter().flat_map(|clutter| (0..3).map(move |index| (clutter, index)));
    let frames = frames.map(|(clutter, index)| maker.without_code(clutter, index)).collect::<Vec<_>>();
    let mut scanner = Scanner::new(NOW);
    let mut look = |frame: &Frame| {
        let report = scanner.scan_within(&frame.luma, shape(frame), AMPLE).unwrap();
        assert!(report.codes.is_empty());
    };
    frames.iter().for_each(&mut look);
    let counted = measure(|| frames.iter().for_each(&mut look));
    assert_eq!(counted.count_total, 0);
}

#[test]
fn a_scanner_of_large_frames_needs_at_most_twelve_megabytes() {
    let maker = Maker::new(3);
    let frames = (0..40).map(|index| maker.without_code(Clutter::EVERYDAY[index % 4], index as u64));
    let frames = frames.filter(|frame| frame.width == 1920).take(8).collect::<Vec<_>>();
    assert!(frames.len() >= 4);
    let counted = measure(|| {
        let mut scanner = Scanner::new(NOW);
        for frame in &frames {
            scanner.scan_within(&frame.luma, shape(frame), AMPLE).unwrap();
        }
    });
    assert!(counted.bytes_max <= 12 << 20, "{} bytes", counted.bytes_max);
}

#[test]
fn every_way_of_looking_has_its_turn_within_thirty_frames() {
    // A clock by which a frame ends after some hundred looks at it, and no step comes to its end on one.
    static TICKS: AtomicU64 = AtomicU64::new(0);
    let slow: fn() -> Duration = || Duration::from_micros(150 * TICKS.fetch_add(1, Ordering::Relaxed));
    let code = Matrix::qr(b"HC1:LARGE");
    // Modules of 70 pixels are only seen at a quarter of the size, which is the last step.
    let picture = Sheet::new(2000, 2000, 230).with(&code, 0, 0, 70).into_picture();
    let (width, height) = picture.dimensions();
    let mut scanner = Scanner::new(slow);
    let stages = (0..30).map(|_| {
        let report = scanner.scan(picture.as_raw(), LumaFrame::new(width, height)).unwrap();
        assert!(report.spent_micros <= 21_000, "{}", report.spent_micros);
        report.codes.first().map(|code| code.stage)
    });
    let stages = stages.collect::<Vec<_>>();
    assert_eq!(stages[0], None);
    assert!(stages.contains(&Some(Stage::Quarter)), "{stages:?}");
}

#[test]
fn what_there_was_no_time_for_is_tried_on_the_next_frames() {
    static TICKS: AtomicU64 = AtomicU64::new(0);
    let slow: fn() -> Duration = || Duration::from_micros(195 * TICKS.fetch_add(1, Ordering::Relaxed));
    // A code that is torn, and as likely as the one that is not: no frame has time for both.
    let code = Matrix::qr(&[b'A'; 180]);
    let torn = Sheet::new(900, 500, 250).with(&code, 0, 0, 5).with_box(120, 120, 220, 220, 20);
    let picture = torn.with(&code, 430, 10, 5).into_picture();
    let mut scanner = Scanner::new(slow);
    let mut is_read = || !scanner.scan(picture.as_raw(), LumaFrame::new(900, 500)).unwrap().codes.is_empty();
    assert!(!is_read());
    assert!((1..30).any(|_| is_read()));
}

#[test]
fn a_region_is_looked_at_alone_and_corners_stay_those_of_the_frame() {
    let sheet = Sheet::new(1200, 600, 240).with(&Matrix::qr(b"HC1:LEFT"), 40, 100, 5);
    let picture = sheet.with(&Matrix::qr(b"HC1:RIGHT"), 700, 120, 5).into_picture();
    let region = Region { left: 600, top: 60, width: 560, height: 500 };
    let report =
        scan(picture.as_raw(), LumaFrame { region: Some(region), ..LumaFrame::new(1200, 600) }).unwrap();
    assert_eq!(report.codes.iter().map(|code| code.content.as_slice()).collect::<Vec<_>>(), [b"HC1:RIGHT"]);
    let corner = report.codes[0].corners[0];
    assert!((corner.x - 720.0).abs() < 2.0 && (corner.y - 140.0).abs() < 2.0, "{corner:?}");
}

#[test]
fn passes_come_first_and_other_codes_after_them() {
    let sheet = Sheet::new(1200, 600, 240).with(&Matrix::qr(b"https://example.org"), 450, 150, 6);
    let picture = sheet.with(&Matrix::data_matrix(b"DC04FR0000001E"), 40, 40, 6).into_picture();
    let codes = scan(picture.as_raw(), LumaFrame::new(1200, 600)).unwrap().codes;
    let contents = codes.iter().map(|code| code.content.as_slice()).collect::<Vec<_>>();
    assert_eq!(contents, [&b"DC04FR0000001E"[..], b"https://example.org"]);
}

#[test]
fn bytes_come_out_as_they_went_in() {
    let all = (0..=255).collect::<Vec<u8>>();
    for matrix in [Matrix::qr(&all), Matrix::data_matrix(&all)] {
        let side = (matrix.side() + 12) * 4;
        let picture = Sheet::new(side, side, 250).with(&matrix, 8, 8, 4).into_picture();
        let codes = scan(picture.as_raw(), LumaFrame::new(side, side)).unwrap().codes;
        assert_eq!(codes.len(), 1);
        assert_eq!(codes[0].content, all);
    }
}

#[test]
fn a_frame_that_is_not_read_says_what_would_help() {
    let hint = |luma: &[u8], side: u32| scan(luma, LumaFrame::new(side, side)).unwrap().hint;
    assert_eq!(hint(&[9; 400 * 400], 400), Some(Hint::TooDark));
    assert_eq!(hint(&[200; 400 * 400], 400), None);
    // A code that is torn: its squares and its dots are there, and not enough of the rest.
    let torn =
        Sheet::new(500, 500, 250).with(&Matrix::qr(&[b'A'; 180]), 8, 8, 5).with_box(120, 120, 220, 220, 20);
    assert_eq!(hint(torn.into_picture().as_raw(), 500), Some(Hint::Unreadable));
}

/// Of 44 frames and of 40, of which all and 37 are read. One may be lost to how another machine rounds.
const QR_FLOOR: usize = 43;
const DATA_MATRIX_FLOOR: usize = 36;

#[test]
fn a_code_that_was_cut_out_without_its_quiet_zone_is_read_from_a_still_picture() {
    let mut random = Random(3);
    let content = (0..300).map(|_| b'0' + u8::try_from(random.below(60)).unwrap()).collect::<Vec<u8>>();
    let code = Matrix::qr(&content);
    let side = code.side() * 3;
    let with_zone = Sheet::new(side + 24, side + 24, 255).with(&code, 0, 0, 3).into_picture();
    let cut = image::imageops::crop_imm(&with_zone, 12, 12, side, side).to_image();
    let report = scan(cut.as_raw(), LumaFrame::new(side, side)).unwrap();
    let [found] = &report.codes[..] else { panic!("{} codes", report.codes.len()) };
    assert_eq!(found.content, content);
    let corners = found.corners.map(|corner| (corner.x.round() as i64, corner.y.round() as i64));
    let far = i64::from(side);
    for (corner, expected) in corners.into_iter().zip([(0, 0), (far, 0), (far, far), (0, far)]) {
        assert!((corner.0 - expected.0).abs() <= 3 && (corner.1 - expected.1).abs() <= 3, "{corners:?}");
    }
}
