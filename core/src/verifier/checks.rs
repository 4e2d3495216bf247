//! How the six checks of one pass or paper ended.

use crate::code::Code;
use crate::verdict::{Check, CheckName, CheckState};

/// The six checks, each by its name.
#[derive(Clone)]
pub(super) struct Checks {
    pub format: CheckState,
    pub signature: CheckState,
    pub revocation: CheckState,
    pub dates: CheckState,
    pub key_usage: CheckState,
    pub rules: CheckState,
}

impl Checks {
    pub(super) const NONE_RUN: Self = Self {
        format: CheckState::NotRun(None),
        signature: CheckState::NotRun(None),
        revocation: CheckState::NotRun(None),
        dates: CheckState::NotRun(None),
        key_usage: CheckState::NotRun(None),
        rules: CheckState::NotRun(None),
    };

    /// As verdicts list them: in the order in which they decide.
    pub(super) fn into_list(self) -> [Check; 6] {
        let check = |name, state| Check { name, state };
        [
            check(CheckName::Format, self.format),
            check(CheckName::Signature, self.signature),
            check(CheckName::Revocation, self.revocation),
            check(CheckName::Dates, self.dates),
            check(CheckName::KeyUsage, self.key_usage),
            check(CheckName::Rules, self.rules),
        ]
    }

    /// Whether one of them refuses the pass.
    pub(super) fn refuse(&self) -> bool {
        let all =
            [&self.format, &self.signature, &self.revocation, &self.dates, &self.key_usage, &self.rules];
        all.into_iter().any(|state| state.failed_with().is_some())
    }

    /// Whether the pass is refused for good, whatever the time.
    pub(super) fn refuse_for_good(&self) -> bool {
        self.signature.failed_with().or(self.revocation.failed_with()).is_some()
    }
}

impl CheckState {
    /// Passed, but for a code that says why not.
    pub(super) fn of(code: Option<Code>) -> Self {
        code.map_or(CheckState::Passed, CheckState::Failed)
    }
}
