//! The door: every screen, event by event.

mod device;
mod faults;
mod leave;
mod pages;
mod paper;
mod people;
mod people_streams;
mod scan;
mod streams;
mod updates;

use souplesse_core::Code;
use souplesse_core::door::{Screen, View};

/// What the update on offer is, and whether it can be installed.
fn offered(screen: &Screen) -> (Code, bool) {
    let View::Offer { update, can_be_installed } = &screen.view else {
        panic!("no offer: {:?}", screen.view)
    };
    (update.code.clone(), *can_be_installed)
}
