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
use souplesse_core::verdict::{Level, Reason};
use souplesse_core::verifier::{Attributed, Holders, best};
use souplesse_core::{Code, Moment, Outcome, Profile, Verdict, Verifier};
use souplesse_words::Language;

use crate::read::codes::{self, Codes};
use crate::read::limits;
use crate::tell::answer::{Answer, Told};
use crate::tell::error::Error;

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
pub struct Document {
    /// What it is called in the answer.
    pub id: String,
    /// What it is.
    pub content: Content,
}

/// What a document is.
pub enum Content {
    /// The text of a code.
    Code(Vec<u8>),
    /// A picture of codes.
    Picture(PathBuf),
    /// A paper.
    Paper(Attestation),
    /// A paper that the form has judged.
    Judged(Box<Verdict>),
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
        let documents = self.verifier.check_attributed(&[text], at, self.profile);
        self.answer(id, at, started, Ok(documents))
    }

    /// Judges every code in a picture file.
    #[must_use]
    pub fn picture(&self, id: &str, path: &Path) -> Answer {
        match limits::read_scanned(path) {
            Ok(bytes) => self.picture_bytes(id, &bytes),
            Err(source) => self.broken(id, Error::File { source }),
        }
    }

    /// Judges every code in a picture that is in memory.
    #[must_use]
    pub fn picture_bytes(&self, id: &str, bytes: &[u8]) -> Answer {
        let (at, started) = self.start();
        let documents = codes::read(bytes).map(|codes| self.scanned(&codes, at));
        self.answer(id, at, started, documents)
    }

    /// Judges a paper.
    #[must_use]
    pub fn paper(&self, id: &str, attestation: &Attestation) -> Answer {
        let (at, started) = self.start();
        let verdict = self.verifier.check_attestation(attestation, at, self.profile);
        self.answer(id, at, started, Ok(vec![nobodys(verdict)]))
    }

    /// Judges documents of one person: the best decides. Whether they are of one person is told beside it.
    #[must_use]
    pub fn documents(&self, id: &str, documents: Vec<Document>) -> Answer {
        let (at, started) = self.start();
        let mut holders = Holders::default();
        let (mut told, mut passes, mut papers) = (Vec::new(), Vec::new(), Vec::new());
        for Document { id: name, content } in documents {
            let (judged, counted) = match content {
                Content::Code(text) => (self.codes(&[&text], at), &mut passes),
                Content::Paper(paper) => {
                    let verdict = self.verifier.check_attestation(&paper, at, self.profile);
                    (vec![nobodys(verdict)], &mut papers)
                }
                Content::Judged(verdict) => (vec![nobodys(*verdict)], &mut papers),
                Content::Picture(path) => match codes::read_file(&path) {
                    Ok(codes) => (self.scanned(&codes, at), &mut passes),
                    Err(error) => return self.broken(id, Error::Of { name, error: Box::new(error) }),
                },
            };
            for document in judged {
                holders.add(&document.holders);
                counted.push(document.verdict.clone());
                told.push(Told { id: name.clone(), verdict: document.verdict });
            }
        }
        let decided = best(passes, papers).unwrap_or_else(|| self.verifier.no_code());
        // Of documents that are of several people none is a check of anybody.
        if !holders.differ() {
            self.count([&decided]);
        }
        let answer = self.uncounted(id, at, started, Ok(vec![nobodys(decided)]));
        Answer { holders_differ: holders.differ(), holders, documents: told, ..answer }
    }

    /// The answer to a verdict that was reached elsewhere, such as by the form.
    #[must_use]
    pub fn judged(&self, id: &str, verdict: Verdict) -> Answer {
        let (at, started) = self.start();
        self.answer(id, at, started, Ok(vec![nobodys(verdict)]))
    }

    /// The answer to an input that could not be read.
    #[must_use]
    pub fn broken(&self, id: &str, error: impl Into<Error>) -> Answer {
        let (at, started) = self.start();
        self.answer(id, at, started, Err(error.into()))
    }

    /// What was read of a picture, each with a note where something that looks like a code was not.
    fn scanned(&self, codes: &Codes, at: Moment) -> Vec<Attributed> {
        if codes.found.is_empty() && codes.unread > 0 {
            return vec![nobodys(self.verifier.unread_code())];
        }
        let mut documents = self.codes(&codes.texts(), at);
        if codes.unread > 0 {
            for document in &mut documents {
                document.verdict.reasons.push(Reason::new(Code::UnreadCode, Level::Note));
            }
        }
        documents
    }

    fn codes(&self, texts: &[&[u8]], at: Moment) -> Vec<Attributed> {
        if texts.is_empty() {
            return vec![nobodys(self.verifier.no_code())];
        }
        let documents = self.verifier.check_attributed(texts, at, self.profile).into_iter();
        let (mut passes, others): (Vec<_>, Vec<_>) =
            documents.partition(|document| document.verdict.outcome != Outcome::NotAPass);
        if passes.is_empty() || self.lists_other_codes {
            passes.extend(others);
        }
        passes
    }

    /// Judges by what another process has installed since, where it judges by what is installed.
    pub fn refresh(&mut self) {
        let Some(device) = &self.device else { return };
        if Arc::ptr_eq(&self.verifier, &device.verifier()) && device.refresh(crate::read::moment::reading) {
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
    fn count<'v>(&self, verdicts: impl IntoIterator<Item = &'v Verdict>) {
        let is_check = !self.is_what_if && !self.unsigned;
        if let Some(device) = self.device.as_ref().filter(|_| is_check) {
            verdicts.into_iter().for_each(|verdict| device.count(verdict.outcome));
        }
    }

    /// The answer to a check, which is counted.
    fn answer(
        &self,
        id: &str,
        at: Moment,
        started: Instant,
        documents: Result<Vec<Attributed>, Error>,
    ) -> Answer {
        self.count(documents.iter().flatten().map(|document| &document.verdict));
        self.uncounted(id, at, started, documents)
    }

    fn uncounted(
        &self,
        id: &str,
        at: Moment,
        started: Instant,
        documents: Result<Vec<Attributed>, Error>,
    ) -> Answer {
        let elapsed = started.elapsed().as_micros();
        let mut holders = Holders::default();
        let (result, others) = match documents {
            Ok(documents) => {
                for document in &documents {
                    holders.add(&document.holders);
                }
                let verdicts = documents.into_iter().map(|document| document.verdict);
                let mut others = verdicts.collect::<Vec<_>>();
                let worst = (0..others.len()).min_by_key(|index| badness(others[*index].outcome));
                let verdict = worst.map(|index| others.remove(index));
                (Ok(verdict.expect("what was judged has a verdict")), others)
            }
            Err(error) => (Err(error), Vec::new()),
        };
        Answer {
            id: id.into(),
            at: at.check.with_timezone(&chrono_tz::Europe::Paris).fixed_offset(),
            result,
            others,
            documents: Vec::new(),
            holders_differ: holders.differ(),
            holders,
            unsigned: self.unsigned,
            language: self.language,
            profile: self.profile,
            elapsed_us: u64::try_from(elapsed).unwrap_or(u64::MAX),
        }
    }
}

/// A verdict on what has no holder that could be verified.
fn nobodys(verdict: Verdict) -> Attributed {
    Attributed { verdict, holders: Holders::default() }
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
