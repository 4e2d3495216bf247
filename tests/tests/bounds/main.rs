//! Where each reader's bound is, and what it says past it. How much memory and how many instructions lie within the bounds is told
//! by `memory.rs` and `instructions.rs`.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use chrono::TimeDelta;

use souplesse::read::trust::{self, TrustFault};
use souplesse::read::{keys, pack_text};
use souplesse_core::attestation::{Answers, KindAnswer, Question, TimeAnswer};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Parts, Revoked, RevokedHashes, to_parts};
use souplesse_core::compact;
use souplesse_core::register::Export;
use souplesse_core::rules::RuleSet;
use souplesse_core::rules::tolerance::{
    Element, ElementLevel, Held, Kind, Tolerance, ToleranceBook, Window, Word, WordText,
};
use souplesse_core::store::{Files, Store, StoreError};
use souplesse_core::trust::{Hashed, Revocations};
use souplesse_core::verifier::FormStep;
use souplesse_core::{Code, Moment, Profile, Verifier};
use souplesse_tests::authority::{evening, pack, pack_document};
use souplesse_tests::updates::{authority, device, install, shelf_of};

/// A text with spaces behind it, which JSON allows.
fn padded(text: &str, length: usize) -> String {
    text.to_owned() + &" ".repeat(length - text.len())
}

#[test]
fn the_text_of_an_update_has_two_mebibytes() {
    let install = |length: usize| {
        let text = ["SPL1:", &"0".repeat(length - 5)].concat();
        install(&mut shelf_of(&authority()), text.as_bytes(), device())
    };
    assert_eq!(install(2 << 20), Code::UpdateUnreadable);
    assert_eq!(install((2 << 20) + 1), Code::UpdateTooLarge);
}

#[test]
fn a_part_fits_a_code() {
    let add = |length: usize| {
        let text = format!("{:0<length$}", "SPP1:1/2/0123456789ABCDEF:");
        Parts::default().add(text.as_bytes()).map_err(|refusal| refusal.code)
    };
    assert!(add(4295).is_ok(), "base45 comes in threes");
    assert_eq!(add(4297), Err(Code::UpdateTooLarge));
}

#[test]
fn the_fingerprint_of_parts_may_be_in_either_case() {
    let bytes = authority().update(pack_document("XX-ONE", 1));
    let texts = to_parts(&bytes, 700).unwrap();
    let [first, second] = &texts[..] else { panic!("{} parts", texts.len()) };
    let lower = |text: &str| {
        let [prefix, fingerprint, chunk] = [0..9, 9..25, 25..text.len()].map(|range| &text[range]);
        [prefix, &fingerprint.to_ascii_lowercase(), chunk].concat()
    };
    for [first, second] in [[lower(first), lower(second)], [first.clone(), lower(second)]] {
        let mut parts = Parts::default();
        parts.add(first.as_bytes()).unwrap();
        assert_eq!(parts.add(second.as_bytes()).unwrap().bundle.as_ref(), Some(&bytes));
    }
}

#[test]
fn what_is_signed_holds_65_536_values() {
    let read = |count| {
        let hashes = vec![RevokedHashes { of: Hashed::Uci, key: None, codes: vec!["a".to_owned(); count] }];
        compact::from_cbor::<Revoked>(&compact::to_cbor(&Revoked { keys: Vec::new(), hashes }))
    };
    // The object, the list, the object in it, what the hashes are of, and the list of them.
    assert!(read(65_536 - 5).is_ok());
    let error = read(65_536 - 4).unwrap_err().to_string();
    assert!(error.ends_with("more than 65536 values"), "{error}");
}

#[test]
fn a_list_of_a_pack_has_128_entries() {
    let with = |count| {
        let mut pack = pack("XX-LONG");
        pack.stated_duration.usual_hours = (1..=count).collect();
        Tolerance::new(pack)
    };
    assert!(with(128).is_ok());
    let error = with(129).unwrap_err().to_string();
    assert_eq!(error, "`stated-duration.usual-hours`: 129 entries, and 128 is the most");
}

/// As many kinds, elements, windows and durations as a pack may have: what may stand on a paper are billions of things.
#[test]
fn the_form_of_a_pack_that_has_all_it_may_have_goes_on() {
    let word = |name: String| Word::try_from(name).unwrap();
    let mut pack = pack("XX-WIDE");
    let (kinds, elements) =
        (0..60).map(|number| (format!("kind-{number}"), format!("element-{number}"))).unzip();
    let (kinds, elements): (Vec<String>, Vec<String>) = (kinds, elements);
    let text = |word: &String| WordText {
        id: Word::try_from(word.as_str()).unwrap(),
        label: pack.title.clone(),
        text: pack.title.clone(),
    };
    pack.words = kinds.iter().chain(&elements).map(text).collect();
    pack.kinds.extend(kinds.into_iter().map(|kind| Kind { id: word(kind), not_covered: None, portal: None }));
    // Only the last kind comes out otherwise, and that is tried last.
    let reason = word("pcr-not-affected".to_owned());
    pack.kinds.iter_mut().rev().skip(1).for_each(|kind| kind.not_covered = Some(reason.clone()));
    let element = |id| Element { id: word(id), level: ElementLevel::Firm, except: Vec::new() };
    pack.elements.extend(elements.into_iter().map(element));
    let first = pack.windows[0].clone();
    let window = |number: i64| Window {
        id: word(format!("window-{number}")),
        from: first.from + TimeDelta::minutes(10 * number),
        until: first.from + TimeDelta::minutes(10 * number + 10),
        ..first.clone()
    };
    pack.windows = (0..128).map(window).collect();
    pack.stated_duration.usual_hours = (1..=128).collect();
    let held = Held { tolerance: Tolerance::new(pack).unwrap(), freshness: None, demonstration: false };
    let tolerances = Arc::new(ToleranceBook { held: vec![held] });
    let verifier = Verifier { tolerances, ..BuiltIn::load().verifier() };
    let (answered, answer) = channel();
    thread::spawn(move || {
        let at = Moment::now(evening());
        let mut answers = Answers::default();
        let mut asked = vec![verifier.next_question(&answers, at, Profile::Venue)];
        answers.kind = Some(KindAnswer::Unstated);
        asked.push(verifier.next_question(&answers, at, Profile::Venue));
        answers.time = Some(TimeAnswer::Unstated);
        asked.push(verifier.next_question(&answers, at, Profile::Venue));
        answered.send(asked).unwrap();
    });
    let asked = answer.recv_timeout(Duration::from_secs(10)).expect("the form goes on");
    assert!(matches!(asked[0], FormStep::Ask(Question::Kind)));
}

#[test]
fn rules_have_512_kibibytes() {
    assert!(RuleSet::read(&padded("[]", RuleSet::LARGEST)).is_ok());
    let error = RuleSet::read(&padded("[]", RuleSet::LARGEST + 1)).unwrap_err().to_string();
    assert_eq!(error, "524289 bytes are more than 524288: give each country a file of its own");
}

#[test]
fn a_batch_of_revocations_has_a_mebibyte() {
    let batch = r#"{"kid":"","hashType":"UCI","entries":[]}"#;
    let add = |length| Revocations::default().add_batch(&padded(batch, length));
    assert!(add(1 << 20).is_ok());
    let error = add((1 << 20) + 1).unwrap_err().to_string();
    assert_eq!(error, "not a batch of revocations: 1048577 bytes are more than the 1048576 of the longest");
}

#[test]
fn an_export_has_4_mebibytes() {
    let hash = "0".repeat(64);
    let export = format!(r#"{{"version":1,"end":{{"number":0,"hash":"{hash}"}},"lines":[]}}"#);
    assert!(Export::read(&padded(&export, Export::LARGEST)).is_ok());
    let error = Export::read(&padded(&export, Export::LARGEST + 1)).unwrap_err().to_string();
    assert_eq!(error, "4194305 bytes are more than 4194304: export a shorter span of time");
}

#[test]
fn a_kept_file_has_16_mebibytes() {
    let folder = tempfile::tempdir().unwrap();
    let get = |length| {
        File::create(folder.path().join("kept")).unwrap().set_len(length).unwrap();
        Files::new(folder.path()).get(b"kept")
    };
    assert_eq!(get(16 << 20).unwrap().unwrap().len(), 16 << 20);
    // So large a file has no room on any disk: nothing of it is read that is not wanted.
    for length in [(16 << 20) + 1, 1 << 40] {
        assert!(matches!(get(length), Err(StoreError::Damaged { .. })));
    }
}

#[test]
fn a_trust_list_has_16_384_entries_and_says_so() {
    let read = |count: usize| {
        let entries = vec!["0"; count].join(",");
        let lists = [format!("[{entries}]"), format!(r#"{{"certificates":[{entries}]}}"#)];
        lists.map(|list| trust::read_bytes(list.as_bytes()).map(|read| read.problems.len()))
    };
    assert_eq!(read(16_384), [Ok(16_384), Ok(16_384)]);
    assert_eq!(read(16_385), [const { Err(TrustFault::TooMany) }; 2]);
}

#[test]
fn a_certificate_has_64_kibibytes() {
    let told = |length| trust::Certificate::read(&vec![0x30; length]).unwrap_err().to_string();
    assert_eq!(told(64 << 10), "not a certificate: it cannot be read as X.509");
    assert_eq!(told((64 << 10) + 1), "not a certificate: it has more than 64 KiB");
}

#[test]
fn what_authors_write_is_told_when_it_is_too_large() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, length: usize| {
        let path = folder.path().join(name);
        fs::write(&path, "#".repeat(length)).unwrap();
        path
    };
    for (told, error) in [
        ("it is larger than 192 KiB", pack_text::read_file(&file("pack.toml", (192 << 10) + 1)).map(drop)),
        ("it is larger than 16 KiB", keys::read_anchors(&file("a.anchor.toml", (16 << 10) + 1)).map(drop)),
        ("it is larger than 8 MiB", trust::read_file(&file("keys.json", (8 << 20) + 1)).map(drop)),
        (
            "a list in TOML has 192 KiB at most",
            trust::read_file(&file("keys.toml", (192 << 10) + 1)).map(drop),
        ),
    ] {
        let error = error.unwrap_err().to_string();
        assert!(error.ends_with(told), "{error}");
    }
}

/// Its last column names files, and behind each the constants as the source has them.
#[test]
fn the_page_of_bounds_says_what_the_source_says() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(project.join("docs/bounds.md")).unwrap();
    let cells =
        page.lines().filter_map(|line| line.strip_suffix(" |")?.rsplit_once("| ").map(|(_, cell)| cell));
    let mut checked = 0;
    for cell in cells.filter(|cell| cell.starts_with("`core/") || cell.starts_with("`bindings/")) {
        for file in cell.split("; ") {
            let (path, constants) = file.split_once(": ").unwrap();
            let source = fs::read_to_string(project.join(path.trim_matches('`'))).unwrap();
            for constant in constants.split(", ").map(|constant| constant.trim_matches('`')) {
                assert!(source.contains(&format!("const {constant};")), "{path} has no `const {constant};`");
                checked += 1;
            }
        }
    }
    assert!(checked > 40, "{checked} constants were found in the page");
}
