//! A device, and what it judges by.

use std::path::Path;
use std::sync::Arc;

use ring::rand::{SecureRandom, SystemRandom};
use souplesse_core::attestation::{Answers, Attestation, AttestationForm};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Installed, Shelf, Update, read_anchors};
use souplesse_core::device::{Device, Notice, Places};
use souplesse_core::door::{Office, OnDevice};
use souplesse_core::place::{Place, PlaceError};
use souplesse_core::rules::Purpose;
use souplesse_core::rules::tolerance::NotAWord;
use souplesse_core::verifier::{self, FormStep, Shown};
use souplesse_core::{Moment, Now, Profile, Verdict};

use crate::contain;
use crate::misuse::Misuse;

/// How a device is set up, and where it keeps what it keeps.
#[derive(uniffi::Record)]
pub struct VerifierConfig {
    /// The folder for updates, register and clock, which is made where it is missing. One process has it at a time; a second
    /// one judges and keeps nothing.
    pub folder: String,
    /// Where passes are checked: ISO 3166-1 alpha-2.
    pub country: String,
    /// The region by which rules and relaxations may be limited, as ISO 3166-2 names it: `FR-971`, or `971` alone.
    pub region: Option<String>,
    /// What kind of place it is, in the words of tolerance packs that are limited to one, such as `restaurant`.
    pub kind_of_place: Option<String>,
    /// What passes are checked for.
    pub purpose: Purpose,
    /// Who else may sign updates: the text of the `.anchor.toml` that `souplesse bundle keygen` writes, one or several in each, or
    /// the same as JSON in a line of its own. What is not taken is told by [`Status::rejected_anchors`].
    pub anchors: Vec<String>,
    /// Whether the public keys of the demonstration are trusted; every verdict then says so.
    pub demonstration: bool,
}

/// What a device keeps, and how it is.
#[derive(uniffi::Record)]
pub struct Status {
    /// The version of the core.
    pub version: String,
    /// The device's own number, which an authorisation may name.
    pub device: Option<String>,
    /// The moment of a check that is made now, with what is to be said of the clock.
    pub moment: Moment,
    /// What is installed, by who signed it.
    pub installed: Vec<Installed>,
    /// What is wrong, or was and has not been acknowledged.
    pub notices: Vec<Notice>,
    /// Anchors of the configuration that are not taken.
    pub rejected_anchors: Vec<RejectedAnchor>,
    /// Whether the register can be written.
    pub register_is_open: bool,
}

/// An anchor that was given and is not taken.
#[derive(Clone, Debug, uniffi::Record)]
pub struct RejectedAnchor {
    /// Which of all that were given, from 1.
    pub number: u32,
    /// What is wrong with it, with its name where it has one.
    pub detail: String,
}

/// One of the documents that a person shows.
#[derive(uniffi::Enum)]
pub enum ShownDocument {
    /// The text of a code.
    Code(Vec<u8>),
    /// A paper.
    Attestation(Attestation),
}

/// Judges passes and papers by what is built in and what is installed, and keeps updates, register and clock in a folder.
/// An install never makes a check wait, and each check sees one whole set of data.
#[derive(uniffi::Object)]
pub struct Verifier {
    pub(crate) device: Arc<Device>,
    rejected_anchors: Vec<RejectedAnchor>,
}

#[uniffi::export]
impl Verifier {
    /// Opens the device. An unknown place is a [`Misuse`]; what is wrong with its folder or an anchor is told by [`status`](Self::status), and it judges all the same.
    #[uniffi::constructor]
    pub fn open(config: VerifierConfig, now: Now) -> Result<Self, Misuse> {
        contain::silence();
        let (verifier, mut shelf) = base(&config)?;
        let rejected_anchors = pin(&mut shelf, &config.anchors);
        let (places, found) = Places::in_folder(Path::new(&config.folder), now);
        let device = Device::open(places, found, (verifier, shelf), random()?, now);
        Ok(Self { device: Arc::new(device), rejected_anchors })
    }

    /// The moment of a check that is made now. Reads no clock: `now` is what the device's clocks say.
    pub fn moment(&self, now: Now) -> Result<Moment, Misuse> {
        Ok(self.device.moment(now))
    }

    /// Judges the text of a code: what a scanner read or a person typed.
    pub fn check_code(&self, code: Vec<u8>, at: Moment, profile: Profile) -> Result<Verdict, Misuse> {
        Ok(self.judge().check_code(&code, at, profile))
    }

    /// What to ask about a paper now; empty where no relaxation is in force.
    pub fn attestation_form(&self, at: Moment) -> Result<AttestationForm, Misuse> {
        Ok(self.judge().attestation_form(at))
    }

    /// The question that can still change the verdict on a paper, or the verdict.
    pub fn next_question(&self, answers: Answers, at: Moment, profile: Profile) -> Result<FormStep, Misuse> {
        Ok(self.judge().next_question(&answers, at, profile))
    }

    /// Judges a paper of which everything is known.
    pub fn check_attestation(
        &self,
        attestation: Attestation,
        at: Moment,
        profile: Profile,
    ) -> Result<Verdict, Misuse> {
        Ok(self.judge().check_attestation(&attestation, at, profile))
    }

    /// Judges documents of one person: the best decides.
    pub fn check_documents(
        &self,
        documents: Vec<ShownDocument>,
        at: Moment,
        profile: Profile,
    ) -> Result<Verdict, Misuse> {
        let shown = documents.iter().map(|document| match document {
            ShownDocument::Code(code) => Shown::Code(code),
            ShownDocument::Attestation(attestation) => Shown::Attestation(attestation),
        });
        Ok(self.judge().check_documents(&shown.collect::<Vec<_>>(), at, profile))
    }

    /// Installs an update from a file or a code's text. A refusal, told by the code of what is returned, changes nothing.
    pub fn install(&self, update: Vec<u8>, now: Now) -> Result<Update, Misuse> {
        Ok(OnDevice(Arc::clone(&self.device)).install(&update, now))
    }

    /// What the device keeps, and how it is.
    pub fn status(&self, now: Now) -> Result<Status, Misuse> {
        let shelf = self.device.shelf();
        Ok(Status {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            moment: self.device.moment(now),
            installed: shelf.contents(),
            device: shelf.device,
            notices: self.device.notices(),
            rejected_anchors: self.rejected_anchors.clone(),
            register_is_open: self.device.register().is_some(),
        })
    }
}

impl Verifier {
    fn judge(&self) -> Arc<verifier::Verifier> {
        self.device.verifier()
    }
}

/// What is judged by, and whose updates are taken, where nothing is installed.
fn base(config: &VerifierConfig) -> Result<(verifier::Verifier, Shelf), Misuse> {
    let built_in = BuiltIn::load();
    let (mut verifier, shelf) = if config.demonstration {
        (built_in.demonstration_verifier(), built_in.demonstration_shelf())
    } else {
        (built_in.verifier(), built_in.shelf())
    };
    verifier.place = place(config)?;
    verifier.purpose = config.purpose;
    Ok((verifier, shelf))
}

/// Lets anchors sign, and gives those that may not.
fn pin(shelf: &mut Shelf, texts: &[String]) -> Vec<RejectedAnchor> {
    let mut rejected = Vec::new();
    for (number, anchor) in (1..).zip(texts.iter().flat_map(|text| read_anchors(text))) {
        let pinned = anchor.map_err(|error| error.to_string()).and_then(|anchor| {
            let name = anchor.name.clone();
            let everybodys = || format!("{name}: everybody has the private half of its key");
            shelf.pin(anchor).then_some(()).ok_or_else(everybodys)
        });
        rejected.extend(pinned.err().map(|detail| RejectedAnchor { number, detail }));
    }
    rejected
}

/// Where passes are checked.
fn place(config: &VerifierConfig) -> Result<Place, Misuse> {
    let unknown = |error: PlaceError| Misuse::Place { detail: error.to_string() };
    let mut place = Place::in_country(config.country.parse().map_err(unknown)?);
    if let Some(region) = &config.region {
        place = place.in_region(region).map_err(unknown)?;
    }
    if let Some(kind) = &config.kind_of_place {
        let kind = kind.parse().map_err(|error: NotAWord| Misuse::Place { detail: error.to_string() })?;
        place = place.of_kind(kind);
    }
    Ok(place)
}

/// Fresh random bytes of the system.
pub(crate) fn random<const COUNT: usize>() -> Result<[u8; COUNT], Misuse> {
    let mut bytes = [0; COUNT];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Misuse::Randomness)?;
    Ok(bytes)
}
