//! What a person may do with what is installed: give up a document, and take a key away.

use super::anchor::KeyNumber;
use super::contents::{KnownAnchor, Standing};
use super::document::DocumentKind;
use super::log::{GivenUp, Line, Name, Removed};
use super::shelf::Shelf;
use super::state::Entry;
use super::told::Installed;

/// What giving up comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// What is judged by no longer, or was lost and is not waited for any longer.
    pub up: Vec<(DocumentKind, String, u64)>,
    /// What it had replaced, and is in force again.
    pub back: Vec<Installed>,
    /// Other keys that had their rights of the one that was taken away, and sign nothing new any more.
    pub silenced: Vec<KnownAnchor>,
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
        let (name, counter) = (name.clone(), current.counter);
        let before = self.contents();
        self.write(Line::GivenUp(GivenUp { author: author.0.into(), name, counter }));
        let up = vec![(kind, id.to_owned(), counter.sequence)];
        Some(Given { up, back: self.back_in_force(&before), silenced: Vec::new() })
    }

    /// Takes a key away, with the documents that it has signed. `None` for one that is not known, and for one that is given at
    /// every start.
    pub fn remove_anchor(&mut self, key: KeyNumber) -> Option<Given> {
        let known = self.state.signatories.get(key)?;
        if self.given.contains(&key) || known.author.demonstration {
            return None;
        }
        let of_key = self.state.current.iter().filter(|((author, _), current)| match current.origin {
            Some(origin) => origin.signer == key,
            // Only the numbers know of it, and of its authority no more than the first key.
            None => author.first_key == key && !author.demonstration,
        });
        let of_key = of_key.map(|((author, name), current)| (*author, name.clone(), current.clone()));
        let of_key = of_key.collect::<Vec<_>>();
        let (before, signing) = (self.contents(), self.signing());
        for (author, name, current) in of_key.iter().filter(|(.., current)| current.origin.is_none()) {
            let (author, name) = (author.first_key.0.into(), name.clone());
            self.entries.push(Entry {
                line: Line::GivenUp(GivenUp { author, name, counter: current.counter }),
                bundle: None,
            });
        }
        self.write(Line::Removed(Removed { key: key.0.into() }));
        let up = of_key.into_iter().map(|(_, name, current)| (name.kind, name.id, current.counter.sequence));
        let still = self.signing().into_iter().map(|known| known.key).collect::<Vec<_>>();
        let silenced = signing.into_iter().filter(|known| known.key != key && !still.contains(&known.key));
        Some(Given { up: up.collect(), back: self.back_in_force(&before), silenced: silenced.collect() })
    }

    /// The keys that may sign something new.
    fn signing(&self) -> Vec<KnownAnchor> {
        let may_sign = |known: &KnownAnchor| {
            known.successor.is_none()
                && matches!(known.standing, Standing::Pinned | Standing::Given | Standing::Inherited)
        };
        self.anchors().into_iter().filter(may_sign).collect()
    }

    fn back_in_force(&self, before: &[Installed]) -> Vec<Installed> {
        let now = self.contents().into_iter().filter(|now| now.is_in_force);
        now.filter(|now| !before.iter().any(|was| was.is_in_force && was.is(now))).collect()
    }
}
