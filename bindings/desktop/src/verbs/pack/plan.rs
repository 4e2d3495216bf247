//! `souplesse pack plan`: one page on which a second person reads what a pack would do, before it is signed.

use std::io::Write;
use std::path::Path;

use souplesse_core::rules::tolerance::{ElementLevel, Pack};

use super::doubts::doubts;
use super::source::{self, Source};
use crate::cli::Common;
use crate::tell::error::Error;
use crate::tell::html::{escape, fill};
use crate::tell::page::Page;
use crate::tell::relaxation::labels::Labels;
use crate::tell::relaxation::sentences::{
    closed_windows, duration, elements, in_force, other_kinds, references, when_heading, windows,
};

const PLAN: &str = include_str!("plan.html");

/// A heading and what stands under it.
struct Section {
    heading: String,
    items: Vec<String>,
    is_warning: bool,
}

pub(super) fn run(pack: &Path, html: bool, common: &Common) -> Result<(), Error> {
    let source = source::read(pack, common)?;
    let labels = Labels::new(source.pack(), common.language());
    let sections = sections(&source, labels);
    let page = if html { draw_html(labels, &sections) } else { draw_text(labels, &sections) };
    write!(anstream::stdout(), "{page}")?;
    Ok(())
}

fn sections(source: &Source, labels: Labels<'_>) -> Vec<Section> {
    let (pack, words) = (labels.pack, labels.words);
    let section = |heading: &str, items: Vec<String>| Section {
        heading: words.label(heading).to_owned(),
        items,
        is_warning: false,
    };
    let said = |key: &str, items: Vec<String>| {
        (!items.is_empty()).then(|| words.fill(key, &[("names", &items.join(", "))]))
    };
    let when = Section {
        heading: when_heading(labels).to_owned(),
        items: windows(labels).chain([duration(labels).to_owned()]).collect(),
        is_warning: false,
    };
    let levels = [
        ("plan.essential", ElementLevel::Essential),
        ("plan.firm", ElementLevel::Firm),
        ("plan.note", ElementLevel::Note),
    ];
    let shows = levels.into_iter().filter_map(|(key, level)| said(key, elements(labels, level).collect()));
    let ends = [("plan.supersedes", &pack.supersedes), ("plan.revokes", &pack.revokes)];
    let ends = ends.into_iter().filter_map(|(key, ids)| said(key, ids.clone()));
    let doubts = doubts(&source.tolerance, |_| None, words).into_iter().map(|doubt| doubt.text);
    let all = vec![
        section("plan.who", who(source, labels)),
        section("plan.accepts", labels.covered().map(|kind| labels.kind(kind)).collect()),
        when,
        section("plan.shows", shows.collect()),
        section("plan.refuses", other_kinds(labels).chain(closed_windows(labels)).collect()),
        section("plan.in-force", vec![in_force(labels), zone(pack, labels)]),
        section("plan.ends", ends.collect()),
        section("plan.words", own_words(labels)),
        section("plan.texts", references(labels).collect()),
        Section { is_warning: true, ..section("plan.warnings", doubts.collect()) },
    ];
    all.into_iter().filter(|section| !section.items.is_empty()).collect()
}

/// Whose it is, and how far it has come: a text, signed, or built in.
fn who(source: &Source, labels: Labels<'_>) -> Vec<String> {
    let (pack, words) = (labels.pack, labels.words);
    let state = match &source.signed {
        Some(signed) => {
            let (version, key) = (signed.sequence.to_string(), signed.key.to_string());
            words.fill("plan.signed", &[("version", &version), ("key", &key)])
        }
        None => words.label("plan.unsigned").to_owned(),
    };
    let portal = pack.portal.as_ref().map(|portal| words.fill("plan.portal", &[("portal", portal)]));
    [labels.text(&pack.authority).to_owned(), state].into_iter().chain(portal).collect()
}

fn zone(pack: &Pack, labels: Labels<'_>) -> String {
    labels.words.fill("plan.zone", &[("zone", pack.zone.0.name())])
}

/// What doors would read where the product has no words.
fn own_words(labels: Labels<'_>) -> Vec<String> {
    let words = labels.pack.words.iter();
    words.map(|word| format!("{} – {}", labels.text(&word.label), labels.text(&word.text))).collect()
}

fn draw_text(labels: Labels<'_>, sections: &[Section]) -> String {
    let mut page = Page::new(labels.language);
    page.heading(labels.text(&labels.pack.title), &labels.pack.id);
    for section in sections {
        page.heading(&section.heading, "");
        for item in &section.items {
            if section.is_warning { page.warning(item) } else { page.line(item) }
        }
    }
    page.finish()
}

fn draw_html(labels: Labels<'_>, sections: &[Section]) -> String {
    let section = |section: &Section| {
        let class = if section.is_warning { " class=warning" } else { "" };
        let items = section.items.iter().map(|item| format!("<li>{}</li>", escape(item))).collect::<String>();
        format!("<section{class}><h2>{}</h2><ul>{items}</ul></section>\n", escape(&section.heading))
    };
    fill(
        PLAN,
        &[
            ("language", labels.language.code().to_owned()),
            ("title", escape(labels.text(&labels.pack.title))),
            ("id", escape(&labels.pack.id)),
            ("sections", sections.iter().map(section).collect()),
            ("read", escape(labels.words.label("plan.read-by"))),
        ],
    )
}
