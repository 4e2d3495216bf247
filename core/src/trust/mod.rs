//! Whom a signature is believed, for what, and until when.

mod key;
mod key_text;

pub use key::{KeyId, Kind, PublicKey, SigningKey, Validity};
pub use key_text::TextError;
