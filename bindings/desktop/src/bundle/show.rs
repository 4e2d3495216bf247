//! `souplesse bundle show` and `pack show`: what an update brings, and whether it would be installed.

use std::io::Write;

use souplesse_core::bundle::Update;
use souplesse_words::{Language, Words};

use super::source::read_updates;
use crate::card;
use crate::cli::Common;
use crate::data_folder;
use crate::error::Error;
use crate::paint;
use crate::setup;
use crate::visible::{self, visible};

/// 0 where all could be installed here, 1 where some would be refused.
pub(super) fn run(updates: &[String], common: &Common) -> Result<u8, Error> {
    let (base, _) = setup::base(common)?;
    let device = data_folder::open(common, base)?;
    let mut shelf = device.shelf();
    let mut output = anstream::stdout();
    let mut status = 0;
    for bytes in read_updates(updates)? {
        let preview = shelf.install(&bytes, setup::device_time(common));
        if common.json {
            writeln!(output, "{}", visible::json(&to_json(&preview)))?;
        } else {
            write!(output, "{}", draw(&preview, common.language()))?;
        }
        status = status.max(u8::from(!preview.is_taken()));
    }
    Ok(status)
}

/// An update that has not been installed, as people read it.
#[must_use]
pub fn draw(update: &Update, language: Language) -> String {
    if !update.is_taken() {
        return draw_outcome(update, language);
    }
    let strong = paint::strong();
    let heading = format!("{strong}{}{strong:#}", Words::of(language).label("update.can-be-installed"));
    draw_below(vec![heading], update, language)
}

/// What came of installing it.
pub(super) fn draw_outcome(update: &Update, language: Language) -> String {
    let code = update.code.text();
    let told = Words::of(language).code(&code);
    let (strong, faint) = (paint::strong(), paint::faint());
    let mut heading = vec![format!("{strong}{}{strong:#}  {faint}{code}{faint:#}", told.title)];
    heading.extend(update.detail.iter().map(|detail| format!("  {}", visible(detail))));
    heading.push(format!("  {}", told.next));
    draw_below(heading, update, language)
}

fn draw_below(mut lines: Vec<String>, update: &Update, language: Language) -> String {
    let words = Words::of(language);
    let mut field = |label: &str, value: String| {
        lines.push(format!("  {}{}", paint::label(words.label(label), card::INDENT), visible(&value)));
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

pub(super) fn to_json(update: &Update) -> serde_json::Value {
    let documents = update.documents.iter().map(|document| {
        serde_json::json!({ "kind": document.kind.as_str(), "id": document.id, "sequence": document.sequence })
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
}
