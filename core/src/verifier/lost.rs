//! What is not known because updates are lost.

use super::Verifier;
use super::checks::Checks;
use crate::bundle::DocumentKind;
use crate::code::Code;
use crate::verdict::{Level, Outcome, Reason, Verdict};

/// What of the installed updates is lost, as far as it may change a verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// Keys, rules or revocations: they may forbid a pass that the rest accepts.
    pub for_passes: bool,
    /// Tolerance packs: they may accept a paper that no other does.
    pub packs: bool,
    /// Which packs have been withdrawn: nobody knows whether those that are left still hold.
    pub withdrawals: bool,
}

impl Lost {
    /// Nobody knows what was installed.
    pub const EVERYTHING: Lost = Lost { for_passes: true, packs: true, withdrawals: true };

    /// One more document of that kind is lost. What was withdrawn, who followed whom and who has leave is known without the
    /// documents that said it.
    pub fn add(&mut self, kind: DocumentKind) {
        match kind {
            DocumentKind::Trust | DocumentKind::Rules | DocumentKind::Revocations => self.for_passes = true,
            DocumentKind::Pack => self.packs = true,
            DocumentKind::Withdrawal | DocumentKind::Successor | DocumentKind::Authorisation => {}
        }
    }
}

impl Verifier {
    /// The verdict on a pass, unless what is lost might forbid what it accepts.
    pub(super) fn unless_lost_forbids(&self, verdict: Verdict) -> Verdict {
        if self.lost.for_passes && verdict.outcome.is_accepted() { self.updates_damaged() } else { verdict }
    }

    /// The verdict on a paper, unless a pack that is lost might accept what no other does.
    pub(super) fn unless_lost_accepts(&self, verdict: Verdict) -> Verdict {
        if self.lost.packs && !verdict.outcome.is_accepted() { self.updates_damaged() } else { verdict }
    }

    pub(super) fn updates_damaged(&self) -> Verdict {
        let reasons = vec![Reason::new(Code::UpdatesDamaged, Level::Doubt)];
        self.verdict(Outcome::CannotJudge, reasons, Checks::NONE_RUN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_said_is_what_is_lost_with_it() {
        let lost = |kind| {
            let mut lost = Lost::default();
            lost.add(kind);
            [lost.for_passes, lost.packs, lost.withdrawals]
        };
        for kind in [DocumentKind::Trust, DocumentKind::Rules, DocumentKind::Revocations] {
            assert_eq!(lost(kind), [true, false, false], "{kind:?}");
        }
        assert_eq!(lost(DocumentKind::Pack), [false, true, false]);
        for kind in [DocumentKind::Withdrawal, DocumentKind::Successor, DocumentKind::Authorisation] {
            assert_eq!(lost(kind), [false; 3], "{kind:?}");
        }
    }
}
