//! The trust lists that were published, and what is built in of them.

use std::collections::BTreeMap;
use std::fs;

use data_encoding::BASE64;
use souplesse::read::trust::{self, Certificate};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::trust::{KeyId, Kind, PublicKey, SigningKey};
use souplesse_tests::{built_in_trust, testdata};

#[test]
fn both_german_lists_are_read_and_their_signatures_hold() {
    let Some(folder) = testdata("trust") else { return };
    for (name, count) in [("prod", 829), ("demo", 610)] {
        let list = fs::read(folder.join(format!("covpass-{name}-dsc-list.json"))).unwrap();
        let pem = fs::read_to_string(folder.join(format!("covpass-{name}-signing-key.pem"))).unwrap();
        let base64 = pem.lines().filter(|line| !line.starts_with("-----")).collect::<String>();
        let key = trust::read_public_key(&BASE64.decode(base64.as_bytes()).unwrap()).unwrap();
        assert!(trust::covpass_signature_holds(&list, &key), "{name}");
        let mut changed = list.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(!trust::covpass_signature_holds(&changed, &key), "{name}");

        let read = trust::read_bytes(&list).unwrap();
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        assert_eq!(read.keys.len(), count);
        let weak = describe(&read.keys).contains("1 RSA-1024 (weak)");
        assert_eq!(weak, name == "demo", "{name}");
        println!("covpass {name}: signature holds, {count} certificates load: {}", describe(&read.keys));
    }
}

#[test]
fn every_certificate_of_the_vectors_loads() {
    let Some(vectors) = testdata("dcc/vectors.jsonl") else {
        return;
    };
    let text = fs::read_to_string(vectors).unwrap();
    let mut count = 0;
    for line in text.lines() {
        let vector = serde_json::from_str::<serde_json::Value>(line).unwrap();
        let der = BASE64.decode(vector["CERTIFICATE"].as_str().unwrap().as_bytes()).unwrap();
        let certificate = Certificate::read(&der).unwrap();
        let kid = data_encoding::HEXLOWER.encode(&certificate.kid);
        assert_eq!(kid, vector["measured"]["cert_kid"].as_str().unwrap());
        count += 1;
    }
    println!("vectors: {count} certificates load, each with the kid that was measured");
}

#[test]
fn the_built_in_keys_are_those_of_13_august_2021() {
    let Some(folder) = testdata("trust") else { return };
    let source = trust::read_file(&folder.join("tacv-keys-2021-08-13.json")).unwrap();
    assert!(source.problems.is_empty(), "{:?}", source.problems);
    let built_in = BuiltIn::load();
    let is_kid = |key: &&SigningKey| matches!(key.id, KeyId::Kid(_));
    let sorted = |keys: Vec<&SigningKey>| {
        let mut keys = keys.into_iter().cloned().collect::<Vec<_>>();
        keys.sort_by(|left, right| left.id.cmp(&right.id));
        keys
    };
    let ours = sorted(built_in.keys.iter().filter(is_kid).collect());
    assert_eq!(ours, sorted(source.keys.iter().filter(is_kid).collect()));
    assert_eq!(ours.len(), 163);

    let health = built_in.keys.iter().filter(|key| !is_kid(key)).collect::<Vec<_>>();
    assert_eq!(health.len(), 5);
    for key in &health {
        // The list of August has the bare keys; dates and types come from the certificates.
        let bare = source.keys.iter().find(|known| known.id == key.id).unwrap();
        assert_eq!(bare.public, key.public);
        let KeyId::TwoDDoc(id) = &key.id else { unreachable!("filtered above") };
        let (authority, name) = id.split_at(4);
        let der = fs::read(folder.join(format!("twoddoc-certs/{authority}_{name}.der"))).unwrap();
        let certificate = Certificate::read(&der).unwrap();
        assert_eq!(certificate.two_d_doc_id.as_ref(), Some(id));
        assert_eq!(Some(certificate.validity), key.validity);
    }
    let countries =
        ours.iter().filter_map(|key| key.country.as_deref()).collect::<std::collections::BTreeSet<_>>();
    println!("built in: {} keys of {} countries and 5 health 2D-DOC keys", ours.len(), countries.len());
    println!("built in: {}", describe(&ours));
    assert_eq!(countries.len(), 36);
}

#[test]
fn the_built_in_list_is_what_its_maker_writes() {
    let Some(folder) = testdata("trust") else { return };
    let made = built_in_trust::text(&folder).unwrap();
    assert!(
        made == include_str!("../../core/data/trust.toml"),
        "core/data/trust.toml is not what its maker writes"
    );
}

#[test]
fn each_health_key_signs_what_its_issuer_may() {
    let signs = BuiltIn::load().keys.into_iter().filter_map(|key| match key.id {
        KeyId::TwoDDoc(id) => Some((id, key.signs)),
        KeyId::Kid(_) => None,
    });
    let expected = [
        ("FR03AHP1", vec![Kind::Test]),
        ("FR03AHP2", vec![Kind::Test]),
        ("FR03AV01", vec![Kind::Vaccination]),
        ("FR03AV02", vec![Kind::Vaccination]),
        ("FR03ING1", vec![Kind::Test, Kind::Vaccination]),
    ];
    let expected = expected.map(|(id, kinds)| (id.to_owned(), Some(kinds)));
    assert_eq!(signs.collect::<Vec<_>>(), expected);
}

#[test]
fn damaged_certificates_are_errors_and_never_more_than_the_original() {
    let Some(folder) = testdata("trust/twoddoc-certs") else { return };
    let der = fs::read(folder.join("FR03_AV01.der")).unwrap();
    for place in 0..der.len() {
        assert!(Certificate::read(&der[..place]).is_err(), "cut at {place}");
        for mask in [0x01, 0x80, 0xFF] {
            let mut damaged = der.clone();
            damaged[place] ^= mask;
            // Whatever can still be read has a whole key; the signature is left to whoever publishes the list.
            if let Ok(Certificate { public: PublicKey::P256(point), .. }) = Certificate::read(&damaged) {
                assert_eq!(point.len(), 65);
            }
        }
    }
}

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
