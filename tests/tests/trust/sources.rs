//! Trust sources as people give them: what is taken, what is told of the rest, and what no list may do.

use chrono::{DateTime, Utc};
use data_encoding::BASE64;
use rcgen::{CertificateParams, DnType, KeyPair, PKCS_ECDSA_P256_SHA256};
use serde_json::{Value as Json, json};
use souplesse::read::trust::{Certificate, Read, TrustFault, read_bytes, read_file, read_what_if};
use souplesse_core::bundle::Right;
use souplesse_core::trust::{KeyId, Kind};
use souplesse_tests::authority::Authority;

/// A self-signed certificate of this name, in DER.
fn certificate(name: &str) -> Vec<u8> {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key");
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.self_signed(&key).expect("a certificate").der().to_vec()
}

fn pem(der: &[u8]) -> String {
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", BASE64.encode(der))
}

/// A bare public key in base64.
fn spki() -> String {
    BASE64.encode(&Authority::new("any", &[Right::Pack]).anchor.spki().expect("a key on P-256"))
}

fn read(json: &Json) -> Read {
    read_bytes(json.to_string().as_bytes()).expect("a trust source")
}

fn problems(read: &Read) -> Vec<String> {
    read.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn certificates_come_as_der_as_pem_and_in_folders() {
    let (one, two) = (certificate("one"), certificate("two"));
    let kid = |der: &[u8]| KeyId::Kid(Certificate::read(der).expect("a certificate").kid);
    assert_eq!(read_bytes(&one).expect("DER").keys[0].id, kid(&one));
    let mut both = b"Issuer: Sant\xE9 publique\n".to_vec();
    both.extend(format!("{}{}", pem(&one), pem(&two)).into_bytes());
    let keys = read_bytes(&both).expect("PEM, with a name in Latin-1 above it").keys;
    assert_eq!(keys.iter().map(|key| key.id.clone()).collect::<Vec<_>>(), [kid(&one), kid(&two)]);

    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in
        [("b.pem", pem(&two).into_bytes()), ("a.DER", one.clone()), ("note.txt", b"no key".to_vec())]
    {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
    std::fs::write(folder.path().join("c.crt"), pem(&one[..90])).expect("a file");
    let all = read_file(folder.path()).expect("a folder of certificates");
    assert_eq!(all.keys.iter().map(|key| key.id.clone()).collect::<Vec<_>>(), [kid(&one), kid(&two)]);
    assert_eq!(problems(&all), ["c.crt, certificate 1: not a certificate: it cannot be read as X.509"]);
}

#[test]
fn bytes_behind_a_certificate_or_a_key_refuse_it() {
    let mut der = certificate("one");
    der.push(0);
    assert_eq!(
        problems(&read_bytes(&der).expect("a source")),
        ["certificate: not a certificate: bytes follow its end"]
    );
    let mut key = BASE64.decode(spki().as_bytes()).expect("base64");
    key.push(0);
    let read = read(&json!([{ "id": "FR03AV01", "spki": BASE64.encode(&key) }]));
    assert_eq!(problems(&read), ["key 1: not a certificate: bytes follow the end of the public key"]);
}

#[test]
fn one_entry_of_a_wrong_shape_costs_itself_alone_and_is_named() {
    let good = json!({ "id": "FR03AV01", "spki": spki() });
    let list = json!([good, 7, { "id": "FR03AV02" }, "!", good]);
    let read_list = read(&list);
    assert_eq!(read_list.keys.len(), 2);
    assert_eq!(
        problems(&read_list),
        [
            "key 2: not of the form of its list: a base64 certificate, or {\"id\", \"spki\"}",
            "key 3: not of the form of its list: a base64 certificate, or {\"id\", \"spki\"}",
            "key 4: not base64",
        ]
    );
    assert_eq!(
        read_what_if(&list.to_string()).expect_err("refused in a batch line"),
        problems(&read_list)[0]
    );

    let french =
        read(&json!({ "certificates2DDoc": { "FR03AV01": spki(), "FR03AV02": 7 }, "certificatesDCC": {} }));
    assert_eq!((french.keys.len(), problems(&french).len()), (1, 1));
    let german = read(&json!({ "certificates": [
        { "kid": "AAAAAAAAAAA=", "rawData": BASE64.encode(&certificate("one")) }, { "kid": "AA==" },
    ] }));
    assert_eq!(german.keys.len(), 1);
    assert_eq!(
        problems(&german),
        ["certificate 2: not of the form of its list: an object with `kid` and `rawData`"]
    );
}

#[test]
fn a_bare_key_has_the_name_of_a_2d_doc_key_or_a_kid() {
    let id = |name: &str| {
        let read = read(&json!([{ "id": name, "spki": spki() }]));
        read.keys.first().map(|key| key.id.clone())
    };
    assert_eq!(id("FR03AV01"), Some(KeyId::TwoDDoc("FR03AV01".to_owned())));
    assert_eq!(id("53455455"), Some(KeyId::Kid(vec![0x53, 0x45, 0x54, 0x55])), "four bytes");
    assert_eq!(id("d919375fc1e7b6b2"), id("D919375FC1E7B6B2"));
    assert_eq!(id("2Rk3X8Hntr8="), id("d919375fc1e7b6bf"), "a kid as COSE libraries print it");
    for name in ["", "fr03av01", "FR03AV0", "FR03-V01", "0x53"] {
        assert_eq!(id(name), None, "{name}");
    }
}

#[test]
fn what_may_be_a_kid_or_the_name_of_a_2d_doc_key_serves_both() {
    let read = read(&json!([{ "id": "DE03AB01", "spki": spki() }]));
    let ids = read.keys.iter().map(|key| key.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids, [KeyId::TwoDDoc("DE03AB01".to_owned()), KeyId::Kid(vec![0xDE, 0x03, 0xAB, 0x01])]);
    // A list of 2D-DOC keys says which of both it means, and holds no kid.
    let list = |id: &str| json!({ "certificates2DDoc": { id: spki() }, "certificatesDCC": {} });
    assert_eq!(self::read(&list("DE03AB01")).keys.len(), 1);
    assert_eq!(problems(&self::read(&list("53455455"))).len(), 1);
}

#[test]
fn base64_comes_bare_in_lines_and_framed_as_a_certificate_or_a_key() {
    let der = certificate("one");
    let kid = KeyId::Kid(Certificate::read(&der).expect("a certificate").kid);
    let wrapped = |base64: &str, end: &str| {
        let lines = base64.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned());
        lines.collect::<Vec<_>>().join(end)
    };
    let bare = BASE64.encode(&der);
    for text in [bare.clone(), wrapped(&bare, "\n"), wrapped(&bare, "\r\n") + "\r\n", pem(&der)] {
        let in_a_line = read_what_if(&json!([text]).to_string()).expect("a line takes it");
        assert_eq!(in_a_line[0].id, kid, "{text}");
        assert_eq!(read_bytes(text.as_bytes()).expect("a file has it").keys[0].id, kid, "{text}");
    }
    let framed =
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", wrapped(&spki(), "\n"));
    for spki in [wrapped(&spki(), "\n"), framed] {
        let keys = read_what_if(&json!([{ "id": "FR03AV01", "spki": spki }]).to_string());
        assert_eq!(keys.map(|keys| keys.len()), Ok(1), "{spki}");
    }
}

#[test]
fn test_keys_stand_apart_and_days_are_whole() {
    let key = |id: &str, signs: Json| json!({ "id": id, "spki": spki(), "not_before": "2021-03-25", "not_after": "2024-03-24", "signs": signs });
    let list = json!({
        "production": [key("FR03AHP1", json!(["B2"])), key("FR03XXXX", json!(["B2", "A1"]))],
        "test": [key("FR000001", json!(null))],
    });
    let read = read(&list);
    let [production] = &read.keys[..] else { panic!("one key") };
    assert_eq!(production.signs, Some(vec![Kind::Test]));
    let validity = production.validity.expect("dates");
    let instant = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
    assert_eq!(validity.not_before, instant("2021-03-25T00:00:00+01:00"), "days begin in Paris");
    assert_eq!(validity.not_after, instant("2024-03-24T23:59:59+01:00"));
    assert_eq!(
        read.test_keys.iter().map(|key| key.id.clone()).collect::<Vec<_>>(),
        [KeyId::TwoDDoc("FR000001".to_owned())]
    );
    assert_eq!(
        problems(&read),
        ["production key 2: not a type of health document: B2 is a test, L1 a vaccination"]
    );
}

#[test]
fn a_key_until_the_end_of_the_calendar_is_a_slip_of_its_list_alone() {
    let key = |day: &str| json!({ "id": "FR03AHP1", "spki": spki(), "not_before": day, "not_after": day });
    let list = json!({ "production": [key("+262142-12-31"), key("-262143-01-01"), key("2021-08-14")] });
    let read = read(&list);
    assert_eq!((read.keys.len(), problems(&read).len()), (1, 2), "{:?}", problems(&read));
}

#[test]
fn what_is_no_trust_source_is_told_so_and_a_slip_in_ours_has_its_line() {
    assert_eq!(read_bytes(b"Bonjour.").expect_err("a text"), TrustFault::Unknown);
    assert_eq!(read_bytes(b"{\"rules\": []}").expect_err("other JSON"), TrustFault::Unknown);
    let slip = read_bytes(b"[[key]]\nid = 7\n").expect_err("no name");
    assert!(slip.to_string().contains("line 2"), "{slip}");
}
