//! The trust lists and certificates that were published.

use std::fs;

use data_encoding::BASE64;
use souplesse::read::trust::{self, Certificate};
use souplesse_core::trust::PublicKey;
use souplesse_tests::testdata;

use super::describe;

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
