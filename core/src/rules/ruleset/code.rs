//! The codes of countries and regions, however they are written.

use std::borrow::Cow;

/// A country by its ISO 3166-1 code: in upper case, and Greece and the United Kingdom not by the names that the EU has for
/// them.
pub(super) fn country(written: &str) -> Cow<'_, str> {
    let written = written.trim();
    if written.eq_ignore_ascii_case("EL") {
        return "GR".into();
    }
    if written.eq_ignore_ascii_case("UK") {
        return "GB".into();
    }
    if written.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return written.to_ascii_uppercase().into();
    }
    written.into()
}

/// Whether two names of a region of one country mean the same: `FR-971`, `fr-971` and `971` do.
pub(super) fn is_same_region(country: &str, one: &str, other: &str) -> bool {
    without_country(country, one).eq_ignore_ascii_case(without_country(country, other))
}

fn without_country<'r>(country: &str, region: &'r str) -> &'r str {
    let region = region.trim();
    match region.split_once('-') {
        Some((prefix, rest)) if self::country(prefix) == country => rest,
        Some(_) | None => region,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_the_same_however_it_is_written() {
        for (written, code) in
            [("de", "DE"), ("De ", "DE"), ("UK", "GB"), ("gb", "GB"), ("el", "GR"), ("GR", "GR"), ("", "")]
        {
            assert_eq!(country(written), code, "{written}");
        }
    }

    #[test]
    fn a_region_is_the_same_with_and_without_its_country() {
        for (one, other, same) in [
            ("FR-971", "971", true),
            ("fr-971", "FR-971", true),
            ("FR-IDF", "idf", true),
            ("FR-971", "FR-972", false),
            ("DE-BW", "BW", false),
        ] {
            assert_eq!(is_same_region("FR", one, other), same, "{one} {other}");
        }
        assert!(is_same_region("GR", "EL-A", "GR-A"));
    }
}
