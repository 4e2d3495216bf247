//! What the person at the door sees and may do.

use std::sync::{Arc, Mutex, PoisonError};

use souplesse_core::Now;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::door::{self, Event, InMemory, OnDevice, Screen, Settings};

use crate::misuse::Misuse;
use crate::verifier::{Verifier, random};

/// The one state machine behind every screen. An app draws the [`Screen`] that it gives, and sends what happens.
#[derive(uniffi::Object)]
pub struct Door {
    door: Mutex<door::Door<OnDevice>>,
}

#[uniffi::export]
impl Door {
    /// A door on its first screen, which judges by `verifier`. Training has data of its own, in memory.
    #[uniffi::constructor]
    pub fn new(verifier: Arc<Verifier>, settings: Settings, now: Now) -> Result<Self, Misuse> {
        let built_in = BuiltIn::load();
        let demonstration =
            InMemory::new(built_in.demonstration_verifier(), built_in.demonstration_shelf(), now.wall);
        let device = OnDevice(Arc::clone(&verifier.device));
        let door = door::Door::new(device, demonstration, settings, random()?, now);
        Ok(Self { door: Mutex::new(door) })
    }

    /// Tells what happened, and gives what is to be seen from now on. Its effects are to be made once.
    pub fn send(&self, event: Event, now: Now) -> Result<Screen, Misuse> {
        Ok(self.door.lock().unwrap_or_else(PoisonError::into_inner).send(event, now))
    }
}
