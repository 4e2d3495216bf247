//! `souplesse bundle install` and `export`: updates on this device, for good.

use std::fs;
use std::io::Write;
use std::path::Path;

use souplesse_core::bundle::{KnownAnchor, Shelf, open};

use super::progress;
use super::show::draw_outcome;
use crate::cli::{BundleInstall, Common, Force};
use crate::judge::{data_folder, setup};
use crate::read::keys::read_anchors;
use crate::read::moment::reading;
use crate::read::update::read_updates;
use crate::tell::complaint;
use crate::tell::error::{Act, Error, Misuse, Why};
use crate::tell::json;
use crate::tell::output::Output;
use crate::tell::page::Page;
use crate::tell::visible;
use crate::tell::visible::visible;

/// 0 where all are in force now, 1 where some were refused.
pub(super) fn run(arguments: &BundleInstall, common: &Common) -> Result<u8, Error> {
    if setup::is_what_if(common) {
        return Err(Misuse::InstallWhatIf.into());
    }
    let updates = read_updates(&arguments.updates, &mut progress::teller(common))?;
    let anchors = common.anchor.iter().map(|path| read_anchors(path)).collect::<Result<Vec<_>, _>>()?;
    let anchors = anchors.concat();
    let before = known_without(common)?;
    let device = data_folder::device(common)?;
    let mut output = anstream::stdout();
    let mut status = 0;
    for bytes in &updates {
        let update = device.install(bytes, &anchors, reading());
        let update = update.map_err(|error| Error::Kept { act: Act::Install, why: Why::Store(error) })?;
        if common.json {
            writeln!(output, "{}", visible::json(&json::update(&update)))?;
        } else {
            write!(output, "{}", draw_outcome(&update, bytes, common.language()))?;
        }
        status = status.max(u8::from(!update.is_taken()));
    }
    drop(device);
    tell_changed_rights(&before, &known_without(common)?, common)?;
    Ok(status)
}

/// The keys that this device knows without those of the call.
fn known_without(common: &Common) -> Result<Vec<KnownAnchor>, Error> {
    if common.anchor.is_empty() {
        return Ok(Vec::new());
    }
    let common = Common { anchor: Vec::new(), ..common.clone() };
    Ok(data_folder::open(&common, setup::base(&common)?.0)?.shelf().anchors())
}

/// A key file that is given once more may say more than the one before.
fn tell_changed_rights(before: &[KnownAnchor], now: &[KnownAnchor], common: &Common) -> Result<(), Error> {
    let page = Page::new(common.language());
    for known in now {
        let Some(was) = before.iter().find(|was| was.key == known.key) else { continue };
        if was.may_sign == known.may_sign {
            continue;
        }
        let (number, rights, before) =
            (known.key.to_string(), page.rights(&known.may_sign), page.rights(&was.may_sign));
        let values = [("name", &*known.name), ("number", &number), ("rights", &rights), ("before", &before)];
        complaint::tell(&page.words.fill("signing.rights-changed", &values))?;
    }
    Ok(())
}

/// What the keys of an export are called; `--anchor` takes them so.
const ANCHORS: &str = "anchors.anchor.toml";

/// The keys without which no other device takes the updates, as `keygen` writes them; nothing where there is none.
fn anchors(shelf: &Shelf) -> Option<Vec<u8>> {
    let texts = shelf.vouched_anchors().into_iter().map(|anchor| {
        let number = anchor.number().map(|number| number.to_string()).unwrap_or_default();
        format!("# The public key {number}.\n{}", toml::to_string(&anchor).expect("an anchor becomes TOML"))
    });
    let text = texts.collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then(|| text.into_bytes())
}

/// Writes what is installed, numbered in its order, and the keys that signed it. All names are looked at before the first file is written.
pub(super) fn export(folder: &Path, force: Force, common: &Common) -> Result<u8, Error> {
    let device = data_folder::device(common)?;
    let output = Output::new(force.force, [data_folder::path(common)?]).beside(common);
    let updates = device.updates().into_iter().zip(1..).map(|(bytes, number)| {
        let bundle = open(&bytes).and_then(|opened| opened.read()).ok();
        let id = bundle.and_then(|bundle| bundle.documents.first().map(|document| document.id.clone()));
        (folder.join(format!("{number:02}-{}.souplesse", id.unwrap_or_default())), bytes)
    });
    let mut updates = updates.collect::<Vec<_>>();
    updates.extend(anchors(&device.shelf()).map(|text| (folder.join(ANCHORS), text)));
    updates.iter().try_for_each(|(path, _)| output.check(path))?;
    fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.to_owned(), source })?;
    for (path, bytes) in &updates {
        output.write(path, bytes)?;
        writeln!(anstream::stdout(), "{}", visible(&path.display().to_string()))?;
    }
    Ok(0)
}
