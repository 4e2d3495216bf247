//! `souplesse bundle sign`: files to one signed update.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Months, Utc};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Anchor, Authorisation, Bundle, Content, Document, OPEN_AUTHORISATION, Right};
use souplesse_core::compact::{Version, from_cbor};
use souplesse_words::{Language, Words};

use super::ledger::{Conflict, Ledger, files_read};
use crate::cli::{BundleSign, Common, SigningOptions};
use crate::read::contents;
use crate::read::keys::{PrivateKey, read_anchors};
use crate::tell::complaint;
use crate::tell::drawn::texts;
use crate::tell::error::{Error, Misuse};
use crate::tell::output::Output;

/// What is told to sign with: key, dates, number.
#[derive(Debug)]
pub struct Signing {
    key: PrivateKey,
    /// Where the key lies; `None` for one that everybody has, whose updates nobody keeps.
    ledger: Option<PathBuf>,
    now: DateTime<Utc>,
    issued: Option<DateTime<Utc>>,
    expires: Option<DateTime<Utc>>,
    judge_when_expired: bool,
    sequence: u64,
    language: Language,
    is_quiet: bool,
}

pub(super) fn run(arguments: &BundleSign, common: &Common) -> Result<u8, Error> {
    let files = contents::files(&arguments.files)?;
    let read = files_read(&arguments.signing.key);
    let output = Output::new(arguments.force.force, files.iter().chain(&read)).beside(common);
    output.check(&arguments.output)?;
    let signing = Signing::read(&arguments.signing, common)?;
    if let Some(until) = arguments.authorise_until {
        signing.check_authorisation(until, arguments.device.as_deref())?;
    }
    let contents = contents::read(&files, &arguments.files)?;
    let authorisation = arguments.authorise_until.map(|until| {
        let device = arguments.device.clone();
        ("AUTHORISATION".to_owned(), Content::Authorisation(Authorisation { device, until }))
    });
    let bytes = signing.sign(contents.into_iter().chain(authorisation))?;
    let texts = if arguments.text { texts(&bytes)? } else { Vec::new() };
    output.write(&arguments.output, &bytes)?;
    texts.iter().try_for_each(|text| writeln!(anstream::stdout(), "{text}"))?;
    Ok(0)
}

impl Signing {
    /// Reads the key.
    ///
    /// # Errors
    /// Where the key cannot be used.
    pub fn read(options: &SigningOptions, common: &Common) -> Result<Self, Error> {
        let key = PrivateKey::read(&options.key)?;
        let demonstration = BuiltIn::load().demonstration_anchors;
        let mut demonstration = demonstration.iter().filter_map(|cbor| from_cbor::<Anchor>(cbor).ok());
        let is_everybodys = demonstration.any(|anchor| anchor.number() == Some(key.number()));
        Ok(Self {
            ledger: (!is_everybodys).then(|| options.key.clone()),
            key,
            now: crate::read::moment::now(),
            issued: options.issued.or(common.at),
            expires: options.expires,
            judge_when_expired: options.judge_when_expired,
            sequence: options.sequence,
            language: common.language(),
            is_quiet: common.quiet,
        })
    }

    /// One signed update of these documents: id and content. The same documents under the same number are the same bytes as when they
    /// were first signed.
    ///
    /// # Errors
    /// Where the number was given to something else, or the update makes no sense to those who would install it.
    pub fn sign(&self, documents: impl IntoIterator<Item = (String, Content)>) -> Result<Vec<u8>, Error> {
        let sequence = self.sequence;
        let documents = documents.into_iter().map(|(id, content)| Document { id, sequence, content });
        let documents = documents.collect::<Vec<_>>();
        if self.ledger.as_deref().is_some_and(is_open_to_others) {
            self.warn("signing.open-key", &[])?;
        }
        let mut ledger = self.ledger.as_deref().map(Ledger::beside).transpose()?;
        let bundle = self.bundle(&documents, ledger.as_ref());
        if let Some(ledger) = &ledger {
            self.compare(&bundle, ledger)?;
        }
        self.warn_of_rights(&bundle)?;
        let bytes = self.key.sign(&bundle)?;
        let read = souplesse_core::bundle::open(&bytes).and_then(|opened| opened.read());
        if let Err(refusal) = read {
            return Err(Misuse::NobodyInstalls { code: refusal.code, detail: refusal.detail }.into());
        }
        // Before the update is anywhere: what was signed and is not known would be signed differently the next time.
        if let Some(Err(error)) = ledger.as_mut().map(|ledger| ledger.note(&bundle)) {
            self.warn("signing.not-noted", &[("detail", &error.told(self.language))])?;
        }
        Ok(bytes)
    }

    /// No device takes a leave for any device that lasts longer than a day.
    fn check_authorisation(&self, until: DateTime<Utc>, device: Option<&str>) -> Result<(), Error> {
        let issued = self.issued.unwrap_or(self.now);
        if device.is_none() && until - issued > OPEN_AUTHORISATION {
            return Err(Misuse::LeaveTooLong.into());
        }
        Ok(())
    }

    /// With the dates of the call, or those with which the same was signed before.
    fn bundle(&self, documents: &[Document], ledger: Option<&Ledger>) -> Bundle {
        let dated = |issued: DateTime<Utc>, expires: DateTime<Utc>| Bundle {
            version: Version,
            anchor: self.key.number(),
            issued,
            expires,
            judge_when_expired: self.judge_when_expired,
            demonstration: false,
            documents: documents.to_vec(),
        };
        let known = ledger.and_then(|ledger| ledger.dates_of(dated));
        let issued = self.issued.or(known.map(|(issued, _)| issued)).unwrap_or(self.now);
        let expires = self.expires.or(known.map(|(_, expires)| expires));
        dated(issued, expires.unwrap_or(issued + Months::new(12)))
    }

    /// Whether devices that have what the key signed before would take this.
    fn compare(&self, bundle: &Bundle, ledger: &Ledger) -> Result<(), Error> {
        if let Some(Conflict { document, sequence: version, issued, next }) = ledger.conflict(bundle) {
            return Err(Misuse::Conflict { document, version, issued, next }.into());
        }
        if let Some((id, issued)) = ledger.withdrawn(bundle) {
            return Err(Misuse::Withdrawn { id, issued }.into());
        }
        if let Some((document, highest)) = ledger.higher(bundle) {
            self.warn("signing.lower", &[("document", &document), ("highest", &highest.to_string())])?;
        }
        Ok(())
    }

    /// By the public key that `keygen` has written beside this one: a device that knows it so takes nothing else.
    fn warn_of_rights(&self, bundle: &Bundle) -> Result<(), Error> {
        let Some(path) = self.ledger.as_ref().map(|key| key.with_extension("anchor.toml")) else {
            return Ok(());
        };
        let known = read_anchors(&path).unwrap_or_default();
        let Some(anchor) = known.iter().find(|anchor| anchor.number() == Some(self.key.number())) else {
            return Ok(());
        };
        let lacks = |right: &Right| !anchor.may_sign.contains(right);
        let mut kinds = bundle.documents.iter().map(|document| document.content.kind());
        let Some(kind) = kinds.find(|kind| kind.right().is_some_and(|right| lacks(&right))) else {
            return Ok(());
        };
        let (file, kind) = (path.display().to_string(), kind.as_str());
        let kind = Words::of(self.language).label(&format!("update.kind.{kind}")).to_owned();
        self.warn("signing.no-right", &[("file", &file), ("kind", &kind)])
    }

    fn warn(&self, key: &str, values: &[(&str, &str)]) -> Result<(), Error> {
        if !self.is_quiet {
            complaint::tell(&Words::of(self.language).fill(key, values))?;
        }
        Ok(())
    }
}

/// Whether other people of this computer may read a file.
#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|known| known.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}
