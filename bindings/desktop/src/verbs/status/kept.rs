//! The part of the status that tells what this device keeps: updates, clock, register, and what is wrong.

use serde::Serialize;
use serde_json::Value;
use souplesse_core::bundle::{Shelf, open};
use souplesse_core::device::Device;
use souplesse_core::register::Register;
use souplesse_words::Words;

use super::signers;
use crate::cli::Common;
use crate::judge::data_folder::current_notices;
use crate::judge::{data_folder, setup};
use crate::read::moment::reading;
use crate::tell::error::Error;
use crate::tell::notice;
use crate::tell::spoken::{spoken_date, spoken_written};
use crate::tell::visible::visible;

#[derive(Serialize)]
pub(super) struct Kept {
    data_dir: String,
    /// The number that an authorisation may name.
    device: Option<String>,
    updates: Vec<UpdateStatus>,
    /// What was accepted and is lost.
    missing: Vec<Value>,
    /// Whose updates are taken, or were.
    anchors: Vec<Value>,
    #[serde(skip)]
    signers: Vec<String>,
    /// What the clock should say at least, where it cannot be believed; `null` also in a what-if run.
    clock_behind: Option<String>,
    register: Option<RegisterStatus>,
    notices: Vec<NoticeStatus>,
}

#[derive(Serialize)]
struct UpdateStatus {
    documents: Vec<DocumentStatus>,
    signer: Option<String>,
    signer_before: Option<String>,
    issued: String,
    expires: String,
    stale: bool,
}

#[derive(Serialize)]
struct DocumentStatus {
    kind: &'static str,
    id: String,
    sequence: u64,
    in_force: bool,
}

#[derive(Serialize)]
struct RegisterStatus {
    lines: u64,
    end: String,
    named: Vec<NamedStatus>,
    on_duty: Vec<String>,
    on_duty_since: Option<String>,
}

#[derive(Serialize)]
struct NamedStatus {
    who: String,
    since: String,
}

#[derive(Serialize)]
struct NoticeStatus {
    code: String,
    at: String,
    detail: String,
    #[serde(skip)]
    spoken: String,
}

pub(super) fn gather(device: &Device, common: &Common) -> Result<Kept, Error> {
    let words = Words::of(common.language());
    let is_what_if = setup::is_what_if(common);
    let moment = (!is_what_if).then(|| device.moment(reading()));
    let notices = current_notices(device, common).into_iter().map(|notice| NoticeStatus {
        code: notice.code.to_string(),
        at: local(notice.at),
        spoken: notice::spoken(&notice, words),
        detail: notice.detail,
    });
    let register = device.register().map(|register| describe(&register));
    let device_time = setup::device_time(common);
    let shelf = device.shelf();
    let updates = device.updates();
    let updates = updates.iter().filter_map(|bytes| describe_update(bytes, &shelf, device_time));
    Ok(Kept {
        data_dir: data_folder::path(common)?.display().to_string(),
        updates: updates.collect(),
        missing: signers::missing(&shelf),
        anchors: signers::to_json(&shelf),
        signers: signers::draw(&shelf, words),
        device: shelf.device,
        clock_behind: moment.and_then(|moment| moment.clock_behind).map(local),
        register,
        notices: notices.collect(),
    })
}

fn describe_update(
    bytes: &[u8],
    shelf: &Shelf,
    device_time: Option<chrono::DateTime<chrono::Utc>>,
) -> Option<UpdateStatus> {
    let bundle = open(bytes).and_then(|opened| opened.read()).ok()?;
    let contents = shelf.contents();
    // What was given up or replaced by a later version is not there any more, though its update may be.
    let documents = bundle.documents.iter().filter_map(|document| {
        let (kind, sequence) = (document.content.kind(), document.sequence);
        let installed = contents.iter().find(|installed| {
            let known = &installed.document;
            installed.key == bundle.anchor
                && (known.kind, &known.id, known.sequence) == (kind, &document.id, sequence)
        })?;
        let (id, in_force) = (document.id.clone(), installed.is_in_force);
        Some(DocumentStatus { kind: kind.as_str(), id, sequence, in_force })
    });
    let documents = documents.collect::<Vec<_>>();
    if documents.is_empty() {
        return None;
    }
    let signer = shelf.anchors().into_iter().find(|anchor| anchor.key == bundle.anchor);
    let is_past = device_time.is_some_and(|time| bundle.expires <= time);
    Some(UpdateStatus {
        signer: signer.as_ref().map(|signer| signer.name.clone()),
        signer_before: signer.and_then(|signer| signer.name_before),
        issued: local(bundle.issued),
        expires: local(bundle.expires),
        // Of what is replaced nothing is judged by.
        stale: is_past && documents.iter().any(|document| document.in_force),
        documents,
    })
}

fn describe(register: &Register) -> RegisterStatus {
    let named = register
        .named()
        .iter()
        .map(|named| NamedStatus { who: named.who.to_string(), since: local(named.since) });
    let shift = register.shift();
    RegisterStatus {
        lines: register.head().number,
        end: register.head().hash.to_string(),
        named: named.collect(),
        on_duty: shift.map(|shift| shift.who.iter().map(ToString::to_string).collect()).unwrap_or_default(),
        on_duty_since: shift.map(|shift| local(shift.since)),
    }
}

pub(super) fn draw(kept: &Kept, words: &Words) -> Vec<String> {
    let mut lines = vec![words.fill("status.data", &[("folder", &kept.data_dir)])];
    if let Some(number) = &kept.device {
        lines.push(words.fill("status.device", &[("number", number)]));
    }
    if kept.updates.is_empty() {
        lines.push(words.label("status.no-updates").to_owned());
    }
    for update in &kept.updates {
        let key = if update.stale { "status.stale-update" } else { "status.update" };
        let values = [
            ("documents", spoken(update, words)),
            ("issued", spoken_date(day(&update.issued))),
            ("expires", spoken_date(day(&update.expires))),
        ];
        lines.push(words.fill(key, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    lines.extend(kept.signers.iter().cloned());
    if let Some(register) = &kept.register {
        lines.extend(draw_register(register, words));
    }
    lines.extend(kept.notices.iter().map(|notice| notice.spoken.clone()));
    lines.iter().map(|line| visible(line)).collect()
}

/// What it brought, and whose it is.
fn spoken(update: &UpdateStatus, words: &Words) -> String {
    let spoken = update.documents.iter().map(|document| {
        let kind = words.label(&format!("update.kind.{}", document.kind)).to_owned();
        let number = words.fill("update.number", &[("number", &document.sequence.to_string())]);
        let replaced = if document.in_force { "" } else { words.label("installed.short") };
        [&format!("{kind} {}, {number}", document.id), replaced].join(" ").trim_end().to_owned()
    });
    let documents = spoken.collect::<Vec<_>>().join(" + ");
    let Some(name) = &update.signer else { return documents };
    let signer = match &update.signer_before {
        Some(before) => words.fill("update.formerly", &[("name", name), ("before", before)]),
        None => name.clone(),
    };
    words.fill("update.of", &[("document", &documents), ("signer", &signer)])
}

fn draw_register(register: &RegisterStatus, words: &Words) -> Vec<String> {
    let count = words.count("register.lines", usize::try_from(register.lines).unwrap_or(usize::MAX));
    let mut lines = vec![words.fill("status.register", &[("lines", &count)])];
    let indented = |key: &str, values: &[(&str, &str)]| format!("  {}", words.fill(key, values));
    for named in &register.named {
        let since = spoken_date(day(&named.since));
        lines.push(indented("status.named", &[("who", &named.who), ("since", &since)]));
    }
    if let Some(since) = &register.on_duty_since {
        let since = spoken_written(since, words);
        let who = register.on_duty.join(", ");
        lines.push(indented("status.on-duty", &[("who", &who), ("since", &since)]));
    }
    lines
}

/// The day of a moment in RFC 3339.
fn day(moment: &str) -> &str {
    moment.split('T').next().unwrap_or_default()
}

fn local(moment: chrono::DateTime<chrono::Utc>) -> String {
    moment.with_timezone(&chrono_tz::Europe::Paris).to_rfc3339()
}
