//! Countries by their two letters.

use std::fmt;
use std::str::FromStr;

use super::PlaceError;

/// ISO 3166-1 alpha-2, with what European certificates use beside it: `EL`, `UK`, `XK`, and `EU` for rules common to all.
const KNOWN: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE \
    EG EH EL ER ES ET EU FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK \
    HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB \
    LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ \
    NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU \
    RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN \
    TO TR TT TV TW TZ UA UG UK UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// A country, as ISO 3166-1 alpha-2 names it: two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country(&'static str);

impl Country {
    /// France.
    pub const FRANCE: Country = Country("FR");

    /// The two letters, in upper case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl FromStr for Country {
    type Err = PlaceError;

    /// Reads the two letters, in either case.
    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let known = KNOWN.split(' ').find(|known| known.eq_ignore_ascii_case(text));
        known.map(Self).ok_or_else(|| PlaceError::Country { given: text.to_owned() })
    }
}

impl fmt::Display for Country {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_is_read_in_either_case_and_nothing_else_is() {
        assert_eq!(KNOWN.split(' ').count(), 249 + 4);
        assert!(KNOWN.split(' ').is_sorted_by(|left, right| left < right));
        for known in KNOWN.split(' ') {
            for text in [known.to_owned(), known.to_lowercase()] {
                assert_eq!(text.parse::<Country>().unwrap().as_str(), known);
            }
        }
        for text in ["", " ", "F", "FRA", "FX", "R F", "ÉA", "France"] {
            assert_eq!(text.parse::<Country>(), Err(PlaceError::Country { given: text.to_owned() }));
        }
        assert_eq!("fr".parse(), Ok(Country::FRANCE));
    }
}
