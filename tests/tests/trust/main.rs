//! Whose passes are believed, and where the keys come from.

mod believed;
mod built_in;
mod names_of_keys;
mod published;
mod sources;

use std::collections::BTreeMap;

use souplesse_core::trust::{PublicKey, SigningKey};

/// How many keys of each kind there are.
fn describe(keys: &[SigningKey]) -> String {
    let mut counts = BTreeMap::new();
    for key in keys {
        let kind = match &key.public {
            PublicKey::P256(_) => "P-256".to_owned(),
            PublicKey::P384(_) => "P-384".to_owned(),
            PublicKey::P521(_) => "P-521".to_owned(),
            PublicKey::Rsa { modulus, .. } if modulus.len() < 256 => {
                format!("RSA-{} (weak)", modulus.len() * 8)
            }
            PublicKey::Rsa { modulus, .. } => format!("RSA-{}", modulus.len() * 8),
        };
        *counts.entry(kind).or_insert(0) += 1;
    }
    let restricted = keys.iter().filter(|key| key.signs.is_some()).count();
    let counts = counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect::<Vec<_>>();
    format!("{}; {restricted} restricted by usage", counts.join(", "))
}
