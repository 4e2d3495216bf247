//! What a person may do with what is installed: give up a document, and take a key away.

use super::anchor::KeyNumber;
use super::contents::Installed;
use super::document::DocumentKind;
use super::log::{GivenUp, Line, Name, Removed};
use super::shelf::Shelf;

/// What giving up comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// What is judged by no longer, or was lost and is not waited for any longer.
    pub up: Vec<(DocumentKind, String, u64)>,
    /// What it had replaced, and is in force again.
    pub back: Vec<Installed>,
}

impl Shelf {
    /// Gives up a document of the authority whose first key is `author`. Its number and what it withdrew stay. `None` where
    /// there is no such document.
    pub fn give_up(&mut self, author: KeyNumber, kind: DocumentKind, id: &str) -> Option<Given> {
        let name = Name { kind, id: id.to_owned() };
        let mut current = self.state.current.iter();
        let ((_, name), current) = current.find(|((known, other), _)| {
            known.first_key == author && !known.demonstration && *other == name
        })?;
        let (name, sequence) = (name.clone(), current.counter.sequence);
        let before = self.contents();
        self.write(Line::GivenUp(GivenUp { author: author.0.into(), name, sequence }));
        Some(Given { up: vec![(kind, id.to_owned(), sequence)], back: self.back_in_force(&before) })
    }

    /// Takes a key away, with the documents that it has signed. `None` for one that is not known, and for one that is given at
    /// every start.
    pub fn remove_anchor(&mut self, key: KeyNumber) -> Option<Given> {
        let known = self.state.signatories.get(key)?;
        if self.given.contains(&key) || known.author.demonstration {
            return None;
        }
        let up = self.signed_by(key).filter_map(|document| {
            let (_, name) = document;
            Some((name.kind, name.id.clone(), self.state.current.get(document)?.counter.sequence))
        });
        let (up, before) = (up.collect(), self.contents());
        self.write(Line::Removed(Removed { key: key.0.into() }));
        Some(Given { up, back: self.back_in_force(&before) })
    }

    fn back_in_force(&self, before: &[Installed]) -> Vec<Installed> {
        let now = self.contents().into_iter().filter(|now| now.is_in_force);
        now.filter(|now| !before.iter().any(|was| was.is_in_force && was.document == now.document)).collect()
    }
}
