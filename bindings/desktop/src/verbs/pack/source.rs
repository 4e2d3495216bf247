//! A pack by whatever names it: a text, a signed update, or the id of one that is installed or built in.

use std::path::Path;

use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Bundle, Content, Document, DocumentKind, KeyNumber, open};
use souplesse_core::compact::from_cbor;
use souplesse_core::rules::tolerance::{Pack, Tolerance, is_id};

use crate::cli::Common;
use crate::judge::data_folder::device;
use crate::read::pack_text;
use crate::read::update::read_signed;
use crate::tell::error::{Error, Misuse, Unusable};

/// A pack, and the update that brings it.
pub(super) struct Source {
    pub tolerance: Tolerance,
    /// `None` for a text, and for what is built in.
    pub signed: Option<Signed>,
}

/// An update with a pack in it.
pub(super) struct Signed {
    pub bytes: Vec<u8>,
    pub key: KeyNumber,
    /// The version of the pack.
    pub sequence: u64,
}

impl Source {
    pub(super) fn pack(&self) -> &Pack {
        self.tolerance.pack()
    }
}

/// The pack that an argument names: a file first, then an id.
///
/// # Errors
/// For what cannot be read, and for an id that nothing has.
pub(super) fn read(argument: &Path, common: &Common) -> Result<Source, Error> {
    let name = argument.to_string_lossy();
    if is_id(&name) && !argument.exists() {
        return by_id(&name, common);
    }
    if argument.extension().is_some_and(|ending| ending == "toml") {
        return Ok(Source { tolerance: pack_text::read_file(argument)?, signed: None });
    }
    of_file(argument)
}

/// The same of what is to be printed: a text that nobody has signed is not.
///
/// # Errors
/// Like [`read`].
pub(super) fn read_to_print(argument: &Path, common: &Common) -> Result<Source, Error> {
    let name = argument.to_string_lossy();
    if is_id(&name) && !argument.exists() { by_id(&name, common) } else { of_file(argument) }
}

fn of_file(argument: &Path) -> Result<Source, Error> {
    let (bytes, bundle) = read_signed(&argument.to_string_lossy())?;
    of_update(bytes, bundle, |_| true, argument)?
        .ok_or_else(|| Error::Unusable { path: argument.to_owned(), why: Unusable::NoPack })
}

/// The update of a pack, for what is signed alone.
///
/// # Errors
/// Like [`read`], and for a pack that nobody signed.
pub(super) fn bytes_by_id(id: &str, common: &Common) -> Result<Option<Vec<u8>>, Error> {
    // No file that people sign or draw is called so.
    if !is_id(id) || Path::new(id).exists() {
        return Ok(None);
    }
    Ok(by_id(id, common)?.signed.map(|signed| signed.bytes))
}

/// What is installed comes before what is built in, as it does at a door.
fn by_id(id: &str, common: &Common) -> Result<Source, Error> {
    let mut known = Vec::new();
    let mut newest: Option<Source> = None;
    for bytes in device(common)?.updates() {
        let Ok(bundle) = open(&bytes).and_then(|opened| opened.read()) else { continue };
        let packs = bundle.documents.iter().filter_map(pack_of);
        known.extend(packs.map(|(document, _)| document.id.clone()));
        let Some(found) = of_update(bytes, bundle, |known| known == id, Path::new(id))? else { continue };
        let sequence = |source: &Source| source.signed.as_ref().map(|signed| signed.sequence);
        if newest.as_ref().is_none_or(|newest| sequence(newest) < sequence(&found)) {
            newest = Some(found);
        }
    }
    if let Some(newest) = newest {
        return Ok(newest);
    }
    for pack in built_in() {
        if pack.id == id {
            return Ok(Source {
                tolerance: Tolerance::new(pack).expect("what is built in is sound"),
                signed: None,
            });
        }
        known.push(pack.id);
    }
    known.sort();
    known.dedup();
    Err(Misuse::NoSuchPack { id: id.to_owned(), known }.into())
}

/// The ids of all packs that are installed or built in.
///
/// # Errors
/// Where the device cannot be opened.
pub(super) fn known_ids(common: &Common) -> Result<Vec<String>, Error> {
    let installed = device(common)?.shelf().contents().into_iter().map(|installed| installed.document);
    let installed =
        installed.filter(|document| document.kind == DocumentKind::Pack).map(|document| document.id);
    let mut ids = installed.chain(built_in().map(|pack| pack.id)).collect::<Vec<_>>();
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// The packs that are part of the product.
pub(super) fn built_in() -> impl Iterator<Item = Pack> {
    BuiltIn::load().packs.into_iter().map(|cbor| from_cbor(&cbor).expect("a test reads the embedded data"))
}

/// The first pack of an update whose id is wanted.
fn of_update(
    bytes: Vec<u8>,
    bundle: Bundle,
    is_wanted: impl Fn(&str) -> bool,
    path: &Path,
) -> Result<Option<Source>, Error> {
    let found = bundle.documents.iter().filter_map(pack_of).find(|(document, _)| is_wanted(&document.id));
    let Some((document, pack)) = found else { return Ok(None) };
    let tolerance = Tolerance::new(pack.clone())
        .map_err(|error| Error::Unusable { path: path.to_owned(), why: Unusable::Pack(error) })?;
    let signed = Signed { bytes, key: bundle.anchor, sequence: document.sequence };
    Ok(Some(Source { tolerance, signed: Some(signed) }))
}

fn pack_of(document: &Document) -> Option<(&Document, &Pack)> {
    match &document.content {
        Content::Pack(pack) => Some((document, pack)),
        Content::Trust(_)
        | Content::Rules(_)
        | Content::Revocations(_)
        | Content::Withdrawal(_)
        | Content::Successor(_)
        | Content::Authorisation(_) => None,
    }
}
