//! A French user gets no English: whatever is wrong with a call, in every verb, is told in French.

mod common;

use std::fs;
use std::path::Path;

use common::{Run, named, on_device};

/// Words that English sentences have and French ones have not.
const ENGLISH: [&str; 30] = [
    "the",
    "not",
    "file",
    "cannot",
    "is",
    "of",
    "it",
    "there",
    "with",
    "expected",
    "unknown",
    "missing",
    "line",
    "column",
    "and",
    "to",
    "by",
    "error",
    "invalid",
    "found",
    "has",
    "this",
    "are",
    "such",
    "read",
    "directory",
    "damaged",
    "must",
    "string",
    "key",
];

#[test]
fn no_wrong_call_is_answered_in_english() {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path());
    let mut english = Vec::new();
    for line in CALLS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (call, input) = line.split_once(" < ").unwrap_or((line, ""));
        let arguments = named(folder.path(), &call.split(' ').map(unescaped).collect::<Vec<_>>());
        let input = if input.is_empty() { Vec::new() } else { fs::read(folder.path().join(input)).unwrap() };
        let told = in_french(folder.path(), &arguments, &input);
        let seen = format!("{}{}", told.out, told.err);
        assert!(told.status != 0 || !told.err.is_empty(), "{line}: {seen}");
        assert!(seen.contains(|letter: char| letter.is_alphabetic()), "{line} says nothing");
        let words = english_in(&seen, folder.path());
        if !words.is_empty() {
            english.push(format!("{line}\n  {words:?}\n  {seen}"));
        }
        let spaces = [" :", " ;", " ?", " !", " »", "« "].into_iter().filter(|fault| seen.contains(fault));
        assert_eq!(spaces.collect::<Vec<_>>(), Vec::<&str>::new(), "{line}: {seen}");
    }
    assert!(english.is_empty(), "{} calls are answered in English:\n{}", english.len(), english.join("\n"));
}

/// Where the language comes from makes no difference.
#[test]
fn errors_follow_the_settings_and_the_environment_too() {
    let folder = tempfile::tempdir().unwrap();
    let told = |arguments: &[&str]| on_device(folder.path(), arguments, b"").err;
    assert!(told(&["check", "missing.png"]).contains("there is no such file"));
    assert!(on_device(folder.path(), &["config", "lang", "fr"], b"").status == 0);
    assert!(told(&["check", "missing.png"]).contains("aucun fichier ne porte ce nom"));
    fs::write(folder.path().join("config.toml"), "lang = \"fr\"\nplaice = \"restaurant\"\n").unwrap();
    assert!(told(&["--lang", "fr", "status"]).contains("«\u{a0}plaice\u{a0}» n’est pas un réglage"));
}

#[test]
fn what_is_wrong_with_the_device_is_told_in_french_too() {
    let folder = tempfile::tempdir().unwrap();
    let device = folder.path().join("device");
    fs::create_dir_all(device.join("updates")).unwrap();
    for damaged in ["clock", "notices", "witness", "updates/log", "register"] {
        fs::write(device.join(damaged), "rien de tel").unwrap();
    }
    for call in ["register close", "bundle list", "check HC1:"] {
        let options = ["--data-dir", "@device"].into_iter().chain(call.split(' '));
        let told = in_french(folder.path(), &named(folder.path(), &options.collect::<Vec<_>>()), b"");
        assert!(told.err.contains("endommagé") || told.err.contains("inaccessible"), "{call}: {}", told.err);
        assert_eq!(english_in(&told.err, folder.path()), Vec::<String>::new(), "{call}: {}", told.err);
    }
}

/// What programs read is the same in every language.
#[test]
fn programs_are_answered_alike_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path());
    for call in ["--json check @cut.jpg", "--json check @missing.png", "--json pack check @unknown.toml"] {
        let call = |language: &str| {
            let arguments = ["--lang", language].into_iter().chain(call.split(' ')).collect::<Vec<_>>();
            let run = on_device(folder.path(), &named(folder.path(), &arguments), b"");
            let mut json = serde_json::from_str::<serde_json::Value>(&run.out).expect("one line of JSON");
            json.as_object_mut().expect("an object").remove("at");
            (json, run.status)
        };
        assert_eq!(call("fr"), call("en"));
    }
}

/// An empty argument is written `.`, and one with a space `A_B`.
fn unescaped(argument: &str) -> &str {
    match argument {
        "." => "",
        "A_B" => "A B",
        argument => argument,
    }
}

fn in_french(folder: &Path, arguments: &[String], input: &[u8]) -> Run {
    let arguments = ["--lang", "fr"].map(str::to_owned).into_iter().chain(arguments.iter().cloned());
    on_device(folder, &arguments.collect::<Vec<_>>(), input)
}

/// The English words outside of what is quoted: names, options, codes, what was typed, and how a call is written.
fn english_in(text: &str, folder: &Path) -> Vec<String> {
    let text = text.replace(&*folder.display().to_string(), "");
    let lines = text.lines().filter(|line| !line.contains("souplesse") || line.starts_with("souplesse: "));
    let text = lines.collect::<Vec<_>>().join("\n").replace("souplesse: ", "");
    let mut outside = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '«' | '[' | '<' => depth += 1,
            '»' | ']' | '>' => depth = depth.saturating_sub(1),
            letter if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    let is_word = |word: &&str| !word.starts_with("--") && !word.contains(['/', '.', '_']);
    let words = outside.split_whitespace().filter(is_word);
    let words = words.flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric() && letter != '-'));
    words.map(str::to_lowercase).filter(|word| ENGLISH.contains(&word.as_str())).collect()
}

/// Calls of every verb that something is wrong with; `@name` is a file below, and what follows `<` is typed.
const CALLS: &str = "
check @missing.png
check @empty-folder
check @text.png
check @empty.txt
check @cut.jpg
check @damaged.pdf
check @photo.heic
check @archive.zip
check @private.pem
check @text.png @cut.jpg @damaged.pdf
check -
check - < utf-16.txt
check - < archive.zip
check - < cut.jpg
check --batch @missing.jsonl
check --batch @empty-folder
check --batch @empty.txt
check --rules @missing.json x.png
check --rules @broken.json @text.png
check --rules @not-rules.json @text.png
check --rules @bad-logic.json @text.png
check --rules @twice.json @text.png
check --rules @latin.txt @text.png
check --trust @text.png x.png
check --trust @missing.pem x.png
check --trust @keys.toml x.png
check --trust @wrong-key.toml x.png
check --trust @certificate.pem x.png
check --trust @entries.json x.png
check --bundle @missing.souplesse x.png
check --bundle @text.png x.png
check --bundle @cut.jpg x.png
check --anchor @missing.toml x.png
check --anchor @text.png x.png
check --anchor @private.pem x.png
check --anchor @anchor.toml x.png
check --anchor @empty.txt x.png
check --at demain x.png
check --at 1850-01-01T00:00 x.png
check --at 2021-03-28T02:30 x.png
check --country ZZZ x.png
check --region QQQQ x.png
check --place A_B x.png
check --profile boss x.png
check --data-dir @text.png @text.png
check
check --colour
scan @missing.png
scan @empty-folder
scan @text.png
scan @damaged.pdf
scan @photo.heic
scan @cut.jpg
scan
paper --kind pcr
paper --kind blood --tested-at unstated
paper --kind pcr --tested-at demain
paper --kind pcr --tested-at 1850-08-14T09:15
paper --kind pcr --tested-at unstated --missing colour
paper --kind pcr --tested-at unstated --stated-hours 0
paper --kind pcr --tested-at unstated --with @missing.png
paper --kind pcr --tested-at unstated --with @empty.txt
paper --kind pcr --tested-at unstated --with @archive.zip
paper
rules test @missing
rules test @empty-folder
rules test @broken.json
rules test @not-rules.json
rules test @rule-tests
rules eval NO-SUCH-RULE x
rules eval VR-FR-9001 x
rules eval VR-FR-9001 @twice.json
rules eval VR-FR-9001 @blank.png
rules eval VR-FR-9001 @empty-folder
rules
demo now
status --acknowledge --demo
status --rules @missing.json
status now
register name Anne Le_Goff
register name .
register withdraw Personne
register open Personne
register close
register remove --before 2021-08-14 --by Personne
register remove --before demain --by Personne
register export --from 1850-01-01
register export --output @text.png
register export --output @empty-folder
register export --output @missing/register.csv
register verify @missing.json
register verify @broken.json
register verify @not-rules.json
register close --demo
register
pack check @missing.toml
pack check @broken.toml
pack check @ends.toml
pack check @doubled.toml
pack check @unknown.toml
pack check @wrong.toml
pack check @latin.txt
pack check @empty-folder
pack table NO-SUCH-PACK
pack table @missing.toml
pack table @broken.toml
pack table @text.png
pack sign @broken.toml --key @private.pem --sequence 1 --output @new.souplesse
pack sign @unknown.toml --key @private.pem --sequence 1 --output @new.souplesse
pack sign @unknown.toml --key @missing.pem --sequence 1 --output @new.souplesse
pack sign @unknown.toml --key @text.png --sequence 1 --output @new.souplesse
pack sign @unknown.toml --key @private.pem --sequence 1 --output @text.png
pack sign @unknown.toml --key @private.pem --sequence 1 --output @unknown.toml
pack sign @unknown.toml --key @private.pem --sequence one --output @new.souplesse
pack show @text.png
pack show @missing.souplesse
pack qr @text.png --output @new.png
pack qr @update.souplesse --output @new.txt
pack poster @unknown.toml --output @new.html
pack revoke XX --key @private.pem --sequence 1 --output @revoked.souplesse
pack plan @missing.toml
pack
bundle build @missing --output @new.cbor
bundle build @empty-folder --output @new.cbor
bundle keygen --name . --may-sign pack --output @new
bundle keygen --name Test --may-sign pack --output @private
bundle keygen --name Test --may-sign cakes --output @new
bundle sign @broken.toml --key @private.pem --sequence 1 --output @new.souplesse
bundle sign @wrong-key.toml --key @private.pem --sequence 1 --output @new.souplesse
bundle sign @broken.json --key @private.pem --sequence 1 --output @new.souplesse
bundle sign --key @private.pem --sequence 1 --authorise-until 2199-01-01T00:00 --output @new.souplesse
bundle show @missing.souplesse
bundle show @text.png
bundle show @update.souplesse
bundle text @text.png
bundle text @private.pem
bundle text @cut.jpg
bundle qr @private.pem --output @new.png
bundle install @update.souplesse
bundle install @text.png
bundle install @empty-folder
bundle install @blank.png
bundle install @update.souplesse --demo
bundle install -
bundle install - < text.png
bundle remove pack NO-SUCH-PACK
bundle remove cake NO-SUCH-PACK
bundle remove pack NO-SUCH-PACK --demo
bundle remove pack NO-SUCH-PACK --by 12
bundle export --output @text.png
bundle
anchor show @missing.toml
anchor show @text.png
anchor show 30efd606a9ce6e50
anchor remove 30efd606a9ce6e50 --yes
anchor remove 30efd606a9ce6e50 --demo
anchor remove 12
anchor
config colour
config place A_B
config region QQQQ
config region .
config lang de
config country ZZZ
config profile boss
completions tclsh
man @text.png
frobnicate
";

fn write_files(folder: &Path) {
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("it can be written");
    for name in ["empty-folder", "rule-tests"] {
        fs::create_dir(folder.join(name)).expect("it can be written");
    }
    let keygen = ["bundle", "keygen", "--name", "Essai", "--may-sign", "pack", "--output", "@private"];
    assert_eq!(on_device(folder, &named(folder, &keygen), b"").status, 0);
    let pack = include_str!("../../../core/data/pack-fr-psc-2021-08.toml");
    write("sound.toml", pack.as_bytes());
    let sign = [
        "pack",
        "sign",
        "@sound.toml",
        "--key",
        "@private.pem",
        "--sequence",
        "1",
        "--output",
        "@update.souplesse",
    ];
    assert_eq!(on_device(folder, &named(folder, &sign), b"").status, 0);
    write("text.png", "ceci est un texte".as_bytes());
    write("empty.txt", b"");
    write("latin.txt", b"nom = \"\xE9t\xE9\"\n");
    write("utf-16.txt", b"\xFF\xFEH\0C\x001\0:\0");
    write("archive.zip", b"PK\x03\x04\0\0\0\0");
    write("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0");
    write("damaged.pdf", b"%PDF-1.7\nrien\n");
    write("cut.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    write("blank.png", &[&b"P5 64 64 255\n"[..], &[0xFF; 64 * 64]].concat());
    write("broken.json", b"{\"rules\": [");
    write("not-rules.json", b"{\"rules\": 7, \"id\": []}");
    write("twice.json", b"{\"a\": 1, \"a\": 2}");
    write("bad-logic.json", BAD_LOGIC.as_bytes());
    write("entries.json", b"[7, \"AAAA\", {\"id\": \"?\", \"spki\": \"\"}]");
    write("certificate.pem", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    write("keys.toml", b"[[key]]\nid = 7\n");
    write("wrong-key.toml", b"[[key]]\nid = \"kid:00\"\npublic = \"p-257:AAAA\"\n");
    write("anchor.toml", b"name = \"Essai\"\npublic = 7\nmay-sign = []\n");
    write("broken.toml", b"version 1\nid = \"XX\"\n");
    write("ends.toml", b"version = 1\nid = \"XX");
    write("doubled.toml", b"version = 1\nversion = 1\n");
    write("unknown.toml", pack.replacen("axis =", "axes =", 1).as_bytes());
    let wrong = pack.replacen("Europe/Paris", "Mars/Olympus", 1).replacen(
        "maximum-age-hours = ",
        "maximum-age-hours = 9",
        1,
    );
    let wrong = wrong.replacen("version = 1", "version = \"1\"", 1).replacen(
        "level = \"firm\"",
        "level = \"strict\"",
        1,
    );
    write("wrong.toml", wrong.as_bytes());
    write("rule-tests/rules.json", b"[]");
    write("rule-tests/tests.jsonl", b"{\"rule\": 7}\n");
}

const BAD_LOGIC: &str = r#"[{"Identifier": "VR-FR-1", "Type": "Acceptance", "Country": "FR", "Version": "1.0.0",
  "SchemaVersion": "1.0.0", "Engine": "CERTLOGIC", "EngineVersion": "1.0.0", "CertificateType": "Test",
  "ValidFrom": "2021-08-09T00:00:00Z", "ValidTo": "2021-09-01T00:00:00Z", "Logic": {"xor": [1, 2]}}]"#;
