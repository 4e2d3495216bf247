//! No picture does harm, and codes are read however they are held.

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use souplesse_core::scan::{LumaFrame, Rotation, ScannedCode, Symbology, scan};
use souplesse_frames::Random;
use souplesse_tests::draw::{Matrix, Sheet, Shot};

const CERTIFICATE: &str = "HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 N2FBBRW1*70HS8WY04AC*WIFN0AHCD8KD97TK0F90KECTHGWJC0FDC:5AIA%G7X+AQB9746HS80:54IBQF60R6$A80X6S1BTYACG6M+9XG8KIAWNA91AY%67092L4WJCT3EHS8XJC$+DXJCCWENF6OF63W5KF60A6WJCT3ETB8WJC0FDU56:KEPH7M/ESDD746IG77TA$96T476:6/Q6M*8CR63Y8R46WX8F46VL6/G8SF6DR64S8+96QK4.JCP9EJY8L/5M/5546.96D46%JCKQE";
const DOCUMENT: &str = "DC04FRT0TST11ED81ED8B201FRF0CAMILLE\u{1d}F1FONTAINE\u{1d}F214021987F3FF4945584\u{1d}F5NF6140820210915\u{1f}QEGUIDRKTYXUX7BVG5HQ6U3SOCLJSMRWXFVMLSQHPHT3XJCRKIFALVLWWHUIBHRBERKKY3MAOGM6CPMOQXPY2WIKWVJEHSAUUOKIGJY";

fn frame(width: u32, height: u32, row_stride: u32) -> LumaFrame {
    LumaFrame { row_stride, ..LumaFrame::new(width, height) }
}

fn read(shot: &Shot, sheet: &Sheet) -> Vec<ScannedCode> {
    let picture = shot.of(sheet);
    let (width, height) = picture.dimensions();
    scan(picture.as_raw(), frame(width, height, width)).unwrap().codes
}

fn qr(module: u32) -> Sheet {
    let code = Matrix::qr(CERTIFICATE.as_bytes());
    let side = (code.side() + 12) * module;
    Sheet::new(side, side, 250).with(&code, module * 2, module * 2, module)
}

fn data_matrix(module: u32) -> Sheet {
    let code = Matrix::data_matrix(DOCUMENT.as_bytes());
    let side = (code.side() + 12) * module;
    Sheet::new(side, side, 250).with(&code, module * 2, module * 2, module)
}

fn assert_reads(what: &str, shot: &Shot) {
    for (sheet, text) in [(qr(4), CERTIFICATE), (data_matrix(5), DOCUMENT)] {
        let codes = read(shot, &sheet);
        let contents = codes.iter().map(|code| code.content.as_slice()).collect::<Vec<_>>();
        assert_eq!(contents, [text.as_bytes()], "{what}");
    }
}

#[test]
fn codes_are_read_at_any_angle() {
    for angle in (0_u8..24).map(|step| f32::from(step) * 15.0) {
        assert_reads(&format!("{angle}°"), &Shot { angle, noise: 3.0, ..Shot::default() });
    }
}

#[test]
fn codes_are_read_in_bad_light_and_out_of_focus() {
    assert_reads("dark", &Shot { light: 0.25, noise: 2.0, ..Shot::default() });
    assert_reads("half in shadow", &Shot { falloff: 0.7, ..Shot::default() });
    assert_reads("noisy", &Shot { noise: 14.0, ..Shot::default() });
    assert_reads("blurred", &Shot { blur: 3, ..Shot::default() });
    assert_reads("tilted", &Shot { tilt: 0.25, angle: 8.0, ..Shot::default() });
    assert_reads("small", &Shot { zoom: 0.7, ..Shot::default() });
}

#[test]
fn white_codes_on_black_are_read() {
    for (sheet, text) in [(qr(4), CERTIFICATE), (data_matrix(5), DOCUMENT)] {
        let codes = read(&Shot { background: 20, ..Shot::default() }, &sheet.inverted());
        assert_eq!(codes.len(), 1);
        assert_eq!(codes[0].content, text.as_bytes());
    }
}

#[test]
fn both_codes_of_a_paper_are_read_nearest_to_the_centre_first() {
    let (qr, document) = (Matrix::qr(CERTIFICATE.as_bytes()), Matrix::data_matrix(DOCUMENT.as_bytes()));
    for (sheet, first) in [
        (Sheet::new(1100, 640, 240).with(&qr, 380, 140, 4).with(&document, 20, 20, 4), Symbology::Qr),
        (
            Sheet::new(1100, 640, 240).with(&document, 440, 220, 4).with(&qr, 720, 20, 4),
            Symbology::DataMatrix,
        ),
    ] {
        let codes = read(&Shot::default(), &sheet);
        assert_eq!(codes.len(), 2, "{codes:?}");
        assert_eq!(codes[0].symbology, first);
    }
}

#[test]
fn two_data_matrices_in_one_picture_are_both_read() {
    let other = DOCUMENT.replace("CAMILLE", "HUGO");
    let sheet = Sheet::new(900, 500, 240).with(&Matrix::data_matrix(DOCUMENT.as_bytes()), 60, 100, 5).with(
        &Matrix::data_matrix(other.as_bytes()),
        520,
        120,
        5,
    );
    let mut contents =
        read(&Shot::default(), &sheet).into_iter().map(|code| code.content).collect::<Vec<_>>();
    contents.sort();
    assert_eq!(contents, [DOCUMENT.as_bytes(), other.as_bytes()]);
}

#[test]
fn stride_and_rotation_change_neither_content_nor_corners() {
    let picture = Shot { angle: 5.0, ..Shot::default() }.of(&qr(4));
    let (width, height) = picture.dimensions();
    let plain = scan(picture.as_raw(), frame(width, height, width)).unwrap().codes;
    let stride = width + 37;
    let mut padded = Vec::new();
    for row in picture.as_raw().chunks(width as usize) {
        padded.extend_from_slice(row);
        padded.extend([170; 37]);
    }
    padded.truncate((stride * (height - 1) + width) as usize);
    for rotation in [Rotation::Deg0, Rotation::Deg90, Rotation::Deg180, Rotation::Deg270] {
        let codes = scan(&padded, LumaFrame { rotation, ..frame(width, height, stride) }).unwrap().codes;
        assert_eq!(codes, plain);
    }
    let [top_left, top_right, bottom_right, bottom_left] = plain[0].corners;
    assert!(top_left.x < top_right.x && bottom_left.x < bottom_right.x, "{:?}", plain[0].corners);
    assert!(top_left.y < bottom_left.y && top_right.y < bottom_right.y, "{:?}", plain[0].corners);
}

#[test]
fn a_photograph_of_twelve_megapixels_is_read() {
    let shot = Shot { size: (4000, 3000), zoom: 3.0, angle: 12.0, noise: 6.0, ..Shot::default() };
    assert_reads("12 megapixels", &shot);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 120,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_noise_does_harm(width in 1_u32..200, height in 1_u32..200, padding in 0_u32..9, seed in any::<u64>(), kind in 0..4) {
        let mut random = Random(seed);
        let stride = width + padding;
        let length = (stride * (height - 1) + width) as usize;
        let luma = (0..length).map(|place| match kind {
            0 => u8::try_from(random.below(256)).unwrap(),
            1 => if random.below(2) == 0 { 0 } else { 255 },
            2 => if place / 3 % 2 == 0 { 20 } else { 230 },
            _ => 128,
        });
        let luma = luma.collect::<Vec<_>>();
        prop_assert!(scan(&luma, frame(width, height, stride)).is_ok());
    }

    #[test]
    fn no_scrap_of_a_code_does_harm(left in 0_u32..300, top in 0_u32..300, width in 1_u32..300, height in 1_u32..300) {
        let picture = qr(3).into_picture();
        let (full_width, full_height) = picture.dimensions();
        let (left, top) = (left.min(full_width - 1), top.min(full_height - 1));
        let (width, height) = (width.min(full_width - left), height.min(full_height - top));
        let luma = &picture.as_raw()[(top * full_width + left) as usize..];
        let report = scan(luma, frame(width, height, full_width)).unwrap();
        prop_assert!(report.codes.iter().all(|code| code.content == CERTIFICATE.as_bytes()));
    }
}
