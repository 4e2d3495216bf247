//! Everything that can be wrong with a certificate's form, and the code that says so.

use minicbor::Encoder;
use serde_json::{Value as Json, json};
use souplesse_tests::desk::{Desk, EXPIRES, ISSUED, certificate, dose, negative, payload, vaccination};
use souplesse_tests::sign::hcert::{Recipe, base45, envelop};

#[test]
fn each_layer_of_a_certificate_has_its_own_code() {
    let desk = Desk::new();
    let good = vaccination().sign(&desk.hcert);
    assert_eq!(desk.code(&good), "valid");
    assert_eq!(desk.code("HC1:"), "inflate");
    assert_eq!(desk.code("HC1:lower case"), "base45");
    assert_eq!(desk.code(format!("{good}\0")), "base45");
    assert_eq!(desk.code(format!("HC1:{}", base45(b"not zlib"))), "inflate");
    let half = 4 + (good.len() - 4) / 6 * 3;
    assert_eq!(desk.code(&good[..half]), "inflate");
    assert_eq!(desk.code(envelop(&vec![0; 40_000_000], 9)), "too-large");
    for message in
        [b"".as_slice(), b"\xF6", b"\xD2\x83\x40\xA0\x40", b"\x84\x40\xA0\x40\x40\x00", &[0x81; 60_000]]
    {
        assert_eq!(desk.code(envelop(message, 9)), "cose");
    }
    let huge = [0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    assert_eq!(desk.code(envelop(&huge, 9)), "cose");
}

#[test]
fn what_is_marked_as_critical_is_not_understood_and_refuses() {
    let desk = Desk::new();
    for unprotected in [false, true] {
        let critical = |critical| Recipe { critical, unprotected, ..vaccination() }.sign(&desk.hcert);
        assert_eq!([critical(None), critical(Some(99))].map(|text| desk.code(text)), ["valid", "cose"]);
    }
}

#[test]
fn doses_are_counted_from_one() {
    let desk = Desk::new();
    for (dn, sd, code) in [
        (json!(0), json!(0), "hcert"),
        (json!(-1), json!(-1), "hcert"),
        (json!(0), json!(2), "hcert"),
        (json!(2), json!(0), "hcert"),
        (json!(0.5), json!(0.5), "hcert"),
        (json!(1), json!(1), "valid"),
        (json!(2.0), json!(2.0), "valid"),
    ] {
        let mut dose = dose();
        (dose["dn"], dose["sd"]) = (dn.clone(), sd.clone());
        assert_eq!(
            desk.code(certificate(payload(&json!({ "v": [dose] }))).sign(&desk.hcert)),
            code,
            "{dn}/{sd}"
        );
    }
}

#[test]
fn no_clock_is_further_than_eighteen_hours_from_utc() {
    let desk = Desk::new();
    let test = |sampled: &str| {
        let entry = json!({
            "tg": "840539006", "tt": "LP217198-3", "sc": sampled, "tr": "260415000", "co": "FR", "is": "CNAM",
            "ci": "URN:UVCI:01:FR:TEST#1",
        });
        desk.code(certificate(payload(&json!({ "t": [entry] }))).sign(&desk.hcert))
    };
    let vaccinated = |day: &str| {
        let mut dose = dose();
        dose["dt"] = json!(day);
        desk.code(certificate(payload(&json!({ "v": [dose] }))).sign(&desk.hcert))
    };
    for (offset, code) in [
        ("+02:00", "valid"),
        ("+14:00", "valid"),
        ("+18:00", "valid"),
        ("+18:01", "hcert"),
        ("-18:30", "hcert"),
        ("-99:00", "hcert"),
        ("+9900", "hcert"),
        ("+99", "hcert"),
        ("+02:60", "hcert"),
    ] {
        assert_eq!(test(&format!("2021-08-14T09:00:00{offset}")), code, "{offset}");
        assert_eq!(test(&format!("2021-08-14T09:00{offset}")), code, "{offset}");
        assert_eq!(vaccinated(&format!("2021-07-20T09:00:00{offset}")), code, "{offset}");
    }
}

#[test]
fn each_part_of_a_token_has_its_own_code() {
    let desk = Desk::new();
    let claims = |write: &dyn Fn(&mut Encoder<Vec<u8>>)| {
        let mut encoder = Encoder::new(Vec::new());
        write(&mut encoder);
        encoder.into_writer()
    };
    let times = |encoder: &mut Encoder<Vec<u8>>| {
        encoder.u8(4).unwrap().i64(EXPIRES).unwrap().u8(6).unwrap().i64(ISSUED).unwrap();
    };
    assert_eq!(token(&desk, b"\xF6"), "cwt");
    assert_eq!(token(&desk, b""), "cwt");
    assert_eq!(token(&desk, &claims(&|e| drop(e.map(0)))), "cwt");
    let no_certificate = claims(&|e| {
        e.map(2).unwrap();
        times(e);
    });
    assert_eq!(token(&desk, &no_certificate), "hcert");
    let twice = claims(&|e| {
        e.map(4).unwrap();
        times(e);
        times(e);
    });
    assert_eq!(token(&desk, &twice), "cwt");
    let with = |hcert: &[u8]| {
        let mut token = claims(&|e| {
            e.map(3).unwrap();
            times(e);
            e.i16(-260).unwrap().map(1).unwrap().u8(1).unwrap();
        });
        token.extend(hcert);
        token
    };
    for hcert in [
        &b"\x01"[..],                                          // no object
        b"\xA1\x61\x76\x41\x00",                               // a byte string
        b"\xA2\x61\x76\xF6\x61\x76\xF6",                       // a key twice
        b"\xA1\x01\x01",                                       // a key that is no text
        &[[0xA1, 0x61, 0x76].repeat(17), vec![0x80]].concat(), // too deep
    ] {
        assert_eq!(token(&desk, &with(hcert)), "hcert", "{hcert:x?}");
    }
    assert_eq!(token(&desk, &with(&[&[0xA1, 0x61, 0x76][..], &[0x81; 60_000]].concat())), "hcert");
    let mut trailing = with(b"\xA0");
    trailing.push(0);
    assert_eq!(token(&desk, &trailing), "cwt");
    assert_eq!(token(&desk, &with(b"\xBF\xFF")), "no-entry");
}

#[test]
fn a_certificate_proves_exactly_one_thing() {
    let desk = Desk::new();
    let judge = |entries: Json| desk.code(certificate(payload(&entries)).sign(&desk.hcert));
    assert_eq!(judge(json!({})), "no-entry");
    assert_eq!(judge(json!({ "v": null, "t": [], "r": null })), "no-entry");
    assert_eq!(judge(json!({ "v": [dose()], "t": null, "r": [] })), "valid");
    assert_eq!(judge(json!({ "v": [dose(), dose()] })), "more-than-one-entry");
    assert_eq!(judge(json!({ "v": [dose()], "r": [{}] })), "more-than-one-entry");
}

#[test]
fn a_certificate_names_somebody() {
    let desk = Desk::new();
    let named = |names: Json| {
        let mut payload = payload(&json!({ "v": [dose()] }));
        payload["nam"] = names;
        desk.code(certificate(payload).sign(&desk.hcert))
    };
    for part in ["fn", "gn", "fnt", "gnt"] {
        assert_eq!(named(json!({ part: "FONTAINE" })), "valid", "{part}");
        assert_eq!(named(json!({ part: " " })), "hcert", "{part}");
    }
    for names in [
        json!({}),
        json!(null),
        json!("FONTAINE"),
        json!({ "fn": 1, "gn": null, "fnt": "" }),
        json!({ "fn": "\u{202e}", "gnt": "<<" }),
    ] {
        assert_eq!(named(names.clone()), "hcert", "{names}");
    }
    assert_eq!(desk.code(certificate(json!({ "ver": "1.3.0", "v": [dose()] })).sign(&desk.hcert)), "hcert");
}

#[test]
fn what_real_issuers_write_is_read() {
    let desk = Desk::new();
    let mut odd = dose();
    odd["mp"] = json!(" EU/1/20/1528 ");
    odd["dn"] = json!(2.0);
    odd["ma"] = json!(null);
    odd["dt"] = json!("2021-07-20T00:00:00");
    let recipe = || certificate(payload(&json!({ "v": [odd.clone()], "dob": "" })));
    for (name, recipe) in [
        ("as it is", recipe()),
        ("no tag", Recipe { tags: vec![], ..recipe() }),
        ("two tags", Recipe { tags: vec![61, 18], ..recipe() }),
        ("float times", Recipe { float_times: true, ..recipe() }),
        ("unprotected headers", Recipe { unprotected: true, ..recipe() }),
        ("stored blocks", Recipe { compression: 0, ..recipe() }),
    ] {
        assert_eq!(desk.code(recipe.sign(&desk.hcert)), "valid", "{name}");
    }
}

#[test]
fn the_three_links_carry_passes() {
    let desk = Desk::new();
    let document = negative()
        .sign(&desk.two_d_doc)
        .replace('\u{1d}', "%1D")
        .replace('\u{1f}', "%1F")
        .replace(' ', "%20");
    let certificate = vaccination().sign(&desk.hcert);
    let encoded = certificate.replace('%', "%25").replace(' ', "%20").replace(':', "%3A");
    for link in [
        format!("https://bonjour.tousanticovid.gouv.fr/app/wallet?v={document}"),
        format!("https://bonjour.tousanticovid.gouv.fr/app/wallet2d#{document}"),
        format!("https://bonjour.tousanticovid.gouv.fr/app/walletdcc#{certificate}"),
        format!("https://bonjour.tousanticovid.gouv.fr/app/walletdcc#{encoded}"),
    ] {
        assert_eq!(desk.code(&link), "valid", "{link}");
    }
}

/// The code for a certificate with this token, signed well.
fn token(desk: &Desk, token: &[u8]) -> String {
    desk.code(envelop(&vaccination().cose(&desk.hcert, token), 6))
}
