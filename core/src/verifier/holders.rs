//! Whether documents that are told together are of one person.

use std::fmt;

use ring::digest;

use super::identity::Person;

/// The holders of some documents: whether they are one person, and nothing that could be read of them.
///
/// Only verified holders are compared, by their names in the form of passports and their birth date. Whose an unproven pass or
/// a paper is, nobody knows: it is nobody's.
#[derive(Clone, Default)]
pub struct Holders {
    known: Option<Person>,
    differ: bool,
}

impl Holders {
    pub(super) fn of(person: Option<Person>) -> Self {
        Self { known: person, differ: false }
    }

    /// Adds the holders of further documents. Gives whether one of these is another person than the first.
    pub fn add(&mut self, others: &Self) -> bool {
        let Some(other) = &others.known else { return false };
        let known = self.known.get_or_insert_with(|| other.clone());
        let is_another = !known.is(other);
        if !is_another {
            *known = known.or_better_named(other);
        }
        self.differ |= is_another || others.differ;
        is_another || others.differ
    }

    /// Whether two of them are different people.
    #[must_use]
    pub fn differ(&self) -> bool {
        self.differ
    }
}

impl fmt::Debug for Holders {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Holders").field("differ", &self.differ).finish_non_exhaustive()
    }
}

/// The names stand beside these digests as long as they live, so that no key has to keep them secret.
pub(super) fn unkeyed(data: &[u8]) -> [u8; 32] {
    let digest = digest::digest(&digest::SHA256, data);
    *digest.as_ref().first_chunk().expect("SHA-256 has 32 bytes")
}
