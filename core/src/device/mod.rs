//! A device: the updates that it judges by, its register and its clock, as they are from run to run.
//!
//! Whatever breaks, it judges: by what is installed if that is whole, else by what is built in, and with a [`Notice`] of what
//! is wrong. Checks take the verifier as it is at that moment; installing puts a new one in its place and changes none.

#[cfg(feature = "disk")]
mod folder;
mod installed;
mod notice;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use chrono::{DateTime, Utc};

use crate::bundle::{Anchor, Counters, Shelf, Update};
use crate::clock::{Clock, Mark, Now};
use crate::code::Code;
use crate::register::{Counts, Mending, Register};
use crate::store::{Store, StoreError, record};
use crate::time::Moment;
use crate::verdict::Outcome;
use crate::verifier::Verifier;
use installed::Installed;
pub use notice::Notice;

const CLOCK: &[u8] = b"clock";
const COUNTERS: &[u8] = b"counters";
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
    /// Held while an update is installed: one at a time.
    installing: Mutex<()>,
    register: Option<Mutex<Register>>,
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

/// The numbers of a generation of updates.
#[derive(Debug, minicbor::Encode, minicbor::Decode)]
struct KeptCounters {
    #[n(0)]
    generation: u64,
    #[n(1)]
    counters: Counters,
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
        let counters = kept_counters(&places, &mut notices, now);
        let installed = Installed::load(&*places.updates, &shelf, counters.as_ref());
        settle_counters(&places, &installed, counters.as_ref(), &mut notices, now);
        let mut device = Self {
            in_force: RwLock::new(Arc::new(InForce::new(installed, &base))),
            base,
            installing: Mutex::default(),
            register: None,
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

    /// Takes over what another process has installed since; whether there was anything. It costs a look into the folder.
    pub fn refresh(&self) -> bool {
        let _one_at_a_time = lock(&self.installing);
        let current = self.in_force();
        if !current.installed.is_outdated(&*self.places.updates) {
            return false;
        }
        let next = Installed::load(&*self.places.updates, &current.installed.empty, None);
        self.put_in_force(next);
        true
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
        self.in_force().installed.updates().map(<[u8]>::to_vec).collect()
    }

    /// What is wrong, or was and has not been acknowledged.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = lock(&self.notices).clone();
        if let Some(fault) = &self.in_force().installed.fault {
            notices.push(Notice::new(Code::UpdatesDamaged, self.opened, fault));
        }
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

    /// Installs an update and keeps it, with the `anchors` that its signature needs. A refusal and a failure leave what was in
    /// force in force.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be kept; [`StoreError::InUse`] for who has not the register.
    pub fn install(&self, file_or_text: &[u8], anchors: &[Anchor], now: Now) -> Result<Update, StoreError> {
        let _one_at_a_time = lock(&self.installing);
        let Some(database) = &self.places.database else {
            return Err(StoreError::InUse { path: "the register".into() });
        };
        let device = self.moment(now).device;
        let current = self.in_force();
        let (update, next) = current.installed.with(file_or_text, anchors, device);
        tracing::debug!(code = %update.code, "update");
        let Some(next) = next else { return Ok(update) };
        next.keep(&*self.places.updates)?;
        let kept = next.counters();
        keep_counters(&**database, &kept)?;
        let next = Installed::load(&*self.places.updates, &next.empty, Some(&kept));
        self.put_in_force(next);
        Ok(update)
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
        notice::keep(&*self.places.apart, &notices);
        Ok(())
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
            Err(error) => return notices.push(Notice::new(Code::RegisterUnavailable, now.wall, error)),
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
            let mut notices = lock(&self.notices);
            if !notices.iter().any(|notice| notice.code == Code::RegisterUnavailable) {
                notices.push(Notice::new(Code::RegisterUnavailable, now.wall, error));
            }
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
            notices.push(Notice::new(Code::RegisterBroken, now.wall, error));
            Clock::default()
        }
    }
}

fn kept_counters(places: &Places, notices: &mut Vec<Notice>, now: Now) -> Option<KeptCounters> {
    let database = places.database.as_ref()?;
    match record::read(&**database, COUNTERS) {
        Ok(kept) => kept,
        Err(error) => {
            notices.push(Notice::new(Code::CountersRaised, now.wall, error));
            None
        }
    }
}

/// Numbers that were lost are taken from the updates again. It is told, unless the device died between the two writes of
/// an install.
fn settle_counters(
    places: &Places,
    installed: &Installed,
    counters: Option<&KeptCounters>,
    notices: &mut Vec<Notice>,
    now: Now,
) {
    let known = counters.map_or(0, |kept| kept.generation);
    let Some(database) = places.database.as_ref().filter(|_| known < installed.generation) else { return };
    let is_told = notices.iter().any(|notice| notice.code == Code::CountersRaised);
    if known + 1 < installed.generation && !is_told {
        notices.push(Notice::new(
            Code::CountersRaised,
            now.wall,
            format!("{known} < {}", installed.generation),
        ));
    }
    if let Err(error) = keep_counters(&**database, &installed.counters()) {
        notices.push(Notice::new(Code::RegisterUnavailable, now.wall, error));
    }
}

fn keep_counters(database: &dyn Store, kept: &KeptCounters) -> Result<(), StoreError> {
    record::write(database, COUNTERS, kept)?;
    database.flush()
}

impl InForce {
    fn new(installed: Installed, base: &Verifier) -> Self {
        let mut verifier = installed.shelf.furnish(base);
        verifier.damaged |= installed.fault.is_some();
        Self { verifier: Arc::new(verifier), installed }
    }
}

/// What a lock guards is replaced in one step, so that a panic elsewhere leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
