//! Sheets of codes to print: an update that is scanned from paper.

use souplesse_core::bundle::open;
use souplesse_words::{Language, Words};

use crate::tell::drawn::Drawn;
use crate::tell::html::{escape, fill};
use crate::tell::page::spoken_document;

const SHEET: &str = include_str!("sheet.html");

/// How the pages of codes look; for any page that has them.
pub(crate) const STYLE: &str = include_str!("sheet.css");

/// So many codes of the largest size, with what stands under them, are an A4 page.
const CODES_A_PAGE: usize = 4;

/// The page of an update, or the pages.
pub(super) fn draw(update: &[u8], codes: &[Drawn], language: Language) -> String {
    let words = Words::of(language);
    let (title, signed) = described(update, words);
    fill(
        SHEET,
        &[
            ("language", language.code().to_owned()),
            ("title", escape(&title)),
            ("style", STYLE.to_owned()),
            ("pages", pages(codes, &title, &signed, words)),
        ],
    )
}

/// Pages of codes, each of which says of what it is one.
pub(crate) fn pages(codes: &[Drawn], title: &str, signed: &str, words: &Words) -> String {
    let of = codes.len();
    let figures = codes.iter().zip(1..).map(|(code, part)| figure(code, part, of, words)).collect::<Vec<_>>();
    let how = words.count("sheet.scan", of);
    let page = |figures: &[String]| {
        format!(
            "<section class=codes><h1>{}</h1><p>{}</p><div class=grid>{}</div><div class=signed>{}</div></section>\n",
            escape(title),
            escape(&how),
            figures.concat(),
            escape(signed)
        )
    };
    figures.chunks(CODES_A_PAGE).map(page).collect()
}

fn figure(code: &Drawn, part: usize, of: usize, words: &Words) -> String {
    let (part, count) = (part.to_string(), of.to_string());
    let caption = words.fill("sheet.part", &[("part", &part), ("of", &count)]);
    let caption = if of == 1 { String::new() } else { caption };
    format!(
        "<figure style=\"width:{0:.1}mm\"><div style=\"height:{0:.1}mm\">{1}</div><figcaption>{2}</figcaption></figure>",
        code.millimetres(),
        code.svg(),
        escape(&caption)
    )
}

/// What an update brings, and whose key signed it.
fn described(update: &[u8], words: &Words) -> (String, String) {
    let opened = open(update).ok();
    let key = opened.as_ref().map(|opened| opened.key().to_string()).unwrap_or_default();
    let bundle = opened.and_then(|opened| opened.read().ok());
    let documents = bundle.map(|bundle| bundle.documents).unwrap_or_default();
    let names = documents
        .iter()
        .map(|document| spoken_document(words, document.content.kind(), &document.id, document.sequence));
    (names.collect::<Vec<_>>().join(" · "), words.fill("sheet.key", &[("key", &key)]))
}
