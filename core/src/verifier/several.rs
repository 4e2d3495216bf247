//! Several codes in one picture, and which of them are the same document twice.
//!
//! French papers carry a Data Matrix and a QR code for one proof. They are one document,
//! and the better verdict is the document's.

use chrono_tz::Tz;

use super::Verifier;
use super::pass::Pass;
use crate::code::Code;
use crate::pass::payload::Other;
use crate::time::{self, Moment};
use crate::trust::Kind;
use crate::value::Value;
use crate::verdict::{Profile, Verdict};

/// What two codes of the same document have in common. Never kept, never shown.
#[derive(PartialEq, Eq)]
pub(super) struct Identity {
    surname: String,
    given_name: String,
    birth_date: String,
    kind: Kind,
    /// The day of the vaccination, sample or recovery.
    day: String,
}

impl Verifier {
    /// Judges all codes of one picture: one verdict a document, in the order in which the codes are given.
    #[must_use]
    pub fn check_codes(&self, codes: &[&[u8]], at: impl Into<Moment>, profile: Profile) -> Vec<Verdict> {
        let at = at.into();
        let mut documents: Vec<(Option<Identity>, Verdict)> = Vec::with_capacity(codes.len());
        for code in codes {
            let mut identity = None;
            let verdict = self.check(code, at.check, profile, &mut |pass| {
                // An unproven pass is nobody's twin.
                identity = pass.key.is_ok().then(|| Identity::of(pass, self.place.zone));
            });
            let twin = documents.iter_mut().find(|(known, _)| known.is_some() && *known == identity);
            match twin {
                Some((_, better)) if better.outcome <= verdict.outcome => {}
                Some((_, worse)) => *worse = verdict,
                None => documents.push((identity, verdict)),
            }
        }
        documents.into_iter().map(|(_, verdict)| self.marked_stale(verdict, at)).collect()
    }

    /// The verdict on a picture without any code.
    #[must_use]
    pub fn no_code(&self) -> Verdict {
        self.not_a_pass(Other { code: Code::NoCode, family: None })
    }
}

impl Identity {
    /// What a pass has in common with its twin; `zone` is where days begin.
    pub(super) fn of(pass: &Pass<'_>, zone: Tz) -> Self {
        let facts = &pass.facts;
        let given_names = standardised(pass, "gnt", facts.given_names);
        let day = match facts.kind {
            Kind::Test => {
                facts.sampled_at().map(|moment| moment.with_timezone(&zone).date_naive().to_string())
            }
            Kind::Vaccination => Some(time::date_part(facts.text("dt")).to_owned()),
            Kind::Recovery => Some(time::date_part(facts.text("fr")).to_owned()),
        };
        Self {
            surname: standardised(pass, "fnt", facts.surname),
            given_name: given_names.split('<').next().unwrap_or_default().to_owned(),
            birth_date: facts.birth_date.to_owned(),
            kind: facts.kind,
            day: day.unwrap_or_default(),
        }
    }
}

/// A name as passports write it: the standardised one of a DCC, or a 2D-DOC's capitals.
fn standardised(pass: &Pass<'_>, key: &str, spoken: &str) -> String {
    let written = pass.payload.get("nam").and_then(|names| names.get(key)).and_then(Value::text);
    let letters = written.unwrap_or(spoken).chars();
    letters
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() } else { '<' })
        .collect()
}
