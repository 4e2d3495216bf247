//! The field numbers, all in one table. A number is never given to another name.

/// What is used most has the numbers that take one byte.
const FIELDS: [&str; 64] = [
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
];

pub(super) fn name(number: u64) -> Option<&'static str> {
    usize::try_from(number).ok().and_then(|number| FIELDS.get(number).copied())
}

pub(super) fn number(name: &str) -> u64 {
    let number = FIELDS.iter().position(|known| *known == name);
    number.unwrap_or_else(|| panic!("`{name}` has no number")) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_one_number() {
        for (index, field) in FIELDS.iter().enumerate() {
            assert_eq!(number(field), index as u64, "{field} stands twice");
        }
    }
}
