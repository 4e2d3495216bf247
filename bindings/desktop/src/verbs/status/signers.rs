//! The part of the status that tells whose updates are taken, which keys have a successor, and which pins are missing.

use serde_json::Value;
use souplesse_core::bundle::{KnownAnchor, Shelf, Standing};
use souplesse_words::Words;

use crate::tell::json;
use crate::verbs::anchor::standing_key;

/// Every key that is known, for programs; `pin_missing` where it has signed what counts and is not given any more.
pub(super) fn to_json(shelf: &Shelf) -> Vec<Value> {
    let anchors = shelf.anchors().into_iter().map(|anchor| {
        let mut value = json::anchor(&anchor);
        value["pin_missing"] = is_pin_missing(&anchor).into();
        value
    });
    anchors.collect()
}

/// What was accepted and is lost, for programs.
pub(super) fn missing(shelf: &Shelf) -> Vec<Value> {
    shelf.missing().iter().map(json::missing).collect()
}

/// The same for people, one line each; what is lost is a notice.
pub(super) fn draw(shelf: &Shelf, words: &Words) -> Vec<String> {
    let anchors = shelf.anchors();
    anchors.iter().flat_map(|anchor| lines(anchor, &anchors, words)).collect()
}

fn lines(anchor: &KnownAnchor, all: &[KnownAnchor], words: &Words) -> Vec<String> {
    let name = match &anchor.name_before {
        Some(before) => words.fill("update.formerly", &[("name", &anchor.name), ("before", before)]),
        None => anchor.name.clone(),
    };
    let successor = anchor.successor.map(|key| {
        let known = all.iter().find(|known| known.key == key);
        let name = known.map_or("", |known| &known.name);
        format!("{name} ({key})")
    });
    let values = [
        ("name", name),
        ("number", anchor.key.to_string()),
        ("standing", words.label(&standing_key(anchor)).to_owned()),
        ("documents", words.count("anchor.documents", anchor.documents)),
        ("successor", successor.unwrap_or_default()),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let key = if anchor.successor.is_some() { "status.retired" } else { "status.signer" };
    let mut lines = vec![words.fill(key, &values)];
    if anchor.successor_was_known {
        let told = words.fill("status.successor-known", &values);
        lines.push(format!("  {told} [{}]", json::SUCCESSOR_KNOWN));
    }
    if is_pin_missing(anchor) {
        lines.push(format!("  {}", words.fill("status.pin-missing", &values)));
    }
    lines
}

fn is_pin_missing(anchor: &KnownAnchor) -> bool {
    anchor.standing == Standing::NotGiven && anchor.documents > 0
}
