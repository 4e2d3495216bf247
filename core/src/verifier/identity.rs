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

/// Whose pass it is, as digests: enough to know the same person again, and nothing to read.
#[derive(Clone)]
pub(crate) struct Person {
    /// One for each given name, over all that comes before it too. Who has none has one for that.
    so_far: Vec<[u8; 32]>,
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

impl Person {
    pub(super) fn of(pass: &Pass<'_>, digest: &dyn Fn(&[u8]) -> [u8; 32]) -> Self {
        let Holder { surname, given_names, birth_date } = Holder::of(pass);
        // A comparable name has no line feed in it; a birth date is whatever was signed.
        let mut known = format!("{surname}\n{}\n{birth_date}", birth_date.len());
        let mut so_far = Vec::with_capacity(given_names.len());
        for name in given_names {
            known = format!("{known}\n{name}");
            so_far.push(digest(known.as_bytes()));
        }
        if so_far.is_empty() {
            so_far.push(digest(known.as_bytes()));
        }
        Self { so_far }
    }

    /// Whether both are the same person. One pass may have fewer given names than the other.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.so_far.iter().zip(&other.so_far).all(|(own, theirs)| own == theirs)
    }

    /// Of two passes of one person, the one that says more.
    pub(crate) fn or_better_named(&self, other: &Self) -> Self {
        if other.so_far.len() > self.so_far.len() { other.clone() } else { self.clone() }
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
