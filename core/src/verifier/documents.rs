//! Several documents of one person: the best decides.

use super::Verifier;
use crate::attestation::Attestation;
use crate::time::Moment;
use crate::verdict::{Profile, Verdict};

/// One of the documents that a person shows.
#[derive(Clone, Debug)]
pub enum Shown<'d> {
    /// The text of a code.
    Code(&'d [u8]),
    /// A paper.
    Attestation(&'d Attestation),
}

impl Verifier {
    /// Judges documents of one person, which only the caller can know them to be: the best verdict counts, in the order
    /// of [`Outcome`](crate::Outcome), the first of equal ones. Without any document it is that of [`no_code`](Self::no_code).
    ///
    /// A pass with a bad signature or that was revoked is not outvoted by a paper, see [`Verdict::is_disproved`].
    #[must_use]
    pub fn check_documents(&self, documents: &[Shown<'_>], at: Moment, profile: Profile) -> Verdict {
        let (papers, passes): (Vec<_>, Vec<_>) =
            documents.iter().partition(|shown| matches!(shown, Shown::Attestation(_)));
        let judge = |shown: &Shown<'_>| match shown {
            Shown::Code(code) => self.check_code(code, at, profile),
            Shown::Attestation(attestation) => self.check_attestation(attestation, at, profile),
        };
        let passes = passes.into_iter().map(judge).collect::<Vec<_>>();
        let papers = papers.into_iter().map(judge).collect::<Vec<_>>();
        best(passes, papers).unwrap_or_else(|| self.no_code())
    }
}

/// The verdict that counts of those on passes and on papers; `None` without any.
#[must_use]
pub fn best(passes: Vec<Verdict>, papers: Vec<Verdict>) -> Option<Verdict> {
    let counted = if passes.iter().any(Verdict::is_disproved) { Vec::new() } else { papers };
    passes.into_iter().chain(counted).min_by_key(|verdict| verdict.outcome)
}
