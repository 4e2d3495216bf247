//! The worst that comes to each reader: inputs that cost most for their size, at any size.
//!
//! Tests measure by them how much memory reading takes and how many instructions, and that neither grows faster than the input.

mod authors;
mod passes;
mod pictures;
mod updates;

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use souplesse::judge::Judge;
use souplesse::judge::batch_line;
use souplesse::read::{limits, pack_text, picture, trust};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Parts, Right, Shelf};
use souplesse_core::register::Export;
use souplesse_core::rules::RuleSet;
use souplesse_core::trust::{PublicKey, Revocations};
use souplesse_core::{Moment, Profile, scan};

use crate::authority::{Authority, evening};
use crate::desk::Desk;

/// One kind of input.
#[derive(Clone, Copy)]
pub struct Case {
    /// What is bad about it.
    pub name: &'static str,
    /// Who reads it.
    pub reader: Reader,
    /// By what it came.
    pub carrier: Carrier,
    /// A fourth of what its reader still goes through, or less.
    pub size: usize,
    /// Far more than any reader should go through.
    pub too_large: usize,
    /// Makes it, of so many of what repeats in it.
    pub make: fn(usize) -> Vec<u8>,
}

/// By what an input came, which says how much memory reading it may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A code, which anybody may hold up.
    Code,
    /// Text or a file, or what an authority signed that is believed.
    Text,
    /// A picture file.
    Picture,
}

/// What reads bytes from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The text of a pass, or what is none.
    Pass,
    /// A signed update: the text of a code, or a file.
    Update,
    /// The parts of one, a line each.
    Parts,
    /// Rules.
    Rules,
    /// A list of keys, or certificates.
    Trust,
    /// A batch of the EU's revocation lists.
    Revocations,
    /// A pack as its author writes it.
    PackText,
    /// An exported register.
    Export,
    /// A line of a batch.
    BatchLine,
    /// A picture file.
    Picture,
    /// A stream that does not end.
    Endless,
    /// Nothing but a signature: what everything is measured by.
    Signature,
}

/// Every kind of input.
#[must_use]
pub fn cases() -> Vec<Case> {
    [passes::CASES, updates::CASES, authors::CASES, pictures::CASES].concat()
}

/// The most characters of a QR code: version 40 at level L.
const LONGEST_CODE: usize = 4296;

/// Those whose instructions are counted: pictures are large and have a clock of their own.
#[must_use]
pub fn counted() -> Vec<Case> {
    cases().into_iter().filter(|case| case.carrier != Carrier::Picture).collect()
}

impl Case {
    const fn new(name: &'static str, reader: Reader, size: usize, make: fn(usize) -> Vec<u8>) -> Self {
        Self { name, reader, carrier: Carrier::Text, size, too_large: 16 * size, make }
    }

    /// The sizes of which the instructions are counted: one that warms up, three of which each is twice the one before, the
    /// largest that is still read, and one that is too large.
    #[must_use]
    pub fn counted_sizes(&self) -> Vec<usize> {
        let growing = [self.size / 8, self.size / 8, self.size / 4, self.size / 2];
        // What no code holds is linear, as those three show, and would take long here.
        let largest = if self.carrier == Carrier::Code { vec![4 * self.size] } else { Vec::new() };
        growing.into_iter().chain(largest).chain([8 * self.size]).collect()
    }

    /// By what an input of this kind came: what no code holds came as a text.
    #[must_use]
    pub fn carrier_of(&self, input: &[u8]) -> Carrier {
        let fits = input.split(|byte| *byte == b'\n').all(|line| line.len() <= LONGEST_CODE);
        if self.carrier == Carrier::Code && !fits { Carrier::Text } else { self.carrier }
    }
}

impl Reader {
    /// Reads it as the product does, whatever comes of it. By this name the instructions are counted.
    #[inline(never)]
    pub fn read_counted(self, stand: &Stand, input: &[u8]) {
        // The command never holds more of a file.
        let Ok(read) =
            self.most().map_or(Ok(Cow::Borrowed(input)), |most| limits::read(input, most).map(Cow::Owned))
        else {
            return;
        };
        let input = &*read;
        match self {
            Reader::Pass => {
                let at = Moment::what_if(stand.desk.at);
                let _ = stand.desk.verifier.check_code(input, at, Profile::Controller);
            }
            Reader::Update => {
                let _ = stand.shelf.preview(input, Some(evening()));
            }
            Reader::Parts => {
                let mut parts = Parts::default();
                for line in input.split(|byte| *byte == b'\n') {
                    let _ = parts.add(line);
                }
            }
            Reader::Rules => drop(RuleSet::read(text(input))),
            Reader::Trust => drop(trust::read_bytes(input)),
            Reader::Revocations => drop(Revocations::default().add_batch(text(input))),
            Reader::PackText => drop(pack_text::read(text(input))),
            Reader::Export => drop(Export::read(text(input)).map(|export| export.verify())),
            Reader::BatchLine => {
                let _ = batch_line::judge(&stand.judge, input, 1);
            }
            Reader::Picture => {
                let Ok(picture) = picture::read(input) else { return };
                let _ = scan::scan(picture.luma(), picture.frame());
            }
            Reader::Endless => drop(limits::read(std::io::repeat(0), limits::PICTURE_FILE)),
            Reader::Signature => stand.verify(),
        }
    }
}

impl Reader {
    /// As much of a file or a line is read for it, in bytes. A code is handed over as it is.
    fn most(self) -> Option<usize> {
        let most = match self {
            Reader::Rules => limits::JSON_FILE,
            Reader::Trust => limits::KEY_LIST,
            Reader::PackText => limits::TOML_FILE,
            Reader::Export => Export::LARGEST,
            Reader::BatchLine => limits::BATCH_LINE,
            Reader::Picture => limits::PICTURE_FILE,
            Reader::Pass
            | Reader::Update
            | Reader::Parts
            | Reader::Revocations
            | Reader::Endless
            | Reader::Signature => return None,
        };
        Some(most)
    }
}

/// What readers need beside their input.
pub struct Stand {
    desk: Desk,
    shelf: Shelf,
    judge: Judge,
    /// A point on P-256, a message, and its signature.
    signed: (Vec<u8>, Vec<u8>, Vec<u8>),
}

/// The authority that the stand's shelf believes.
static AUTHORITY: LazyLock<Authority> = LazyLock::new(|| Authority::new("worst", &Right::ALL));

impl Stand {
    /// A stand with fresh keys.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "fresh keys are no default")]
    pub fn new() -> Self {
        let desk = Desk::new();
        let mut shelf = BuiltIn::load().shelf();
        shelf.pin(AUTHORITY.anchor.clone());
        let mut judge = Judge::new(Arc::new(desk.verifier.clone()), Profile::Controller);
        judge.at = Some(desk.at);
        judge.is_what_if = true;
        let PublicKey::P256(point) = desk.hcert.public.public.clone() else {
            unreachable!("a key of the tests")
        };
        let message = b"a few hundred bytes, as a pass has".repeat(10);
        let signature = desk.hcert.sign(&message);
        Self { desk, shelf, judge, signed: (point, message, signature) }
    }

    fn verify(&self) {
        let (point, message, signature) = &self.signed;
        let verified = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature);
        verified.expect("the desk signed it");
    }
}

fn text(input: &[u8]) -> &str {
    std::str::from_utf8(input).expect("these readers are given texts")
}

/// A beginning, something many times, and an end.
fn repeated(beginning: &str, times: usize, item: &str, end: &str) -> Vec<u8> {
    format!("{beginning}{}{end}", item.repeat(times)).into_bytes()
}

/// A list of so many of the same, with commas.
fn list(beginning: &str, times: usize, item: &str, end: &str) -> Vec<u8> {
    repeated(beginning, times.saturating_sub(1), &format!("{item},"), &format!("{item}{end}"))
}
