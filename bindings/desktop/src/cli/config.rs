//! The settings that are kept for every call.

use clap::{Args, ValueEnum};
use souplesse_core::place::{Country, PlaceError};
use souplesse_core::rules::tolerance::Word;

use super::{LanguageName, ProfileName, PurposeName};

/// `config`.
#[derive(Debug, Args)]
pub struct Config {
    /// The setting to show, or to set
    #[arg(value_name = "SETTING", value_enum)]
    pub setting: Option<Setting>,
    /// Its value, as the option of that name takes it
    #[arg(value_name = "VALUE", requires = "setting")]
    pub value: Option<String>,
    /// Forget the setting: the environment and the default hold again
    #[arg(long, requires = "setting", conflicts_with = "value")]
    pub unset: bool,
}

impl Config {
    /// Whether it changes the file: then it is also how a value that no option takes is mended.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.unset || self.value.is_some()
    }
}

/// A setting: an option that every verb takes, and an environment variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Setting {
    /// Whose acceptance rules apply
    Country,
    /// The region
    Region,
    /// The kind of place
    Place,
    /// What passes are checked for
    Purpose,
    /// The language of answers
    Lang,
    /// Who is looking
    Profile,
}

/// Why a setting does not take a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingFault {
    /// No such country.
    Place(PlaceError),
    /// A region without a letter.
    NoRegion,
    /// A kind of place that is not a word.
    Kind,
    /// None of the values that there are.
    OneOf {
        /// The words that do.
        known: Vec<String>,
    },
}

impl Setting {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Country, Self::Region, Self::Place, Self::Purpose, Self::Lang, Self::Profile];

    /// The name of its option.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::Place => "place",
            Self::Purpose => "purpose",
            Self::Lang => "lang",
            Self::Profile => "profile",
        }
    }

    /// The variable of the environment.
    #[must_use]
    pub fn variable(self) -> &'static str {
        match self {
            Self::Country => "SOUPLESSE_COUNTRY",
            Self::Region => "SOUPLESSE_REGION",
            Self::Place => "SOUPLESSE_PLACE",
            Self::Purpose => "SOUPLESSE_PURPOSE",
            Self::Lang => "SOUPLESSE_LANG",
            Self::Profile => "SOUPLESSE_PROFILE",
        }
    }

    /// What holds where nothing is set; the language is the system's then, and neither region nor place are said.
    #[must_use]
    pub fn default(self) -> Option<&'static str> {
        match self {
            Self::Country => Some("FR"),
            Self::Purpose => Some("activity"),
            Self::Profile => Some("venue"),
            Self::Region | Self::Place | Self::Lang => None,
        }
    }

    /// The setting of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.as_str() == name)
    }

    /// Whether its option takes that value. A region is looked up with its country, when passes are judged.
    ///
    /// # Errors
    /// Why not.
    pub fn check(self, value: &str) -> Result<(), SettingFault> {
        let one_of = |names: &[String]| {
            if names.iter().any(|name| name == value) {
                Ok(())
            } else {
                Err(SettingFault::OneOf { known: names.to_vec() })
            }
        };
        match self {
            Self::Country => value.parse::<Country>().map(drop).map_err(SettingFault::Place),
            Self::Place => Word::try_from(value).map(drop).map_err(|_| SettingFault::Kind),
            Self::Region if value.trim().is_empty() => Err(SettingFault::NoRegion),
            Self::Region => Ok(()),
            Self::Purpose => one_of(&names::<PurposeName>()),
            Self::Lang => one_of(&names::<LanguageName>()),
            Self::Profile => one_of(&names::<ProfileName>()),
        }
    }
}

fn names<T: ValueEnum>() -> Vec<String> {
    let values = T::value_variants().iter().filter_map(T::to_possible_value);
    values.map(|value| value.get_name().to_owned()).collect()
}
