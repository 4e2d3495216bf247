//! The core of Souplesse: from the text of a code, or a frame of a camera, to a verdict, offline.
//!
//! It reads EU certificates (`HC1:…`) and French 2D-DOC, finds out who signed them, and judges them by the rules that are in
//! force; papers without a code are judged by published relaxations.
//!
//! ```
//! use souplesse_core::built_in::BuiltIn;
//! use souplesse_core::{Moment, Outcome, Profile};
//!
//! // A test of 14 August 2021, 9:15. The person is invented, and the key that signed it is public.
//! let code = "DC04FRD0DEM11ED81ED8B201FRF0CAMILLE\x1DF1FONTAINE\x1DF214021987F3FF4945584\x1DF5NF6140820210915\
//!     \x1FO4SWZ7BUYENU43JPMWSC7HCDMUPN2KUOMAPGBHHFCL64EYNLGSE5Y\
//!     IAIOXOMYDRVFPBOG3YGBCBL4HLBJGYAV46WD5HMT7V73UQFURQ";
//! let verifier = BuiltIn::load().demonstration_verifier();
//! let evening = Moment::what_if("2021-08-14T18:30:00Z".parse()?);
//! let verdict = verifier.check_code(code.as_bytes(), evening, Profile::Venue);
//! assert_eq!(verdict.outcome, Outcome::Valid);
//! assert_eq!(verdict.checks.map(|check| check.state.as_str()), ["passed"; 6]);
//! # Ok::<(), souplesse_core::chrono::ParseError>(())
//! ```
//!
//! A pass goes one way through the house: frame ([`scan`]) → code → pass ([`pass`]) → facts → checks → [`verdict`]. Time, trust
//! and rules come in from the side, as values:
//!
//! - **Time** is a [`Moment`]: [`Moment::now`] with the device's time, or [`Moment::what_if`] for any other, by which neither the
//!   device's clock nor the freshness of its data is judged. The core reads no clock.
//! - **Trust, rules and relaxations** are the fields of a [`Verifier`]. [`built_in`] has those that French verifiers held in
//!   August 2021, signed updates bring others ([`bundle`]), and whoever builds a verifier may put in their own.
//! - **Who is looking** is a [`Profile`]: a verdict holds only what that profile may see.
//! - **Where** is a [`Place`]: the country whose rules apply and, where it is known, the region and the kind of place.
//!
//! # What is an error
//!
//! A bad pass never is: a refusal, however damaged the pass, is a [`Verdict`] with an [`Outcome`] and a [`Code`] that says why,
//! and no input panics. Errors are kept for misuse, such as a frame whose buffer is too short or a rule set that cannot be read.
//! No sentence for people stands here: codes become words elsewhere, and `docs/codes.md` lists them all in French and English.
//!
//! Codes and errors grow, and their types are `#[non_exhaustive]`. Outcomes, checks and screens do not: whoever shows them has
//! something to show for each, and the compiler says where it is missing.
//!
//! # Purity
//!
//! A verdict is a function of its arguments, which a table of cases can test. There is no clock, no network, no camera and
//! nothing global. What a whole device keeps ([`device`], [`register`]) goes through the trait [`store::Store`]: in memory or,
//! with the feature `disk`, in a folder. The screens of a door are one state machine, [`door`]. `Debug` shows nothing of a holder.
//!
//! # Features
//!
//! - `anchor-text` (off): `bundle::read_anchors`, for the files of public keys that are given to devices.
//! - `disk` (off): `store::Database` and `store::Files`, and devices in folders. Without it the core touches no file.

pub mod attestation;
pub mod built_in;
pub mod bundle;
mod clock;
pub mod code;
pub mod compact;
pub mod contain;
mod cose;
pub mod device;
pub mod door;
pub mod json;
mod names;
pub mod pass;
mod personal;
pub mod place;
pub mod register;
pub mod rules;
pub mod scan;
pub mod store;
mod time;
pub mod trust;
pub mod value;
pub mod verdict;
pub mod verifier;

pub use {chrono, chrono_tz};

pub use clock::{Now, Uptime};
pub use code::Code;
pub use names::UnknownName;
pub use place::Place;
pub use time::{Freshness, Moment, is_of_a_clock};
pub use value::Value;
pub use verdict::{Outcome, Profile, Verdict};
pub use verifier::Verifier;
