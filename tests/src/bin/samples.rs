//! Draws the sample pictures of `souplesse demo`: a queue at a door on Saturday 14 August 2021, 20:30.
//!
//! `cargo run --release -p souplesse-tests --bin samples`. Everyone in it is invented, and signed with the
//! demonstration's keys. ECDSA signatures are random, so that the pictures differ in their codes from run to run.

use std::error::Error;
use std::path::Path;

use image::GrayImage;
use image::codecs::jpeg::JpegEncoder;
use serde_json::{Value as Json, json};
use souplesse_core::trust::KeyId;
use souplesse_tests::draw::{Matrix, Sheet, Shot};
use souplesse_tests::sign::{Signer, hcert, twoddoc};

/// 2021-08-14T08:00:00Z, when the certificates were fetched, and half a year later.
const ISSUED: i64 = 1_628_928_000;
const EXPIRES: i64 = ISSUED + 182 * 86_400;
/// Days from 2000-01-01 to 2021-08-14.
const SIGNED_ON: u16 = 0x1ED8;

fn main() -> Result<(), Box<dyn Error>> {
    let keys = Keys {
        hcert: Signer::demonstration_hcert(),
        two_d_doc: Signer::demonstration_two_d_doc(),
        stranger: Signer::generate(KeyId::Kid(b"STRANGER".to_vec()), None),
    };
    save(
        "01-vaccinated.png",
        &screen(&keys.dcc(&vaccination(
            "FONTAINE",
            "Camille",
            "1987-02-14",
            "EU/1/20/1528",
            [2, 2],
            "2021-07-20",
        ))),
    )?;
    save(
        "02-tested-this-morning.jpg",
        &photograph(&sheet(&keys.test(["HUGO", "MARCHAND"], "09111994", "140820210920"), None), 11),
    )?;
    save(
        "03-second-dose-yesterday.png",
        &screen(&keys.dcc(&vaccination(
            "OYONNAX",
            "Inès",
            "1999-12-30",
            "EU/1/20/1507",
            [2, 2],
            "2021-08-13",
        ))),
    )?;
    save("04-recovered.png", &screen(&keys.dcc(&recovery("LE GALL", "Yann", "1975-06-03", "2021-05-01"))))?;
    save(
        "05-test-of-tuesday.jpg",
        &photograph(&sheet(&keys.test(["SALOME", "DA COSTA"], "21031990", "100820211800"), None), 12),
    )?;
    let both = keys.dcc(&test("ROUSSEL", "Naïma", "1968-09-17", "2021-08-13T16:10:00+02:00"));
    let data_matrix = keys.test(["NAIMA", "ROUSSEL"], "17091968", "130820211610");
    save("06-paper-with-two-codes.jpg", &photograph(&sheet(&data_matrix, Some(&both)), 13))?;
    save(
        "07-janssen-three-weeks.png",
        &screen(&keys.dcc(&vaccination(
            "VASSEUR",
            "Tom",
            "2001-01-19",
            "EU/1/20/1525",
            [1, 1],
            "2021-07-24",
        ))),
    )?;
    save("08-altered.png", &screen(&keys.altered()))?;
    save("09-unknown-issuer.png", &screen(&keys.foreign()))?;
    save("10-menu.png", &screen("https://example.org/la-carte-du-samedi"))?;
    save("11-no-code.jpg", &photograph(&Sheet::new(900, 640, 225).with_text(60, 60, 760, 16, 16, 5), 14))?;
    save(
        "12-phone-in-the-dark.jpg",
        &in_the_dark(&keys.dcc(&vaccination(
            "MERCIER",
            "Aïcha",
            "1958-04-08",
            "EU/1/21/1529",
            [1, 1],
            "2021-06-11",
        ))),
    )?;
    Ok(())
}

struct Keys {
    hcert: Signer,
    two_d_doc: Signer,
    stranger: Signer,
}

impl Keys {
    fn dcc(&self, payload: &Json) -> String {
        hcert::Recipe::new(payload.clone(), ISSUED, EXPIRES).sign(&self.hcert)
    }

    /// Given names and surname, birth date, and the time of sampling.
    fn test(&self, names: [&str; 2], birth: &str, sampled: &str) -> String {
        twoddoc::Recipe::test(SIGNED_ON, names, birth, "945584", "N", sampled).sign(&self.two_d_doc)
    }

    /// A vaccination whose date someone moved after it was signed.
    fn altered(&self) -> String {
        let names = ["LAMBERT", "JULIE"];
        let honest = twoddoc::Recipe::vaccination(
            SIGNED_ON,
            names,
            "27071983",
            "COMIRNATY PFIZER/BIONTECH",
            ["2", "2"],
            "12082021",
            "TE",
        );
        honest.sign(&self.two_d_doc).replace("L912082021", "L912072021")
    }

    fn foreign(&self) -> String {
        let payload = vaccination("PETIT", "Léo", "1992-10-05", "EU/1/20/1528", [2, 2], "2021-07-01");
        hcert::Recipe::new(payload, ISSUED, EXPIRES).sign(&self.stranger)
    }
}

fn certificate(surname: &str, given: &str, birth: &str, kind: &str, entry: Json) -> Json {
    let standard =
        |name: &str| name.to_uppercase().replace([' ', '-'], "<").replace('Ï', "I").replace(['È', 'É'], "E");
    json!({
        "ver": "1.3.0",
        "nam": { "fn": surname, "fnt": standard(surname), "gn": given, "gnt": standard(given) },
        "dob": birth,
        kind: [entry],
    })
}

fn vaccination(
    surname: &str,
    given: &str,
    birth: &str,
    product: &str,
    [dose, doses]: [u8; 2],
    day: &str,
) -> Json {
    let entry = json!({
        "tg": "840539006", "vp": "J07BX03", "mp": product, "ma": maker(product), "dn": dose, "sd": doses,
        "dt": day, "co": "FR", "is": "DEMONSTRATION", "ci": "URN:UVCI:01:FR:DEMO#1",
    });
    certificate(surname, given, birth, "v", entry)
}

fn maker(product: &str) -> &'static str {
    match product {
        "EU/1/20/1507" => "ORG-100031184",
        "EU/1/21/1529" => "ORG-100001699",
        "EU/1/20/1525" => "ORG-100001417",
        _ => "ORG-100030215",
    }
}

fn test(surname: &str, given: &str, birth: &str, sampled: &str) -> Json {
    let entry = json!({
        "tg": "840539006", "tt": "LP217198-3", "ma": "1833", "sc": sampled, "tr": "260415000",
        "tc": "DEMONSTRATION", "co": "FR", "is": "DEMONSTRATION", "ci": "URN:UVCI:01:FR:DEMO#2",
    });
    certificate(surname, given, birth, "t", entry)
}

fn recovery(surname: &str, given: &str, birth: &str, first_positive: &str) -> Json {
    let entry = json!({
        "tg": "840539006", "fr": first_positive, "df": "2021-05-12", "du": "2021-10-28",
        "co": "FR", "is": "DEMONSTRATION", "ci": "URN:UVCI:01:FR:DEMO#3",
    });
    certificate(surname, given, birth, "r", entry)
}

/// A screenshot of a wallet app.
fn screen(content: &str) -> GrayImage {
    let code = Matrix::qr(content.as_bytes());
    let module = (420 / (code.side() + 8)).max(2);
    let width = (code.side() + 8) * module + 60;
    Sheet::new(width, width + 150, 255)
        .with_box(0, 0, width, 46, 70)
        .with(&code, 30, 66, module)
        .with_text(40, width + 60, width - 80, 3, 12, 3)
        .into_picture()
}

/// A printed result: text, a Data Matrix, and perhaps the EU's code below it.
fn sheet(data_matrix: &str, certificate: Option<&str>) -> Sheet {
    let sheet = Sheet::new(1000, 760, 244)
        .with_text(70, 50, 420, 3, 16, 7)
        .with_text(70, 190, 470, 12, 13, 8)
        .with_text(620, 560, 300, 4, 12, 9)
        .with(&Matrix::data_matrix(data_matrix.as_bytes()), 640, 40, 4);
    match certificate {
        Some(text) => sheet.with(&Matrix::qr(text.as_bytes()), 600, 270, 4),
        None => sheet,
    }
}

/// A photograph of a sheet, held in the hand.
fn photograph(sheet: &Sheet, seed: u64) -> GrayImage {
    #[expect(clippy::cast_precision_loss, reason = "seeds are small")]
    let angle = (seed as f32 * 7.0) % 19.0 - 9.0;
    Shot {
        size: (1080, 800),
        zoom: 0.95,
        angle,
        tilt: 0.12,
        light: 0.85,
        falloff: 0.25,
        noise: 4.0,
        blur: 1,
        seed,
        ..Shot::default()
    }
    .of(sheet)
}

/// A phone that was photographed in bad light.
fn in_the_dark(content: &str) -> GrayImage {
    let code = Matrix::qr(content.as_bytes());
    let side = (code.side() + 8) * 6;
    let phone = Sheet::new(side + 80, side + 220, 200).with(&code, 40, 60, 6);
    let shot = Shot {
        size: (900, 900),
        zoom: 0.95,
        angle: 17.0,
        tilt: 0.2,
        light: 0.3,
        falloff: 0.4,
        noise: 5.0,
        blur: 2,
        background: 30,
        seed: 21,
    };
    shot.of(&phone)
}

fn save(name: &str, picture: &GrayImage) -> Result<(), Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    if name.ends_with(".jpg") {
        JpegEncoder::new_with_quality(std::fs::File::create(path)?, 62).encode_image(picture)?;
    } else {
        picture.save(path)?;
    }
    Ok(())
}
