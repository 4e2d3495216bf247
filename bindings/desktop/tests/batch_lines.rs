//! What a line of a batch may not do: bring a revoked key back, take for ever, or draw on a terminal; and what its errors
//! never repeat.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Run, samples, souplesse, with_input};
use data_encoding::{BASE64, HEXLOWER};
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};
use souplesse_core::bundle::Anchor;
use souplesse_core::trust::KeyId;
use souplesse_tests::desk::{dose, payload, vaccination};
use souplesse_tests::sign::Signer;
use souplesse_tests::sign::hcert::Recipe;

const EVENING: [&str; 3] = ["--demo", "--at", "2021-08-14T20:30"];
const ALIAS: &[u8; 8] = b"ALIASKEY";

fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

fn batch(options: &[&str], input: &[Value]) -> Run {
    let input = input.iter().map(|line| format!("{line}\n")).collect::<String>();
    with_input(&[&["check", "--batch", "-"][..], &EVENING, options].concat(), input.as_bytes())
}

/// An update of the demonstration with these revocations.
fn revocations(folder: &Path, text: &str) -> PathBuf {
    let (list, update) = (folder.join("revoked.toml"), folder.join("revoked.souplesse"));
    fs::write(&list, text).expect("a file");
    let key = samples().join("keys/demonstration-anchor.pem");
    let signed = souplesse(&[
        "bundle",
        "sign",
        &list.display().to_string(),
        "-o",
        &update.display().to_string(),
        "--key",
        &key.display().to_string(),
        "--at",
        "2021-08-14T12:00",
    ]);
    assert_eq!(signed.status, 0, "{}", signed.err);
    update
}

/// The demonstration's key as a line brings it, under that name.
fn brought_as(signer: &Signer, name: &[u8]) -> Value {
    let public = signer.public.public.clone();
    let anchor = Anchor { name: String::new(), public, may_sign: Vec::new() };
    let spki = BASE64.encode(&anchor.spki().expect("on P-256"));
    json!([{ "id": HEXLOWER.encode(name), "spki": spki }])
}

/// A pass of the demonstration, which calls its key by that name where nobody signs it.
fn pass_of(name: &[u8]) -> String {
    let mut signer = Signer::demonstration_hcert();
    signer.public.id = KeyId::Kid(name.to_vec());
    Recipe { unprotected: true, ..vaccination() }.sign(&signer)
}

/// As much of a pass as nothing else begins with.
fn beginning(pass: &str) -> &str {
    pass.get(4..24).expect("a pass is longer")
}

fn codes(run: &Run) -> Vec<String> {
    lines(run).iter().map(|answer| answer["code"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_line_brings_no_revoked_key_back_under_any_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let update = revocations(folder.path(), "keys = [\"kid:44454d4f2d4b4559\"]\n").display().to_string();
    let signer = Signer::demonstration_hcert();
    let line = |name: &[u8]| json!({ "code": pass_of(name), "trust": brought_as(&signer, name) });
    let input = [line(b"DEMO-KEY"), line(ALIAS)];
    assert_eq!(codes(&batch(&[], &input)), ["valid", "valid"]);
    assert_eq!(codes(&batch(&["--bundle", &update], &input)), ["unknown-issuer", "unknown-issuer"]);
}

#[test]
fn a_list_for_one_key_reaches_its_passes_under_the_name_that_a_line_gives_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let hash = BASE64.encode(digest(&SHA256, b"URN:UVCI:01:FR:T5DWTJYS4ZR8#4").as_ref());
    let list = format!("[[hashes]]\nof = \"UCI\"\nkey = \"kid:44454d4f2d4b4559\"\ncodes = [\"{hash}\"]\n");
    let update = revocations(folder.path(), &list).display().to_string();
    let signer = Signer::demonstration_hcert();
    let input = [json!({ "code": pass_of(ALIAS), "trust": brought_as(&signer, ALIAS) })];
    assert_eq!(codes(&batch(&[], &input)), ["valid"]);
    assert_eq!(codes(&batch(&["--bundle", &update], &input)), ["revoked"]);
}

#[test]
fn no_error_repeats_a_pass_that_stands_in_the_wrong_place() {
    let pass = vaccination().sign(&Signer::demonstration_hcert());
    let paper = |field: &str, value: Value| {
        let mut paper = json!({ "kind": "antigen", "tested_at": "2021-08-14T09:15", "present": [] });
        paper[field] = value;
        json!({ "attestation": paper })
    };
    let input = [
        json!({ "documents": [pass] }),
        json!({ "documents": pass }),
        json!({ "documents": [{ "image": pass }] }),
        json!({ "documents": [{ (&pass): 1 }] }),
        json!({ "documents": [{ "code": [pass] }] }),
        json!({ "code": pass, "profile": pass }),
        json!({ "code": pass, "at": pass }),
        json!({ "code": [pass] }),
        json!({ "code": { (&pass): pass } }),
        json!({ "image": pass }),
        json!({ "image": [pass] }),
        json!({ "attestation": pass }),
        paper("kind", json!(pass)),
        paper("kind", json!([pass])),
        paper("tested_at", json!(pass)),
        paper("present", json!([pass])),
        paper("present", json!(pass)),
        paper("stated_hours", json!(pass)),
        paper(&pass, json!(1)),
        json!({ "code": pass, "trust": pass }),
        json!({ "code": pass, "trust": [pass] }),
        json!({ "code": pass, "trust": [{ "id": pass, "spki": pass }] }),
        json!({ (&pass): 1 }),
        json!(pass),
        json!([pass]),
    ];
    let answers = lines(&batch(&[], &input));
    assert_eq!(answers.len(), input.len());
    for (line, answer) in input.iter().zip(&answers) {
        let error = answer["error"].as_str().unwrap_or_else(|| panic!("{line} is no line: {answer}"));
        assert!(!answer.to_string().contains(beginning(&pass)), "{error}");
    }
    let told = |index: usize| answers[index]["error"].as_str().unwrap_or_default().to_owned();
    assert_eq!(told(5), "profile: unknown variant, expected `venue` or `controller`");
    assert!(told(13).starts_with("attestation: invalid type: sequence, expected"), "{}", told(13));
    assert!(told(12).starts_with("kind: expected one of antigen, "), "{}", told(12));
}

#[test]
fn no_verb_repeats_a_pass_that_it_was_given_in_place_of_what_it_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let pass = vaccination().sign(&Signer::demonstration_hcert());
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let quoted = json!(pass).to_string();
    let texts = [pass.clone(), quoted.clone(), format!("[{quoted}]"), format!("{{{quoted}:{quoted}}}")];
    let mut given = vec![pass.clone()];
    for (number, text) in texts.iter().enumerate() {
        given.push(file(&format!("{number}.txt"), text));
    }
    given.push(file("id.toml", &format!("id = {quoted}\n")));
    given.push(file("key.toml", &format!("[[key]]\nid = {quoted}\npublic = {quoted}\n")));
    given.push(file("name.toml", &format!("{quoted} = 1\n")));
    given.push(file("suite.json", &format!("{{\"cases\":{quoted}}}")));
    given.push(file("directive.json", &format!("{{\"cases\":[{{\"directive\":{quoted}}}]}}")));
    for argument in &given {
        for verb in [
            &["scan"][..],
            &["scan", "--json"],
            &["bundle", "show"],
            &["bundle", "show", "--json"],
            &["pack", "check"],
            &["pack", "show"],
            &["pack", "table"],
            &["rules", "test"],
            &["register", "verify"],
            &["check", "--batch"],
            &["status", "--trust"],
            &["status", "--rules"],
            &["status", "--bundle"],
            &["status", "--anchor"],
            &["status", "--region"],
            &["status", "--country"],
            &["status", "--at"],
            &["paper", "--kind"],
            &["paper", "--kind", "antigen", "--tested-at"],
            &["paper", "--kind", "antigen", "--missing"],
            &["rules", "eval", "VR-FR-9001", "--rules"],
            &["pack", "qr", "-o", "/nowhere/x.png"],
            &["pack", "poster", "-o", "/nowhere/x.pdf"],
            &["register", "remove", "--before"],
        ] {
            let run = souplesse(&[verb, &[argument.as_str()]].concat());
            assert!(!run.err.contains(beginning(&pass)), "{verb:?} {argument}: {}", run.err);
            assert!(!run.err.is_empty() || run.status != 0, "{verb:?} {argument}: {}", run.out);
        }
    }
}

#[test]
fn a_line_has_sixteen_documents_of_one_person() {
    let documents =
        |count: usize| json!({ "documents": vec![json!({ "code": "https://example.org" }); count] });
    let answers =
        lines(&batch(&[], &[documents(0), documents(1), documents(16), documents(17), documents(3000)]));
    let errors = answers.iter().map(|answer| answer["error"].as_str().map(str::to_owned)).collect::<Vec<_>>();
    let told =
        |count: usize| Some(format!("documents: expected 1 to 16 of one person, and there are {count}"));
    assert_eq!(errors, [told(0), None, None, told(17), told(3000)]);
}

#[test]
fn nothing_that_comes_from_outside_draws_on_a_terminal() {
    let hostile = "a\u{9b}31m\u{9d}0;t\u{7f}\u{202e}\u{2066}b";
    let mut odd = dose();
    odd[hostile] = json!(hostile);
    odd["d\u{200b}n"] = json!(9);
    let pass = Recipe::new(payload(&json!({ "v": [odd] })), 1_628_928_000, 1_644_480_000);
    let pass = pass.sign(&Signer::demonstration_hcert());
    let input = [
        json!({ "id": hostile, "code": "x" }),
        json!({ "code": "x", hostile: 1 }),
        json!({ "image": hostile }),
        json!({ "id": hostile, "code": pass, "profile": "controller" }),
    ];
    let run = batch(&[], &input);
    let drawn = |letter: char| {
        letter.is_control() && letter != '\n' || ['\u{202e}', '\u{2066}', '\u{200b}'].contains(&letter)
    };
    assert_eq!(run.out.chars().find(|letter| drawn(*letter)), None, "{}", run.out);
    let answers = lines(&run);
    assert_eq!(answers[0]["id"], hostile);
    let fields = answers[3]["document"]["fields"].as_object().expect("a controller sees them");
    assert_eq!((&fields["dn"], &fields["a31m0;tb"]), (&json!("2"), &json!("a31m0;tb")));

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(format!("{hostile}.txt"));
    fs::write(&file, "HC1:x").expect("a file");
    let named = souplesse(&["check", "--json", &file.display().to_string()]);
    assert_eq!(named.out.chars().find(|letter| drawn(*letter)), None, "{}", named.out);

    for arguments in
        [&["check", "--\u{1b}]0;t\u{7}\u{1b}[2J\u{9b}x"][..], &["check", "--profile", hostile], &[hostile]]
    {
        let run = souplesse(arguments);
        assert_eq!(run.status, 2);
        assert_eq!(run.err.chars().find(|letter| drawn(*letter)), None, "{:?}", run.err);
    }
}

#[test]
fn a_name_that_stands_twice_refuses_rules_value_sets_and_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let rules = file("rules.json", r#"[{"Logic":{"===":[1,2],"===":[1,1]}}]"#);
    let sets = file("sets.json", r#"{"set":["a"],"set":["b"]}"#);
    let suite = file("suite.json", r#"{"cases":[],"name":{"a":1,"a":2}}"#);
    let payload = file("payload.json", r#"{"v":[],"v":[]}"#);
    let keys = file("keys.json", r#"{"certificates2DDoc":{"FR03":"","FR03":""},"certificatesDCC":{}}"#);
    let (update, key) = (folder.path().join("u.souplesse"), samples().join("keys/demonstration-anchor.pem"));
    let sign =
        ["bundle", "sign", &sets, "-o", &update.display().to_string(), "--key", &key.display().to_string()];
    for arguments in [
        &["status", "--rules", &rules][..],
        &sign,
        &["rules", "test", &suite],
        &["rules", "eval", "VR-FR-9001", &payload],
        &["status", "--trust", &keys],
    ] {
        let run = souplesse(arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.err.contains("a name appears twice"), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn what_is_no_sha_256_cannot_be_signed_as_a_revocation() {
    let folder = tempfile::tempdir().expect("a folder");
    // Hexadecimal is base64 too, of half as many bytes again.
    let hexadecimal = HEXLOWER.encode(digest(&SHA256, b"URN:UVCI:01:FR:T5DWTJYS4ZR8#4").as_ref());
    let list = folder.path().join("revoked.toml");
    fs::write(&list, format!("[[hashes]]\nof = \"UCI\"\ncodes = [\"{hexadecimal}\"]\n")).expect("a file");
    let (update, key) = (folder.path().join("u.souplesse"), samples().join("keys/demonstration-anchor.pem"));
    let [list, update, key] = [&list, &update, &key].map(|path| path.display().to_string());
    let run = souplesse(&["bundle", "sign", &list, "-o", &update, "--key", &key]);
    assert_eq!(run.status, 2, "{}", run.out);
    let told = "a hash has 48 bytes, and a SHA-256 has 16 where it is cut and 32 at most";
    assert!(run.err.contains(told), "{}", run.err);
}

#[test]
fn a_line_keeps_its_id_of_whatever_kind_and_whatever_else_is_wrong() {
    let input = [
        json!({ "id": 7, "code": "https://example.org" }),
        json!({ "id": -1, "code": 5 }),
        json!({ "id": u64::MAX, "at": "yesterday", "code": "" }),
        json!({ "id": "a", "unknown": true }),
        json!({ "id": 8, "photo": "paper.jpg" }),
        json!({ "id": true, "code": "" }),
    ];
    let answers = lines(&batch(&[], &input));
    let ids = answers.iter().map(|answer| answer["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids, [json!(7), json!(-1), json!(u64::MAX), json!("a"), json!(8), json!("line 6")]);
    assert_eq!(answers[0]["code"], "url");
    assert!(answers[4]["error"].as_str().is_some_and(|error| error.starts_with("photo: ")), "{}", answers[4]);
    assert!(answers[1..].iter().all(|answer| answer["outcome"].is_null()));
}

#[test]
fn exit_zero_is_for_programs_that_take_another_status_for_a_failure() {
    let refused = json!({ "id": 1, "code": "https://example.org" });
    let broken = json!({ "id": 2 });
    for (input, status) in [(vec![refused.clone()], 1), (vec![refused, broken], 2), (vec![], 2)] {
        assert_eq!(batch(&[], &input).status, status);
        assert_eq!(batch(&["--exit-zero"], &input).status, 0);
    }
    assert_eq!(souplesse(&["check", "--exit-zero", "10-menu.png"]).status, 0);
    assert_eq!(souplesse(&["check", "--exit-zero", "--batch", "no-such-file.jsonl"]).status, 2);
    let folder = souplesse(&["check", "--batch", "keys"]);
    assert!(folder.status == 2 && folder.err.contains("keys"), "{}", folder.err);
}
