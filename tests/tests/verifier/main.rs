//! The verdict: what it says, from when until when, and what it tells to whom.

mod dates;
mod edge_times;
mod extreme_times;
mod one_proof;
mod told;
mod validity;
mod venue;

use chrono::{DateTime, Utc};
use serde_json::{Value as Json, json};
use souplesse_tests::desk::{Desk, payload};
use souplesse_tests::sign::hcert::Recipe;

/// A certificate that is issued long before and expires long after.
fn certificate(desk: &Desk, entries: &Json) -> String {
    let day = |text: &str| text.parse::<DateTime<Utc>>().unwrap().timestamp();
    Recipe::new(payload(entries), day("2021-06-15T00:00:00Z"), day("2022-06-15T00:00:00Z")).sign(&desk.hcert)
}

const NEGATIVE: &str = "260415000";
const POSITIVE: &str = "260373001";

fn test(desk: &Desk, sampled: &Json, result: &str) -> String {
    let entry =
        json!({ "tg": "840539006", "tt": "LP6464-4", "sc": sampled, "tr": result, "co": "FR", "ci": "X" });
    certificate(desk, &json!({ "t": [entry] }))
}
