//! Why an expression has no value.

use thiserror::Error;

/// Why an expression has no value for this data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EvaluationError {
    /// A date-time or a fraction stands where true or false is needed.
    #[error("a value is neither true nor false")]
    NeitherTrueNorFalse,
    /// Another type of value is needed.
    #[error("an operand of `{operation}` is not {expected}")]
    Type {
        /// The operation.
        operation: &'static str,
        /// What it needs.
        expected: &'static str,
    },
    /// Something that this device does not have: an external by a name that it does not know, or a value set.
    #[error("an external or a value set is not known here")]
    Unknown,
    /// A sum that 64 bits do not hold.
    #[error("a sum is too large")]
    Overflow,
    /// The expression does more than any rule needs.
    #[error("too many operations")]
    TooLong,
}
