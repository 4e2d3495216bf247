//! Several codes in one picture, and which of them are the same document twice.
//!
//! French papers carry a Data Matrix and a QR code for one proof. They are one document,
//! and the better verdict is the document's.

use super::Verifier;
use super::identity::{Identity, Person};
use crate::code::Code;
use crate::pass::payload::Other;
use crate::time::Moment;
use crate::verdict::{Profile, Verdict};

impl Verifier {
    /// Judges all codes of one picture: one verdict a document, in the order in which the codes are given.
    #[must_use]
    pub fn check_codes(&self, codes: &[&[u8]], at: Moment, profile: Profile) -> Vec<Verdict> {
        let mut documents: Vec<(Option<Identity>, Verdict)> = Vec::with_capacity(codes.len());
        for code in codes {
            let mut identity = None;
            let verdict = self.check(code, at.check, profile, &mut |pass| {
                // An unproven pass is nobody's twin.
                identity = pass.envelope.key.is_ok().then(|| Identity::of(pass));
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

    /// Judges one code, and tells apart whose pass it is where its signature holds; `digest` is under a key of the caller's.
    pub(crate) fn check_person(
        &self,
        code: &[u8],
        (at, profile): (Moment, Profile),
        digest: &dyn Fn(&[u8]) -> [u8; 32],
    ) -> (Verdict, Option<Person>) {
        let mut person = None;
        let verdict = self.check(code, at.check, profile, &mut |pass| {
            // Whose an unproven pass is, nobody knows.
            person = pass.envelope.key.is_ok().then(|| Person::of(pass, digest));
        });
        (self.marked_stale(verdict, at), person)
    }

    /// The verdict on a picture without any code.
    #[must_use]
    pub fn no_code(&self) -> Verdict {
        self.not_a_pass(Other { code: Code::NoCode, family: None })
    }
}
