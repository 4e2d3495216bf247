//! How long papers say that they are good for.

use std::fmt;
use std::str::FromStr;

use super::PaperError;

/// The whole hours for which a paper says that it is good: 1 to 8760, which is a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours(u16);

impl Hours {
    /// The most: a year.
    pub const MOST: u16 = 8760;

    /// So many hours.
    ///
    /// # Errors
    /// Where there are none, or more than a year has.
    pub fn new(hours: u16) -> Result<Self, PaperError> {
        if !(1..=Self::MOST).contains(&hours) {
            return Err(PaperError::Hours);
        }
        Ok(Self(hours))
    }

    /// The number of hours.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl FromStr for Hours {
    type Err = PaperError;

    fn from_str(text: &str) -> Result<Self, PaperError> {
        text.parse().map_err(|_| PaperError::Hours).and_then(Self::new)
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_one_to_a_year() {
        for hours in [1, 12, 8760] {
            assert_eq!(Hours::new(hours).unwrap().get(), hours);
            assert_eq!(hours.to_string().parse::<Hours>().unwrap().to_string(), hours.to_string());
        }
        for hours in ["0", "8761", "65536", "-1", "1.5", "", "12 h"] {
            assert_eq!(hours.parse::<Hours>(), Err(PaperError::Hours), "{hours}");
        }
    }
}
