//! A pass behind what a scanner's keyboard made of it.

use chrono::{DateTime, Utc};

use super::checks::Checks;
use super::{Look, Verifier};
use crate::code::Code;
use crate::pass::payload::{self, Meant, Payload};
use crate::verdict::{CheckName, CheckState, Level, Outcome, Profile, Reason, Verdict};

impl Verifier {
    /// The verdict on the pass that a scanner meant by `code`, where `verdict` is on the text as it came.
    ///
    /// A text that proves itself stands: a certificate by its checksum, whoever signed it. Another is believed to have been typed for the wrong keyboard if what it would then
    /// be proves itself, and otherwise if it is a pass on that keyboard alone: then the scanner is named.
    pub(super) fn judge_meant(
        &self,
        code: &[u8],
        verdict: Verdict,
        at: DateTime<Utc>,
        profile: Profile,
        look: &mut Look<'_>,
    ) -> Verdict {
        let is_certificate = matches!(payload::identify(code), Payload::Hcert(_));
        if is_signed(&verdict) || (is_certificate && is_read(&verdict)) {
            return verdict;
        }
        let mut misread = None;
        for Meant { text, keyboard } in payload::meant(code) {
            let payload = payload::identify(&text);
            // A certificate has a checksum, and an update is verified when it is installed.
            let needs_signature = match &payload {
                Payload::TwoDDoc(_) => true,
                Payload::Hcert(_) => false,
                Payload::Other(other) => other.code == Code::Url,
            };
            let meant = self.check_payload(payload, at, profile, look);
            if is_signed(&meant) || (!needs_signature && !is_unread(&meant)) {
                return meant;
            }
            if reads_better(&meant, &verdict) {
                misread = misread.or(Some(keyboard));
            }
        }
        misread.map_or(verdict, |keyboard| self.misread(keyboard))
    }

    /// The keyboard is to blame, and the pass cannot be restored: nothing is known of it.
    fn misread(&self, keyboard: &str) -> Verdict {
        let format = CheckState::Failed(Code::ScannerKeyboard);
        let reason = Reason::new(Code::ScannerKeyboard, Level::Doubt);
        let reason = Reason { detail: Some(keyboard.to_owned()), ..reason };
        self.verdict(Outcome::CannotJudge, vec![reason], Checks { format, ..Checks::NONE_RUN })
    }
}

/// Whether a text that is no pass would be one, or one that cannot be read could be.
fn reads_better(meant: &Verdict, verdict: &Verdict) -> bool {
    let is_pass = meant.code != Code::Header;
    !is_read(verdict) && (is_read(meant) || (is_pass && verdict.outcome == Outcome::NotAPass))
}

fn is_read(verdict: &Verdict) -> bool {
    state_of(verdict, CheckName::Format) == Some(&CheckState::Passed)
}

fn is_unread(verdict: &Verdict) -> bool {
    state_of(verdict, CheckName::Format).is_some_and(|state| state.failed_with().is_some())
}

fn is_signed(verdict: &Verdict) -> bool {
    state_of(verdict, CheckName::Signature) == Some(&CheckState::Passed)
}

fn state_of(verdict: &Verdict, name: CheckName) -> Option<&CheckState> {
    verdict.checks.iter().find(|check| check.name == name).map(|check| &check.state)
}
