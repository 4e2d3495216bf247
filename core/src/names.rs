//! The words under which values are published, read and written: in JSON lines, in tables, on the command line.
//!
//! They are stable: a name is never changed. What they mean to people stands in `bindings/words`.

use thiserror::Error;

/// A text that names nothing of its sort.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{given}` is no {what}, expected {}", known.join(", "))]
pub struct UnknownName {
    /// What was given.
    pub given: String,
    /// What it was to name, such as `outcome`.
    pub what: &'static str,
    /// All names of that sort.
    pub known: &'static [&'static str],
}

/// Gives an enum of plain variants its names.
macro_rules! names {
    ($what:literal, $type:ident { $($variant:ident = $name:literal,)+ }) => {
        impl $type {
            const NAMES: &'static [&'static str] = &[$($name,)+];

            /// Every one, in order.
            pub const ALL: [Self; Self::NAMES.len()] = [$(Self::$variant,)+];

            /// The name under which it is published.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::names::UnknownName;

            /// Reads the name under which it is published.
            fn from_str(name: &str) -> Result<Self, Self::Err> {
                let known = Self::ALL.into_iter().find(|known| known.as_str() == name);
                let unknown = || $crate::names::UnknownName { given: name.to_owned(), what: $what, known: Self::NAMES };
                known.ok_or_else(unknown)
            }
        }
    };
}

pub(crate) use names;

#[cfg(test)]
mod tests {
    use std::fmt::Display;
    use std::str::FromStr;

    use super::*;
    use crate::bundle::DocumentKind;
    use crate::rules::Purpose;
    use crate::scan::{Stage, Symbology};
    use crate::trust::Kind;
    use crate::verdict::{CheckName, Format, Level, Outcome, Profile};

    fn written_and_read<T>(all: &[T], published: &str)
    where
        T: Copy + Display + FromStr<Err = UnknownName> + PartialEq + std::fmt::Debug,
    {
        let names = all.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names.join(" "), published);
        for (value, name) in all.iter().zip(&names) {
            assert_eq!(name.parse().as_ref(), Ok(value));
            assert!(name.to_uppercase().parse::<T>().is_err(), "{name}");
        }
    }

    #[test]
    fn every_name_is_read_as_it_is_written() {
        written_and_read(
            &Outcome::ALL,
            "valid tolerated incomplete refused not-covered cannot-judge not-a-pass",
        );
        written_and_read(&Profile::ALL, "venue controller");
        written_and_read(&Level::ALL, "refusing doubt note");
        written_and_read(&CheckName::ALL, "format signature revocation dates key-usage rules");
        written_and_read(&Format::ALL, "dcc 2d-doc attestation");
        written_and_read(&Kind::ALL, "test vaccination recovery");
        written_and_read(&Purpose::ALL, "activity travel");
        written_and_read(
            &DocumentKind::ALL,
            "pack trust rules revocations withdrawal successor authorisation",
        );
        written_and_read(&Symbology::ALL, "qr data-matrix");
        written_and_read(&Stage::ALL, "plain blurred half shaded quarter enlarged");
    }

    #[test]
    fn a_word_that_names_nothing_is_told_with_what_is_known() {
        let error = "Venue".parse::<Profile>().unwrap_err();
        assert_eq!(error.to_string(), "`Venue` is no profile, expected venue, controller");
    }
}
