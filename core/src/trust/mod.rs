//! Whom a signature is believed, for what, and until when.
//!
//! Keys arrive as raw points and moduli; certificates are read by whoever builds a trust list.

mod der;
mod key;
mod key_text;
mod revocation;
mod signature;
mod store;

pub use key::{KeyId, Kind, PublicKey, SigningKey, Validity};
pub use key_text::TextError;
pub use revocation::{Hashed, Revocable, RevocationError, Revocations};
pub use signature::Algorithm;
pub(crate) use signature::verify;
pub use store::{KeyName, Signers, TrustStore};
