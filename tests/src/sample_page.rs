//! The page of samples: codes and papers to point a phone at, with what training answers.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use serde::Deserialize;
use souplesse_core::attestation::Attestation;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::tolerance::{ELEMENTS, Word};
use souplesse_core::scan::{LumaFrame, Symbology, scan};
use souplesse_core::{Moment, Profile, Verdict, Verifier};
use souplesse_words::{Language, Words};

use crate::authority::evening;
use crate::draw::Matrix;

const TEMPLATE: &str = include_str!("sample_page/page.html");
const CONTENT: &str = include_str!("sample_page/content.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    code: Vec<Code>,
    paper: Vec<Paper>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    picture: String,
    fr: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    kind: String,
    at: String,
    lacks: Vec<String>,
    holder: String,
}

/// Where the page is.
#[must_use]
pub fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/samples/index.html")
}

/// The page.
///
/// # Panics
/// Where a sample cannot be read.
#[must_use]
pub fn page() -> String {
    let page = toml::from_str::<Page>(CONTENT).expect("the content in its form");
    let built_in = BuiltIn::load();
    let verifier = built_in.demonstration_shelf().furnish(&built_in.demonstration_verifier());
    let codes = page.code.iter().map(|code| code.card(&verifier)).collect::<String>();
    let papers = page.paper.iter().map(|paper| paper.card(&verifier)).collect::<String>();
    TEMPLATE.replace("{{codes}}", &codes).replace("{{papers}}", &papers)
}

/// Where the same samples are for whoever trains without a second device.
#[must_use]
pub fn list_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../android/src/main/res/raw/samples.txt")
}

/// The same samples, one in a line, with tabulators between its fields: what the app needs to simulate them.
///
/// # Panics
/// Where a sample cannot be read.
#[must_use]
pub fn list() -> String {
    let page = toml::from_str::<Page>(CONTENT).expect("the content in its form");
    page.code.iter().map(Code::line).chain(page.paper.iter().map(Paper::line)).collect()
}

impl Code {
    fn card(&self, verifier: &Verifier) -> String {
        let (symbology, content) = self.read();
        let matrix = match symbology {
            Symbology::Qr => Matrix::qr(&content),
            Symbology::DataMatrix => Matrix::data_matrix(&content),
        };
        let verdict = verifier.check_code(&content, Moment::what_if(evening()), Profile::Venue);
        format!(
            "<article>\n{}\n<p class=\"what\">{}<br><span lang=\"en\">{}</span></p>\n{}</article>\n",
            drawing(&matrix),
            self.fr,
            self.en,
            answer(&verdict),
        )
    }

    fn line(&self) -> String {
        let content = self.read().1.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        format!("code\t{}\t{}\t{content}\n", self.fr, self.en)
    }

    fn read(&self) -> (Symbology, Vec<u8>) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(&self.picture);
        let picture = image::open(path).expect("a picture").into_luma8();
        let report =
            scan(&picture, LumaFrame::new(picture.width(), picture.height())).expect("a whole picture");
        let code = report.codes.into_iter().next().unwrap_or_else(|| panic!("no code in {}", self.picture));
        (code.symbology, code.content)
    }
}

impl Paper {
    fn card(&self, verifier: &Verifier) -> String {
        let at = self.at();
        let present = ELEMENTS.iter().filter(|element| !self.lacks(element)).map(|element| word(element));
        let present = present.filter(|element| element.as_str() != "duration");
        let attestation = Attestation::new(Some(word(&self.kind)), Some(at), present, None).expect("a paper");
        let verdict = verifier.check_attestation(&attestation, Moment::what_if(evening()), Profile::Venue);
        format!("<article>\n{}{}</article>\n", self.drawing(at), answer(&verdict))
    }

    /// Its time is local, in milliseconds, as apps have local times.
    fn line(&self) -> String {
        let at = self.at().and_utc().timestamp_millis();
        format!("paper\t{}\t{at}\t{}\t{}\n", self.kind, self.lacks.join(","), self.holder)
    }

    fn drawing(&self, at: NaiveDateTime) -> String {
        let kind = Words::of(Language::French).label(&format!("kind-of-paper.{}", self.kind)).to_owned();
        let mut paper = format!(
            "<div class=\"paper\"><h3>Attestation de résultat</h3>\n<dl><dt>Patient</dt><dd>{}</dd>\n<dt>Examen</dt><dd>{kind} SARS‑CoV‑2</dd>\n\
             <dt>Réalisé le</dt><dd>{}</dd>\n<dt>Résultat</dt><dd><b>NÉGATIF</b></dd>\n<dt>Dispositif</dt><dd>Rapide-Test, réf. RT-25</dd>\n\
             <dt>Pharmacie</dt><dd>du Marché, 12 rue d’Essai</dd></dl>\n",
            self.holder,
            at.format("%d/%m/%Y à %H h %M"),
        );
        if !self.lacks("stamp") {
            paper += "<svg class=\"stamp\" viewBox=\"0 0 48 48\"><g fill=\"none\" stroke=\"#3a4fa3\" stroke-width=\"1.6\"><circle cx=\"24\" cy=\"24\" r=\"22\"/>\
                <circle cx=\"24\" cy=\"24\" r=\"15\"/><path d=\"M24 14v20M14 24h20\" stroke-width=\"5\"/></g></svg>\n";
        }
        if !self.lacks("signature") {
            paper += "<svg class=\"signature\" viewBox=\"0 0 68 28\"><path d=\"M3 20c8-20 14-20 10-4s8-10 12-6 2 8 8 2 6-12 9-6-4 12 4 8 10-8 18-10\" \
                fill=\"none\" stroke=\"#1a2f6b\" stroke-width=\"1.6\" stroke-linecap=\"round\"/></svg>\n";
        }
        paper + "</div>\n"
    }

    fn at(&self) -> NaiveDateTime {
        format!("{}:00", self.at).parse().expect("a local time")
    }

    fn lacks(&self, element: &str) -> bool {
        self.lacks.iter().any(|lacking| lacking == element)
    }
}

/// What opens an answer: whoever trains says first what they would do.
const ASK: &str =
    "<summary>Que répond l’application\u{202f}? <span lang=\"en\">What does the app answer?</span></summary>";

/// What training answers, in both languages, hidden until it is asked for.
fn answer(verdict: &Verdict) -> String {
    let code = verdict.code.text();
    let mut text = format!("<details class=\"answer\">{ASK}");
    for (language, attribute) in [(Language::French, ""), (Language::English, " lang=\"en\"")] {
        let words = Words::of(language);
        let word = words.label(&format!("outcome.{}", verdict.outcome)).to_owned();
        let reason = words.code(&code).title.into_owned();
        write!(text, "<p{attribute}><b>{word}</b>{reason}</p>").expect("a text grows");
    }
    text + "</details>\n"
}

/// The code with its quiet zone, as one path.
fn drawing(matrix: &Matrix) -> String {
    let side = matrix.side() + 8;
    let mut path = String::new();
    for (y, row) in (4..).zip(matrix.rows()) {
        for (x, _) in (4..).zip(row.chars()).filter(|(_, module)| *module == '1') {
            write!(path, "M{x} {y}h1v1h-1z").expect("a text grows");
        }
    }
    format!(
        "<svg class=\"code\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>"
    )
}

fn word(text: &str) -> Word {
    Word::try_from(text).expect("a word")
}
