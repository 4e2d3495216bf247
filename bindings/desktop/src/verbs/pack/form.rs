//! The blank attestation form that a professional prints, fills and stamps, with a duplicate for the later entry.

use souplesse_core::rules::tolerance::{Element, ElementLevel, Pack, Word};
use souplesse_words::{Language, Words};

use super::labels::{about_tests, covered, element_label, kind_label, level};
use super::page::{escape, fill};

const FORM: &str = include_str!("form.html");
const SHEET: &str = include_str!("form-sheet.html");

const RESULT: &str = "negative-result";
/// What needs room for a stamp or a hand.
const FRAMED: [&str; 2] = ["stamp", "signature"];

/// The page, with both copies.
pub(super) fn draw(pack: &Pack) -> String {
    let label = |key: &str| escape(Words::of(Language::French).label(key));
    fill(
        FORM,
        &[
            ("heading", label(heading(pack))),
            ("holder", sheet(pack, "form.copy-holder", "form.foot-holder")),
            ("cut", label("form.cut")),
            ("professional", sheet(pack, "form.copy-professional", "form.foot-professional")),
        ],
    )
}

fn heading(pack: &Pack) -> &'static str {
    if about_tests(pack) { "form.heading-test" } else { "form.heading" }
}

/// One copy: for whom it is, and what is to be done with it.
fn sheet(pack: &Pack, copy: &str, foot: &str) -> String {
    let words = Words::of(Language::French);
    let label = |key: &str| escape(words.label(key));
    let asked = pack.elements.iter().filter(|element| level(pack, element) < ElementLevel::Unasked);
    let (framed, lines): (Vec<_>, Vec<_>) = asked.partition(|element| FRAMED.contains(&element.id.as_str()));
    fill(
        SHEET,
        &[
            ("heading", label(heading(pack))),
            ("copy", label(copy)),
            ("title", escape(&pack.title.fr)),
            ("lines", lines.into_iter().map(|element| line(pack, element, words)).collect()),
            ("frames", framed.into_iter().map(|element| frame(pack, element, words)).collect()),
            ("foot", foot_line(pack, foot, words)),
            ("id", escape(&pack.id)),
        ],
    )
}

fn foot_line(pack: &Pack, foot: &str, words: &Words) -> String {
    let portal = pack.portal.as_ref().map(|portal| format!(" {portal}"));
    escape(&format!("{}{}", words.label(foot), portal.unwrap_or_default()))
}

/// A line to tick or to write on.
fn line(pack: &Pack, element: &Element, words: &Words) -> String {
    let label = escape(&element_label(pack, &element.id, words));
    let boxes = match element.id.as_str() {
        Word::TEST_KIND => covered(pack).map(|kind| kind_label(pack, kind, words)).map(ticked).collect(),
        RESULT => ticked(String::new()),
        _ => {
            let optional = level(pack, element) == ElementLevel::Note;
            let note = if optional { escape(words.label("form.if-any")) } else { String::new() };
            return format!("<div class=field><span><b>{label}</b> {note}</span><i></i></div>\n");
        }
    };
    format!("<div class=field><b>{label}</b>{boxes}</div>\n")
}

fn ticked(label: String) -> String {
    format!("<span class=tick><span class=box></span> {}</span>", escape(&label))
}

fn frame(pack: &Pack, element: &Element, words: &Words) -> String {
    format!("<div class=frame>{}</div>", escape(&element_label(pack, &element.id, words)))
}
