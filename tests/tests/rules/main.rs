//! CertLogic, the rules that were published, and what they answer.

mod published;
mod sets;
