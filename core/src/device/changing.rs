//! Changing what is installed: by an update, or by what a person decides.

use super::{Device, lock, notice};
use crate::bundle::{Anchor, DocumentKind, Given, KeyNumber, Shelf, Update, bytes_of, open};
use crate::clock::Now;
use crate::code::Code;
use crate::device::Notice;
use crate::device::witness::Witness;
use crate::store::StoreError;

/// Something that is to be kept.
struct Change {
    /// The update that brings it.
    bytes: Option<Vec<u8>>,
}

impl Device {
    /// Installs an update and keeps it, with the `anchors` that its signature needs. A refusal and a failure leave what was in
    /// force in force. It goes on while another process has the register, which takes it over before its next check.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be kept, or the device is only looked at.
    pub fn install(&self, file_or_text: &[u8], anchors: &[Anchor], now: Now) -> Result<Update, StoreError> {
        let (device, at) = (self.moment(now).device, self.reckoned(now));
        self.change(self.is_beside, now, |shelf| {
            let bytes = bytes_of(file_or_text).ok();
            let signer = bytes.as_deref().and_then(|bytes| open(bytes).ok()).map(|opened| opened.key());
            let given = anchors.iter().find(|anchor| signer.is_some() && anchor.number() == signer);
            if let Some(anchor) = given {
                shelf.pin_for_good(anchor.clone());
            }
            let update = shelf.install_at(file_or_text, device, Some(at));
            tracing::debug!(code = %update.code, "update");
            let bytes = bytes.filter(|_| update.is_taken());
            let is_taken = bytes.is_some();
            (update, is_taken.then_some(Change { bytes }))
        })
    }

    /// A person gives up a document of the authority whose first key is `author`; `None` where there is none. What is given up
    /// is told until it is acknowledged.
    ///
    /// # Errors
    /// Like [`install`](Self::install); [`StoreError::InUse`] while another process has the register.
    pub fn give_up(
        &self,
        author: KeyNumber,
        kind: DocumentKind,
        id: &str,
        now: Now,
    ) -> Result<Option<Given>, StoreError> {
        let given = self.change(false, now, |shelf| {
            let given = shelf.give_up(author, kind, id);
            let is_known = given.is_some();
            (given, is_known.then_some(Change { bytes: None }))
        })?;
        self.tell_given_up(given.as_ref(), now);
        Ok(given)
    }

    /// A person takes a key away, with all that it has signed; `None` for one that is not known, and for one that is given at
    /// every start. It is told like what is given up.
    ///
    /// # Errors
    /// Like [`give_up`](Self::give_up).
    pub fn remove_anchor(&self, key: KeyNumber, now: Now) -> Result<Option<Given>, StoreError> {
        let given = self.change(false, now, |shelf| {
            let given = shelf.remove_anchor(key);
            let is_known = given.is_some();
            (given, is_known.then_some(Change { bytes: None }))
        })?;
        self.tell_given_up(given.as_ref(), now);
        Ok(given)
    }

    /// Changes what is installed as `act` says, and keeps it: who has the database, and else who may go on beside it.
    fn change<T>(
        &self,
        may_go_on_beside: bool,
        now: Now,
        act: impl FnOnce(&mut Shelf) -> (T, Option<Change>),
    ) -> Result<T, StoreError> {
        let mut witness = lock(&self.installing);
        if self.places.database.is_none() && !may_go_on_beside {
            return Err(notice::why_nothing_is_kept(&lock(&self.notices)));
        }
        witness.check()?;
        // What is changed is what is there, and it is nobody else's meanwhile.
        let _held = self.places.updates.hold()?;
        if may_go_on_beside {
            *witness = Witness::read(&self.places, &mut Vec::new(), now);
            if let Some(what) = witness.fault() {
                return Err(StoreError::Damaged { what });
            }
        }
        self.take_over(&mut witness, now);
        let current = self.in_force();
        let mut shelf = current.installed.shelf.clone();
        let (outcome, change) = act(&mut shelf);
        let Some(Change { bytes }) = change else { return Ok(outcome) };
        let next = current.installed.change(&*self.places.updates, shelf, bytes.as_deref())?;
        // The log is the one source. What follows from it is written again when it could not be now.
        if let Err(error) = witness.raise(&self.places, &next.shelf) {
            self.tell(Notice::new(Code::RegisterUnavailable, now.wall, error.brief()));
        }
        self.put_in_force(next);
        Ok(outcome)
    }

    fn tell_given_up(&self, given: Option<&Given>, now: Now) {
        let Some(given) = given else { return };
        let up = given.up.iter().map(|(kind, id, sequence)| format!("{kind} {id}, {sequence}"));
        let back = given.back.iter().map(|back| {
            let document = &back.document;
            format!("+ {} {}, {}", document.kind, document.id, document.sequence)
        });
        let detail = up.chain(back).collect::<Vec<_>>().join("; ");
        self.tell(Notice::new(Code::UpdateGivenUp, now.wall, detail));
        if self.places.database.is_some() {
            notice::keep(&*self.places.apart, &lock(&self.notices));
        }
    }
}
