//! The built-in trust list, out of the keys that were public on 13 August 2021.

use std::error::Error;
use std::fs;
use std::path::Path;

use souplesse::read::data::TrustList;
use souplesse::read::trust::{self, Certificate};
use souplesse_core::trust::{KeyId, Kind, SigningKey};

const HEADER: &str = "\
# The keys that French verifiers trusted on 13 August 2021.
#
# Facts from the public configuration of TousAntiCovid Verif of that day (163 keys of EU certificates)
# and from the public certificates of the five keys that sign French health 2D-DOC.
# Made by: cargo run -p souplesse-tests --bin built_in_trust
";

/// The health keys under the authority FR03, and what each may sign.
const HEALTH: [(&str, &[Kind]); 5] = [
    ("AHP1", &[Kind::Test]),
    ("AHP2", &[Kind::Test]),
    ("AV01", &[Kind::Vaccination]),
    ("AV02", &[Kind::Vaccination]),
    ("ING1", &[Kind::Test, Kind::Vaccination]),
];

/// The text of `core/data/trust.toml`, from a `folder` with the public configuration and certificates.
///
/// # Errors
/// Where one of them is missing or cannot be read.
pub fn text(folder: &Path) -> Result<String, Box<dyn Error>> {
    let read = trust::read_file(&folder.join("tacv-keys-2021-08-13.json"))?;
    let mut key =
        read.keys.into_iter().filter(|key| matches!(key.id, KeyId::Kid(_))).collect::<Vec<SigningKey>>();
    key.sort_by(|left, right| (&left.country, &left.id).cmp(&(&right.country, &right.id)));
    for (name, kinds) in HEALTH {
        let certificate =
            Certificate::read(&fs::read(folder.join(format!("twoddoc-certs/FR03_{name}.der")))?)?;
        key.extend(certificate.as_two_d_doc_key(Some(kinds.to_vec())));
    }
    Ok(format!("{HEADER}\n{}", toml::to_string(&TrustList { key })?))
}
