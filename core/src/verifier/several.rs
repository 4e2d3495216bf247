//! Several codes in one picture, and which of them are the same document twice.
//!
//! French papers carry a Data Matrix and a QR code for one proof. They are one document,
//! and the better verdict is the document's.

use super::Verifier;
use super::identity::Identity;
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

    /// The verdict on a picture without any code.
    #[must_use]
    pub fn no_code(&self) -> Verdict {
        self.not_a_pass(Other { code: Code::NoCode, family: None })
    }
}
