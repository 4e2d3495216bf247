//! A bundle whose signature held, and its documents. Rules are read from their texts once: what is installed is looked at
//! again and again, and a screen that lists it is drawn at every tick.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::document::{Bundle, Content, Document, RuleSets};
use crate::rules::RuleBook;

/// A bundle that was verified.
pub(super) struct Signed {
    bundle: Bundle,
    /// The rules of each document, once somebody has asked for them.
    books: Vec<OnceLock<RuleBook>>,
}

/// A document in its bundle.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub bundle: Arc<Signed>,
    pub index: usize,
}

impl Signed {
    pub(super) fn new(bundle: Bundle) -> Arc<Self> {
        let books = bundle.documents.iter().map(|_| OnceLock::new()).collect();
        Arc::new(Self { bundle, books })
    }
}

impl Deref for Signed {
    type Target = Bundle;

    fn deref(&self) -> &Bundle {
        &self.bundle
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bundle.fmt(formatter)
    }
}

impl Held {
    pub(super) fn document(&self) -> &Document {
        &self.bundle.documents[self.index]
    }

    pub(super) fn content(&self) -> &Content {
        &self.document().content
    }

    /// The rules and value sets that it brings; `None` for a document of another kind.
    pub(super) fn rules(&self) -> Option<&RuleBook> {
        match self.content() {
            Content::Rules(rules) => Some(self.bundle.books[self.index].get_or_init(|| read(rules))),
            Content::Pack(_)
            | Content::Trust(_)
            | Content::Revocations(_)
            | Content::Withdrawal(_)
            | Content::Successor(_)
            | Content::Authorisation(_) => None,
        }
    }
}

fn read(rules: &RuleSets) -> RuleBook {
    let value_sets = rules.value_sets.iter().map(|set| (set.id.clone(), set.codes.clone())).collect();
    let sets = rules.sets.iter().map(String::as_str);
    RuleBook::read(sets, value_sets).expect("checked when the bundle was read")
}
