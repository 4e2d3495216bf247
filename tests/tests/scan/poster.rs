//! The code on a printed poster is read by our own scanner.

use std::process::Command;

use image::imageops;
use souplesse::read::pack_text;
use souplesse_core::bundle::{Content, Document, Right, to_text};
use souplesse_core::scan::{LumaFrame, scan};
use souplesse_tests::authority::{Authority, pack_document};
use souplesse_tests::draw::{Matrix, Sheet};

fn codes(picture: &image::GrayImage) -> Vec<Vec<u8>> {
    let (width, height) = picture.dimensions();
    let frame = LumaFrame::new(width, height);
    let report = scan(picture.as_raw(), frame).expect("a frame");
    report.codes.into_iter().map(|code| code.content).collect()
}

fn text() -> String {
    to_text(&Authority::new("poster", &[Right::Pack]).update(pack_document("FR-PSC-2021-08", 1)))
}

/// On the poster the code is 84 mm wide: at 300 dpi a module has eight pixels. At the smallest allowed, half a millimetre, six.
#[test]
fn a_code_in_print_is_read_though_blurred_by_a_third_of_a_module() {
    let text = text();
    let code = Matrix::qr_of_update(text.as_bytes());
    assert!((code.side() - 17) / 4 <= 25, "version {}", (code.side() - 17) / 4);
    for module in [8_u32, 6] {
        let side = (code.side() + 8) * module + 160;
        let sheet = Sheet::new(side, side, 255).with(&code, 80, 80, module).into_picture();
        #[expect(clippy::cast_precision_loss, reason = "modules are small")]
        let blurred = imageops::blur(&sheet, module as f32 / 3.0);
        assert_eq!(codes(&blurred), [text.as_bytes()], "{module} pixels a module");
    }
}

/// What a browser makes of the pages of a pack.
struct Press {
    folder: tempfile::TempDir,
}

impl Press {
    const TOOLS: [&str; 3] = ["chromium", "pdfinfo", "pdftoppm"];

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn run(program: &str, arguments: &[&str]) -> String {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let output = Command::new(program).args(arguments).current_dir(root).output().expect("it starts");
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Prints the poster or the blank form of an update, which takes one page, and gives its name.
    fn print(&self, update: &[u8], form: bool) -> String {
        let (signed, page, pdf) = (self.path("one.souplesse"), self.path("page.html"), self.path("page.pdf"));
        std::fs::write(&signed, update).expect("a file");
        let draw = ["run", "-q", "--", "pack", "poster", &signed, "-o", &page];
        Self::run("cargo", &[&draw[..], if form { &["--form"] } else { &[] }].concat());
        let print = format!("--print-to-pdf={pdf}");
        let options =
            ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", &print, &page];
        Self::run("chromium", &options);
        let told = Self::run("pdfinfo", &[&pdf]);
        let pages = told.lines().find(|line| line.starts_with("Pages:")).unwrap_or_default();
        assert_eq!(pages.split_whitespace().last(), Some("1"), "{told}");
        pdf
    }

    /// A page at 300 dpi.
    fn picture(&self, pdf: &str) -> image::GrayImage {
        let name = self.path("page");
        Self::run("pdftoppm", &["-r", "300", "-gray", "-png", "-singlefile", pdf, &name]);
        image::open(format!("{name}.png")).expect("a picture").into_luma8()
    }
}

#[test]
#[ignore = "prints posters with a browser; tests/run full"]
fn every_page_is_one_page_and_its_code_is_read_from_the_rendered_poster() {
    let missing = Press::TOOLS.iter().find(|tool| Command::new(tool).arg("-v").output().is_err());
    if let Some(tool) = missing {
        println!("SKIPPED: {tool} is not installed");
        return;
    }
    let press = Press { folder: tempfile::tempdir().expect("a folder") };
    let authority = Authority::new("poster", &[Right::Pack]);
    let samples =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/packs")).expect("the samples");
    let samples =
        samples.map(|entry| pack_text::read_file(&entry.expect("a sample").path()).expect("a pack"));
    let samples = samples.map(|tolerance| tolerance.pack().clone()).map(|pack| Document {
        id: pack.id.clone(),
        sequence: 1,
        content: Content::Pack(Box::new(pack)),
    });
    for document in samples.chain([pack_document("FR-PSC-2021-08", 1)]) {
        let id = document.id.clone();
        let update = authority.update(document);
        press.print(&update, true);
        let picture = press.picture(&press.print(&update, false));
        // The code has 84 mm of 210 on a side and at most 125 modules with its margin: 8 pixels each, or more.
        let blurred = imageops::blur(&picture, 8.0 / 3.0);
        assert_eq!(codes(&blurred), [to_text(&update).into_bytes()], "{id}");
    }
}
