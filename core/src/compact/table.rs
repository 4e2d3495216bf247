//! The numbers of fields and of common texts, all in one table. A number is never given to another name.

/// What is used most has the numbers that take one byte.
const FIELDS: [&str; 69] = [
    // Of bundles, documents and packs.
    "version",
    "id",
    "fr",
    "en",
    "title",
    "from",
    "until",
    "not-covered",
    "maximum-age-hours",
    "level",
    "kind",
    "except",
    "label",
    "text",
    "quotation",
    "number",
    "date",
    "documents",
    "sequence",
    "content",
    "issued",
    "expires",
    "pack",
    "authority",
    // From here on numbers take two bytes.
    "judge-when-expired",
    "demonstration",
    "axis",
    "zone",
    "in-force",
    "sunset",
    "stated-duration",
    "counts",
    "usual-hours",
    "references",
    "kinds",
    "windows",
    "elements",
    "scope",
    "regions",
    "places",
    "profiles",
    "portal",
    "words",
    "supersedes",
    "revokes",
    // Of the other documents.
    "trust",
    "rules",
    "revocations",
    "withdrawal",
    "successor",
    "authorisation",
    "keys",
    "issuer",
    "country",
    "signs",
    "public",
    "validity",
    "not_before",
    "not_after",
    "sets",
    "value-sets",
    "codes",
    "name",
    "device",
    "may-sign",
    "anchor",
    "hashes",
    "of",
    "key",
];

/// Texts that many packs hold; they are written as negative numbers, from -1 on.
const TEXTS: [&str; 49] = [
    "essential",
    "firm",
    "note",
    "antigen",
    "supervised-self-test",
    "holder-name",
    "negative-result",
    "test-kind",
    "test-date",
    "test-time",
    "stamp",
    "signature",
    "brand",
    "reference",
    "duration",
    "kind-not-covered",
    "pcr",
    "pcr-not-affected",
    "vaccination",
    "vaccination-paper-is-no-proof",
    "issued-but-not-relaxed",
    "other",
    "Europe/Paris",
    "time-of-act",
    // From here on numbers take two bytes.
    "time-of-check",
    "shortens",
    "ignored",
    "unasked",
    "self-test",
    "serology",
    "contraindication",
    "other-lawful-proof",
    "venue",
    "controller",
    "https://sidep.gouv.fr/",
    "https://attestation-vaccin.ameli.fr/",
    "Ministère des Solidarités et de la Santé",
    "French Ministry of Solidarity and Health",
    "test",
    "recovery",
    "trust",
    "rules",
    "revocations",
    "authorisation",
    "pack",
    "UCI",
    "COUNTRYCODEUCI",
    "SIGNATURE",
    "2D-DOC",
];

pub(super) fn name(number: u64) -> Option<&'static str> {
    usize::try_from(number).ok().and_then(|number| FIELDS.get(number).copied())
}

pub(super) fn number(name: &str) -> u64 {
    let number = FIELDS.iter().position(|known| *known == name);
    number.unwrap_or_else(|| panic!("`{name}` has no number")) as u64
}

/// The text of a number below zero.
pub(super) fn text(number: i64) -> Option<&'static str> {
    usize::try_from(-1 - number).ok().and_then(|index| TEXTS.get(index).copied())
}

/// The number of a text that has one.
pub(super) fn text_number(text: &str) -> Option<i64> {
    let index = TEXTS.iter().position(|known| *known == text)?;
    i64::try_from(index).ok().map(|index| -1 - index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_one_number() {
        for (index, field) in FIELDS.iter().enumerate() {
            assert_eq!(number(field), index as u64, "{field} stands twice");
        }
        for known in TEXTS {
            assert_eq!(text_number(known).and_then(text), Some(known), "{known} stands twice");
        }
        assert_eq!((text(0), text(-1 - TEXTS.len() as i64), text(i64::MIN + 1)), (None, None, None));
    }
}
