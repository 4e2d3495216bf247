//! One key with several names or certificates: which of them serves, and what a revocation by one name reaches.

use chrono::{DateTime, Utc};
use ring::digest::{SHA256, digest};
use souplesse_core::trust::{Hashed, KeyId, Kind, SigningKey, TrustStore, Validity};
use souplesse_tests::desk::{Desk, certificate, negative, payload, vaccination};
use souplesse_tests::sign::hcert::Recipe;

const UCI: &[u8] = b"URN:UVCI:01:FR:T5DWTJYS4ZR8#4";

fn hash(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}

fn kid(name: &[u8]) -> KeyId {
    KeyId::Kid(name.to_vec())
}

fn valid(from: &str, to: &str) -> Option<Validity> {
    let day = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    Some(Validity { not_before: day(from), not_after: day(to) })
}

/// A desk that trusts exactly these.
fn trusting(mut desk: Desk, keys: impl IntoIterator<Item = SigningKey>) -> Desk {
    desk.verifier.trust.replace(keys);
    desk
}

#[test]
fn a_list_for_one_key_reaches_its_passes_by_whatever_name_they_call_it() {
    let desk = Desk::new();
    let own = desk.hcert.public.clone();
    let renamed = SigningKey { id: kid(b"RENAMED1"), ..own.clone() };
    let stranger = SigningKey { id: kid(b"STRANGER"), ..Desk::new().hcert.public };
    let mut desk = trusting(desk, [own, renamed, stranger]);
    // The kid stands in the unprotected header, where anyone can write another.
    let ordinary = Recipe { unprotected: true, ..vaccination() }.sign(&desk.hcert);
    desk.hcert.public.id = kid(b"RENAMED1");
    let renamed = Recipe { unprotected: true, ..vaccination() }.sign(&desk.hcert);
    for (listed, code) in
        [("TESTKEY1", "revoked"), ("RENAMED1", "revoked"), ("STRANGER", "valid"), ("UNKNOWN1", "valid")]
    {
        let mut desk = Desk { verifier: desk.verifier.clone(), ..Desk::new() };
        desk.verifier.revocations.add(Hashed::Uci, Some(&kid(listed.as_bytes())), &hash(UCI)).unwrap();
        assert_eq!([desk.code(&ordinary), desk.code(&renamed)], [code, code], "{listed}");
    }
}

#[test]
fn a_list_for_one_key_of_2d_doc_reaches_its_documents_and_spares_others() {
    let desk = Desk::new();
    let text = negative().sign(&desk.two_d_doc);
    let signed = text.split('\u{1f}').next().unwrap();
    for (listed, code) in [
        (KeyId::TwoDDoc("FRT0TST1".to_owned()), "revoked"),
        (KeyId::TwoDDoc("FR03AHP1".to_owned()), "valid"),
        // The same eight letters, of a certificate's key.
        (kid(b"FRT0TST1"), "valid"),
    ] {
        let mut desk = Desk { verifier: desk.verifier.clone(), ..Desk::new() };
        desk.verifier.revocations.add(Hashed::TwoDDoc, Some(&listed), &hash(signed.as_bytes())).unwrap();
        assert_eq!(desk.code(&text), code, "{listed:?}");
    }
}

#[test]
fn a_revoked_key_is_trusted_under_none_of_its_names() {
    let desk = Desk::new();
    let own = desk.hcert.public.clone();
    let renamed = SigningKey { id: kid(b"RENAMED1"), ..own.clone() };
    let other = Desk::new().hcert.public;
    let namesake = SigningKey { id: kid(b"OTHERKEY"), ..other };
    let mut desk = trusting(desk, [own.clone(), renamed, namesake.clone()]);
    desk.verifier.trust.revoke(&own.id);
    assert_eq!(desk.verifier.trust.keys().cloned().collect::<Vec<_>>(), [namesake]);
    desk.hcert.public.id = kid(b"RENAMED1");
    assert_eq!(desk.code(vaccination().sign(&desk.hcert)), "unknown-issuer");
}

#[test]
fn of_a_certificate_and_its_renewal_the_better_serves_whichever_comes_first() {
    let desk = Desk::new();
    let text = vaccination().sign(&desk.hcert);
    let own = desk.hcert.public.clone();
    let issuer = |name: &str, key: SigningKey| SigningKey { issuer: name.to_owned(), ..key };
    let best = issuer("best", own.clone());
    let worse = [
        SigningKey { validity: valid("2021-06-01T00:00:00Z", "2021-08-14T12:00:00Z"), ..own.clone() },
        SigningKey { validity: valid("2021-08-14T12:00:00Z", "2022-06-01T00:00:00Z"), ..own.clone() },
        SigningKey { signs: Some(vec![Kind::Test]), ..own },
    ];
    let mut desk = desk;
    for worse in worse.map(|key| issuer("worse", key)) {
        for keys in [[worse.clone(), best.clone()], [best.clone(), worse]] {
            desk = trusting(desk, keys);
            let verdict = desk.judge(&text);
            assert_eq!(verdict.code.to_string(), "valid");
            assert_eq!(verdict.document.and_then(|document| document.issuer).as_deref(), Some("best"));
        }
    }
}

#[test]
fn a_pass_outlasts_a_certificate_that_was_renewed() {
    let desk = Desk::new();
    let text = vaccination().sign(&desk.hcert);
    let key = |from, to| SigningKey { validity: valid(from, to), ..desk.hcert.public.clone() };
    let old = key("2021-06-01T00:00:00Z", "2021-08-20T00:00:00Z");
    let renewed = key("2021-08-10T00:00:00Z", "2021-08-25T00:00:00Z");
    let until = |keys: &[SigningKey]| {
        let desk = trusting(Desk { verifier: desk.verifier.clone(), ..Desk::new() }, keys.to_vec());
        desk.judge(&text).valid_until.map(|until| until.to_rfc3339())
    };
    assert_eq!(until(std::slice::from_ref(&old)).as_deref(), Some("2021-08-20T02:00:00.001+02:00"));
    assert_eq!(until(&[old, renewed]).as_deref(), Some("2021-08-25T02:00:00.001+02:00"));
}

#[test]
fn a_certificate_for_one_kind_does_not_hide_one_for_another() {
    let desk = Desk::new();
    let recovered = payload(&serde_json::json!({ "r": [{
        "tg": "840539006", "fr": "2021-05-01", "df": "2021-05-12", "du": "2021-10-28", "co": "FR", "is": "CNAM",
        "ci": "URN:UVCI:01:FR:RECOVERED001#1",
    }] }));
    let texts = [vaccination().sign(&desk.hcert), certificate(recovered).sign(&desk.hcert)];
    let for_one = |kind| SigningKey { signs: Some(vec![kind]), ..desk.hcert.public.clone() };
    let keys = [for_one(Kind::Vaccination), for_one(Kind::Recovery)];
    let desk = trusting(Desk { verifier: desk.verifier.clone(), ..Desk::new() }, keys);
    assert_eq!(texts.map(|text| desk.code(text)), ["valid", "valid"]);
}

#[test]
fn a_revoked_key_comes_back_under_no_name_whoever_brings_it_and_when() {
    let desk = Desk::new();
    let own = desk.hcert.public.clone();
    let renamed = SigningKey { id: kid(b"RENAMED1"), ..own.clone() };
    let namesake = SigningKey { id: own.id.clone(), ..Desk::new().hcert.public };
    let bystander = SigningKey { id: kid(b"OTHERKEY"), ..Desk::new().hcert.public };
    let mut store = trusting(desk, [own.clone(), bystander.clone()]).verifier.trust;
    store.revoke(&own.id);
    let trusted = |store: &TrustStore| store.keys().map(|key| key.id.clone()).collect::<Vec<_>>();
    for brought in
        [vec![own.clone()], vec![renamed.clone()], vec![namesake.clone()], vec![renamed, own.clone()]]
    {
        let mut added = store.clone();
        added.add(brought.clone());
        assert_eq!(trusted(&added), std::slice::from_ref(&bystander.id));
        let mut replaced = store.clone();
        replaced.replace(brought.iter().cloned());
        replaced.replace(brought);
        assert_eq!(trusted(&replaced), []);
        replaced.replace([bystander.clone()]);
        assert_eq!(trusted(&replaced), std::slice::from_ref(&bystander.id));
    }
    // A key that was trusted under another name is known by the revoked one as soon as that is.
    let mut also_bystander = store.clone();
    also_bystander.add([SigningKey { id: own.id, ..bystander }]);
    assert_eq!(trusted(&also_bystander), []);
}

#[test]
fn a_list_for_one_key_reaches_its_passes_when_other_keys_are_trusted_in_its_place() {
    let mut desk = Desk::new();
    let own = desk.hcert.public.clone();
    desk.verifier.revocations.add(Hashed::Uci, Some(&own.id), &hash(UCI)).unwrap();
    desk.hcert.public.id = kid(b"RENAMED1");
    desk.verifier.trust.replace([desk.hcert.public.clone()]);
    let renamed = Recipe { unprotected: true, ..vaccination() }.sign(&desk.hcert);
    assert_eq!(desk.code(&renamed), "revoked");
    // A stranger's key of that name is another's.
    let stranger = Desk::new().hcert;
    desk.verifier.trust.replace([SigningKey { id: kid(b"RENAMED1"), ..stranger.public.clone() }]);
    desk.hcert = stranger;
    desk.hcert.public.id = kid(b"RENAMED1");
    assert_eq!(desk.code(vaccination().sign(&desk.hcert)), "valid");
}
