//! What is wrong with the device, in one line.

use souplesse_core::device::Notice;
use souplesse_words::Words;

use crate::tell::error::notice_detail;
use crate::tell::visible::visible;

/// A notice in one line: what it is, of what, and what to do.
#[must_use]
pub fn spoken(notice: &Notice, words: &Words) -> String {
    let code = notice.code.text();
    let told = words.code(&code);
    let what = format!("{} [{code}]", told.title);
    let detail = documents(&notice.detail, words).unwrap_or_else(|| notice_detail(&notice.detail, words));
    format!("{}. {}", crate::tell::error::of(&what, &visible(&detail), words), told.next)
}

/// A detail that names documents as the core does: `pack XX-ONE, 2; + rules FR, 1`. `None` for any other.
fn documents(detail: &str, words: &Words) -> Option<String> {
    let told = detail.split("; ").map(|part| match part.strip_prefix("+ ") {
        Some(back) => Some(words.fill("notice.back", &[("document", &document(back, words)?)])),
        None => document(part, words),
    });
    told.collect::<Option<Vec<_>>>().map(|told| told.join(", "))
}

/// `pack XX-ONE, 2`, with the key that has signed it or without.
fn document(text: &str, words: &Words) -> Option<String> {
    let (kind, rest) = text.split_once(' ')?;
    let (id, rest) = rest.rsplit_once(", ")?;
    let kind = words.get(&format!("update.kind.{kind}"))?;
    let (sequence, signer) = rest.split_once(' ').unwrap_or((rest, ""));
    let number = words.fill("update.number", &[("number", sequence)]);
    let signer = Some(signer).filter(|signer| signer.len() > "()".len());
    Some(
        [Some(format!("{kind} {id}, {number}").as_str()), signer]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

#[cfg(test)]
mod tests {
    use souplesse_words::Language;

    use super::*;

    #[test]
    fn the_documents_of_a_notice_are_told_in_the_language_of_the_call() {
        let french = Words::of(Language::French);
        let told = |detail: &str| documents(detail, french);
        assert_eq!(told("pack XX-ONE, 2").unwrap(), "assouplissement XX-ONE, version 2");
        assert_eq!(
            told("revocations R, 1; + pack XX-ONE, 2").unwrap(),
            "révocations R, version 1, assouplissement XX-ONE, version 2 (de nouveau en vigueur)"
        );
        assert_eq!(
            told("rules FR, 4 (96a2b42d7d42d3aa)").unwrap(),
            "règles FR, version 4 (96a2b42d7d42d3aa)"
        );
        assert_eq!(told("trust T, 1 ()").unwrap(), "clés de signature T, version 1");
        for other in ["log", "6", "0 < 3", "/tmp/data, 3: no space"] {
            assert_eq!(told(other), None, "{other}");
        }
    }
}
