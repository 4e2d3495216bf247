//! What a device keeps from run to run, and what it does about what is lost.

mod earlier_version;
mod faults;
mod kept;
mod kept_updates;
mod lost_log;
mod power_loss;

use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};
use souplesse_tests::authority::{Authority, pack_document};

/// The pack that every device has from the beginning.
const BUILT_IN: &str = "FR-PSC-2021-08";

fn update(authority: &Authority, id: &str, sequence: u64) -> Vec<u8> {
    authority.update(pack_document(id, sequence))
}

/// The name of an update's file.
fn name_of(bytes: &[u8]) -> String {
    format!("{}.souplesse", HEXLOWER.encode(digest(&SHA256, bytes).as_ref()))
}
