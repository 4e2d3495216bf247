//! What a door works with.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::event::Now;
use crate::bundle::{Shelf, Update};
use crate::time::Moment;
use crate::verifier::Verifier;

/// By what a door judges, and where updates go.
pub trait Office {
    /// By what is judged now. What is installed meanwhile changes nothing of it.
    fn verifier(&self) -> Arc<Verifier>;

    /// The moment of a check that is made now, by the device's clock as far as it can be believed.
    fn moment(&self, now: Now) -> Moment;

    /// What an update is and what would come of it. `device` is the device's time, absent in training.
    fn preview(&self, update: &[u8], device: Option<DateTime<Utc>>) -> Update;

    /// Installs an update; a refusal changes nothing.
    fn install(&mut self, update: &[u8], device: Option<DateTime<Utc>>) -> Update;

    /// Until when this device may use the profile of controllers.
    fn controller_until(&self, device: DateTime<Utc>) -> Option<DateTime<Utc>>;
}

/// An office that forgets: for training.
#[derive(Clone, Debug)]
pub struct InMemory {
    built_in: Verifier,
    shelf: Shelf,
    furnished: Arc<Verifier>,
}

impl InMemory {
    /// An office that judges by this verifier, and by what comes on this shelf.
    #[must_use]
    pub fn new(built_in: Verifier, shelf: Shelf) -> Self {
        let furnished = Arc::new(shelf.furnish(&built_in));
        Self { built_in, shelf, furnished }
    }
}

impl Office for InMemory {
    fn verifier(&self) -> Arc<Verifier> {
        Arc::clone(&self.furnished)
    }

    fn moment(&self, now: Now) -> Moment {
        Moment::now(now.wall)
    }

    fn preview(&self, update: &[u8], device: Option<DateTime<Utc>>) -> Update {
        self.shelf.preview(update, device)
    }

    fn install(&mut self, update: &[u8], device: Option<DateTime<Utc>>) -> Update {
        let update = self.shelf.install(update, device);
        self.furnished = Arc::new(self.shelf.furnish(&self.built_in));
        update
    }

    fn controller_until(&self, device: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.shelf.controller_until(device)
    }
}
