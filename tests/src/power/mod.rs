//! Places whose power can be lost between any two steps: a disk that knows what was synced, and a database that knows what
//! was flushed.

mod database;
mod disk;

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use souplesse_core::device::Places;
use souplesse_core::store::Files;

use database::Database;
use disk::PlainDisk;

/// What becomes of that for which nobody waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Whether names that were made, changed or removed stay so.
    pub names_are_kept: bool,
    /// What is left of contents.
    pub contents: Contents,
    /// Whether what was put into the database is there.
    pub database_is_kept: bool,
}

/// What is left of a file's content for which nobody waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// All of it.
    Whole,
    /// The first half.
    Cut,
    /// Nothing.
    Gone,
}

/// A folder and a database.
#[derive(Debug)]
pub struct World {
    power: Arc<Power>,
    disk: Arc<PlainDisk>,
    database: Arc<Database>,
}

#[derive(Debug, Default)]
struct Power {
    count: Mutex<Count>,
}

#[derive(Debug, Default)]
struct Count {
    steps: usize,
    /// How many more there will be; `None` where the power stays.
    left: Option<usize>,
    was_refused: bool,
}

impl Loss {
    /// The extremes of what may come of a loss of power, each with each.
    #[must_use]
    pub fn extremes() -> Vec<Self> {
        let contents = [Contents::Whole, Contents::Cut, Contents::Gone];
        let all = contents.into_iter().flat_map(|contents| {
            [(true, true), (true, false), (false, true), (false, false)]
                .map(|(names_are_kept, database_is_kept)| Self { names_are_kept, contents, database_is_kept })
        });
        all.collect()
    }
}

impl World {
    /// Nothing is there yet.
    #[must_use]
    pub fn empty() -> Self {
        Self::of(PlainDisk::empty, Database::empty)
    }

    fn of(disk: impl FnOnce(Arc<Power>) -> PlainDisk, database: impl FnOnce(Arc<Power>) -> Database) -> Self {
        let power = Arc::<Power>::default();
        let (disk, database) = (disk(Arc::clone(&power)), database(Arc::clone(&power)));
        Self { power, disk: Arc::new(disk), database: Arc::new(database) }
    }

    /// The places of a device.
    #[must_use]
    pub fn places(&self) -> Places {
        let files = |folder: &str| Files::on(self.disk.clone(), Path::new(folder));
        Places {
            database: Some(self.database.clone()),
            apart: Arc::new(files("/data/device")),
            updates: Arc::new(files("/data/device/updates")),
        }
    }

    /// Lets the power be lost after so many steps from now.
    pub fn lose_power_after(&self, steps: usize) {
        self.power.count().left = Some(steps);
    }

    /// How many steps there were.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.power.count().steps
    }

    /// Whether anything was asked for when the power was lost already.
    #[must_use]
    pub fn was_refused(&self) -> bool {
        self.power.count().was_refused
    }

    /// The world when the power is back.
    #[must_use]
    pub fn after(&self, loss: Loss) -> Self {
        Self::of(|power| self.disk.after(loss, power), |power| self.database.after(loss, power))
    }

    /// The same world, in which everything is on the disk.
    #[must_use]
    pub fn settled(&self) -> Self {
        self.after(Loss { names_are_kept: true, contents: Contents::Whole, database_is_kept: true })
    }
}

impl Power {
    /// One step more that changes something.
    fn step(&self) -> io::Result<()> {
        self.check()?;
        let mut count = self.count();
        count.steps += 1;
        count.left = count.left.map(|left| left - 1);
        Ok(())
    }

    fn check(&self) -> io::Result<()> {
        let mut count = self.count();
        if count.left != Some(0) {
            return Ok(());
        }
        count.was_refused = true;
        Err(io::Error::other("the power is lost"))
    }

    fn count(&self) -> MutexGuard<'_, Count> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
