//! The page that lists every code, for help lines and for those who read the command's answers.

use std::fmt::Write;

use crate::{Language, Words};

/// Codes that belong together, and the check that fails with each; a note fails none.
struct Family {
    label: &'static str,
    rows: &'static [(&'static str, &'static [&'static str])],
}

const NONE: &str = "–";

const FAMILIES: &[Family] = &[
    Family { label: "family.accepted", rows: &[(NONE, &["valid", "tolerated"])] },
    Family {
        label: "family.not-a-pass",
        rows: &[(
            NONE,
            &[
                "no-code",
                "unread-code",
                "empty",
                "text",
                "pack",
                "bundle-part",
                "url",
                "other-2d-doc",
                "unsupported-certificate",
            ],
        )],
    },
    Family {
        label: "family.dcc",
        rows: &[
            (
                "format",
                &[
                    "base45",
                    "inflate",
                    "too-large",
                    "cose",
                    "cwt",
                    "hcert",
                    "no-entry",
                    "more-than-one-entry",
                ],
            ),
            ("signature", &["algorithm"]),
        ],
    },
    Family {
        label: "family.2d-doc",
        rows: &[(
            "format",
            &["header", "fields", "duplicate-field", "control-characters-dropped", "scanner-keyboard"],
        )],
    },
    Family {
        label: "family.trust",
        rows: &[
            ("signature", &["unknown-issuer", "bad-signature", "weak-key"]),
            ("key-usage", &["issuer-not-for-type", "key-usage"]),
            ("dates", &["key-expired", "key-not-yet-valid"]),
            ("revocation", &["revoked"]),
        ],
    },
    Family {
        label: "family.dates",
        rows: &[("dates", &["not-yet-issued", "expired", "test-in-future"]), (NONE, &["outlives-key"])],
    },
    Family {
        label: "family.rules",
        rows: &[("rules", &["rules", "rule:…"]), (NONE, &["not-required-minor"])],
    },
    Family {
        label: "family.cannot-judge",
        rows: &[(NONE, &["no-rules-in-force", "no-rules-for-this", "rule-open:…", "several-passes"])],
    },
    Family {
        label: "family.paper",
        rows: &[(
            "rules",
            &[
                "no-tolerance-in-force",
                "outside-window",
                "outside-scope",
                "issued-but-not-relaxed",
                "pcr-not-affected",
                "kind-not-covered",
                "vaccination-paper-is-no-proof",
                "other-lawful-proof",
            ],
        )],
    },
    Family {
        label: "family.missing",
        rows: &[(
            "rules",
            &[
                "missing-holder-name",
                "missing-negative-result",
                "missing-test-kind",
                "missing-test-date",
                "missing-test-time",
                "missing-stamp",
                "missing-signature",
                "missing-brand",
                "missing-reference",
                "missing-duration",
            ],
        )],
    },
    Family {
        label: "family.updates",
        rows: &[(
            NONE,
            &[
                "update-installed",
                "update-already-installed",
                "update-older",
                "update-conflict",
                "update-withdrawn",
                "update-bad-signature",
                "update-unknown-anchor",
                "update-not-for-anchor",
                "update-not-for-device",
                "update-too-long",
                "update-expired",
                "update-from-future",
                "update-unknown-field",
                "update-unknown-version",
                "update-too-large",
                "update-unreadable",
                "update-other-sequence",
                "update-demonstration",
            ],
        )],
    },
    Family {
        label: "family.device",
        rows: &[(
            NONE,
            &[
                "stale",
                "clock-behind",
                "updates-damaged",
                "update-given-up",
                "updates-taken-over",
                "updates-found-again",
                "kept-damaged",
                "counters-raised",
                "register-moved-aside",
                "register-broken",
                "register-in-use",
                "register-unavailable",
            ],
        )],
    },
];

const OPENING: &str = "\
# Codes

Why a verdict is what it is, in a short word that can be read out on the phone. Codes are stable: scripts may rely on them.
The check is the one that fails with the code; a code without one fails no check.

This page is generated from the words in `bindings/words`: `cargo run -p souplesse-words`.
";

/// The page `docs/codes.md`, in Markdown.
#[must_use]
pub fn codes_page() -> String {
    let mut page = String::from(OPENING);
    for family in FAMILIES {
        write_family(&mut page, family).expect("writing to a string does not fail");
    }
    page
}

fn write_family(page: &mut String, family: &Family) -> std::fmt::Result {
    let [french, english] = Language::ALL.map(Words::of);
    writeln!(page, "\n## {} / {}\n", english.label(family.label), french.label(family.label))?;
    writeln!(page, "| code | check | français | English |\n|---|---|---|---|")?;
    for (check, codes) in family.rows {
        for code in *codes {
            let [fr, en] = [french, english].map(|words| words.code(code));
            writeln!(
                page,
                "| `{code}` | {check} | **{}** – {} | **{}** – {} |",
                fr.title, fr.next, en.title, en.next,
            )?;
        }
    }
    Ok(())
}
