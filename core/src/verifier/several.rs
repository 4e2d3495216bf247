//! Several codes in one picture, and which of them are the same document twice.
//!
//! French papers carry a Data Matrix and a QR code for one proof. They are one document,
//! and the better verdict is the document's.

use super::Verifier;
use super::holders::{Holders, unkeyed};
use super::identity::{Identity, Person};
use crate::code::Code;
use crate::pass::payload::Other;
use crate::time::Moment;
use crate::verdict::{Profile, Verdict};

/// A document's verdict, and whose it is.
pub struct Attributed {
    /// The verdict.
    pub verdict: Verdict,
    /// The holder, where the signature holds; nobody, where it does not or there is no pass.
    pub holders: Holders,
}

/// A document among those of a picture.
struct Document {
    identity: Option<Identity>,
    person: Option<Person>,
    verdict: Verdict,
}

impl Verifier {
    /// Judges all codes of one picture: one verdict a document, in the order in which the codes are given.
    #[must_use]
    pub fn check_codes(&self, codes: &[&[u8]], at: Moment, profile: Profile) -> Vec<Verdict> {
        self.check_attributed(codes, at, profile).into_iter().map(|document| document.verdict).collect()
    }

    /// The same, and whose each document is.
    #[must_use]
    pub fn check_attributed(&self, codes: &[&[u8]], at: Moment, profile: Profile) -> Vec<Attributed> {
        let mut documents: Vec<Document> = Vec::with_capacity(codes.len());
        for code in codes {
            let (mut identity, mut person) = (None, None);
            let verdict = self.check(code, at.check, profile, &mut |pass| {
                // An unproven pass is nobody's twin, and nobody's at all.
                let is_proven = pass.envelope.key.is_ok();
                identity = is_proven.then(|| Identity::of(pass));
                person = is_proven.then(|| Person::of(pass, &unkeyed));
            });
            let twin =
                documents.iter_mut().find(|known| known.identity.is_some() && known.identity == identity);
            match twin {
                Some(known) => known.is_also(person, verdict),
                None => documents.push(Document { identity, person, verdict }),
            }
        }
        let attributed = documents.into_iter().map(|document| Attributed {
            verdict: self.marked_stale(document.verdict, at),
            holders: Holders::of(document.person),
        });
        attributed.collect()
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

    /// The verdict on a picture in which something looks like a code, and nothing was read.
    #[must_use]
    pub fn unread_code(&self) -> Verdict {
        self.not_a_pass(Other { code: Code::UnreadCode, family: None })
    }
}

impl Document {
    /// The same document in another form, of which the better verdict counts.
    fn is_also(&mut self, person: Option<Person>, verdict: Verdict) {
        if verdict.outcome < self.verdict.outcome {
            self.verdict = verdict;
        }
        if let (Some(known), Some(other)) = (&self.person, &person) {
            self.person = Some(known.or_better_named(other));
        }
    }
}
