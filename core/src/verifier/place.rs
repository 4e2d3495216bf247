//! Where a pass is checked: the country, its region, and its clock.

use chrono_tz::{Europe, Tz};

/// The place of check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// ISO 3166-1 alpha-2, upper case.
    pub country: String,
    /// The region by which rules may be limited, as they write it.
    pub region: Option<String>,
    /// What kind of place it is, in the words of the tolerance packs that are limited to one, such as `restaurant`.
    pub kind: Option<String>,
    /// The zone in which days begin.
    pub zone: Tz,
}

impl Place {
    /// A place somewhere in `country`, on the clock of its capital; on UTC for a country that
    /// issues no EU certificates.
    #[must_use]
    pub fn in_country(country: &str) -> Self {
        let country = country.to_ascii_uppercase();
        let zone = capital_zone(&country);
        Self { country, region: None, kind: None, zone }
    }
}

/// The zones of the countries in the EU's certificate network, by their capitals.
fn capital_zone(country: &str) -> Tz {
    match country {
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
