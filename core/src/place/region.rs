//! Regions of countries, as signed data and devices name them alike.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Country, PlaceError};

/// A region of a country, as ISO 3166-2 names it: `FR-971`. Which regions a country has is not known here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Region(Box<str>);

impl Region {
    /// Reads a region of that country: `FR-971`, or `971` alone; letters in either case.
    ///
    /// # Errors
    /// Another country's region, and what is not one to three letters or digits.
    pub fn of(country: Country, text: &str) -> Result<Self, PlaceError> {
        let (prefix, own) = text.split_once('-').unwrap_or((country.as_str(), text));
        let is_of_country = prefix.eq_ignore_ascii_case(country.as_str());
        let is_region = (1..=3).contains(&own.len()) && own.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_of_country || !is_region {
            return Err(PlaceError::Region { given: text.to_owned(), country });
        }
        Ok(Self(format!("{country}-{}", own.to_ascii_uppercase()).into()))
    }

    /// The region with its country in front, in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads a region that names its country.
impl TryFrom<String> for Region {
    type Error = PlaceError;

    fn try_from(text: String) -> Result<Self, PlaceError> {
        let country = text.split_once('-').and_then(|(country, _)| country.parse().ok());
        let country = country.ok_or_else(|| PlaceError::NoCountry { given: text.clone() })?;
        Self::of(country, &text)
    }
}

impl From<Region> for String {
    fn from(region: Region) -> Self {
        region.0.into()
    }
}

impl fmt::Display for Region {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_has_one_form_however_it_is_written() {
        for text in ["FR-971", "fr-971", "Fr-971", "971"] {
            assert_eq!(Region::of(Country::FRANCE, text).unwrap().as_str(), "FR-971", "{text}");
        }
        assert_eq!(Region::of(Country::FRANCE, "idf").unwrap().as_str(), "FR-IDF");
        assert_eq!(Region::try_from("de-bw".to_owned()).unwrap().to_string(), "DE-BW");
    }

    #[test]
    fn another_word_is_no_region_and_what_one_is_is_told() {
        for text in ["", "FR-", "-971", "DE-BW", "FR-9711", "FR--971", "FR-97 ", "FR_971", "Bretagne", "é"] {
            let error = Region::of(Country::FRANCE, text).unwrap_err();
            assert_eq!(error, PlaceError::Region { given: text.to_owned(), country: Country::FRANCE });
            assert!(error.to_string().contains("FR-971"), "{error}");
        }
        for text in ["971", "-971", "ZZ-971", ""] {
            let error = Region::try_from(text.to_owned()).unwrap_err();
            assert_eq!(error, PlaceError::NoCountry { given: text.to_owned() });
        }
    }
}
