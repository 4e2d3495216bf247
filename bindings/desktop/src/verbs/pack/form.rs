//! The blank attestation form that a professional prints, fills and stamps, with a duplicate for the later entry.

use souplesse_core::rules::tolerance::{Element, ElementLevel, Word};

use super::poster::identity;
use super::source::Signed;
use crate::tell::html::{escape, fill};
use crate::tell::relaxation::labels::Labels;

const FORM: &str = include_str!("form.html");
const SHEET: &str = include_str!("form-sheet.html");

const RESULT: &str = "negative-result";
/// What needs room for a stamp or a hand.
const FRAMED: [&str; 2] = ["stamp", "signature"];

/// The page, with both copies.
pub(super) fn draw(labels: Labels<'_>, signed: Option<&Signed>) -> String {
    let label = |key: &str| escape(labels.words.label(key));
    let id = identity(labels, signed);
    fill(
        FORM,
        &[
            ("language", labels.language.code().to_owned()),
            ("heading", label(heading(labels))),
            ("holder", sheet(labels, &id, "form.copy-holder", foot_holder(labels))),
            ("cut", label("form.cut")),
            ("professional", sheet(labels, &id, "form.copy-professional", label("form.foot-professional"))),
        ],
    )
}

fn heading(labels: Labels<'_>) -> &'static str {
    if labels.about_tests() { "form.heading-test" } else { "form.heading" }
}

/// One copy: for whom it is, and what is to be done with it.
fn sheet(labels: Labels<'_>, id: &str, copy: &str, foot: String) -> String {
    let label = |key: &str| escape(labels.words.label(key));
    let elements = labels.pack.elements.iter();
    let asked = elements.filter(|element| labels.level(element) < ElementLevel::Unasked);
    let (framed, lines): (Vec<_>, Vec<_>) = asked.partition(|element| FRAMED.contains(&element.id.as_str()));
    fill(
        SHEET,
        &[
            ("heading", label(heading(labels))),
            ("copy", label(copy)),
            ("title", escape(labels.text(&labels.pack.title))),
            ("lines", lines.into_iter().map(|element| line(labels, element)).collect()),
            ("frames", framed.into_iter().map(|element| frame(labels, element)).collect()),
            ("foot", foot),
            ("id", escape(id)),
        ],
    )
}

/// Where the holder finds the code later, where the pack says so.
fn foot_holder(labels: Labels<'_>) -> String {
    escape(&match &labels.pack.portal {
        Some(portal) => labels.words.fill("form.foot-holder-at", &[("portal", portal)]),
        None => labels.words.label("form.foot-holder").to_owned(),
    })
}

/// A line to tick or to write on.
fn line(labels: Labels<'_>, element: &Element) -> String {
    let name = labels.words.get(&format!("form.{}", element.id));
    let label = escape(&name.map_or_else(|| labels.element(&element.id), str::to_owned));
    let boxes = match element.id.as_str() {
        Word::TEST_KIND => labels.covered().map(|kind| labels.kind(kind)).map(ticked).collect(),
        RESULT => ticked(String::new()),
        _ => {
            let optional = labels.level(element) == ElementLevel::Note;
            let note = if optional { escape(labels.words.label("form.if-any")) } else { String::new() };
            return format!("<div class=field><span><b>{label}</b> {note}</span><i></i></div>\n");
        }
    };
    format!("<div class=field><b>{label}</b>{boxes}</div>\n")
}

fn ticked(label: String) -> String {
    format!("<span class=tick><span class=box></span> {}</span>", escape(&label))
}

fn frame(labels: Labels<'_>, element: &Element) -> String {
    format!("<div class=frame>{}</div>", escape(&labels.element(&element.id)))
}
