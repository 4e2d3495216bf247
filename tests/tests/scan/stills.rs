//! A still picture is searched to its end, and nothing is read that is not there.

use image::GrayImage;
use qrcode::bits::{Bits, ExtendedMode};
use qrcode::types::Mode;
use souplesse_core::scan::{LumaFrame, ScanReport, scan};
use souplesse_tests::draw::{Matrix, Sheet};
use souplesse_tests::finding;

fn scanned(picture: &GrayImage) -> ScanReport {
    let (width, height) = picture.dimensions();
    scan(picture.as_raw(), LumaFrame::new(width, height)).unwrap()
}

fn contents(report: &ScanReport) -> Vec<String> {
    let mut contents = report
        .codes
        .iter()
        .map(|code| String::from_utf8_lossy(&code.content).into_owned())
        .collect::<Vec<_>>();
    contents.sort();
    contents
}

/// Something of the length of a pass.
fn text(number: usize) -> String {
    format!("HC1:{number:02}{}", "NCFOXN%TSMAHN-H8WOL-L/J9U2701OL8245JD+4HW0J59E%BB$".repeat(6))
}

/// The sheet of a family, of a coach or of a club: codes beside and below each other, as close as their quiet zones let them.
#[test]
fn every_code_of_a_sheet_is_read() {
    for (columns, rows) in [(1, 1), (3, 2), (4, 3)] {
        let expected = (0..columns * rows).map(text).collect::<Vec<_>>();
        let codes = expected.iter().map(|text| Matrix::qr(text.as_bytes())).collect::<Vec<_>>();
        let cell = (codes[0].side() + 8) * 3;
        let sheet = Sheet::new(cell * columns as u32, cell * rows as u32, 255);
        let sheet = codes.iter().enumerate().fold(sheet, |sheet, (index, code)| {
            sheet.with(code, (index % columns) as u32 * cell, (index / columns) as u32 * cell, 3)
        });
        let report = scanned(&sheet.into_picture());
        assert_eq!(contents(&report), expected, "{columns} by {rows}");
        assert_eq!(report.unread, [], "{columns} by {rows}");
    }
}

/// The code of a portal, large and black, beside the pass, small or faint.
#[test]
fn a_code_that_is_easy_does_not_hide_one_that_is_hard() {
    let pass = text(1);
    let (easy, hard) = (Matrix::qr(b"https://www.ameli.fr/"), Matrix::qr(pass.as_bytes()));
    for (module, ink) in [(2, 15), (4, 228), (3, 200)] {
        let sheet = Sheet::new(1100, 700, 255).with(&easy, 20, 20, 9).with_ink(&hard, (480, 40), module, ink);
        let expected = [pass.clone(), "https://www.ameli.fr/".to_owned()];
        assert_eq!(
            contents(&scanned(&sheet.into_picture())),
            expected,
            "{module} pixels a module, ink {ink}"
        );
    }
}

/// Whoever prints a code with a thumb on it is told that there is one.
#[test]
fn what_looks_like_a_code_and_is_not_read_is_told() {
    let code = Matrix::qr(text(1).as_bytes());
    let side = (code.side() + 8) * 4;
    let covered = Sheet::new(side * 2, side, 255).with(&code, 0, 0, 4).with_box(
        side / 4,
        side / 4,
        side / 2,
        side / 2,
        90,
    );
    let report = scanned(&covered.with(&Matrix::qr(b"https://www.ameli.fr/"), side, 0, 4).into_picture());
    assert_eq!(contents(&report), ["https://www.ameli.fr/"]);
    assert_eq!(report.unread.len(), 1, "{:?}", report.unread);
    let middle = (side / 2) as f32;
    assert!((report.unread[0].x - middle).abs() < middle / 2.0, "{:?}", report.unread);
}

/// The error correction of a small code is easily right by chance, or on purpose: what follows it must be, too.
#[test]
fn a_broken_stream_is_no_code() {
    // A segment that says no length: the padding is taken for it, and for what follows.
    let cut = |mode: Mode| move |bits: &mut Bits| bits.push_mode_indicator(ExtendedMode::Data(mode)).unwrap();
    let behind = |bits: &mut Bits| {
        bits.push_byte_data(b"abc").unwrap();
        bits.push_mode_indicator(ExtendedMode::Data(Mode::Byte)).unwrap();
    };
    let whole = |bits: &mut Bits| bits.push_byte_data(b"abc").unwrap();
    for (what, code, expected) in [
        ("bytes", Matrix::qr_of_bits(cut(Mode::Byte)), &[][..]),
        ("letters", Matrix::qr_of_bits(cut(Mode::Alphanumeric)), &[]),
        ("digits", Matrix::qr_of_bits(cut(Mode::Numeric)), &[]),
        ("behind a text", Matrix::qr_of_bits(behind), &[]),
        ("nothing", Matrix::qr_of_bits(|_| {}), &[]),
        ("a whole one", Matrix::qr_of_bits(whole), &["abc"]),
    ] {
        let picture = Sheet::new(400, 400, 255).with(&code, 40, 40, 6).into_picture();
        assert_eq!(contents(&scanned(&picture)), expected, "{what}");
    }
}

#[test]
fn pictures_of_reports_are_read() {
    for (name, codes) in [
        ("14-pass-half-alignment-covered-v17M.png", 1),
        ("15-six-passes-v16Q.png", 6),
        ("16-2ddoc-quiet-zone-1-v44x44.png", 1),
        ("dm-line.png", 1),
        ("two-codes-faint.png", 2),
        ("20-broken-stream-bytecount.png", 0),
        ("20-broken-stream-bytesHC1:ABC.png", 0),
        ("20-broken-stream-bytesabc.png", 0),
        ("20-broken-stream-emptyterminator.png", 0),
        ("20-broken-stream-numericwith.png", 0),
        ("20-broken-stream-unknownmode.png", 0),
        ("20-broken-stream-validbytes.png", 1),
    ] {
        let Some(path) = finding(name) else { return };
        let picture = image::open(path).unwrap().into_luma8();
        assert_eq!(scanned(&picture).codes.len(), codes, "{name}");
    }
}

/// Who cuts a light code out of a dark screen cuts off what was dark around it.
#[test]
fn a_light_code_that_was_cut_out_is_read() {
    let content = text(3);
    for code in [Matrix::qr(content.as_bytes()), Matrix::data_matrix(content.as_bytes())] {
        let side = code.side() * 3;
        let sheet = Sheet::new(side + 24, side + 24, 255).with(&code, 0, 0, 3).inverted().into_picture();
        let mut cut = image::imageops::crop_imm(&sheet, 12, 12, side, side).to_image();
        for turn in 0..4 {
            assert_eq!(contents(&scanned(&cut)), [content.as_str()], "{} modules, turn {turn}", code.side());
            cut = image::imageops::rotate90(&cut);
        }
    }
}

/// A form's line that ends a module or two before a solid side, or goes on behind it, at either end.
#[test]
fn a_ruled_line_beside_a_solid_side_does_not_hide_it() {
    let content = text(4);
    let code = Matrix::data_matrix(content.as_bytes());
    let (module, quiet) = (6, 24);
    let (left, top) = (260, 260);
    let (right, bottom) = (left + code.side() * module, top + code.side() * module);
    for gap in [6, 12] {
        for (x, y, width, height) in [
            (20, bottom - 4, left - gap - 20, 3),
            (right + gap, bottom - 4, 220, 3),
            (left, 20, 3, top - gap - 20),
            (left, bottom + gap, 3, 220),
        ] {
            let sheet =
                Sheet::new(right + 260, bottom + 260, 255).with(&code, left - quiet, top - quiet, module);
            let picture = sheet.with_box(x, y, width, height, 15).into_picture();
            assert_eq!(contents(&scanned(&picture)), [content.as_str()], "{x}, {y}, {width} by {height}");
        }
    }
}

/// A telephone's whole picture, in which the pass is as small as it can be read.
#[test]
fn a_small_code_in_a_photograph_of_48_megapixels_is_read() {
    let content = text(5);
    let (qr, data_matrix) = (Matrix::qr(content.as_bytes()), Matrix::data_matrix(content.as_bytes()));
    for (code, module) in [(qr, 2), (data_matrix, 3)] {
        let picture = Sheet::new(8000, 6000, 200).with(&code, 2501, 3103, module).into_picture();
        assert_eq!(contents(&scanned(&picture)), [content.as_str()], "{} modules", code.side());
    }
}
