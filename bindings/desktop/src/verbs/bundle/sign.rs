//! `souplesse bundle sign`: files to one signed update.

use std::io::Write;

use chrono::{DateTime, Months, Utc};
use souplesse_core::bundle::{Authorisation, Bundle, Content, Document, KeyNumber};
use souplesse_core::compact::Version;
use souplesse_words::Words;

use crate::cli::{BundleSign, Common, SigningOptions};
use crate::read::contents;
use crate::read::keys::PrivateKey;
use crate::tell::drawn::texts;
use crate::tell::error::Error;
use crate::tell::output::Output;

/// What is told to sign with: key, dates, number.
#[derive(Debug)]
pub struct Signing {
    key: PrivateKey,
    issued: DateTime<Utc>,
    expires: DateTime<Utc>,
    judge_when_expired: bool,
    sequence: u64,
}

pub(super) fn run(arguments: &BundleSign, common: &Common) -> Result<u8, Error> {
    let files = contents::files(&arguments.files)?;
    let output =
        Output::new(arguments.force.force, files.iter().chain([&arguments.signing.key])).beside(common);
    output.check(&arguments.output)?;
    let signing = Signing::read(&arguments.signing, common)?;
    let contents = contents::read(&files, &arguments.files)?;
    let authorisation = arguments.authorise_until.map(|until| {
        let device = arguments.device.clone();
        ("AUTHORISATION".to_owned(), Content::Authorisation(Authorisation { device, until }))
    });
    let bytes = signing.sign(contents.into_iter().chain(authorisation))?;
    let texts = if arguments.text { texts(&bytes, Words::of(common.language()))? } else { Vec::new() };
    output.write(&arguments.output, &bytes)?;
    texts.iter().try_for_each(|text| writeln!(anstream::stdout(), "{text}"))?;
    Ok(0)
}

impl Signing {
    /// Reads the key, and takes now and a year where no dates are given.
    ///
    /// # Errors
    /// Where the key cannot be used.
    pub fn read(options: &SigningOptions, common: &Common) -> Result<Self, Error> {
        let key = PrivateKey::read(&options.key)?;
        let issued = common.at.unwrap_or_else(crate::read::moment::now);
        let expires = options.expires.unwrap_or(issued + Months::new(12));
        Ok(Self {
            key,
            issued,
            expires,
            judge_when_expired: options.judge_when_expired,
            sequence: options.sequence,
        })
    }

    /// One signed update of these documents: id and content.
    ///
    /// # Errors
    /// Where the system has no randomness, or the update makes no sense to those who would install it.
    pub fn sign(&self, documents: impl IntoIterator<Item = (String, Content)>) -> Result<Vec<u8>, Error> {
        let sequence = self.sequence;
        let documents = documents.into_iter().map(|(id, content)| Document { id, sequence, content });
        let bytes = self.key.sign(&Bundle {
            version: Version,
            anchor: KeyNumber([0; 8]),
            issued: self.issued,
            expires: self.expires,
            judge_when_expired: self.judge_when_expired,
            demonstration: false,
            documents: documents.collect(),
        })?;
        let read = souplesse_core::bundle::open(&bytes).and_then(|opened| opened.read());
        match read {
            Ok(_) => Ok(bytes),
            Err(refusal) => Err(Error::Misuse {
                what: format!(
                    "nobody could install this: {}",
                    refusal.detail.unwrap_or_else(|| refusal.code.to_string())
                ),
            }),
        }
    }
}
