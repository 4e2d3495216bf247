//! Paper attestations: what a person sees on one, and the form that asks for it.
//!
//! What a paper is worth is decided by the packs in [`crate::rules::tolerance`]. The form knows nothing of any
//! relaxation: its questions come from the packs in force, and only what can still change the verdict is asked.
//!
//! Who knows all that stands on a paper tells it as an [`Attestation`]. Who asks a person gives the [`Answers`] so far to
//! [`Verifier::next_question`](crate::Verifier::next_question), again and again, until it gives the verdict.

mod answers;
mod chip;
mod chips;
mod domain;
mod facts;
mod form;
mod hours;
mod search;

pub use answers::{Answers, DurationAnswer, KindAnswer, TimeAnswer};
pub use chip::Chip;
pub use facts::{Attestation, PaperError};
pub use form::{AttestationForm, Choice, Half, TimeGroup};
pub use hours::Hours;
pub use search::Question;

pub(crate) use domain::Domain;
pub(crate) use search::{Step, next_step};
