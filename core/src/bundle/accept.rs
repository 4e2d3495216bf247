//! Whether an update is taken.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::anchor::{KeyNumber, Right};
use super::detail::Detail;
use super::document::{Bundle, Content};
use super::log::{Accepted, Brought, Hash, Line, hash};
use super::open::{bytes_of, open};
use super::refusal::Refusal;
use super::shelf::Shelf;
use super::signatories::{Author, Signatory};
use super::signed::Signed;
use super::state::Entry;
use super::update::Update;
use crate::code::Code;

/// How far the clocks of an authority and of a device may be apart.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::hours(24);

/// How long an authorisation that names no device may last.
pub const OPEN_AUTHORISATION: TimeDelta = TimeDelta::hours(24);

impl Shelf {
    /// Gives whether anything was new.
    pub(super) fn take(
        &mut self,
        file_or_text: &[u8],
        (device, at): (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
        update: &mut Update,
    ) -> Result<bool, Refusal> {
        let bytes = bytes_of(file_or_text)?;
        let opened = open(&bytes)?;
        let key = opened.key();
        update.key = Some(key);
        let Some(signatory) = self.state.signatories.get(key).cloned() else {
            let demonstration = self.setting.demonstration.iter();
            let is_demonstration = demonstration.clone().any(|anchor| anchor.number() == Some(key));
            let code = if is_demonstration { Code::UpdateDemonstration } else { Code::UpdateUnknownAnchor };
            return Err(code.into());
        };
        let author = signatory.author;
        let bundle = Signed::new(opened.verify(&signatory.anchor)?);
        update.signed_by(&self.state.signatories, key);
        update.demonstration = author.demonstration;
        update.describe(&bundle, &self.state.signatories, key);
        let accepted = Accepted::of(hash(&bytes), key, &bundle, at);
        if let Some(is_back) = self.take_back(*accepted.update, &bundle) {
            return if is_back { Ok(true) } else { self.is_news(author, &accepted) };
        }
        // What was accepted once and is lost is asked nothing but whether it is the same.
        if self.restores(author, &accepted) {
            self.push_again(author, accepted, bundle);
            return Ok(true);
        }
        self.check(&bundle, &signatory, key, device)?;
        let is_new = self.is_news(author, &accepted)?;
        if is_new || self.comes_later(author, &accepted) {
            self.push(accepted, bundle);
        }
        Ok(is_new)
    }

    fn push(&mut self, accepted: Accepted, bundle: Arc<Signed>) {
        self.entries.push(Entry { line: Line::Accepted(accepted), bundle: Some(bundle) });
        self.rebuild();
        self.compact();
        self.rebuild();
    }

    /// Takes an update that was accepted once and of which something is lost; whether it is such a one.
    pub(crate) fn take_again(&mut self, bytes: &[u8]) -> bool {
        let Ok(opened) = open(bytes) else { return false };
        let key = opened.key();
        let Some(signatory) = self.state.signatories.get(key) else { return false };
        let author = signatory.author;
        let Ok(bundle) = opened.verify(&signatory.anchor) else { return false };
        // When it was accepted is lost; it was not before it was issued.
        let accepted = Accepted::of(hash(bytes), key, &bundle, None);
        let is_lost = self.restores(author, &accepted);
        if is_lost {
            self.push_again(author, accepted, Signed::new(bundle));
        }
        is_lost
    }

    /// What has been replaced since has no part in it: nobody knows whether that very version was ever accepted.
    fn push_again(&mut self, author: Author, mut accepted: Accepted, bundle: Arc<Signed>) {
        let (counters, current) = (&self.state.ledger.counters, &self.state.current);
        accepted.documents.retain(|document| {
            let key = (author, document.name.clone());
            // A version may count again because a newer one was given up.
            let counts = current.get(&key).is_some_and(|now| now.counter == document.counter);
            counts || counters.get(&key) == Some(&document.counter)
        });
        self.push(accepted, bundle);
    }

    /// For an update that is in the log: whether it was lost and is back now. `None` for one that is not in the log, or of which
    /// something was given up since.
    fn take_back(&mut self, update: Hash, bundle: &Arc<Signed>) -> Option<bool> {
        let index = self
            .entries
            .iter()
            .rposition(|entry| entry.accepted().is_some_and(|accepted| *accepted.update == update))?;
        let accepted = self.entries[index].accepted()?;
        let author = self.state.signatories.get(accepted.signer())?.author;
        let is_given_up = accepted.documents.iter().any(|document| {
            let key = (author, document.name.clone());
            let is_newest = self.state.ledger.counters.get(&key) == Some(&document.counter);
            let is_there = self.state.current.get(&key).is_some_and(|now| now.counter == document.counter);
            is_newest && !is_there && !self.state.ledger.is_withdrawn(author, &document.name)
        });
        if is_given_up {
            return None;
        }
        let is_lost = self.is_any_lost(author, accepted);
        self.entries[index].bundle = Some(Arc::clone(bundle));
        self.rebuild();
        Some(is_lost)
    }

    fn is_any_lost(&self, author: Author, accepted: &Accepted) -> bool {
        accepted.documents.iter().any(|document| {
            let current = self.state.current.get(&(author, document.name.clone()));
            current.is_some_and(|now| now.held.is_none() && now.counter == document.counter)
        })
    }

    /// Whether something that was accepted and is lost comes back, and nothing that was not known. Beside it there may be what has
    /// been replaced since.
    fn restores(&self, author: Author, accepted: &Accepted) -> bool {
        let ledger = &self.state.ledger;
        let is_known = accepted.documents.iter().all(|document| {
            let known = ledger.counters.get(&(author, document.name.clone()));
            let is_replaced = known.is_some_and(|known| known.sequence > document.counter.sequence);
            let ends_nothing = || {
                let mut ends = document.withdraws.iter();
                document.successor.is_none()
                    && ends.all(|id| ledger.withdrawn.contains(&(author, id.clone())))
            };
            known == Some(&document.counter) || (is_replaced && ends_nothing())
        });
        is_known && self.is_any_lost(author, accepted)
    }

    /// Whether something of it is newer than what is there, or was given up or lost.
    ///
    /// # Errors
    /// Those of [`Ledger::is_new`](super::ledger::Ledger::is_new), and `update-withdrawn` where nothing of it holds any more.
    fn is_news(&self, author: Author, accepted: &Accepted) -> Result<bool, Refusal> {
        let mut is_news = false;
        for document in &accepted.documents {
            let (name, counter) = (&document.name, document.counter);
            let is_newer = self.state.ledger.is_new(author, name, counter)?;
            let current = self.state.current.get(&(author, name.clone()));
            let is_there = current.is_some_and(|now| now.counter == counter && now.held.is_some());
            is_news |= is_newer || !is_there && !self.state.ledger.is_withdrawn(author, name);
        }
        let is_withdrawn = |document: &Brought| self.state.ledger.is_withdrawn(author, &document.name);
        if !is_news && accepted.documents.iter().all(is_withdrawn) {
            return Err(Refusal::named(Code::UpdateWithdrawn, &accepted.documents[0].name.id));
        }
        Ok(is_news)
    }

    /// Whether documents that are there were issued once more, later: they count from then on.
    fn comes_later(&self, author: Author, accepted: &Accepted) -> bool {
        accepted.documents.iter().any(|document| {
            let current = self.state.current.get(&(author, document.name.clone()));
            let origin = current.filter(|now| now.counter == document.counter).and_then(|now| now.origin);
            origin.is_some_and(|origin| origin.from < accepted.counts_from())
        })
    }

    /// Whether its signer may sign what it brings, now.
    fn check(
        &self,
        bundle: &Bundle,
        signatory: &Signatory,
        key: KeyNumber,
        device: Option<DateTime<Utc>>,
    ) -> Result<(), Refusal> {
        let is_for_training = signatory.author.demonstration;
        if bundle.demonstration && !is_for_training {
            return Err(Code::UpdateDemonstration.into());
        }
        if !self.state.signatories.is_vouched_for(key, &self.given) {
            return Err(Refusal::with(Code::UpdateUnknownAnchor, Detail::NotPinned));
        }
        if signatory.successor.is_some() {
            return Err(Refusal::with(Code::UpdateNotForAnchor, Detail::HasSuccessor));
        }
        check_rights(bundle, &signatory.anchor.may_sign)?;
        check_dates(bundle, device)?;
        for document in &bundle.documents {
            self.check_content(&document.content, bundle, is_for_training, device)?;
        }
        Ok(())
    }

    fn check_content(
        &self,
        content: &Content,
        bundle: &Bundle,
        is_for_training: bool,
        device: Option<DateTime<Utc>>,
    ) -> Result<(), Refusal> {
        match content {
            Content::Authorisation(leave) if leave.device.is_some() && leave.device != self.device => {
                Err(Code::UpdateNotForDevice.into())
            }
            // A date that is still to come would make it longer.
            Content::Authorisation(leave)
                if leave.device.is_none()
                    && leave.until - device.map_or(bundle.issued, |now| now.min(bundle.issued))
                        > OPEN_AUTHORISATION =>
            {
                Err(Code::UpdateTooLong.into())
            }
            // A key that everybody has cannot succeed anybody's.
            Content::Successor(anchor) if self.setting.is_demonstration(anchor) && !is_for_training => {
                Err(Code::UpdateDemonstration.into())
            }
            Content::Trust(list) if !is_for_training => {
                let everybodys = list.keys.iter().find(|key| self.everybodys_keys.contains(&key.public));
                everybodys.map_or(Ok(()), |key| {
                    Err(Refusal::named(Code::UpdateDemonstration, String::from(key.id.clone())))
                })
            }
            Content::Pack(_)
            | Content::Trust(_)
            | Content::Rules(_)
            | Content::Revocations(_)
            | Content::Withdrawal(_)
            | Content::Successor(_)
            | Content::Authorisation(_) => Ok(()),
        }
    }
}

fn check_rights(bundle: &Bundle, rights: &[Right]) -> Result<(), Refusal> {
    for document in &bundle.documents {
        let kind = document.content.kind();
        if kind.right().is_some_and(|needed| !rights.contains(&needed)) {
            return Err(Refusal::with(Code::UpdateNotForAnchor, Detail::NotSigned(kind)));
        }
    }
    Ok(())
}

fn check_dates(bundle: &Bundle, device: Option<DateTime<Utc>>) -> Result<(), Refusal> {
    let Some(device) = device else { return Ok(()) };
    if bundle.issued - device > CLOCKS_DIFFER {
        return Err(Refusal::named(Code::UpdateFromFuture, bundle.issued));
    }
    if bundle.expires <= device {
        return Err(Refusal::named(Code::UpdateExpired, bundle.expires));
    }
    Ok(())
}
