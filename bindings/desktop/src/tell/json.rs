//! Updates, documents and keys as programs read them.

use serde_json::{Value, json};
use souplesse_core::bundle::{
    Anchor, Brings, Installed, KeyNumber, KnownAnchor, Missing, Right, Standing, Taken, Update,
};
use souplesse_core::rules::tolerance::Word;

/// What an update is, and what came or would come of it.
pub(crate) fn update(update: &Update) -> Value {
    json!({
        "code": update.code.text(),
        "detail": update.detail.as_ref().map(ToString::to_string),
        "signer": update.signer,
        "signer_before": update.signer_before,
        "key": update.key.map(number),
        "issued": update.issued,
        "expires": update.expires,
        "demonstration": update.demonstration,
        "documents": update.documents.iter().map(taken).collect::<Vec<_>>(),
        "replaces": update.replaces.iter().map(installed).collect::<Vec<_>>(),
    })
}

/// A document that is installed.
pub(crate) fn installed(installed: &Installed) -> Value {
    let Taken { kind, id, sequence, .. } = &installed.document;
    json!({
        "kind": kind.as_str(),
        "id": id,
        "sequence": sequence,
        "signer": installed.signer,
        "signer_before": installed.signer_before,
        "key": number(installed.key),
        "issued": installed.issued,
        "expires": installed.expires,
        "demonstration": installed.demonstration,
        "in_force": installed.is_in_force,
        "missing": false,
    })
}

/// A document that was accepted and is lost.
pub(crate) fn missing(missing: &Missing) -> Value {
    json!({
        "kind": missing.kind.as_str(),
        "id": missing.id,
        "sequence": missing.sequence,
        "signer": missing.signer,
        "key": number(missing.key),
        "in_force": false,
        "missing": true,
    })
}

/// A key that is known.
pub(crate) fn anchor(anchor: &KnownAnchor) -> Value {
    json!({
        "name": anchor.name,
        "name_before": anchor.name_before,
        "key": number(anchor.key),
        "may_sign": anchor.may_sign.iter().map(|known| right(*known)).collect::<Vec<_>>(),
        "standing": standing(anchor.standing),
        "successor": anchor.successor.map(number),
        "note": anchor.successor_was_known.then_some(SUCCESSOR_KNOWN),
        "documents": anchor.documents,
        "demonstration": anchor.demonstration,
    })
}

/// A key in a file, and how it stands here; `null` where it is not known.
pub(crate) fn unknown_anchor(anchor: &Anchor, here: Option<&KnownAnchor>) -> Value {
    json!({
        "name": anchor.name,
        "key": anchor.number().map(number),
        "may_sign": anchor.may_sign.iter().map(|known| right(*known)).collect::<Vec<_>>(),
        "standing": here.map(|known| standing(known.standing)),
    })
}

/// Two keys that were known each by itself, of which one named the other.
pub(crate) const SUCCESSOR_KNOWN: &str = "successor-known";

/// How a key stands, in one word.
pub(crate) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Pinned => "pinned",
        Standing::Given => "given",
        Standing::Inherited => "inherited",
        Standing::NotGiven => "not-given",
        Standing::Removed => "removed",
    }
}

/// A right as anchors are written.
pub(crate) fn right(right: Right) -> &'static str {
    match right {
        Right::Pack => "pack",
        Right::Trust => "trust",
        Right::Rules => "rules",
        Right::Revocations => "revocations",
        Right::Authorisation => "authorisation",
    }
}

fn taken(document: &Taken) -> Value {
    json!({
        "kind": document.kind.as_str(),
        "id": document.id,
        "sequence": document.sequence,
        "title": document.title,
        "brings": brings(&document.brings),
    })
}

fn brings(brings: &Brings) -> Value {
    match brings {
        Brings::Pack { authority, from, until, kinds, windows, elements, words: _, ends } => json!({
            "authority": authority,
            "from": from,
            "until": until,
            "kinds": texts(kinds),
            "windows": windows.iter().map(|span| json!({ "from": span.from, "until": span.until })).collect::<Vec<_>>(),
            "elements": texts(elements),
            "ends": ends,
        }),
        Brings::Trust { keys, countries } => json!({ "keys": keys, "countries": countries }),
        Brings::Rules { rules, value_sets, countries } => {
            json!({ "rules": rules, "value_sets": value_sets, "countries": countries })
        }
        Brings::Revocations { keys, hashes } => json!({ "keys": keys, "hashes": hashes }),
        Brings::Withdrawal { packs } => json!({ "packs": packs }),
        Brings::Successor { name, key, may_sign, is_known } => json!({
            "name": name,
            "is_known": is_known,
            "key": key.map(number),
            "may_sign": may_sign.iter().map(|known| right(*known)).collect::<Vec<_>>(),
        }),
        Brings::Authorisation { device, until } => json!({ "device": device, "until": until }),
    }
}

fn number(key: KeyNumber) -> String {
    key.to_string()
}

fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(Word::as_str).collect()
}
