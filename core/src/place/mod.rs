//! Where a pass is checked: the country, its region, and its clock.

mod country;
mod region;

use chrono_tz::{Europe, Tz};
use thiserror::Error;

use crate::rules::tolerance::Word;
pub use country::Country;
pub use region::Region;

/// The place of check.
///
/// ```
/// use souplesse_core::place::{Country, Place};
///
/// let place = Place::in_country(Country::FRANCE).in_region("971")?.of_kind("restaurant".parse()?);
/// assert_eq!(place.region().map(|region| region.as_str()), Some("FR-971"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    country: Country,
    region: Option<Region>,
    kind: Option<Word>,
    /// The zone in which days begin.
    pub zone: Tz,
}

/// Why there is no such place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlaceError {
    /// No country is called so.
    #[error("`{given}` is no country, expected the two letters of ISO 3166-1, such as FR")]
    Country {
        /// What was given.
        given: String,
    },
    /// The country has no region of that form.
    #[error("`{given}` is no region of {country}, expected it as ISO 3166-2 writes it, such as FR-971")]
    Region {
        /// What was given.
        given: String,
        /// The country.
        country: Country,
    },
    /// A region whose country must be named, and is not.
    #[error("`{given}` is no region, expected country and region as ISO 3166-2 writes them, such as FR-971")]
    NoCountry {
        /// What was given.
        given: String,
    },
}

impl Place {
    /// A place somewhere in a country, on the clock of its capital; on UTC for a country that issues no EU certificates.
    #[must_use]
    pub fn in_country(country: Country) -> Self {
        Self { country, region: None, kind: None, zone: capital_zone(country) }
    }

    /// The same in one of the country's regions: `FR-971`, or `971` alone; letters in either case.
    ///
    /// # Errors
    /// Another country's region, and what is not one to three letters or digits.
    pub fn in_region(self, region: &str) -> Result<Self, PlaceError> {
        let region = Region::of(self.country, region)?;
        Ok(Self { region: Some(region), ..self })
    }

    /// The same as a kind of place, in the words of the tolerance packs that are limited to one, such as `restaurant`.
    #[must_use]
    pub fn of_kind(self, kind: Word) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// The country.
    #[must_use]
    pub fn country(&self) -> Country {
        self.country
    }

    /// The region by which rules and relaxations may be limited, if the device knows it.
    #[must_use]
    pub fn region(&self) -> Option<&Region> {
        self.region.as_ref()
    }

    /// The kind of place by which relaxations may be limited, if the device knows it.
    #[must_use]
    pub fn kind(&self) -> Option<&Word> {
        self.kind.as_ref()
    }
}

/// The zones of the countries in the EU's certificate network, by their capitals.
fn capital_zone(country: Country) -> Tz {
    match country.as_str() {
        "AD" => Europe::Andorra,
        "AL" => Europe::Tirane,
        "AT" => Europe::Vienna,
        "BE" => Europe::Brussels,
        "BG" => Europe::Sofia,
        "CH" => Europe::Zurich,
        "CY" => Tz::Asia__Nicosia,
        "CZ" => Europe::Prague,
        "DE" => Europe::Berlin,
        "DK" => Europe::Copenhagen,
        "EE" => Europe::Tallinn,
        "EL" | "GR" => Europe::Athens,
        "ES" => Europe::Madrid,
        "FI" => Europe::Helsinki,
        "FO" => Tz::Atlantic__Faroe,
        "FR" => Europe::Paris,
        "GB" | "UK" => Europe::London,
        "HR" => Europe::Zagreb,
        "HU" => Europe::Budapest,
        "IE" => Europe::Dublin,
        "IL" => Tz::Asia__Jerusalem,
        "IS" => Tz::Atlantic__Reykjavik,
        "IT" => Europe::Rome,
        "LI" => Europe::Vaduz,
        "LT" => Europe::Vilnius,
        "LU" => Europe::Luxembourg,
        "LV" => Europe::Riga,
        "MA" => Tz::Africa__Casablanca,
        "MC" => Europe::Monaco,
        "MK" => Europe::Skopje,
        "MT" => Europe::Malta,
        "NL" => Europe::Amsterdam,
        "NO" => Europe::Oslo,
        "PL" => Europe::Warsaw,
        "PT" => Europe::Lisbon,
        "RO" => Europe::Bucharest,
        "RS" => Europe::Belgrade,
        "SE" => Europe::Stockholm,
        "SI" => Europe::Ljubljana,
        "SK" => Europe::Bratislava,
        "SM" => Europe::San_Marino,
        "TR" => Europe::Istanbul,
        "UA" => Europe::Kyiv,
        "VA" => Europe::Vatican,
        _ => Tz::UTC,
    }
}
