//! Opening a bundle: whose it is, whether the signature holds, and what it says.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::anchor::{Anchor, KeyNumber};
use super::detail::{Detail, Wrong};
use super::document::{Bundle, Content, Document};
use super::envelope::Envelope;
use super::refusal::Refusal;
use super::text::{self, LARGEST};
use crate::code::Code;
use crate::compact::{self, CompactError};
use crate::rules::RuleSet;
use crate::rules::tolerance::{Tolerance, is_id};
use crate::time;
use crate::trust::{Algorithm, verify};

/// A bundle whose signature has not been looked at.
pub struct Opened<'b> {
    envelope: Envelope<'b>,
}

/// The bytes of a bundle, from a file or from the text of a QR code.
///
/// # Errors
/// `update-unreadable`, `update-too-large`.
pub fn bytes_of(file_or_text: &[u8]) -> Result<Vec<u8>, Refusal> {
    let text = file_or_text.trim_ascii();
    if text.starts_with(text::WHOLE) {
        return text::from_text(text);
    }
    if file_or_text.len() > LARGEST {
        return Err(Code::UpdateTooLarge.into());
    }
    Ok(file_or_text.to_vec())
}

/// Opens the envelope of a bundle.
///
/// # Errors
/// `update-unreadable`, `update-too-large`.
pub fn open(bundle: &[u8]) -> Result<Opened<'_>, Refusal> {
    if bundle.len() > LARGEST {
        return Err(Code::UpdateTooLarge.into());
    }
    let envelope = Envelope::read(bundle).ok_or_else(|| Refusal::named(Code::UpdateUnreadable, "COSE"))?;
    Ok(Opened { envelope })
}

impl Opened<'_> {
    /// Which key it says that it is signed with.
    #[must_use]
    pub fn key(&self) -> KeyNumber {
        self.envelope.key
    }

    /// The bundle, if `anchor` signed it and it makes sense.
    ///
    /// # Errors
    /// `update-bad-signature`, `update-unknown-field`, `update-unknown-version`, `update-unreadable`; the last three with
    /// the path of the culprit.
    pub fn verify(&self, anchor: &Anchor) -> Result<Bundle, Refusal> {
        let Envelope { signed, signature, .. } = &self.envelope;
        verify(Algorithm::Es256, &anchor.public, signed, signature).map_err(|_| Code::UpdateBadSignature)?;
        self.read()
    }

    /// What it says, whoever signed it: to be shown to its author, never to be relied upon.
    ///
    /// # Errors
    /// Like [`verify`](Self::verify).
    pub fn read(&self) -> Result<Bundle, Refusal> {
        let bundle = compact::from_cbor::<Bundle>(self.envelope.payload)?;
        check(&bundle, self.envelope.key)?;
        Ok(bundle)
    }
}

/// Whether a bundle makes sense.
fn check(bundle: &Bundle, key: KeyNumber) -> Result<(), Refusal> {
    let wrong = |path: &str, wrong: Wrong| {
        Refusal::with(Code::UpdateUnreadable, Detail::At { path: path.to_owned(), wrong: Box::new(wrong) })
    };
    if bundle.anchor != key {
        return Err(wrong("anchor", Wrong::OtherKey));
    }
    if bundle.documents.is_empty() {
        return Err(wrong("documents", Wrong::Nothing));
    }
    for (path, time) in [("issued", bundle.issued), ("expires", bundle.expires)] {
        check_time(time).map_err(|why| wrong(path, why))?;
    }
    if bundle.expires <= bundle.issued {
        return Err(wrong("expires", Wrong::NotBehindIssued));
    }
    let mut known = BTreeSet::new();
    for (index, document) in bundle.documents.iter().enumerate() {
        let path = format!("documents[{index}]");
        let id = format!("{path}.id");
        if !is_id(&document.id) {
            return Err(wrong(&id, Wrong::NotAnId));
        }
        if !known.insert((document.content.kind().as_str(), &document.id)) {
            return Err(wrong(&path, Wrong::Twice));
        }
        let is_own = |anchor: &Anchor| anchor.number() == Some(key);
        check_content(document, bundle.documents.len(), is_own).map_err(|wrong| {
            let is_unknown = matches!(&wrong, Wrong::Pack(error) if error.problem.is_unknown());
            let code = if is_unknown { Code::UpdateUnknownField } else { Code::UpdateUnreadable };
            Refusal::with(code, Detail::At { path: format!("{path}.content"), wrong: Box::new(wrong) })
        })?;
    }
    match contradictory_value_set(bundle) {
        Some(id) => Err(wrong("documents", Wrong::ValueSetTwice { id: id.to_owned() })),
        None => Ok(()),
    }
}

/// One of two would be dropped, and which one nobody would see.
fn contradictory_value_set(bundle: &Bundle) -> Option<&str> {
    let rules = bundle.documents.iter().filter_map(|document| match &document.content {
        Content::Rules(rules) => Some(&rules.value_sets),
        Content::Pack(_)
        | Content::Trust(_)
        | Content::Revocations(_)
        | Content::Withdrawal(_)
        | Content::Successor(_)
        | Content::Authorisation(_) => None,
    });
    let mut known = BTreeMap::new();
    let mut differing =
        rules.flatten().filter(|set| *known.entry(&set.id).or_insert(&set.codes) != &set.codes);
    differing.next().map(|set| set.id.as_str())
}

fn check_content(
    document: &Document,
    neighbours: usize,
    is_own: impl Fn(&Anchor) -> bool,
) -> Result<(), Wrong> {
    match &document.content {
        Content::Pack(pack) if pack.id != document.id => Err(Wrong::OtherId),
        Content::Pack(pack) => Tolerance::new((**pack).clone()).map(drop).map_err(Wrong::Pack),
        Content::Rules(rules) => {
            rules.sets.iter().try_for_each(|set| RuleSet::read(set).map(drop).map_err(Wrong::Rules))
        }
        Content::Revocations(revoked) => revoked.check().map_err(Wrong::Revocations),
        Content::Withdrawal(withdrawal) if withdrawal.revokes.is_empty() => Err(Wrong::WithdrawsNothing),
        // Nobody has to be able to read there what is no id: it may be a pass that was scanned into the wrong field.
        Content::Withdrawal(withdrawal) if !withdrawal.revokes.iter().all(|id| is_id(id)) => {
            Err(Wrong::NotAnId)
        }
        Content::Successor(_) if neighbours > 1 => Err(Wrong::NotAlone),
        // It would sign nothing any more, on every device.
        Content::Successor(anchor) if is_own(anchor) => Err(Wrong::OwnKey),
        Content::Successor(anchor) if anchor.number().is_none() => Err(Wrong::NotP256),
        Content::Authorisation(authorisation) => {
            check_time(authorisation.until)?;
            let device = authorisation.device.as_ref();
            let fits =
                |number: &String| number.len() == 32 && number.bytes().all(|byte| byte.is_ascii_hexdigit());
            if device.is_none_or(fits) { Ok(()) } else { Err(Wrong::NotADevice) }
        }
        Content::Trust(_) | Content::Withdrawal(_) | Content::Successor(_) => Ok(()),
    }
}

fn check_time(time: DateTime<Utc>) -> Result<(), Wrong> {
    time::is_told(time.date_naive()).then_some(()).ok_or(Wrong::Years)
}

impl From<CompactError> for Refusal {
    fn from(error: CompactError) -> Self {
        let code = match &error {
            CompactError::UnknownField { .. } => Code::UpdateUnknownField,
            CompactError::UnknownVersion { .. } => Code::UpdateUnknownVersion,
            // A level, an axis or a zone that this program does not know.
            CompactError::Content { detail, .. } if is_unknown_value(detail) => Code::UpdateUnknownField,
            CompactError::Encoding { .. } | CompactError::Content { .. } => Code::UpdateUnreadable,
        };
        Refusal::with(code, Detail::Compact(error))
    }
}

fn is_unknown_value(detail: &str) -> bool {
    detail.starts_with("unknown variant") || detail.contains("is no zone")
}
