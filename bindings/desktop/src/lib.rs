//! The `souplesse` command: files, pictures, terminals and certificates around the pure core.
//!
//! Nothing is judged here. What a pass is worth is decided in `souplesse_core`;
//! this package reads inputs, builds trust lists out of certificates, and prints answers.
