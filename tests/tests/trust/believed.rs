//! Whose passes are believed: keys, algorithms, what they may sign and when, and revocation.

use souplesse_core::trust::{Hashed, KeyId, Kind, PublicKey, SigningKey, Validity};
use souplesse_tests::desk::{Desk, doses, negative, vaccination};
use souplesse_tests::sign::Signer;
use souplesse_tests::sign::hcert::Recipe;

#[test]
fn algorithm_and_key_must_go_together() {
    let mut desk = Desk::new();
    for algorithm in [-37, -8, -35, 0, 5] {
        let text = Recipe { algorithm, ..vaccination() }.sign(&desk.hcert);
        assert_eq!(desk.code(text), "algorithm", "{algorithm}");
    }
    let rsa = |bytes: usize| PublicKey::Rsa { modulus: vec![0xC1; bytes], exponent: vec![1, 0, 1] };
    for (public, code) in
        [(rsa(256), "bad-signature"), (rsa(128), "weak-key"), (PublicKey::P256(vec![4; 65]), "algorithm")]
    {
        let mut key = desk.hcert.public.clone();
        key.id = KeyId::Kid(b"OTHERKEY".to_vec());
        key.public = public;
        desk.verifier.trust.replace([key.clone()]);
        let signer = Signer::generate(key.id, None);
        let text = Recipe { algorithm: -37, ..vaccination() }.sign(&signer);
        assert_eq!(desk.code(text), code);
    }
}

#[test]
fn es256_with_a_key_on_p384_is_verified() {
    use p384::ecdsa::signature::hazmat::PrehashSigner;
    let secret = p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap();
    let point = secret.verifying_key().to_sec1_point(false).as_bytes().to_vec();
    let mut desk = Desk::new();
    let mut key = desk.hcert.public.clone();
    key.public = PublicKey::P384(point);
    desk.verifier.trust.replace([key]);
    let recipe = vaccination();
    let text = recipe.sign_with(&desk.hcert, |signed| {
        let hash = ring::digest::digest(&ring::digest::SHA256, signed);
        // Half as long as the curve's own hash: the key takes it as a shorter number.
        let signature: p384::ecdsa::Signature = secret.sign_prehash(hash.as_ref()).unwrap();
        signature.to_bytes().to_vec()
    });
    assert_eq!(desk.code(&text), "valid");
    let broken = recipe.sign_with(&desk.hcert, |_| vec![1; 96]);
    assert_eq!(desk.code(broken), "bad-signature");
    let short = recipe.sign_with(&desk.hcert, |_| vec![1; 64]);
    assert_eq!(desk.code(short), "bad-signature");
}

#[test]
fn a_key_is_believed_for_what_and_when_it_may_sign() {
    let mut desk = Desk::new();
    let certificate = vaccination().sign(&desk.hcert);
    let documents = [negative(), doses("COMIRNATY", ["2", "2"], "20072021", "TE")]
        .map(|recipe| recipe.sign(&desk.two_d_doc));
    let restrict = |desk: &mut Desk, signs: Option<Vec<Kind>>, validity: Option<(&str, &str)>| {
        desk.verifier.trust.replace([]);
        for public in [desk.hcert.public.clone(), desk.two_d_doc.public.clone()] {
            let day = |text: &str| text.parse().unwrap();
            let validity = validity.map(|(from, to)| Validity { not_before: day(from), not_after: day(to) });
            desk.verifier.trust.add([SigningKey { signs: signs.clone(), validity, ..public }]);
        }
    };
    let codes = |desk: &Desk| [desk.code(&certificate), desk.code(&documents[0]), desk.code(&documents[1])];
    restrict(&mut desk, Some(vec![Kind::Test]), None);
    assert_eq!(codes(&desk), ["key-usage", "valid", "issuer-not-for-type"]);
    restrict(&mut desk, Some(vec![Kind::Vaccination]), None);
    assert_eq!(codes(&desk), ["valid", "issuer-not-for-type", "valid"]);
    // The certificate's key must last until the check, a document's only until the signature.
    restrict(&mut desk, None, Some(("2021-06-01T00:00:00Z", "2021-08-14T12:00:00Z")));
    assert_eq!(codes(&desk), ["key-expired", "valid", "valid"]);
    restrict(&mut desk, None, Some(("2021-08-14T09:00:00Z", "2022-08-14T12:00:00Z")));
    assert_eq!(codes(&desk), ["key-not-yet-valid"; 3]);
    // To the second: a key signs from its first instant on, and up to its last. A document is signed at midnight in Paris.
    for (from, to, expected) in [
        ("2021-08-14T08:00:00Z", "2021-08-14T18:30:00Z", ["valid", "key-not-yet-valid", "key-not-yet-valid"]),
        ("2021-08-14T08:00:01Z", "2021-08-14T18:30:00Z", ["key-not-yet-valid"; 3]),
        ("2021-08-13T22:00:00Z", "2021-08-14T18:29:59Z", ["key-expired", "valid", "valid"]),
        ("2021-08-13T22:00:00Z", "2021-08-13T22:00:00Z", ["key-expired", "valid", "valid"]),
    ] {
        restrict(&mut desk, None, Some((from, to)));
        assert_eq!(codes(&desk), expected, "{from} {to}");
    }
    restrict(&mut desk, None, Some(("2021-06-01T00:00:00Z", "2021-09-14T12:00:00Z")));
    let verdict = desk.judge(&certificate);
    assert!(verdict.reasons.iter().any(|reason| reason.code.to_string() == "outlives-key"), "{verdict:?}");
    desk.verifier.trust.replace([]);
    assert_eq!(codes(&desk), ["unknown-issuer"; 3]);
}

#[test]
fn a_pass_is_good_from_its_issue_until_it_expires() {
    let mut desk = Desk::new();
    let text = vaccination().sign(&desk.hcert);
    for (at, code) in [
        ("2021-08-14T07:59:59Z", "not-yet-issued"),
        ("2021-08-14T08:00:00Z", "valid"),
        ("2022-02-12T07:59:59Z", "no-rules-in-force"),
        ("2022-02-12T08:00:00Z", "expired"),
    ] {
        desk.at = at.parse().unwrap();
        assert_eq!(desk.code(&text), code, "{at}");
    }
}

#[test]
fn revoked_passes_are_refused_by_each_kind_of_hash() {
    let desk = Desk::new();
    let certificate = vaccination().sign(&desk.hcert);
    let document = negative().sign(&desk.two_d_doc);
    let mut buffers = souplesse_core::pass::hcert::Buffers::new();
    let base45 = certificate.strip_prefix("HC1:").unwrap();
    let signature =
        souplesse_core::pass::hcert::open(base45.as_bytes(), &mut buffers).unwrap().signature.to_vec();
    let uci = "URN:UVCI:01:FR:T5DWTJYS4ZR8#4";
    for (hashed, revoked, text) in [
        (Hashed::Uci, uci.as_bytes().to_vec(), &certificate),
        (Hashed::CountryUci, format!("FR{uci}").into_bytes(), &certificate),
        (Hashed::Signature, signature[..32].to_vec(), &certificate),
        (Hashed::TwoDDoc, document.split('\u{1f}').next().unwrap().as_bytes().to_vec(), &document),
    ] {
        let mut desk = Desk { verifier: desk.verifier.clone(), ..Desk::new() };
        assert_eq!(desk.code(text), "valid");
        let hash = ring::digest::digest(&ring::digest::SHA256, &revoked);
        desk.verifier.revocations.add(hashed, None, hash.as_ref()).unwrap();
        assert_eq!(desk.code(text), "revoked", "{hashed:?}");
    }
}
