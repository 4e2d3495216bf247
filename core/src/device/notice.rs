//! What people must know of a device: what is wrong with it, or was.

use std::fmt::Display;

use chrono::{DateTime, SubsecRound, Utc};
use minicbor::{Decode, Encode};

use crate::code::Code;
use crate::store::{Store, StoreError, record};
use crate::time::seconds;

const NOTICES: &[u8] = b"notices";

/// Those that are told until somebody acknowledges them; the others tell what is wrong now.
const KEPT: [Code; 7] = [
    Code::CountersRaised,
    Code::RegisterMovedAside,
    Code::RegisterBroken,
    Code::KeptDamaged,
    Code::UpdateGivenUp,
    Code::UpdatesTakenOver,
    Code::UpdatesFoundAgain,
];

/// Something that is wrong, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub code: Code,
    /// When it was noticed.
    pub at: DateTime<Utc>,
    /// What the code cannot say: a file, or what the system said. Nothing of a holder.
    pub detail: String,
}

#[derive(Encode, Decode)]
struct Kept {
    #[n(0)]
    code: String,
    #[cbor(n(1), with = "seconds")]
    at: DateTime<Utc>,
    #[n(2)]
    detail: String,
}

impl Notice {
    pub(super) fn new(code: Code, at: DateTime<Utc>, detail: impl Display) -> Self {
        Self { code, at: at.trunc_subsecs(0), detail: detail.to_string() }
    }

    /// Whether it is told until it is acknowledged.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        KEPT.contains(&self.code)
    }
}

/// Those that have not been acknowledged. That they are damaged is one too.
pub(super) fn kept(store: &dyn Store, at: DateTime<Utc>) -> Vec<Notice> {
    let kept = match record::read::<Vec<Kept>>(store, NOTICES) {
        Ok(kept) => kept.unwrap_or_default(),
        Err(error) => return vec![Notice::new(Code::KeptDamaged, at, error.brief())],
    };
    let notices = kept.into_iter().filter_map(|Kept { code, at, detail }| {
        let code = KEPT.into_iter().find(|known| known.text() == code)?;
        Some(Notice { code, at, detail })
    });
    notices.collect()
}

/// Keeps those that are told until they are acknowledged.
pub(super) fn keep(store: &dyn Store, notices: &[Notice]) {
    let told = notices.iter().filter(|notice| notice.is_kept()).cloned().collect::<Vec<_>>();
    let is_same = record::read::<Vec<Kept>>(store, NOTICES)
        .is_ok_and(|kept| kept.map_or(0, |kept| kept.len()) == told.len());
    if is_same {
        return;
    }
    let told =
        told.into_iter().map(|Notice { code, at, detail }| Kept { code: code.to_string(), at, detail });
    // Where nothing can be kept, that is a notice by itself.
    let _ = record::write(store, NOTICES, &told.collect::<Vec<_>>());
}

/// Why a device without its database changes nothing: it cannot be had, or another process has it.
pub(super) fn why_nothing_is_kept(notices: &[Notice]) -> StoreError {
    match notices.iter().find(|notice| notice.code == Code::RegisterUnavailable) {
        Some(notice) => StoreError::Unavailable { detail: notice.detail.clone() },
        None => StoreError::InUse { path: "register".into() },
    }
}
