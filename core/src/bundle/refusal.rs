//! Why an update is refused.

use super::detail::Detail;
use crate::code::Code;

/// Why an update is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code.
    pub code: Code,
    /// What the code cannot say.
    pub detail: Option<Detail>,
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, detail: None }
    }
}

impl Refusal {
    pub(crate) fn with(code: Code, detail: Detail) -> Self {
        Self { code, detail: Some(detail) }
    }

    /// One whose detail is a name that means the same in every language.
    pub(crate) fn named(code: Code, name: impl ToString) -> Self {
        Self::with(code, Detail::Name(name.to_string()))
    }
}
