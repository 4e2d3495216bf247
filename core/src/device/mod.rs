//! A device: the updates that it judges by, its register and its clock, as they are from run to run.
//!
//! Whatever breaks, it judges: by what is installed if that is whole, else by what is built in, and with a [`Notice`] of what
//! is wrong. Checks take the verifier as it is at that moment; installing puts a new one in its place and changes none.

mod changing;
mod earlier;
#[cfg(feature = "disk")]
mod folder;
mod installed;
mod notice;
mod reading;
mod witness;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use chrono::{DateTime, Utc};

use crate::bundle::{Shelf, Update};
use crate::clock::{Clock, Mark, Now};
use crate::code::Code;
use crate::register::{Counts, Mending, Register};
use crate::store::{Store, StoreError, record};
use crate::time::Moment;
use crate::verdict::Outcome;
use crate::verifier::{Lost, Verifier};
use installed::Installed;
pub use notice::Notice;
use reading::{read_installed, settle};
use witness::Witness;

const CLOCK: &[u8] = b"clock";
const NUMBER: &[u8] = b"device";

/// Where a device keeps what it keeps.
#[derive(Clone)]
pub struct Places {
    /// The register's lines and the numbers of updates; `None` where they cannot be had, or are not to be touched.
    pub database: Option<Arc<dyn Store>>,
    /// What must outlive the database: the register's end, the clock's mark, notices, the device's number.
    pub apart: Arc<dyn Store>,
    /// The updates, as they were signed.
    pub updates: Arc<dyn Store>,
}

/// A device that is running.
pub struct Device {
    places: Places,
    /// What it judges by where nothing is installed.
    base: Verifier,
    in_force: RwLock<Arc<InForce>>,
    /// Held while what is installed changes: one at a time.
    installing: Mutex<Witness>,
    register: Option<Mutex<Register>>,
    /// Whether another process has the register: updates are installed beside it all the same.
    is_beside: bool,
    clock: Mutex<Clock>,
    /// Checks that have not been written into the register yet.
    pending: Mutex<Counts>,
    notices: Mutex<Vec<Notice>>,
    opened: DateTime<Utc>,
}

/// What is installed, and what is judged by with it.
struct InForce {
    installed: Installed,
    verifier: Arc<Verifier>,
}

impl Device {
    /// Opens a device. `base` is what it judges by, and `shelf` whose updates it takes, where nothing is installed.
    /// `random` becomes its number if it has none. What is wrong is a notice; `found` are those of the places.
    #[must_use]
    pub fn open(
        places: Places,
        found: Vec<Notice>,
        (base, mut shelf): (Verifier, Shelf),
        random: [u8; 16],
        now: Now,
    ) -> Self {
        let mut notices = notice::kept(&*places.apart, now.wall);
        let has_moved = found.iter().any(|notice| notice.code == Code::RegisterMovedAside);
        notices.extend(found);
        shelf.device = number(&places, random);
        let (witness, installed) = read_installed(&places, &shelf, &mut notices, now);
        let mut device = Self {
            in_force: RwLock::new(Arc::new(InForce::new(installed, &base))),
            base,
            installing: Mutex::new(witness),
            register: None,
            is_beside: notices.iter().any(|notice| notice.code == Code::RegisterInUse),
            clock: Mutex::new(kept_clock(&places, &mut notices, now)),
            pending: Mutex::default(),
            notices: Mutex::default(),
            opened: now.wall,
            places,
        };
        if let Some(database) = device.places.database.clone() {
            device.open_kept(database, has_moved, &mut notices, now);
            notice::keep(&*device.places.apart, &notices);
        }
        for notice in &notices {
            tracing::debug!(code = %notice.code, "notice");
        }
        *lock(&device.notices) = notices;
        device
    }

    /// What is judged by now. An update that is installed meanwhile changes nothing of it.
    #[must_use]
    pub fn verifier(&self) -> Arc<Verifier> {
        Arc::clone(&self.in_force().verifier)
    }

    /// Takes over what another process has installed since; whether there was anything. It costs a look into the folder; the
    /// clock is read only where there is something.
    pub fn refresh(&self, now: impl FnOnce() -> Now) -> bool {
        let mut witness = lock(&self.installing);
        if !self.in_force().installed.is_outdated(&*self.places.updates) {
            return false;
        }
        // Who only looks waits for nobody.
        let held = witness.mends().then(|| self.places.updates.hold()).transpose();
        held.is_ok_and(|_held| self.take_over(&mut witness, now()))
    }

    /// What is installed, to be looked at or built upon; it is not kept.
    #[must_use]
    pub fn shelf(&self) -> Shelf {
        self.in_force().installed.shelf.clone()
    }

    /// What an update is and what would come of it, by the device's time.
    #[must_use]
    pub fn preview(&self, file_or_text: &[u8], now: Now) -> Update {
        let device = self.moment(now).device;
        self.in_force().installed.shelf.preview(file_or_text, device)
    }

    /// Until when this device may use the profile of controllers, at the device's time.
    #[must_use]
    pub fn controller_until(&self, device: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.in_force().installed.shelf.controller_until(device)
    }

    /// The updates that are installed, as they were signed, in their order.
    #[must_use]
    pub fn updates(&self) -> Vec<Vec<u8>> {
        self.in_force().installed.updates(&*self.places.updates)
    }

    /// What is wrong, or was and has not been acknowledged.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = lock(&self.notices).clone();
        let in_force = self.in_force();
        let lost = in_force.installed.shelf.missing().into_iter().map(|missing| {
            format!("{} {}, {} ({})", missing.kind, missing.id, missing.sequence, missing.signer)
        });
        // Where nobody knows what was installed, all of it is lost.
        let fault = in_force.installed.fault.clone();
        let lost = if fault.is_some() { fault.into_iter().collect() } else { lost.collect::<Vec<_>>() };
        let lost = lost.into_iter();
        notices.extend(lost.map(|detail| Notice::new(Code::UpdatesDamaged, self.opened, detail)));
        notices
    }

    /// Takes a reading of the clock, and writes down what is due. The moment is that at which something is checked now.
    pub fn moment(&self, now: Now) -> Moment {
        let newest_issue = self.in_force().installed.shelf.newest_issue();
        let mut clock = lock(&self.clock);
        let moment = clock.read(now, newest_issue);
        let due = clock.due_mark();
        if let Some(mark) = due {
            clock.set_mark(mark);
        }
        drop(clock);
        if let Some(mark) = due {
            self.write_down(now, Some(mark));
        }
        moment
    }

    /// The time that is written beside what is accepted now.
    #[must_use]
    pub fn reckoned(&self, now: Now) -> DateTime<Utc> {
        lock(&self.clock).reckoned(now)
    }

    /// Counts a check for the shift that is open. It is written with the clock's mark, and by [`settle`](Self::settle).
    pub fn count(&self, outcome: Outcome) {
        lock(&self.pending).count(outcome);
    }

    /// Writes what has been counted.
    pub fn settle(&self, now: Now) {
        self.write_down(now, None);
    }

    /// The register, for who has it open.
    #[must_use]
    pub fn register(&self) -> Option<MutexGuard<'_, Register>> {
        self.register.as_ref().map(lock)
    }

    fn tell(&self, notice: Notice) {
        let mut notices = lock(&self.notices);
        if notice.is_kept() || !notices.iter().any(|known| known.code == notice.code) {
            notices.push(notice);
        }
    }

    /// Somebody has read the notices, and says that the clock is right.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn acknowledge(&self, now: Now) -> Result<(), StoreError> {
        let moment = self.moment(now);
        if moment.clock_behind.is_some() {
            let mark = lock(&self.clock).believe(now);
            if let Some(mut register) = self.register() {
                register.mend(Mending::ClockSet, now.wall)?;
                record::write(&*self.places.apart, CLOCK, &mark)?;
            }
        }
        let mut notices = lock(&self.notices);
        notices.retain(|notice| !notice.is_kept());
        if self.places.database.is_some() {
            notice::keep(&*self.places.apart, &notices);
        }
        Ok(())
    }

    /// Takes over what another process has installed since, while the updates are held by who mends them.
    fn take_over(&self, witness: &mut Witness, now: Now) -> bool {
        let current = self.in_force();
        if !current.installed.is_outdated(&*self.places.updates) {
            return false;
        }
        let mut next = Installed::load(&*self.places.updates, &current.installed.empty, witness);
        if next.repair.is_some() {
            let mut notices = Vec::new();
            next = settle(witness, &self.places, next, &mut notices, now);
            notices.into_iter().for_each(|notice| self.tell(notice));
            notice::keep(&*self.places.apart, &lock(&self.notices));
        } else if witness.mends()
            && let Err(error) = witness.raise(&self.places, &next.shelf)
        {
            self.tell(Notice::new(Code::RegisterUnavailable, now.wall, error.brief()));
        }
        self.put_in_force(next);
        true
    }

    fn put_in_force(&self, installed: Installed) {
        let in_force = Arc::new(InForce::new(installed, &self.base));
        *self.in_force.write().unwrap_or_else(PoisonError::into_inner) = in_force;
    }

    fn in_force(&self) -> Arc<InForce> {
        Arc::clone(&self.in_force.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn open_kept(&mut self, database: Arc<dyn Store>, has_moved: bool, notices: &mut Vec<Notice>, now: Now) {
        let opened = Register::open(database, Arc::clone(&self.places.apart), now.wall);
        let (mut register, mending) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                return notices.push(Notice::new(Code::RegisterUnavailable, now.wall, error.brief()));
            }
        };
        if has_moved && register.head().number > 0 {
            // Should it fail, the notice tells it all the same.
            let _ = register.mend(Mending::MovedAside, now.wall);
        } else if mending.is_some() {
            notices.push(Notice::new(Code::RegisterBroken, now.wall, register.head().number));
        }
        self.register = Some(Mutex::new(register));
    }

    fn write_down(&self, now: Now, mark: Option<Mark>) {
        let Some(register) = self.register() else { return };
        let counts = std::mem::take(&mut *lock(&self.pending));
        let counted = register.count(&counts, now.wall);
        let marked = mark.map_or(Ok(()), |mark| record::write(&*self.places.apart, CLOCK, &mark));
        drop(register);
        if counted.is_err() {
            lock(&self.pending).add(&counts);
        }
        if let Err(error) = counted.and(marked) {
            self.tell(Notice::new(Code::RegisterUnavailable, now.wall, error.brief()));
        }
    }
}

/// The device's own random number. One that cannot be kept is none; in the place of one that is damaged comes a fresh one,
/// for which no authorisation was made.
fn number(places: &Places, random: [u8; 16]) -> Option<String> {
    let kept = record::read::<String>(&*places.apart, NUMBER).ok().flatten();
    if kept.is_some() || places.database.is_none() {
        return kept;
    }
    let fresh = data_encoding::HEXLOWER.encode(&random);
    record::write(&*places.apart, NUMBER, &fresh).ok()?;
    Some(fresh)
}

/// A mark that is damaged is told, and the clock believed.
fn kept_clock(places: &Places, notices: &mut Vec<Notice>, now: Now) -> Clock {
    match record::read::<Mark>(&*places.apart, CLOCK) {
        Ok(mark) => mark.map(Clock::since).unwrap_or_default(),
        Err(error) => {
            notices.push(Notice::new(Code::KeptDamaged, now.wall, error.brief()));
            Clock::default()
        }
    }
}

impl InForce {
    fn new(installed: Installed, base: &Verifier) -> Self {
        let mut verifier = installed.shelf.furnish(base);
        if installed.fault.is_some() {
            verifier.lost = Lost::EVERYTHING;
        }
        Self { verifier: Arc::new(verifier), installed }
    }
}

/// What a lock guards is replaced in one step, so that a panic elsewhere leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
