//! `souplesse bundle install` and `export`: updates on this device, for good.

use std::fs;
use std::io::Write;
use std::path::Path;

use souplesse_core::bundle::open;
use souplesse_core::device::Device;

use super::keys::read_anchor;
use super::show::{draw_outcome, to_json};
use super::sign::write_new;
use super::source::read_updates;
use crate::cli::{BundleInstall, Common};
use crate::data_folder;
use crate::error::Error;
use crate::moment::reading;
use crate::setup;
use crate::visible;

/// 0 where all are in force now, 1 where some were refused.
pub(super) fn run(arguments: &BundleInstall, common: &Common) -> Result<u8, Error> {
    if setup::is_what_if(common) {
        return Err(Error::Misuse {
            what: "nothing is installed in a run that asks what would be: leave out --at and --demo, or see it with --bundle"
                .to_owned(),
        });
    }
    let updates = read_updates(&arguments.updates)?;
    let anchors = common.anchor.iter().map(|path| read_anchor(path)).collect::<Result<Vec<_>, _>>()?;
    let device = device(common)?;
    let mut output = anstream::stdout();
    let mut status = 0;
    for bytes in &updates {
        let update = device.install(bytes, &anchors, reading());
        let update =
            update.map_err(|error| Error::Kept { what: "install the update", detail: error.to_string() })?;
        if common.json {
            writeln!(output, "{}", visible::json(&to_json(&update)))?;
        } else {
            write!(output, "{}", draw_outcome(&update, common.language()))?;
        }
        status = status.max(u8::from(!update.is_taken()));
    }
    Ok(status)
}

/// Writes what is installed, numbered in its order.
pub(super) fn export(folder: &Path, common: &Common) -> Result<u8, Error> {
    let device = device(common)?;
    fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.to_owned(), source })?;
    for (index, bytes) in device.updates().iter().enumerate() {
        let bundle = open(bytes).and_then(|opened| opened.read()).ok();
        let id = bundle.and_then(|bundle| bundle.documents.first().map(|document| document.id.clone()));
        let path = folder.join(format!("{:02}-{}.souplesse", index + 1, id.unwrap_or_default()));
        write_new(&path, bytes, false)?;
        writeln!(anstream::stdout(), "{}", path.display())?;
    }
    Ok(0)
}

fn device(common: &Common) -> Result<std::sync::Arc<Device>, Error> {
    let (base, _) = setup::base(common)?;
    let device = data_folder::open(common, base)?;
    data_folder::tell(&device, common)?;
    Ok(device)
}
