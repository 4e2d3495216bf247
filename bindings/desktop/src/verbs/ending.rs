//! What is done before the program ends by a signal: the shift's checks are written down, and the terminal is put back.

use std::process;
use std::sync::Arc;

use souplesse_core::device::Device;

use super::terminal;
use crate::read::moment::reading;

/// The status by which shells know a program that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// Sees to it where the program is interrupted, terminated, or its terminal is closed.
pub fn settle_when_ended(counted: Option<Arc<Device>>) {
    let ended = ctrlc::set_handler(move || {
        if let Some(device) = &counted {
            device.settle(reading());
        }
        terminal::leave();
        process::exit(INTERRUPTED);
    });
    // Where the system has no such signals, nothing ends the program in that way.
    drop(ended);
}
