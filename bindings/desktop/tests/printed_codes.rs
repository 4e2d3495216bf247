//! What is printed is read back before it is handed out, by two readers; what is too large for one code becomes several.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use common::{Run, named, on_device, souplesse};
use rqrr::PreparedImage;

const KEY: &str = "keys/demonstration-anchor.pem";
const PACK: &str = "../../core/data/pack-fr-psc-2021-08.toml";
const EVENING: [&str; 2] = ["--at", "2021-08-14T20:00"];
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the command, which must succeed; `@name` is a file in this folder.
    fn done(&self, arguments: &[&str]) -> Run {
        let run = souplesse(&named(self.0.path(), arguments));
        assert_eq!(run.status, 0, "{arguments:?}: {}{}", run.out, run.err);
        run
    }

    fn sign(&self, file: &str, output: &str) {
        self.done(&[&["bundle", "sign", file, "--key", KEY, "--force", "-o", output][..], &EVENING].concat());
    }

    /// Revocations that do not compress: an update of several codes.
    fn write_revocations(&self, hashes: usize) {
        let mut seed = 88_172_645_463_325_252_u64;
        let mut digit = || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            char::from(BASE64[usize::try_from(seed % 64).expect("a digit")])
        };
        let codes = (0..hashes).map(|_| format!("\"{}A==\"", (0..21).map(|_| digit()).collect::<String>()));
        let codes = codes.collect::<Vec<_>>().join(", ");
        let text = format!("[[hashes]]\nof = \"UCI\"\ncodes = [{codes}]\n");
        fs::write(self.path("revoked.toml"), text).expect("a file");
    }
}

/// What the second reader finds in a picture.
fn read_by_other(path: &Path) -> Vec<String> {
    let picture = image::open(path).expect("a picture").to_luma8();
    let (width, height) = picture.dimensions();
    let size = |pixels: u32| usize::try_from(pixels).expect("some hundreds");
    let pixel = |x: usize, y: usize| picture.as_raw()[y * size(width) + x];
    let mut prepared = PreparedImage::prepare_from_greyscale(size(width), size(height), pixel);
    let read = prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).collect::<Vec<_>>();
    read.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn another_reader_reads_what_is_drawn_and_it_is_the_text_of_the_update() {
    let desk = Desk::new();
    desk.sign(PACK, "@fr.souplesse");
    let drawn = desk.done(&["pack", "qr", "@fr.souplesse", "-o", "@fr.png"]);
    assert_eq!(drawn.out, "");
    let text = desk.done(&["bundle", "text", "@fr.souplesse"]).out;
    assert_eq!(text.lines().collect::<Vec<_>>(), read_by_other(&desk.path("fr.png")));
    let shown = desk.done(&["bundle", "show", "@fr.png", "--demo", "--json"]);
    assert!(shown.out.contains("update-installed"), "{}", shown.out);
}

#[test]
fn a_large_update_is_drawn_as_several_codes_without_a_key() {
    let desk = Desk::new();
    desk.write_revocations(150);
    desk.sign("@revoked.toml", "@week.souplesse");
    let texts = desk.done(&["bundle", "text", "@week.souplesse"]).out;
    let texts = texts.lines().collect::<Vec<_>>();
    assert!(texts.len() > 1 && texts.iter().all(|text| text.starts_with("SPP1:")), "{texts:?}");
    let drawn = desk.done(&["bundle", "qr", "@week.souplesse", "-o", "@week.png"]);
    let names = drawn.out.lines().map(|name| Path::new(name).to_owned()).collect::<Vec<_>>();
    let named = |name: &PathBuf| name.file_name().expect("a file").to_string_lossy().into_owned();
    let count = texts.len();
    let expected = (1..=count).map(|part| format!("week-{part}-of-{count}.png")).collect::<Vec<_>>();
    assert_eq!(names.iter().map(named).collect::<Vec<_>>(), expected);
    let shown = names.iter().rev().map(|name| name.display().to_string()).collect::<Vec<_>>();
    let show = [&["bundle", "show"][..], &shown.iter().map(String::as_str).collect::<Vec<_>>(), &["--demo"]];
    assert!(desk.done(&show.concat()).out.contains("REVOKED"));
    desk.done(&["bundle", "qr", "@week.souplesse", "-o", "@week.html", "--lang", "en"]);
    let sheet = fs::read_to_string(desk.path("week.html")).expect("a sheet");
    assert_eq!((sheet.matches("<svg").count(), sheet.contains(&format!("2 of {count}"))), (count, true));
}

/// Starts `bundle install -` as at a desk with a hand scanner: its input stays open.
fn scanning(desk: &Desk) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
    command.env("SOUPLESSE_CONFIG", "nowhere.toml");
    command.args(["bundle", "install", "-", "--anchor", "group.anchor.toml"]).current_dir(desk.0.path());
    command.env("SOUPLESSE_DATA_DIR", desk.path("device")).env("LC_ALL", "C");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the command starts")
}

#[test]
fn installing_tells_which_codes_are_there_and_ends_when_all_are() {
    let desk = Desk::new();
    desk.write_revocations(105);
    let keygen = ["bundle", "keygen", "--name", "Les Halles", "--may-sign", "revocations", "-o", "@group"];
    desk.done(&keygen);
    desk.done(&["bundle", "sign", "@revoked.toml", "--key", "@group.pem", "-o", "@week.souplesse"]);
    let texts = desk.done(&["bundle", "text", "@week.souplesse"]).out;
    let texts = texts.lines().collect::<Vec<_>>();
    let [first, second, third] = texts[..] else { panic!("{} parts", texts.len()) };
    let mut child = scanning(&desk);
    let mut keyboard = child.stdin.take().expect("piped");
    let mut told = BufReader::new(child.stderr.take().expect("piped")).lines();
    for (typed, expected) in [
        (second, "Codes read: 1 of 3; still missing: 1, 3"),
        ("HC1:NOT THIS", "This is not the code of an update, or it was not read in full: scan it again."),
        (second, "This code had already been scanned. Codes read: 1 of 3; still missing: 1, 3"),
        (first, "Codes read: 2 of 3; still missing: 3"),
        (third, "All 3 codes have been read."),
    ] {
        write!(keyboard, "{typed}\r\n").expect("it reads");
        assert_eq!(told.next().expect("a line").expect("UTF-8"), expected);
    }
    // The scanner is still plugged in.
    let output = child.wait_with_output().expect("it ends by itself");
    assert!(String::from_utf8_lossy(&output.stdout).contains("update-installed"));
    drop(keyboard);
}

#[test]
fn a_poster_of_a_large_pack_has_its_codes_on_pages_of_their_own() {
    let desk = Desk::new();
    let text = fs::read_to_string(common::samples().join(PACK)).expect("the pack");
    let long = (0..90).map(|line| format!("Article {line} : {:x}. ", line * 7_919_993 + 1_299_709));
    let long = long.collect::<String>().repeat(3);
    let quoted = text.replacen("quotation = \"", &format!("quotation = \"{long}"), 1);
    fs::write(desk.path("long.toml"), quoted).expect("a file");
    desk.sign("@long.toml", "@long.souplesse");
    desk.done(&["pack", "poster", "@long.souplesse", "-o", "@poster.html"]);
    let poster = fs::read_to_string(desk.path("poster.html")).expect("a poster");
    let count = desk.done(&["bundle", "text", "@long.souplesse"]).out.lines().count();
    assert!(count > 1, "{count} codes");
    assert_eq!(poster.matches("<svg").count(), count);
    assert!(poster.contains(&format!("Scannez les {count} codes suivants")), "{poster}");
}

#[test]
fn whoever_has_no_scanner_pipes_a_file_as_before() {
    let desk = Desk::new();
    desk.sign(PACK, "@fr.souplesse");
    let bytes = fs::read(desk.path("fr.souplesse")).expect("an update");
    let folder = tempfile::tempdir().expect("a folder");
    let shown = on_device(folder.path(), &["bundle", "show", "-", "--demo"], &bytes);
    assert!(shown.status == 0 && shown.out.contains("FR-PSC-2021-08"), "{}{}", shown.out, shown.err);
}
