//! The code on a printed poster is read by our own scanner.

use std::process::Command;

use image::imageops;
use souplesse_core::bundle::{Right, to_text};
use souplesse_core::scan::{LumaFrame, Rotation, scan};
use souplesse_tests::authority::{Authority, pack_document};
use souplesse_tests::draw::{Matrix, Sheet};

fn codes(picture: &image::GrayImage) -> Vec<Vec<u8>> {
    let (width, height) = picture.dimensions();
    let frame = LumaFrame { width, height, row_stride: width, rotation: Rotation::Deg0 };
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

#[test]
#[ignore = "prints the poster with a browser; tests/run full"]
fn the_code_on_the_rendered_poster_is_read() {
    let tools = ["chromium", "pdftoppm"];
    let missing = tools.iter().find(|tool| Command::new(tool).arg("--version").output().is_err());
    if let Some(tool) = missing {
        println!("SKIPPED: {tool} is not installed");
        return;
    }
    let folder = std::env::temp_dir().join(format!("souplesse-poster-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let update = folder.join("pack.souplesse");
    let bytes = Authority::new("poster", &[Right::Pack]).update(pack_document("FR-PSC-2021-08", 1));
    std::fs::write(&update, &bytes).expect("a file");
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(root).output().expect("it starts");
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let path = |name: &str| folder.join(name).display().to_string();
    run("cargo", &["run", "-q", "--", "pack", "poster", &path("pack.souplesse"), "-o", &path("poster.html")]);
    let print = format!("--print-to-pdf={}", path("poster.pdf"));
    let page = path("poster.html");
    run(
        "chromium",
        &["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", &print, &page],
    );
    run("pdftoppm", &["-r", "300", "-gray", "-png", "-singlefile", &path("poster.pdf"), &path("poster")]);
    let picture = image::open(folder.join("poster.png")).expect("a picture").into_luma8();
    // The code has 84 mm of 210 on a side, 117 modules with its margin: 8.5 pixels each.
    let blurred = imageops::blur(&picture, 8.5 / 3.0);
    let found = codes(&blurred);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    assert_eq!(found, [to_text(&bytes).into_bytes()]);
}
