//! Devices of the tests: in memory or in a folder, with an authority whose updates they take.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::device::{Device, Notice, Places};
use souplesse_core::register::Name;
use souplesse_core::store::{Memory, Store};
use souplesse_core::{Now, Uptime};

use crate::authority::{Authority, evening};
use crate::updates::shelf_of;

/// A reading so many seconds behind the evening of 14 August 2021, by a device that has just been started, so that its
/// uptime tells nothing.
#[must_use]
pub fn reading(seconds: i64) -> Now {
    let uptime = Uptime { start: seconds.unsigned_abs(), millis: 0 };
    Now { wall: evening() + TimeDelta::seconds(seconds), uptime }
}

/// The moment of such a reading.
#[must_use]
pub fn wall(seconds: i64) -> DateTime<Utc> {
    reading(seconds).wall
}

/// A name of the register.
///
/// # Panics
/// Where it is none.
#[must_use]
pub fn name(text: &str) -> Name {
    Name::try_from(text.to_owned()).expect("a name")
}

/// The device that lives in `folder` and takes what `authority` signs.
#[must_use]
pub fn in_folder(folder: &Path, authority: &Authority) -> Device {
    let (places, found) = Places::in_folder(folder, reading(0));
    open(places, found, authority)
}

/// The device that keeps what it keeps in `places`.
#[must_use]
pub fn open(places: Places, found: Vec<Notice>, authority: &Authority) -> Device {
    let base = BuiltIn::load().verifier();
    Device::open(places, found, (base, shelf_of(authority)), [7; 16], reading(0))
}

/// Places in memory.
#[must_use]
pub fn in_memory() -> Places {
    let memory = || Arc::<Memory>::default() as Arc<dyn Store>;
    Places { database: Some(memory()), apart: memory(), updates: memory() }
}

/// The codes of its notices, in their order.
#[must_use]
pub fn codes(device: &Device) -> Vec<String> {
    device.notices().iter().map(|notice| notice.code.to_string()).collect()
}

/// The ids of the packs that it judges by.
#[must_use]
pub fn packs(device: &Device) -> Vec<String> {
    let verifier = device.verifier();
    verifier.tolerances.held.iter().map(|held| held.tolerance.pack().id.clone()).collect()
}
