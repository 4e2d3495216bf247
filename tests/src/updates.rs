//! Installing updates as the tests do: with a shelf, and an eye on what a refusal must not change.

use chrono::{DateTime, Utc};
use souplesse_core::attestation::Attestation;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Content, Document, Right, Shelf};
use souplesse_core::rules::tolerance::{ELEMENTS, Word};
use souplesse_core::{Code, Moment, Profile, Verdict, Verifier};

use crate::authority::{Authority, evening, pack_document};

/// An authority with every right.
#[must_use]
pub fn authority() -> Authority {
    Authority::new("ARS d’essai", &Right::ALL)
}

/// A shelf that takes what this authority signs.
#[must_use]
pub fn shelf_of(authority: &Authority) -> Shelf {
    let mut shelf = BuiltIn::load().shelf();
    shelf.pin(authority.anchor.clone());
    shelf
}

/// The built-in verifier with what is on the shelf.
#[must_use]
pub fn furnished(shelf: &Shelf) -> Verifier {
    shelf.furnish(&BuiltIn::load().verifier())
}

/// The ids of the packs that are held.
#[must_use]
pub fn packs(shelf: &Shelf) -> Vec<String> {
    furnished(shelf).tolerances.held.iter().map(|held| held.tolerance.pack().id.clone()).collect()
}

/// The device's clock: the evening of 14 August 2021.
#[must_use]
pub fn device() -> Option<DateTime<Utc>> {
    Some(evening())
}

/// Installs, and sees that a refusal has changed nothing.
///
/// # Panics
/// Where it has.
pub fn install(shelf: &mut Shelf, bytes: &[u8], device: Option<DateTime<Utc>>) -> Code {
    let before = format!("{shelf:?}");
    let preview = shelf.preview(bytes, device);
    assert_eq!(format!("{shelf:?}"), before, "a preview changes nothing");
    let update = shelf.install(bytes, device);
    assert_eq!(preview, update);
    if update.code != Code::UpdateInstalled {
        assert_eq!(format!("{shelf:?}"), before, "{update:?} changed something");
    }
    update.code
}

/// A document of that name, the first of its kind.
#[must_use]
pub fn document(id: &str, content: Content) -> Document {
    Document { id: id.to_owned(), sequence: 1, content }
}

/// The verdict on a complete antigen paper of Saturday morning.
///
/// # Panics
/// Never.
pub fn paper(verifier: &Verifier, at: Moment) -> Verdict {
    let word = |text: &&str| Word::try_from(*text).expect("a word");
    let present = ELEMENTS.iter().map(word);
    let tested_at = Some("2021-08-14T09:15:00".parse().expect("a local time"));
    let attestation = Attestation::new(Some(word(&"antigen")), tested_at, present, None).expect("a paper");
    verifier.check_attestation(&attestation, at, Profile::Venue)
}

/// Signs a bundle whose payload was changed.
///
/// # Panics
/// Where the system has no randomness.
pub fn sign_payload(authority: &Authority, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let whole = authority.update(pack_document("XX-ONE", 1));
    let mut payload = souplesse_core::compact::to_cbor(&authority.bundle(vec![pack_document("XX-ONE", 1)]));
    change(&mut payload);
    let mut protected = vec![0xA2, 0x01, 0x26, 0x04, 0x48];
    protected.extend(authority.number().0);
    let byte_string =
        |bytes: &[u8]| minicbor::to_vec(minicbor::bytes::ByteVec::from(bytes.to_vec())).unwrap();
    let signed =
        [&b"\x84\x6ASignature1"[..], &byte_string(&protected), &byte_string(&[]), &byte_string(&payload)]
            .concat();
    let signature = authority.sign_bytes(&signed);
    [&whole[..3 + protected.len()], &[0xA0], &byte_string(&payload), &byte_string(&signature)].concat()
}
