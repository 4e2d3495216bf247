//! `souplesse bundle show` and `pack show`: what an update brings, and whether it would be installed.

use std::fs;
use std::io::Write;
use std::path::Path;

use souplesse_core::bundle::{Parts, Update};
use souplesse_core::scan::ScannedCode;
use souplesse_words::{Language, Words};

use crate::card;
use crate::cli::Common;
use crate::error::Error;
use crate::judge::read_codes;
use crate::paint;
use crate::setup;

/// 0 where it could be installed here, 1 where it would be refused.
pub(super) fn run(update: &str, common: &Common) -> Result<u8, Error> {
    let bytes = read_update(update)?;
    let preview = setup::shelf(common)?.preview(&bytes, setup::device_time(common));
    let mut output = anstream::stdout();
    if common.json {
        writeln!(output, "{}", to_json(&preview))?;
    } else {
        write!(output, "{}", draw(&preview, common.language()))?;
    }
    Ok(u8::from(!preview.is_taken()))
}

/// The update in a file, in the text of a QR code, or in a picture of one or of several.
///
/// # Errors
/// Where nothing can be read, or the parts of an update are not complete.
pub fn read_update(argument: &str) -> Result<Vec<u8>, Error> {
    if argument.starts_with("SPL1:") {
        return Ok(argument.as_bytes().to_vec());
    }
    let path = Path::new(argument);
    let bytes = fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    match read_codes(&bytes) {
        Ok(codes) => from_codes(&codes, path),
        Err(_) => Ok(bytes),
    }
}

fn from_codes(codes: &[ScannedCode], path: &Path) -> Result<Vec<u8>, Error> {
    let unusable = |detail: String| Error::Unusable { path: path.to_owned(), detail };
    let mut parts = Parts::default();
    let mut seen = None;
    for code in codes {
        if code.content.starts_with(b"SPL1:") {
            return Ok(code.content.clone());
        }
        if code.content.starts_with(b"SPP1:") {
            let progress = parts.add(&code.content).map_err(|refusal| unusable(refusal.code.to_string()))?;
            if let Some(bundle) = progress.bundle {
                return Ok(bundle);
            }
            seen = Some(progress);
        }
    }
    Err(unusable(match seen {
        Some(progress) => {
            format!("it shows {} of the {} codes of an update", progress.seen.len(), progress.of)
        }
        None => "no signed update can be read in the picture".to_owned(),
    }))
}

/// An update that has not been installed, as people read it.
#[must_use]
pub fn draw(update: &Update, language: Language) -> String {
    let words = Words::of(language);
    let code = update.code.text();
    let told = words.code(&code);
    let (strong, faint) = (paint::strong(), paint::faint());
    let mut lines = Vec::new();
    if update.is_taken() {
        lines.push(format!("{strong}{}{strong:#}", words.label("update.can-be-installed")));
    } else {
        lines.push(format!("{strong}{}{strong:#}  {faint}{code}{faint:#}", told.title));
        lines.extend(update.detail.iter().map(|detail| format!("  {detail}")));
        lines.push(format!("  {}", told.next));
    }
    let mut field = |label: &str, value: String| {
        lines.push(format!("  {}{value}", paint::pad(words.label(label), card::INDENT)));
    };
    if let Some(signer) = &update.signer {
        field("update.signer", signer.clone());
    }
    if let Some(key) = update.key {
        field("update.key", key.to_string());
    }
    for (label, moment) in [("update.issued", update.issued), ("update.expires", update.expires)] {
        if let Some(moment) = moment {
            let local = moment.with_timezone(&chrono_tz::Europe::Paris).fixed_offset();
            field(label, card::spoken_moment(local, language));
        }
    }
    for document in &update.documents {
        let kind = words.label(&format!("update.kind.{}", document.kind)).to_owned();
        let title = document.title.as_ref().map(|title| match language {
            Language::French => title.fr.as_str(),
            Language::English => title.en.as_str(),
        });
        let number = words.fill("update.number", &[("number", &document.sequence.to_string())]);
        field("update.brings", format!("{kind} {}, {number}", document.id));
        if let Some(title) = title {
            field("update.title", title.to_owned());
        }
    }
    if update.demonstration {
        let style = paint::warning();
        lines.push(format!("  {style}{}{style:#}", words.label("mark.demonstration")));
    }
    lines.join("\n") + "\n"
}

fn to_json(update: &Update) -> String {
    let documents = update.documents.iter().map(|document| {
        serde_json::json!({ "kind": document.kind, "id": document.id, "sequence": document.sequence })
    });
    serde_json::json!({
        "code": update.code.text(),
        "detail": update.detail,
        "signer": update.signer,
        "key": update.key.map(|key| key.to_string()),
        "issued": update.issued,
        "expires": update.expires,
        "demonstration": update.demonstration,
        "documents": documents.collect::<Vec<_>>(),
    })
    .to_string()
}
