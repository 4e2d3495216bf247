//! Why an update is refused.

use crate::code::Code;

/// Why an update is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code.
    pub code: Code,
    /// What the code cannot say.
    pub detail: Option<String>,
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, detail: None }
    }
}

impl Refusal {
    pub(crate) fn with(code: Code, detail: impl ToString) -> Self {
        Self { code, detail: Some(detail.to_string()) }
    }
}
