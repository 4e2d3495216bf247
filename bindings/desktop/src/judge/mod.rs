//! What is judged by, and from one input to one answer.

pub mod batch;
pub mod batch_line;
pub mod contain;
pub mod data_folder;
pub(crate) mod in_order;
pub mod setup;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Utc};
use souplesse_core::attestation::Attestation;
use souplesse_core::device::Device;
use souplesse_core::scan::ScannedCode;
use souplesse_core::verifier::Shown;
use souplesse_core::{Moment, Outcome, Profile, Verdict, Verifier};

use souplesse_words::Language;

use crate::read::codes::{read_codes, texts_in};
use crate::read::limits;
use crate::tell::answer::Answer;

/// A verifier and how it is asked. Cheap to clone.
#[derive(Clone)]
pub struct Judge {
    /// What passes are judged by.
    pub verifier: Arc<Verifier>,
    /// The time of check; `None` is the time at which the input is read.
    pub at: Option<DateTime<Utc>>,
    /// Whether this asks what would be, so that the device's time judges nothing.
    pub is_what_if: bool,
    /// Who is looking.
    pub profile: Profile,
    /// Whether rules or keys came from unsigned files.
    pub unsigned: bool,
    /// The language of titles in answers.
    pub language: Language,
    /// Whether codes that are no passes are listed beside passes.
    pub lists_other_codes: bool,
    /// Whose clock it is, and whose register counts; `None` for a judge that belongs to no device.
    pub device: Option<Arc<Device>>,
}

/// One of the documents that a person shows.
pub enum Document {
    /// The text of a code.
    Code(Vec<u8>),
    /// A picture of codes.
    Picture(PathBuf),
    /// A paper.
    Paper(Attestation),
}

impl Judge {
    /// A judge at the time at which an input is read, whose answers are in English.
    #[must_use]
    pub fn new(verifier: Arc<Verifier>, profile: Profile) -> Self {
        Self {
            verifier,
            at: None,
            is_what_if: false,
            profile,
            unsigned: false,
            language: Language::English,
            lists_other_codes: false,
            device: None,
        }
    }

    /// Judges the text of one code.
    #[must_use]
    pub fn text(&self, id: &str, text: &[u8]) -> Answer {
        let (at, started) = self.start();
        let verdict = self.verifier.check_code(text, at, self.profile);
        self.answer(id, at, started, Ok(vec![verdict]))
    }

    /// Judges every code in a picture file.
    #[must_use]
    pub fn picture(&self, id: &str, path: &Path) -> Answer {
        match limits::read_scanned(path) {
            Ok(bytes) => self.picture_bytes(id, &bytes),
            Err(error) => self.broken(id, &error.to_string()),
        }
    }

    /// Judges every code in a picture that is in memory.
    #[must_use]
    pub fn picture_bytes(&self, id: &str, bytes: &[u8]) -> Answer {
        let (at, started) = self.start();
        let verdicts = read_codes(bytes).map(|codes| self.codes(&codes, at));
        self.answer(id, at, started, verdicts.map_err(|error| error.to_string()))
    }

    /// Judges a paper.
    #[must_use]
    pub fn paper(&self, id: &str, attestation: &Attestation) -> Answer {
        let (at, started) = self.start();
        let verdict = self.verifier.check_attestation(attestation, at, self.profile);
        self.answer(id, at, started, Ok(vec![verdict]))
    }

    /// Judges documents of one person: the best decides.
    #[must_use]
    pub fn documents(&self, id: &str, documents: &[Document]) -> Answer {
        let (at, started) = self.start();
        let mut texts = Vec::with_capacity(documents.len());
        for (index, document) in documents.iter().enumerate() {
            texts.push(match document {
                Document::Code(text) => vec![text.clone()],
                Document::Paper(_) => Vec::new(),
                Document::Picture(path) => match texts_in(path) {
                    Ok(texts) => texts,
                    Err(error) => return self.broken(id, &format!("documents[{index}].image: {error}")),
                },
            });
        }
        let shown = documents.iter().zip(&texts).flat_map(|(document, texts)| {
            let paper = match document {
                Document::Paper(attestation) => Some(Shown::Attestation(attestation)),
                Document::Code(_) | Document::Picture(_) => None,
            };
            paper.into_iter().chain(texts.iter().map(|text| Shown::Code(text)))
        });
        let verdict = self.verifier.check_documents(&shown.collect::<Vec<_>>(), at, self.profile);
        self.answer(id, at, started, Ok(vec![verdict]))
    }

    /// The answer to a verdict that was reached elsewhere, such as by the form.
    #[must_use]
    pub fn judged(&self, id: &str, verdict: Verdict) -> Answer {
        let (at, started) = self.start();
        self.answer(id, at, started, Ok(vec![verdict]))
    }

    /// The answer to an input that could not be read.
    #[must_use]
    pub fn broken(&self, id: &str, error: &str) -> Answer {
        let (at, started) = self.start();
        self.answer(id, at, started, Err(error.to_owned()))
    }

    fn codes(&self, codes: &[ScannedCode], at: Moment) -> Vec<Verdict> {
        if codes.is_empty() {
            return vec![self.verifier.no_code()];
        }
        let texts = codes.iter().map(|code| code.content.as_slice()).collect::<Vec<_>>();
        let (mut passes, others): (Vec<_>, Vec<_>) = self
            .verifier
            .check_codes(&texts, at, self.profile)
            .into_iter()
            .partition(|verdict| verdict.outcome != Outcome::NotAPass);
        if passes.is_empty() || self.lists_other_codes {
            passes.extend(others);
        }
        passes
    }

    /// Judges by what another process has installed since, where it judges by what is installed.
    pub fn refresh(&mut self) {
        let Some(device) = &self.device else { return };
        if Arc::ptr_eq(&self.verifier, &device.verifier()) && device.refresh(crate::read::moment::reading()) {
            self.verifier = device.verifier();
        }
    }

    /// The time of check, and the device's.
    #[must_use]
    pub fn moment(&self) -> Moment {
        if self.is_what_if {
            return Moment::what_if(self.at.unwrap_or_else(crate::read::moment::now));
        }
        let now = crate::read::moment::reading();
        self.device.as_ref().map_or_else(|| Moment::now(now.wall), |device| device.moment(now))
    }

    fn start(&self) -> (Moment, Instant) {
        (self.moment(), Instant::now())
    }

    /// For the shift that is open. What is asked of another time, or by keys or rules that nobody signed, is no check.
    fn count(&self, verdicts: &[Verdict]) {
        let is_check = !self.is_what_if && !self.unsigned;
        if let Some(device) = self.device.as_ref().filter(|_| is_check) {
            verdicts.iter().for_each(|verdict| device.count(verdict.outcome));
        }
    }

    fn answer(
        &self,
        id: &str,
        at: Moment,
        started: Instant,
        verdicts: Result<Vec<Verdict>, String>,
    ) -> Answer {
        let elapsed = started.elapsed().as_micros();
        let (result, others) = match verdicts {
            Ok(mut others) => {
                self.count(&others);
                let worst = (0..others.len()).min_by_key(|index| badness(others[*index].outcome));
                (worst.map(|index| others.remove(index)).ok_or_else(String::new), others)
            }
            Err(error) => (Err(error), Vec::new()),
        };
        Answer {
            id: id.into(),
            at: at.check.with_timezone(&chrono_tz::Europe::Paris).fixed_offset(),
            result,
            others,
            unsigned: self.unsigned,
            language: self.language,
            profile: self.profile,
            elapsed_us: u64::try_from(elapsed).unwrap_or(u64::MAX),
        }
    }
}

/// Of several passes the one that a person at a door must hear of decides the answer. What is no pass is told after them.
fn badness(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Refused => 0,
        Outcome::CannotJudge => 1,
        Outcome::NotCovered => 2,
        Outcome::Incomplete => 3,
        Outcome::Tolerated => 4,
        Outcome::Valid => 5,
        Outcome::NotAPass => 6,
    }
}
