//! Every error has a sentence in both languages, about the thing that it is about.

mod samples;
mod samples_of_files;

use std::io;

use souplesse_words::{Language, Words};

use super::{Error, notice_detail};

/// Words that English has and French has not, beside names of options, files and codes.
const ENGLISH: [&str; 12] =
    ["the", "not", "file", "cannot", "is", "of", "it", "there", "with", "expected", "unknown", "missing"];

#[test]
fn every_error_is_told_in_both_languages_and_names_what_it_is_about() {
    let errors = samples::errors();
    assert!(errors.len() > 200, "{}", errors.len());
    for (error, about) in errors {
        let [french, english] = Language::ALL.map(|language| error.told(language));
        let place = format!("{error:?}\n  {english}\n  {french}");
        assert_ne!(french, english, "{place}");
        for told in [&french, &english] {
            assert!(told.contains(about), "{about} is not named: {place}");
            assert!(!told.contains(['{', '}', '\n']) && !told.trim().is_empty(), "a gap: {place}");
            assert!(!told.contains("error.") && !told.contains("os error"), "no words: {place}");
        }
        assert!(!english.contains(['\u{a0}', '\u{202f}', '«']), "{place}");
        assert_is_set_as_french(&french, &place);
        let words = said(&french);
        let english = words.iter().filter(|word| ENGLISH.contains(&word.as_str())).collect::<Vec<_>>();
        assert!(english.is_empty(), "{english:?} is English: {place}");
    }
}

#[test]
fn what_the_system_says_is_told_without_its_number() {
    let told = |error: io::Error, language| Error::File { source: error }.told(language);
    for (number, french) in [
        (2, "aucun fichier ni dossier ne porte ce nom"),
        (13, "accès refusé\u{202f}; vérifiez les droits du fichier et de son dossier"),
        (28, "il n’y a plus de place sur le disque\u{202f}; libérez-en, puis réessayez"),
    ] {
        assert_eq!(told(io::Error::from_raw_os_error(number), Language::French), french);
        let english = told(io::Error::from_raw_os_error(number), Language::English);
        assert!(!english.contains("os error"), "{english}");
    }
    let unusual = io::Error::from_raw_os_error(90);
    let said = unusual.to_string();
    let told = told(unusual, Language::French);
    assert!(said.starts_with(&told) && !told.contains("os error"), "{said}");
}

#[test]
fn what_the_system_said_of_a_notice_is_told_in_the_language_of_the_call() {
    let words = Words::of(Language::French);
    let kept = format!("/tmp/data/register: {}", io::Error::from_raw_os_error(28));
    assert_eq!(
        notice_detail(&kept, words),
        "/tmp/data/register\u{a0}: il n’y a plus de place sur le disque\u{202f}; libérez-en, puis réessayez"
    );
    assert_eq!(notice_detail("pack XX-ONE, 2", words), "pack XX-ONE, 2");
}

fn assert_is_set_as_french(text: &str, place: &str) {
    for fault in [" :", " ;", " ?", " !", " »", "« ", "'"] {
        assert!(!text.contains(fault), "{fault:?}: {place}");
    }
    for (at, mark) in text.match_indices([';', '?', '!']) {
        assert!(text.split_at(at).0.ends_with('\u{202f}'), "before {mark}: {place}");
    }
    for (at, mark) in text.match_indices(": ") {
        assert!(text.split_at(at).0.ends_with('\u{a0}'), "before {mark}: {place}");
    }
}

/// The words outside of quotation marks and brackets, in lower case.
fn said(text: &str) -> Vec<String> {
    let mut outside = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '«' | '[' => depth += 1,
            '»' | ']' => depth = depth.saturating_sub(1),
            letter if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    let words = outside.split(|letter: char| !letter.is_alphabetic() && letter != '-' && letter != '_');
    words.map(str::to_lowercase).collect()
}
