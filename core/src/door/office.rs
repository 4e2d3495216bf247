//! What a door works with.

use std::sync::{Arc, MutexGuard};

use chrono::{DateTime, Utc};

use crate::bundle::{Detail, Refusal, Shelf, Update};
use crate::clock::Now;
use crate::code::Code;
use crate::device::{Device, Notice};
use crate::register::Register;
use crate::store::StoreError;
use crate::time::Moment;
use crate::verdict::Outcome;
use crate::verifier::Verifier;

/// By what a door judges, where updates go, and what is kept.
pub trait Office {
    /// By what is judged now. What is installed meanwhile changes nothing of it.
    fn verifier(&self) -> Arc<Verifier>;

    /// The moment of a check that is made now, by the device's clock as far as it can be believed.
    fn moment(&self, now: Now) -> Moment;

    /// What is installed.
    fn shelf(&self) -> Shelf;

    /// What an update is and what would come of it.
    fn preview(&self, update: &[u8], now: Now) -> Update;

    /// Installs an update; a refusal changes nothing, and neither does a disk that takes nothing, which is one too.
    fn install(&self, update: &[u8], now: Now) -> Update;

    /// Until when this device may use the profile of controllers.
    fn controller_until(&self, device: DateTime<Utc>) -> Option<DateTime<Utc>>;

    /// Counts a check for the shift that is open.
    fn count(&self, outcome: Outcome, now: Now);

    /// Writes down what has been counted.
    fn settle(&self, now: Now);

    /// The register, where there is one.
    fn register(&self) -> Option<MutexGuard<'_, Register>>;

    /// What is wrong with the device, or was and has not been acknowledged.
    fn notices(&self) -> Vec<Notice>;

    /// It has been read what is wrong, and the clock is right.
    ///
    /// # Errors
    /// [`StoreError`] where that cannot be kept.
    fn acknowledge(&self, now: Now) -> Result<(), StoreError>;
}

/// A device as an office. It has a type of its own, because a device's methods have these names too: what is called on
/// a device is then always the device's.
///
/// What is kept is on the disk before a screen says so. A disk that takes nothing is told by a refusal.
pub struct OnDevice(pub Arc<Device>);

impl Office for OnDevice {
    fn verifier(&self) -> Arc<Verifier> {
        self.0.verifier()
    }

    fn moment(&self, now: Now) -> Moment {
        self.0.moment(now)
    }

    fn shelf(&self) -> Shelf {
        self.0.shelf()
    }

    fn preview(&self, update: &[u8], now: Now) -> Update {
        self.0.preview(update, now)
    }

    fn install(&self, update: &[u8], now: Now) -> Update {
        self.0.install(update, &[], now).unwrap_or_else(|error| not_kept(&error))
    }

    fn controller_until(&self, device: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.0.controller_until(device)
    }

    fn count(&self, outcome: Outcome, _: Now) {
        self.0.count(outcome);
    }

    fn settle(&self, now: Now) {
        self.0.settle(now);
    }

    fn register(&self) -> Option<MutexGuard<'_, Register>> {
        self.0.register()
    }

    fn notices(&self) -> Vec<Notice> {
        self.0.notices()
    }

    fn acknowledge(&self, now: Now) -> Result<(), StoreError> {
        self.0.acknowledge(now)
    }
}

/// What would have been taken, had it been possible to keep it.
fn not_kept(error: &StoreError) -> Update {
    let code = match error {
        StoreError::InUse { .. } => Code::RegisterInUse,
        StoreError::Io { .. }
        | StoreError::Damaged { .. }
        | StoreError::Newer { .. }
        | StoreError::Unavailable { .. } => Code::RegisterUnavailable,
    };
    Update::refused(Refusal::with(code, Detail::NotKept(error.brief())))
}
