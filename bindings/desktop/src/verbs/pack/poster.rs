//! `souplesse pack poster`: what is put up at a door.

use std::path::Path;

use souplesse_core::rules::tolerance::ElementLevel;

use super::form;
use super::source::{self, Signed, Source};
use crate::cli::Common;
use crate::tell::drawn::{Drawn, texts};
use crate::tell::error::Error;
use crate::tell::html::{escape, fill};
use crate::tell::relaxation::labels::{Labels, language_of_print};
use crate::tell::relaxation::sentences::{
    closed_windows, duration, elements, in_force, other_kinds, references, when_heading, windows,
};
use crate::verbs::bundle::{codes, sheet};

const POSTER: &str = include_str!("poster.html");

/// What stands beside the text where there is no code, in millimetres.
const NO_CODE: f64 = 56.0;

/// Lays out the poster for the file `output`, or the blank `form` instead.
pub(super) fn page(update: &Path, form: bool, output: &Path, common: &Common) -> Result<String, Error> {
    let source = source::read_to_print(update, common)?;
    let labels = Labels::new(source.pack(), language_of_print(common));
    if form {
        return Ok(form::draw(labels, source.signed.as_ref()));
    }
    let codes = match &source.signed {
        Some(signed) => codes::draw_all(&texts(&signed.bytes)?, output, common)?,
        None => Vec::new(),
    };
    Ok(draw(&source, labels, &codes))
}

fn draw(source: &Source, labels: Labels<'_>, codes: &[Drawn]) -> String {
    let (pack, words) = (labels.pack, labels.words);
    let label = |key: &str| escape(words.label(key));
    let only = if let [only] = codes { Some(only) } else { None };
    let more = if codes.len() > 1 { sheets(source.signed.as_ref(), codes, labels) } else { String::new() };
    let scan = match (only, codes.len()) {
        (Some(_), _) => label("poster.scan"),
        (None, 0) => label("poster.built-in"),
        (None, _) => escape(&words.count("poster.scan-next", codes.len())),
    };
    let section = |heading: &str, items: &str| match items {
        "" => String::new(),
        items => format!("<h2>{}</h2><ul>{items}</ul>", escape(heading)),
    };
    let kinds = list(labels.covered().map(|kind| labels.kind(kind)));
    let others = list(other_kinds(labels).chain(closed_windows(labels)));
    let must_show = list(elements(labels, ElementLevel::Essential));
    let firm = list(elements(labels, ElementLevel::Firm));
    fill(
        POSTER,
        &[
            ("language", labels.language.code().to_owned()),
            ("title", escape(labels.text(&pack.title))),
            ("authority", escape(labels.text(&pack.authority))),
            ("heading", label("poster.heading")),
            ("when", escape(when_heading(labels))),
            ("windows", list(windows(labels))),
            ("until", escape(&in_force(labels))),
            ("kinds", section(words.label("poster.accepted"), &kinds)),
            ("duration", escape(duration(labels))),
            ("elements", section(words.label("poster.shows"), &must_show)),
            ("firm", section(words.label("poster.decide"), &firm)),
            ("others", section(words.label("poster.not-accepted"), &others)),
            ("scan", scan),
            ("code", only.map(Drawn::svg).unwrap_or_default()),
            ("side", format!("{:.1}", only.map_or(NO_CODE, Drawn::millimetres))),
            ("height", only.map_or_else(|| "0".to_owned(), |code| format!("{:.1}mm", code.millimetres()))),
            ("references", list(references(labels))),
            ("id", escape(&identity(labels, source.signed.as_ref()))),
            ("sheet-style", sheet::STYLE.to_owned()),
            ("more", more),
        ],
    )
}

/// The pages of codes that follow where one code would be too large.
fn sheets(signed: Option<&Signed>, codes: &[Drawn], labels: Labels<'_>) -> String {
    sheet::pages(codes, labels.text(&labels.pack.title), &identity(labels, signed), labels.words)
}

/// Which pack it is, which version, and whose key signed it: what is compared by telephone.
pub(super) fn identity(labels: Labels<'_>, signed: Option<&Signed>) -> String {
    let Some(signed) = signed else { return labels.pack.id.clone() };
    let (version, key) = (signed.sequence.to_string(), signed.key.to_string());
    labels.words.fill("poster.identity", &[("id", &labels.pack.id), ("version", &version), ("key", &key)])
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| format!("<li>{}</li>", escape(&item))).collect()
}
