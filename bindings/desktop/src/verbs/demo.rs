//! `souplesse demo`: a restaurant's door on the evening of 14 August 2021, with real pictures and the real code.

use std::io::Write;
use std::sync::Arc;

use chrono::Datelike;
use souplesse_core::attestation::Attestation;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::tolerance::Word;
use souplesse_words::Words;

use crate::cli::Common;
use crate::judge::Judge;
use crate::read::paper_fields::{Known, local_time};
use crate::tell::answer::Answer;
use crate::tell::error::Error;
use crate::tell::spoken::{spoken_moment, spoken_time};
use crate::tell::{paint, table};

/// Saturday 14 August 2021, 20:30 in Paris.
const EVENING: &str = "2021-08-14T20:30";

/// A sample picture by its file name, and its bytes.
macro_rules! picture {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../../tests/samples/", $name)))
    };
}

/// The queue at the door, in its order.
static QUEUE: [(&str, &[u8]); 12] = [
    picture!("01-vaccinated.png"),
    picture!("02-tested-this-morning.jpg"),
    picture!("03-second-dose-yesterday.png"),
    picture!("04-recovered.png"),
    picture!("05-test-of-tuesday.jpg"),
    picture!("06-paper-with-two-codes.jpg"),
    picture!("07-janssen-three-weeks.png"),
    picture!("08-altered.png"),
    picture!("09-unknown-issuer.png"),
    picture!("10-menu.png"),
    picture!("11-no-code.jpg"),
    picture!("12-phone-in-the-dark.jpg"),
];

/// A paper in the queue, as the person at the door sees it: kind, time of the test, what is missing.
struct SamplePaper {
    kind: &'static str,
    tested_at: &'static str,
    missing: Option<&'static str>,
}

/// Those who come with paper.
const PAPERS: [SamplePaper; 7] = [
    SamplePaper { kind: "antigen", tested_at: "2021-08-14T09:15", missing: None },
    SamplePaper { kind: "antigen", tested_at: "2021-08-13T17:00", missing: None },
    SamplePaper { kind: "antigen", tested_at: "2021-08-14T08:15", missing: None },
    SamplePaper { kind: "antigen", tested_at: "2021-08-14T10:05", missing: Some("signature") },
    SamplePaper { kind: "supervised-self-test", tested_at: "2021-08-14T11:30", missing: Some("stamp") },
    SamplePaper { kind: "antigen", tested_at: "2021-08-14T13:00", missing: None },
    SamplePaper { kind: "vaccination", tested_at: "2021-08-14T10:00", missing: None },
];

/// Scans and judges the queue, and prints it as one table. Gives 0 however the passes are judged.
///
/// # Errors
/// Where nothing can be printed.
pub fn run(common: &Common) -> Result<u8, Error> {
    // The evening is the same wherever it is replayed: neither what is installed nor what is kept or said changes it.
    let verifier = BuiltIn::load().demonstration_verifier();
    let evening = || crate::read::moment::parse(EVENING).expect("the evening is a time");
    let judge = Judge {
        at: Some(common.at.unwrap_or_else(evening)),
        is_what_if: true,
        language: common.language(),
        ..Judge::new(Arc::new(verifier), common.profile.into())
    };
    let pictures = QUEUE.iter().map(|(name, bytes)| judge.picture_bytes(name, bytes));
    let papers = PAPERS.iter().map(|paper| judge_paper(paper, &judge));
    let answers = pictures.chain(papers).collect::<Vec<_>>();
    let mut output = anstream::stdout();
    if common.json {
        for answer in &answers {
            writeln!(output, "{}", answer.to_json())?;
        }
        return Ok(0);
    }
    write!(output, "{}", draw(&answers, common))?;
    Ok(0)
}

fn judge_paper(paper: &SamplePaper, judge: &Judge) -> Answer {
    let words = Words::of(judge.language);
    let tested_at = local_time(paper.tested_at).expect("the papers have times");
    let day = words.weekday(tested_at.weekday().num_days_from_monday());
    let time = format!("{day} {}", spoken_time(tested_at.time(), words));
    let kind = words.label(&format!("kind-of-paper.{}", paper.kind)).to_lowercase();
    let name = words.fill("demo.paper", &[("kind", &kind), ("time", &time)]);
    let known = Known::of(&judge.verifier.tolerances).elements;
    let word = |text: &str| Word::try_from(text).expect("the papers have words");
    let present = known.iter().filter(|known| Some(known.as_str()) != paper.missing);
    let present = present.map(|known| word(known));
    let attestation = Attestation::new(Some(word(paper.kind)), Some(tested_at), present, None)
        .expect("the papers have times of 2021");
    judge.paper(&name, &attestation)
}

fn draw(answers: &[Answer], common: &Common) -> String {
    let words = Words::of(common.language());
    let (strong, faint) = (paint::strong(), paint::faint());
    let at = answers.first().map_or_else(String::new, |answer| spoken_moment(answer.at, common.language()));
    let heading = words.fill("demo.heading", &[("at", &at)]);
    let slowest = answers.iter().map(|answer| answer.elapsed_us).max().unwrap_or_default() / 1000;
    let speed = words.fill("demo.speed", &[("milliseconds", &slowest.to_string())]);
    let table = table::draw(answers, common.language());
    format!(
        "{strong}{heading}{strong:#}\n{}\n\n{table}\n{faint}{speed}{faint:#}\n",
        words.label("demo.explanation"),
    )
}
