//! Both languages say everything, with the same gaps to fill, and write it properly.

use std::collections::BTreeSet;

use souplesse_core::Code;
use souplesse_core::rules::tolerance::{self, Word};
use souplesse_words::{Language, Words, android_name, android_strings, codes_page, generated};

#[test]
fn both_languages_have_the_same_keys() {
    let [french, english] = Language::ALL.map(keys);
    assert_eq!(french, english);
    assert!(french.contains("outcome.not-covered"), "the files were read");
}

#[test]
fn every_code_has_words_in_both_languages() {
    for language in Language::ALL {
        let words = Words::of(language);
        for code in every_code() {
            let entry = entry(&code);
            for part in ["title", "next"] {
                let key = format!("code.{entry}.{part}");
                assert_ne!(words.label(&key), key, "{} has no words for it", language.code());
            }
        }
    }
}

#[test]
fn every_word_that_a_pack_need_not_explain_is_explained() {
    for language in Language::ALL {
        let words = Words::of(language);
        let kinds = tolerance::KINDS.iter().map(|word| format!("kind-of-paper.{word}"));
        let elements = tolerance::ELEMENTS.iter().map(|word| format!("element.{word}"));
        for key in kinds.chain(elements) {
            assert_ne!(words.label(&key), key, "{} has no words for it", language.code());
        }
    }
}

#[test]
fn every_entry_about_a_code_is_about_one_that_exists() {
    let known: BTreeSet<String> = every_code().iter().map(entry).collect();
    let described: BTreeSet<String> = keys(Language::English)
        .iter()
        .filter_map(|key| key.strip_prefix("code."))
        .filter_map(|key| key.split('.').next().map(str::to_owned))
        .collect();
    assert_eq!(described, known);
}

#[test]
fn the_same_gaps_are_filled_in_both_languages() {
    let english = Words::of(Language::English);
    for (key, french) in Words::of(Language::French).all() {
        assert_eq!(gaps(french), gaps(english.label(key)), "{key}");
    }
}

#[test]
fn every_text_is_clean() {
    for language in Language::ALL {
        for (key, text) in Words::of(language).all() {
            let place = format!("{} {key}: {text}", language.code());
            assert!(!text.trim().is_empty(), "{place}");
            assert_eq!(text, text.trim(), "{place}");
            assert!(!text.contains("  "), "{place}");
            assert!(!text.contains(['\n', '\t', '|']), "{place}: one line, and no table's bar");
        }
    }
}

#[test]
fn a_title_is_short_and_a_next_step_is_one_sentence() {
    for language in Language::ALL {
        for (key, text) in Words::of(language).all() {
            let place = format!("{} {key}: {text}", language.code());
            if key.ends_with(".title") {
                assert!(text.chars().count() <= 46 && !text.ends_with('.'), "{place}");
            }
            if key.ends_with(".next") && key.starts_with("code.") {
                assert!(text.ends_with('.') && !text.contains(". "), "{place}");
            }
        }
    }
}

#[test]
fn french_is_set_as_french() {
    for (key, text) in Words::of(Language::French).all() {
        assert!(!text.contains('\''), "straight apostrophe in {key}: {text}");
        assert!(!text.contains('"'), "straight quotation mark in {key}: {text}");
        assert!(!text.contains("...") && !text.contains("« "), "{key}: {text}");
        for mark in [':', ';', '!', '?', '»'] {
            assert!(!text.contains(&format!(" {mark}")), "breaking space before {mark} in {key}: {text}");
        }
        let unspaced =
            text.match_indices(": ").find(|(at, _)| !text.split_at(*at).0.ends_with(['\u{a0}', '\u{202f}']));
        assert!(unspaced.is_none(), "no space before : in {key}: {text}");
        for mark in [';', '!', '?', '»'] {
            let before = text.split(mark).next().and_then(|head| head.chars().last());
            let spaced = !text.contains(mark) || matches!(before, Some('\u{a0}' | '\u{202f}'));
            assert!(spaced, "no space before {mark} in {key}: {text}");
        }
    }
}

#[test]
fn nobody_is_accused_and_no_identity_papers_are_asked_for() {
    let banned = ["fraud", "faux", "falsif", "fake", "forge", "positi", "identité", "identity", "passport"];
    for language in Language::ALL {
        for (key, text) in Words::of(language).all() {
            let lower = text.to_lowercase();
            for word in banned {
                assert!(!lower.contains(word), "{word} in {} {key}: {text}", language.code());
            }
        }
    }
}

#[test]
fn a_rule_is_named_in_the_title_where_it_is_told() {
    let words = Words::of(Language::English);
    assert_eq!(words.code("rule:VR-FR-9001").title, "Condition not met: VR-FR-9001");
    assert_eq!(words.code("rule-open").title, "Rule cannot be applied");
    assert_eq!(words.code("expired").title, "No longer valid");
}

#[test]
fn an_unknown_key_shows_itself() {
    let words = Words::of(Language::French);
    assert_eq!(words.label("card.shoe-size"), "card.shoe-size");
    assert_eq!(words.code("sunspots:11").title, "sunspots:11");
}

#[test]
fn counts_follow_the_plural_of_the_language() {
    let [french, english] = Language::ALL.map(Words::of);
    let said = |words: &Words| [0, 1, 2].map(|count| words.count("count.checked", count));
    assert_eq!(said(french), ["0\u{a0}passe vérifié", "1\u{a0}passe vérifié", "2\u{a0}passes vérifiés"]);
    assert_eq!(said(english), ["0 passes checked", "1 pass checked", "2 passes checked"]);
}

#[test]
fn a_value_that_looks_like_a_gap_is_left_alone() {
    let filled =
        Words::of(Language::English).fill("error.read", &[("path", "{why}.png"), ("why", "no such file")]);
    assert_eq!(filled, "cannot read {why}.png: no such file");
}

#[test]
fn a_system_locale_names_a_language() {
    assert_eq!("fr_FR.UTF-8".parse(), Ok(Language::French));
    assert_eq!("en-GB".parse(), Ok(Language::English));
    assert!("de".parse::<Language>().is_err());
}

#[test]
fn what_is_generated_is_current() {
    let top = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
    for (path, text) in generated() {
        let committed = std::fs::read_to_string(format!("{top}{path}")).unwrap_or_default();
        assert!(committed == text, "{path} is out of date: run `cargo run -p souplesse-words`");
    }
}

#[test]
fn the_page_of_codes_tells_of_each_once() {
    let page = codes_page();
    for code in every_code() {
        let row = format!("| `{code}` |");
        assert_eq!(page.matches(&row).count(), 1, "{code} in docs/codes.md");
    }
}

#[test]
fn phones_have_words_for_every_code_in_both_languages() {
    for language in Language::ALL {
        let strings = android_strings(language);
        for code in every_code() {
            for part in ["title", "next"] {
                let name = android_name(&format!("code.{}.{part}", entry(&code)));
                let entry = format!("<string name=\"{name}\">");
                assert_eq!(strings.matches(&entry).count(), 1, "{name} in {}", language.code());
            }
        }
    }
}

#[test]
fn phones_have_the_same_strings_in_both_languages() {
    let [french, english] = Language::ALL.map(|language| names(&android_strings(language)));
    assert_eq!(french, english);
    assert!(french.contains("verdict_next"));
}

#[test]
fn phones_say_nothing_of_the_command() {
    for language in Language::ALL {
        let strings = android_strings(language);
        for word in ["--", "souplesse register", "souplesse status"] {
            assert!(!strings.replace("<!--", "").replace("-->", "").contains(word), "{word}");
        }
    }
}

#[test]
fn the_words_of_phones_take_the_place_of_the_commands() {
    let strings = android_strings(Language::English);
    assert!(strings.contains("if they are right, confirm them under “Updates”."));
    assert!(!strings.contains("status --acknowledge"));
}

fn names(strings: &str) -> BTreeSet<String> {
    let after = strings.split(" name=\"").skip(1);
    after.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

fn keys(language: Language) -> BTreeSet<String> {
    Words::of(language).all().map(|(key, _)| key.to_owned()).collect()
}

fn every_code() -> Vec<Code> {
    let mut codes = Code::PLAIN.to_vec();
    codes.push(Code::Rule("…".to_owned()));
    codes.push(Code::RuleOpen("…".to_owned()));
    let word = |text: &&str| Word::try_from(*text).expect("a word");
    codes.extend(tolerance::ELEMENTS.iter().map(word).map(Code::Missing));
    codes.extend(tolerance::REASONS.iter().map(word).map(Code::Given));
    codes
}

/// Under which name the words of a code stand: its own, without the identifier of a rule.
fn entry(code: &Code) -> String {
    code.text().split(':').next().unwrap_or_default().to_owned()
}

fn gaps(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}
