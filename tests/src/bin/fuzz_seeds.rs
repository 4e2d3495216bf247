//! Writes the beginnings from which the fuzz targets set out: `cargo run -p souplesse-tests --bin fuzz_seeds`.
//!
//! They stand in `tests/fuzz/seeds`, one folder a target, and are made of our own samples. Keys and signatures are
//! random, so that they differ from run to run.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::TimeDelta;
use image::GrayImage;
use image::codecs::jpeg::JpegEncoder;
use serde_json::json;
use souplesse_core::bundle::{to_parts, to_text};
use souplesse_core::compact;
use souplesse_core::register::{Export, Name, Register};
use souplesse_core::store::Memory;
use souplesse_tests::authority::{Authority, evening, pack_document};
use souplesse_tests::desk::{Desk, doses, negative, vaccination};
use souplesse_tests::draw::{Matrix, Sheet};
use souplesse_tests::typist::{Accents, LAYOUTS, STATES, type_on};
use souplesse_tests::worst::{Reader, cases};

type Seeds = Vec<(String, Vec<u8>)>;

fn main() -> Result<(), Box<dyn Error>> {
    write("pass_text", passes())?;
    write("picture_bytes", pictures()?)?;
    for name in ["cairosvg", "matplotlib", "pikepdf-stencil", "pillow-fax", "typst"] {
        write("pdf_bytes", files("tests/samples/pdf", name)?)?;
    }
    write("bundle", updates())?;
    write("pack_toml", files("core/data", "pack-")?)?;
    write("pack_toml", files("tests/samples/packs", "")?)?;
    write("rule_json", files("core/data", "rules-")?)?;
    write("certlogic", expressions()?)?;
    write("batch_line", lines())?;
    write("register_import", registers()?)?;
    write("trust_list", files("core/data", "trust-")?)?;
    write("trust_list", lists())?;
    write("revocations", revocations())?;
    write("author_file", files("tests/samples/keys", "demonstration-")?)?;
    write("author_file", suites())?;
    write_the_worst()?;
    Ok(())
}

fn passes() -> Seeds {
    let desk = Desk::new();
    let token = vaccination().token();
    let texts = [
        ("dcc", vaccination().sign(&desk.hcert).into_bytes()),
        ("cose", vaccination().cose(&desk.hcert, &token)),
        ("test", negative().sign(&desk.two_d_doc).into_bytes()),
        ("doses", doses("J07BX03", ["2", "2"], "20072021", "TE").sign(&desk.two_d_doc).into_bytes()),
        ("url", b"https://example.org/".to_vec()),
        (
            "link",
            b"https://bonjour.tousanticovid.gouv.fr/app/wallet?v=DC04A%1DB+C%1FD&utm_source=mail".to_vec(),
        ),
        ("framed", format!("]Q2\\000026{}\r\n", vaccination().sign(&desk.hcert)).into_bytes()),
    ];
    let mut seeds = named(texts);
    for (pass, text) in [("dcc", vaccination().sign(&desk.hcert)), ("test", negative().sign(&desk.two_d_doc))]
    {
        let countries = LAYOUTS.iter().skip(1).map(|computer| (computer, STATES[0]));
        for (number, (computer, state)) in
            countries.chain(STATES.map(|state| (&LAYOUTS[2], state))).enumerate()
        {
            let typed = type_on(&text, &LAYOUTS[0], computer, state, Accents::Typed);
            seeds.push((format!("{pass}-typed-{number}"), typed.into_bytes()));
        }
    }
    seeds
}

fn pictures() -> Result<Seeds, Box<dyn Error>> {
    let qr = |module| drawn(&Matrix::qr(b"HC1:6BF"), module);
    let data_matrix = drawn(&Matrix::data_matrix(b"DC04FR"), 3);
    let mut seeds = named([
        ("qr.pgm", pgm(&qr(3))),
        ("data-matrix.pgm", pgm(&data_matrix)),
        ("grey.pgm", b"P5 8 8 255\n".iter().copied().chain([128; 64]).collect()),
    ]);
    for (name, picture) in [("qr", qr(2)), ("data-matrix", data_matrix)] {
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png)?;
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, 80).encode_image(&picture)?;
        seeds.push((format!("{name}.png"), png.into_inner()));
        seeds.push((format!("{name}.jpg"), jpeg));
    }
    Ok(seeds)
}

fn drawn(code: &Matrix, module: u32) -> GrayImage {
    let side = (code.side() + 8) * module;
    Sheet::new(side, side, 255).with(code, 4 * module, 4 * module, module).into_picture()
}

fn pgm(picture: &GrayImage) -> Vec<u8> {
    let head = format!("P5 {} {} 255\n", picture.width(), picture.height());
    [head.as_bytes(), picture.as_raw()].concat()
}

fn updates() -> Seeds {
    let demonstration = Authority::demonstration();
    let bundle = demonstration.bundle(vec![pack_document("XX-ONE", 1)]);
    let file = demonstration.sign(&bundle);
    let parts = to_parts(&file, 400).expect("a pack fits in some codes");
    named([
        ("text", to_text(&file).into_bytes()),
        ("parts", parts.join("\n").into_bytes()),
        ("document", compact::to_cbor(&bundle)),
        ("file", file),
    ])
}

/// Every expression of the built-in rules, with data that it looks into.
fn expressions() -> Result<Seeds, Box<dyn Error>> {
    let path = project().join("core/data/rules-fr-activity-2021-08.json");
    let rules = serde_json::from_str::<serde_json::Value>(&fs::read_to_string(path)?)?;
    let data = json!({
        "payload": { "v": [{ "dn": 2, "sd": 2, "dt": "2021-07-20", "mp": "EU/1/20/1528" }], "dob": "1987-02-14" },
        "external": { "validationClock": "2021-08-14T18:30:00Z", "localDate": "2021-08-14" },
    });
    let rules = rules["rules"].as_array().ok_or("the rules are a list")?;
    let lines = rules
        .iter()
        .enumerate()
        .map(|(index, rule)| (format!("rule-{index}"), format!("{}\n{data}", rule["Logic"]).into_bytes()));
    Ok(lines.collect())
}

fn lines() -> Seeds {
    let desk = Desk::new();
    let code = vaccination().sign(&desk.hcert);
    let paper = json!({ "kind": "antigen", "tested_at": "2021-08-14T09:15", "present": ["stamp"], "stated_hours": 24 });
    let lines = [
        ("code", json!({ "id": "1", "code": code, "at": "2021-08-14T20:30" })),
        ("paper", json!({ "attestation": paper, "profile": "venue" })),
        ("documents", json!({ "documents": [{ "code": "DC04" }, { "attestation": paper }] })),
        ("trust", json!({ "code": "HC1:", "trust": [{ "id": "FRT0TST1", "spki": "MFkw" }] })),
    ];
    named(lines.map(|(name, line)| (name, line.to_string().into_bytes())))
}

fn lists() -> Seeds {
    let bare = json!({ "id": "FRT0TST1", "spki": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE" });
    let of_two_d_doc = json!({ "id": "FR03AV01", "spki": "MFkw", "not_before": "2021-06-01", "not_after": "2024-06-01", "signs": ["L1"] });
    let lists = [
        ("bare", json!([bare])),
        (
            "tac-verif",
            json!({ "certificates2DDoc": { "FR03AV01": "MFkw" }, "certificatesDCC": { "AAAAAAAAAAA=": "TUlJ" } }),
        ),
        ("cov-pass", json!({ "certificates": [{ "kid": "AAAAAAAAAAA=", "rawData": "MIIB" }] })),
        ("two-d-doc", json!({ "production": [of_two_d_doc], "test": [of_two_d_doc] })),
    ];
    named(lines_of(lists))
}

fn revocations() -> Seeds {
    let hash = "AAAAAAAAAAAAAAAAAAAAAA==";
    named(lines_of([
        (
            "batch",
            json!({ "country": "FR", "kid": "AAAAAAAAAAA=", "hashType": "UCI", "entries": [{ "hash": hash }] }),
        ),
        (
            "ours",
            json!({ "keys": ["kid:0000000000000000"], "hashes": [{ "of": "UCI", "key": "2d-doc:FR03AV01", "codes": [hash] }] }),
        ),
    ]))
}

fn suites() -> Seeds {
    let expression = json!({ ">": [{ "plusTime": [{ "var": "a" }, 1, "day"] }, { "plusTime": [{ "var": "b" }, 0, "day"] }] });
    let assertions = json!([{ "data": { "a": "2021-08-14", "b": "2021-08-13" }, "expected": true }]);
    named(lines_of([(
        "suite",
        json!({ "name": "s", "cases": [{ "name": "c", "certLogicExpression": expression, "assertions": assertions }] }),
    )]))
}

fn lines_of<const COUNT: usize>(seeds: [(&str, serde_json::Value); COUNT]) -> [(&str, Vec<u8>); COUNT] {
    seeds.map(|(name, json)| (name, json.to_string().into_bytes()))
}

/// The worst inputs of each reader, small: a fuzzer finds out by itself what grows.
fn write_the_worst() -> Result<(), Box<dyn Error>> {
    for case in cases() {
        let target = match case.reader {
            Reader::Pass => "pass_text",
            Reader::Update | Reader::Parts => "bundle",
            Reader::Rules => "rule_json",
            Reader::Trust => "trust_list",
            Reader::Revocations => "revocations",
            Reader::PackText => "pack_toml",
            Reader::Export => "register_import",
            Reader::BatchLine => "batch_line",
            Reader::Picture => "picture_bytes",
            Reader::Endless | Reader::Signature => continue,
        };
        let name = case.name.replace([' ', ':', ','], "-");
        write(target, vec![(format!("worst-{name}"), (case.make)(6))])?;
    }
    Ok(())
}

/// A shift, an abandoned one, and a removal, exported.
fn registers() -> Result<Seeds, Box<dyn Error>> {
    let at = |hours| evening() + TimeDelta::hours(hours);
    let anne = Name::try_from("Anne Le Goff".to_owned())?;
    let (mut register, _) = Register::open(Arc::<Memory>::default(), Arc::<Memory>::default(), at(0))?;
    register.name(anne.clone(), at(0))?;
    for hour in [1, 5, 9] {
        register.open_shift(vec![anne.clone()], at(hour))?;
    }
    register.close_shift(at(12))?;
    let whole = Export::of(&register, at(0), at(100))?.to_json();
    register.remove_before(at(4), anne, at(13))?;
    let shortened = Export::of(&register, at(0), at(100))?.to_json();
    Ok(named([("whole", whole.into_bytes()), ("shortened", shortened.into_bytes())]))
}

fn named<const COUNT: usize>(seeds: [(&str, Vec<u8>); COUNT]) -> Seeds {
    seeds.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

/// The files of a folder whose names begin so.
fn files(folder: &str, beginning: &str) -> Result<Seeds, Box<dyn Error>> {
    let mut seeds = Seeds::new();
    for entry in fs::read_dir(project().join(folder))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(beginning) {
            seeds.push((name, fs::read(entry.path())?));
        }
    }
    Ok(seeds)
}

fn write(target: &str, seeds: Seeds) -> Result<(), Box<dyn Error>> {
    let folder = project().join("tests/fuzz/seeds").join(target);
    fs::create_dir_all(&folder)?;
    for (name, bytes) in seeds {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
