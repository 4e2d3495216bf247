//! The data folder: where it is, and the device that lives in it.

use std::path::PathBuf;
use std::sync::Arc;

use etcetera::BaseStrategy;
use ring::rand::{SecureRandom, SystemRandom};
use souplesse_core::Verifier;
use souplesse_core::device::{Device, Notice, Places};
use souplesse_core::{Code, Moment};
use souplesse_words::Words;

use crate::cli::Common;
use crate::judge::setup;
use crate::read::moment::reading;
use crate::tell::error::{Error, Misuse};
use crate::tell::{complaint, notice};

/// The folder that the call names, or the platform's for this program.
///
/// # Errors
/// [`Error::Misuse`] where the system has no such folder, and where the call names a file.
pub fn path(common: &Common) -> Result<PathBuf, Error> {
    if let Some(path) = &common.data_dir {
        return match path.metadata() {
            Ok(found) if !found.is_dir() => Err(Misuse::DataFolderIsFile { path: path.clone() }.into()),
            _ => Ok(path.clone()),
        };
    }
    let strategy = etcetera::base_strategy::choose_native_strategy();
    let folder = strategy.map(|strategy| strategy.data_dir().join("souplesse"));
    folder.map_err(|_| Misuse::NoDataFolder.into())
}

/// The device in the data folder, which judges by `base` and what is installed. A what-if run only looks.
///
/// # Errors
/// Those of [`path`], of anchors that cannot be read, and [`Error::Randomness`].
pub fn open(common: &Common, base: Verifier) -> Result<Arc<Device>, Error> {
    let folder = path(common)?;
    let now = reading();
    let (places, found) = if setup::is_what_if(common) {
        (Places::to_look_at(&folder), Vec::new())
    } else {
        Places::in_folder(&folder, now)
    };
    let mut random = [0; 16];
    SystemRandom::new().fill(&mut random).map_err(|_| Error::Randomness)?;
    Ok(Arc::new(Device::open(places, found, (base, setup::shelf(common)?), random, now)))
}

/// The device in the data folder, for who sees to its updates; what is wrong with it is told. A door that checks meanwhile is
/// nothing wrong.
///
/// # Errors
/// Those of [`open`].
pub fn device(common: &Common) -> Result<Arc<Device>, Error> {
    let (base, _) = setup::base(common)?;
    let device = open(common, base)?;
    tell_of(
        current_notices(&device, common).into_iter().filter(|notice| notice.code != Code::RegisterInUse),
        common,
    )?;
    Ok(device)
}

/// Tells on standard error what is wrong with the device, before anything is judged.
///
/// # Errors
/// [`Error::Stream`].
pub fn tell(device: &Device, common: &Common) -> Result<(), Error> {
    tell_of(current_notices(device, common), common)
}

fn tell_of(notices: impl IntoIterator<Item = Notice>, common: &Common) -> Result<(), Error> {
    if common.quiet {
        return Ok(());
    }
    for notice in notices {
        complaint::tell(&notice::spoken(&notice, Words::of(common.language())))?;
    }
    Ok(())
}

/// What is wrong with the device, the clock among it.
#[must_use]
pub fn current_notices(device: &Device, common: &Common) -> Vec<Notice> {
    let mut notices = device.notices();
    if !setup::is_what_if(common) {
        let now = reading();
        if let Moment { clock_behind: Some(expected), .. } = device.moment(now) {
            let detail = expected.with_timezone(&chrono_tz::Europe::Paris).format("%Y-%m-%d %H:%M");
            notices.push(Notice { code: Code::ClockBehind, at: now.wall, detail: detail.to_string() });
        }
    }
    notices
}
