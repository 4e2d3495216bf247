//! What was scanned or typed, and what can be wrong with it: certificates, 2D-DOC, hand scanners.

mod bad_certificates;
mod bad_documents;
mod damage;
mod dcc;
mod scanners;
mod scanners_framed;
mod scanners_published;
mod twoddoc;

use souplesse_core::Verdict;
use souplesse_core::verdict::{CheckName, CheckState};

/// How one check of the verdict ended.
fn state(verdict: &Verdict, name: CheckName) -> &CheckState {
    &verdict.checks.iter().find(|check| check.name == name).unwrap().state
}
