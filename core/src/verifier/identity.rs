//! What tells one proof of one person from every other, however it is written.

use super::pass::Pass;
use super::transliteration::comparable;
use crate::time;
use crate::trust::Kind;
use crate::value::Value;

/// One proof: whose it is, and what it says. Never kept, never shown.
#[derive(PartialEq, Eq)]
pub(super) struct Identity {
    holder: Holder,
    proof: Proof,
}

/// The holder, by names in the form of passports. A 2D-DOC may have fewer given names than its twin.
struct Holder {
    surname: String,
    given_names: Vec<String>,
    birth_date: String,
}

/// What is proved. Two tests of one day, two doses, or a positive and a negative result are two proofs.
#[derive(PartialEq, Eq)]
struct Proof {
    kind: Kind,
    /// The type of a test, the product of a vaccination.
    of: String,
    /// The result of a test.
    result: String,
    /// The number of a dose.
    dose: Option<i64>,
    /// The minute of a sample, the day of a vaccination or of a first positive result.
    when: String,
}

impl Identity {
    pub(super) fn of(pass: &Pass<'_>) -> Self {
        Self { holder: Holder::of(pass), proof: Proof::of(pass) }
    }
}

impl Holder {
    fn of(pass: &Pass<'_>) -> Self {
        let name = |standardised: &str, written: &str| {
            let names = pass.payload.get("nam");
            let standardised = names.and_then(|names| names.get(standardised)).and_then(Value::text);
            comparable(standardised.filter(|name| !name.is_empty()).unwrap_or(written))
        };
        let parts =
            |name: String| name.split('<').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        Self {
            surname: name("fnt", pass.facts.surname).replace('<', ""),
            given_names: parts(name("gnt", pass.facts.given_names)),
            birth_date: pass.facts.birth_date.to_owned(),
        }
    }
}

impl PartialEq for Holder {
    fn eq(&self, other: &Self) -> bool {
        let mut pairs = self.given_names.iter().zip(&other.given_names);
        let given_names = self.given_names.is_empty() == other.given_names.is_empty();
        let given_names = given_names && pairs.all(|(own, theirs)| own == theirs);
        given_names && self.surname == other.surname && self.birth_date == other.birth_date
    }
}

impl Eq for Holder {}

impl Proof {
    fn of(pass: &Pass<'_>) -> Self {
        let facts = &pass.facts;
        let day = |key| time::date_part(facts.text(key)).to_owned();
        let (of, when) = match facts.kind {
            Kind::Test => ("tt", minute(pass)),
            Kind::Vaccination => ("mp", day("dt")),
            Kind::Recovery => ("tg", day("fr")),
        };
        Self {
            kind: facts.kind,
            of: facts.text(of).to_owned(),
            result: facts.text("tr").to_owned(),
            dose: facts.entry.get("dn").and_then(Value::integer),
            when,
        }
    }
}

/// A 2D-DOC knows no seconds.
fn minute(pass: &Pass<'_>) -> String {
    pass.dates.sampled_at.map(|at| at.format("%FT%H:%MZ").to_string()).unwrap_or_default()
}
