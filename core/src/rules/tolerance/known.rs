//! The words that the product has words for. Any other brings its own.

/// Kinds of paper.
pub const KINDS: &[&str] = &[
    "antigen",
    "supervised-self-test",
    "pcr",
    "self-test",
    "serology",
    "vaccination",
    "contraindication",
    "other",
];

/// Elements of a paper.
pub const ELEMENTS: &[&str] = &[
    "holder-name",
    "negative-result",
    "test-kind",
    "test-date",
    "test-time",
    "stamp",
    "signature",
    "brand",
    "reference",
    "duration",
];

/// Why a kind or a window is not covered.
pub const REASONS: &[&str] = &[
    "issued-but-not-relaxed",
    "pcr-not-affected",
    "kind-not-covered",
    "vaccination-paper-is-no-proof",
    "other-lawful-proof",
];
