//! What is installed is read, and made whole where it can be.

use super::Places;
use super::installed::Installed;
use super::notice::Notice;
use super::witness::Witness;
use crate::bundle::{Line, Shelf};
use crate::clock::Now;
use crate::code::Code;

/// What is installed, and the numbers that are kept apart. Who has the database makes whole what is damaged, while nobody else
/// changes anything.
pub(super) fn read_installed(
    places: &Places,
    shelf: &Shelf,
    notices: &mut Vec<Notice>,
    now: Now,
) -> (Witness, Installed) {
    let held = places.database.as_ref().map(|_| places.updates.hold()).transpose();
    let mut witness = Witness::read(places, notices, now);
    let mut installed = Installed::load(&*places.updates, shelf, &witness);
    match held {
        Ok(_held) => installed = settle(&mut witness, places, installed, notices, now),
        Err(error) => notices.push(Notice::new(Code::RegisterUnavailable, now.wall, error.brief())),
    }
    (witness, installed)
}

/// Writes what was mended, and takes numbers that were lost from the log again. It is told, unless the device died between
/// the two writes of its last change.
pub(super) fn settle(
    witness: &mut Witness,
    places: &Places,
    mut installed: Installed,
    notices: &mut Vec<Notice>,
    now: Now,
) -> Installed {
    let Some(known) = witness.known().filter(|_| witness.mends()) else { return installed };
    let follows = installed.shelf.counters();
    let is_told = notices.iter().any(|notice| notice.code == Code::CountersRaised);
    let changes = installed.shelf.lines().into_iter().filter(|line| matches!(line, Line::Accepted(_)));
    let is_lost = known.is_empty() && changes.count() > 1 && installed.repair.is_none();
    if is_lost && !is_told {
        notices.push(Notice::new(Code::CountersRaised, now.wall, format!("0 < {}", follows.len())));
    }
    let mut failed = None;
    if let Some(repair) = installed.repair.take() {
        notices.push(Notice::new(repair.code, now.wall, repair.updates));
        match installed.write(&*places.updates, installed.shelf.clone()) {
            Ok(kept) => installed = kept,
            Err(error) => failed = Some(error),
        }
    }
    failed = failed.or(witness.raise(places, &installed.shelf).err());
    if let Some(error) = failed {
        notices.push(Notice::new(Code::RegisterUnavailable, now.wall, error.brief()));
    }
    installed
}
