//! PDFs: the codes in twenty-one that nineteen programs made (tests/pdf/make), and what is told of those that cannot be read.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to look at has failed")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use common::{samples, souplesse, with_input};
use miniz_oxide::deflate::compress_to_vec;
use serde_json::Value as Json;

const VACCINATED: &str = "HC1:NCF2700";
const RECOVERED: &str = "HC1:NCFF60W";
const ON_PAPER: &str = "HC1:NCF9$BB";
const TESTED: &str = "DC04FRD0DEM11ED81ED8B201FRF0HU";
const TESTED_ON_PAPER: &str = "DC04FRD0DEM11ED81ED8B201FRF0NA";

/// Page and beginning of each code in what that program made; of all others the one of the vaccinated, on the first page.
fn expected(program: &str) -> Vec<(u64, &'static str)> {
    match program {
        "chromium" => vec![(1, VACCINATED), (1, TESTED)],
        "fpdf2" | "pikepdf-owner" => vec![(1, VACCINATED), (2, RECOVERED)],
        "img2pdf" => vec![(1, TESTED)],
        // The picture did not fit below an empty line.
        "libreoffice" => vec![(2, VACCINATED)],
        "pillow" | "pillow-fax" => vec![(1, ON_PAPER), (1, TESTED_ON_PAPER)],
        "pypdf" => vec![(1, VACCINATED), (2, TESTED)],
        _ => vec![(1, VACCINATED)],
    }
}

fn all() -> Vec<PathBuf> {
    let entries = fs::read_dir(samples().join("pdf")).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    paths.sort();
    paths
}

fn program(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Page and content of each code.
fn scanned(path: &Path) -> Vec<(u64, String)> {
    let run = souplesse(&["scan", "--json", &path.to_string_lossy()]);
    assert_eq!(run.status, 0, "{}: {}", path.display(), run.err);
    let found = serde_json::from_str::<Json>(&run.out).unwrap();
    let codes = found["codes"].as_array().unwrap().iter();
    codes.map(|code| (code["page"].as_u64().unwrap(), code["content"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn the_codes_in_what_each_program_makes_are_read() {
    let readable = all().into_iter().filter(|path| program(path) != "locked").collect::<Vec<_>>();
    assert!(readable.len() >= 20, "{}", readable.len());
    for path in readable {
        let (found, expected) = (scanned(&path), expected(&program(&path)));
        let agrees = found.len() == expected.len()
            && found
                .iter()
                .zip(&expected)
                .all(|(found, (page, start))| found.0 == *page && found.1.starts_with(start));
        assert!(agrees, "{}: {found:?}", path.display());
    }
}

#[test]
fn every_pass_of_a_pdf_has_a_verdict_and_a_folder_means_its_pdfs_too() {
    let run = souplesse(&["check", "--demo", "--at", "2021-08-14T20:30", "--json", "pdf"]);
    assert_eq!(run.status, 2, "{}", run.err);
    let answers = run.out.lines().map(|line| serde_json::from_str::<Json>(line).unwrap()).collect::<Vec<_>>();
    assert_eq!(answers.len(), all().len());
    for (answer, path) in answers.iter().zip(all()) {
        if program(&path) == "locked" {
            assert!(answer["error"].as_str().unwrap().contains("locked with a password"), "{answer}");
            continue;
        }
        assert_eq!(answer["outcome"], "valid", "{answer}");
        // On the scanned sheet both codes are of one proof.
        let passes = if program(&path).starts_with("pillow") { 1 } else { expected(&program(&path)).len() };
        assert_eq!(1 + answer["others"].as_array().map_or(0, Vec::len), passes, "{answer}");
    }
}

#[test]
fn a_pdf_through_a_pipe_is_read_and_not_its_lines() {
    let pdf = fs::read(samples().join("pdf/typst.pdf")).unwrap();
    let run = with_input(&["check", "--demo", "--at", "2021-08-14T20:30", "--json", "-"], &pdf);
    let answers = run.out.lines().map(|line| serde_json::from_str::<Json>(line).unwrap()).collect::<Vec<_>>();
    assert_eq!((answers.len(), run.status), (1, 0), "{}{}", run.out, run.err);
    assert_eq!(answers[0]["outcome"], "valid");
}

#[test]
fn a_pdf_that_ends_early_or_is_damaged_is_one_error_or_gives_its_codes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.pdf");
    for name in ["fpdf2", "typst", "pikepdf-owner", "pillow-fax"] {
        let whole = fs::read(samples().join(format!("pdf/{name}.pdf"))).unwrap();
        for part in 1..8 {
            fs::write(&path, &whole[..whole.len() * part / 8]).unwrap();
            told_or_read(&path);
            let mut changed = whole.clone();
            for byte in changed.iter_mut().skip(part * 97).step_by(61 * part) {
                *byte ^= 0x55;
            }
            fs::write(&path, changed).unwrap();
            told_or_read(&path);
        }
    }
}

/// A file that holds nothing says so, one that cannot be read too; neither takes long, and no fault is told.
fn told_or_read(path: &Path) {
    let started = Instant::now();
    let run = souplesse(&["check", "--demo", "--at", "2021-08-14T20:30", "--json", &path.to_string_lossy()]);
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    assert!(!run.err.contains("fault"), "{}", run.err);
    let answer =
        serde_json::from_str::<Json>(run.out.trim()).unwrap_or_else(|_| panic!("{}{}", run.out, run.err));
    let is_told = answer["error"].as_str().is_some_and(|error| error.starts_with("cannot read the PDF: "));
    assert_eq!(is_told, run.status == 2, "{answer}");
}

/// A PDF with these objects, numbered from 1; the first is its catalogue. Viewers and their kin find objects without a table.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (object, number) in objects.iter().zip(1..) {
        bytes.extend(format!("{number} 0 obj\n").into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    bytes.extend(b"trailer\n<</Root 1 0 R>>\n%%EOF\n");
    bytes
}

fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary} /Length {}>>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// One page of that size, with resources and contents.
fn page(size: &str, resources: &str, contents: Vec<u8>, more: Vec<Vec<u8>>) -> Vec<u8> {
    let page =
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size}]/Resources<<{resources}>>/Contents 4 0 R>>");
    let first = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into_bytes(),
        contents,
    ];
    pdf(&[first.to_vec(), more].concat())
}

fn error_of(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.pdf");
    fs::write(&path, bytes).unwrap();
    let run = souplesse(&["check", "--json", &path.to_string_lossy()]);
    let answer =
        serde_json::from_str::<Json>(run.out.trim()).unwrap_or_else(|_| panic!("{}{}", run.out, run.err));
    format!("{}{}", answer["error"].as_str().unwrap_or_default(), answer["code"].as_str().unwrap_or_default())
}

/// Deflated zeros, by hand: each match of 258 bytes takes 13 bits, and the whole is deflated once more.
fn inflating_to(bytes: usize) -> Vec<u8> {
    let mut bits = vec![true, true, false]; // The last block, with fixed codes.
    bits.extend([false, false, true, true, false, false, false, false]); // The literal 0.
    for _ in 0..bytes / 258 {
        bits.extend([true, true, false, false, false, true, false, true]); // Length 258
        bits.extend([false; 5]); // at distance 1.
    }
    bits.extend([false; 7]); // The end.
    let pack = |bits: &[bool]| bits.iter().rev().fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit));
    let deflated = bits.chunks(8).map(pack).collect::<Vec<_>>();
    let zlib = |deflated: &[u8]| [&[0x78, 0x9C], deflated].concat();
    zlib(&compress_to_vec(&zlib(&deflated), 6))
}

#[test]
fn a_pdf_that_asks_for_too_much_is_an_error_about_that_file() {
    let bomb = inflating_to(3 << 30);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    let contents = stream("/Filter[/FlateDecode/FlateDecode]", &bomb);
    assert_eq!(error_of(&page("200 200", "", contents, vec![])), PDF_TOO_MUCH);
    let picture = stream(
        "/Type/XObject/Subtype/Image/Width 4000/Height 4000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter[/FlateDecode/FlateDecode]",
        &bomb,
    );
    let shown = stream("", b"q 200 0 0 200 0 0 cm /Im Do Q");
    assert_eq!(error_of(&page("200 200", "/XObject<</Im 5 0 R>>", shown, vec![picture])), PDF_TOO_MUCH);
}

const PDF_TOO_MUCH: &str = "cannot read the PDF: drawing it takes too long or too much memory: save the page with the pass as a picture";

#[test]
fn odd_pages_are_read_or_told() {
    let empty = || stream("", b"");
    for size in ["1e30 1e30", "0 0", "-5 100", "14400 14400", "1 65000", "nan 3"] {
        let told = error_of(&page(size, "", empty(), vec![]));
        assert!(told == "no-code" || told.starts_with("cannot read the PDF"), "{size}: {told}");
    }
    let kids = (0..65).map(|number| format!("{} 0 R ", number + 3)).collect::<String>();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{kids}]/Count 65>>").into_bytes(),
    ];
    objects.extend((0..65).map(|_| b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec()));
    assert_eq!(
        error_of(&pdf(&objects)),
        "cannot read the PDF: it has more than 64 pages: save the pages with the passes alone"
    );
    assert!(error_of(b"%PDF-1.7\n").starts_with("cannot read the PDF: it is damaged"));
}

/// Forms that draw the next one twice, thirty deep. The process that draws is ended after 20 seconds.
#[test]
#[ignore = "waits until the process that draws has had its time"]
fn a_page_that_never_ends_is_ended() {
    let form = |next: usize| {
        stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {next} 0 R>>>>"),
            b"/F Do /F Do",
        )
    };
    let mut forms = (6..36).map(form).collect::<Vec<_>>();
    forms.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 9 9 re f"));
    let started = Instant::now();
    let told = error_of(&page("200 200", "/XObject<</F 5 0 R>>", stream("", b"/F Do"), forms));
    println!("{told} after {:?}", started.elapsed());
    assert_eq!(told, PDF_TOO_MUCH);
}

#[test]
fn what_is_not_text_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, told) in [
        ("a.heic", &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], "HEIC photograph: save or share it as JPEG"),
        ("photo.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC photograph"),
        ("a.avif", b"\0\0\0\x18ftypavif\0\0\0\0", "AVIF picture"),
        ("a.svg", b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG drawing"),
        ("a.pkpass", b"PK\x03\x04\x14\0\0\0", "a pass for a wallet"),
        ("a.souplesse", b"\xD2\x84\x4D\xA2\x01\x26\x04\x48", "bundle install takes it"),
        ("a.pem", b"-----BEGIN CERTIFICATE-----\n", "--trust or --anchor"),
        ("a.bin", b"\x7fELF\x02\x01\x01\0\0\0\0", "neither a picture, nor a PDF, nor text"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let run = souplesse(&["check", &path.to_string_lossy()]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{name}");
        assert!(run.err.contains(told) && run.err.contains(name), "{name}: {}", run.err);
        let piped = with_input(&["check", "-"], bytes);
        assert_eq!(piped.status, 2, "{name}");
        assert!(piped.err.contains(told), "{name}: {}", piped.err);
    }
}
