//! The pictures of the README and the guides that show the command: they are what it prints today.
//!
//! `SOUPLESSE_PICTURES=write cargo test -p souplesse --test guide_pictures` draws them anew.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use common::drawn_terminal::draw;
use data_encoding::HEXLOWER;
use ring::digest;
use souplesse_words::{Language, Words};

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide")
}

/// What the command prints in colour in a window of so many columns.
fn printed(columns: usize, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_souplesse"))
        .args(arguments)
        .current_dir(common::samples())
        .env("SOUPLESSE_DATA_DIR", folder.path())
        .env("SOUPLESSE_CONFIG", folder.path().join("config.toml"))
        .env("CLICOLOR_FORCE", "1")
        .env("COLUMNS", columns.to_string())
        .env_remove("NO_COLOR")
        .output()
        .expect("the command runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn is_to_be_written() -> bool {
    env::var_os("SOUPLESSE_PICTURES").is_some_and(|wish| wish == "write")
}

fn is_current(name: &str, drawn: &str) {
    let path = guide().join("pictures").join(name);
    if is_to_be_written() {
        fs::write(&path, drawn).expect("the folder of pictures");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == drawn, "{name} shows what is no more: draw it anew, see the head of this test");
}

/// The first of the evening's answers, and one of each other kind.
fn evening(language: &str) -> String {
    let all = printed(80, &["demo", "--lang", language]);
    let mut seen = Vec::new();
    let mut kept = Vec::new();
    let mut is_kept = true;
    for line in all.lines().skip(3) {
        if let Some((_, word)) = line.split_once("m ").filter(|_| line.contains("\u{1B}[48;2;")) {
            let word = word.split("\u{1B}").next().unwrap_or_default().to_owned();
            is_kept = !seen.contains(&word);
            seen.push(word);
        }
        if line.starts_with("\u{1B}[1m") && !line.contains("\u{1B}[48;2;") {
            is_kept = true;
        }
        kept.extend(is_kept.then_some(line));
    }
    // The last line has a time, which is another each time.
    kept.pop();
    let command = format!("\u{1B}[2m$ souplesse demo --lang {language}\u{1B}[0m\n\n");
    command + &kept.join("\n")
}

#[test]
fn the_evening_is_drawn_as_it_is_told() {
    is_current("demo.en.svg", &draw(&evening("en"), "souplesse demo: one answer of each kind"));
    is_current("demo.fr.svg", &draw(&evening("fr"), "souplesse demo : une réponse de chaque sorte"));
}

/// A line in pieces of at most a hundred columns, of which the others begin where its answer does.
fn wrapped(line: &str) -> Vec<String> {
    let begins = if line.starts_with(' ') { 27 } else { 0 };
    let mut lines = vec![String::new()];
    for word in line.split_inclusive(' ') {
        let last = lines.last_mut().expect("never empty");
        if last.chars().count() + word.trim_end().chars().count() <= 100 {
            last.push_str(word);
        } else {
            lines.push(" ".repeat(begins) + word);
        }
    }
    lines
}

#[test]
fn the_table_is_drawn_as_it_is_printed() {
    let pack = "../../core/data/pack-fr-psc-2021-08.toml";
    for (language, title) in [
        ("en", "souplesse pack table: every consequence"),
        ("fr", "souplesse pack table : toutes les conséquences"),
    ] {
        let table = printed(100, &["pack", "table", pack, "--lang", language]);
        let begin = table.lines().take(32).flat_map(wrapped).collect::<Vec<_>>().join("\n");
        let command = format!("\u{1B}[2m$ souplesse pack table pack.toml --lang {language}\u{1B}[0m\n\n");
        is_current(&format!("table.{language}.svg"), &draw(&(command + &begin), title));
    }
}

/// A poster is a page for a browser. Its picture is taken by Chromium; beside it stands what the page was.
#[test]
fn the_poster_is_the_one_that_was_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let run = common::souplesse(&common::named(folder.path(), arguments));
        assert_eq!(run.status, 0, "{}", run.err);
    };
    let pack = "../../core/data/pack-fr-psc-2021-08.toml";
    run(&[
        "pack",
        "sign",
        pack,
        "--key",
        "keys/demonstration-anchor.pem",
        "--at",
        "2021-08-14T20:00",
        "-o",
        "@update",
    ]);
    for language in ["en", "fr"] {
        let page = format!("@poster.{language}.html");
        run(&["pack", "poster", "@update", "--at", "2021-08-14T20:30", "--lang", language, "-o", &page]);
        let page = folder.path().join(page.trim_start_matches('@'));
        if is_to_be_written() {
            let picture = guide().join(format!("pictures/poster.{language}.png"));
            let browser = Command::new("chromium")
                .args(["--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=800,1140"])
                .arg(format!("--screenshot={}", picture.display()))
                .arg(&page)
                .output();
            assert!(browser.is_ok_and(|done| done.status.success()), "Chromium is needed for this one");
        }
        let digest = digest::digest(&digest::SHA256, &fs::read(&page).expect("the poster"));
        is_current(&format!("poster.{language}.sha256"), &(HEXLOWER.encode(digest.as_ref()) + "\n"));
    }
}

/// The author's page, typed as it stands: the template is filled in between its first two commands.
#[test]
fn what_the_author_is_told_to_type_works() {
    for page in ["author.en.md", "author.fr.md"] {
        let folder = tempfile::tempdir().expect("a folder");
        let run = |line: &str| {
            let line = line.split(['>', '#']).next().unwrap_or_default();
            let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
            command.args(line.split_whitespace().skip(1)).current_dir(folder.path());
            command
                .env("SOUPLESSE_DATA_DIR", folder.path().join("data"))
                .env("SOUPLESSE_CONFIG", "none.toml");
            let output = command.output().expect("the command runs");
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{page}: {line}: {told}");
        };
        let text = fs::read_to_string(guide().join(page)).expect(page);
        let mut typed = 0;
        for line in text.lines().filter(|line| line.starts_with("souplesse ")) {
            run(line);
            typed += 1;
            if line.contains("pack new") {
                let pack = folder.path().join(line.split_whitespace().nth(4).expect("a file"));
                fs::write(&pack, filled(&fs::read_to_string(&pack).expect("the template"))).expect("a file");
            }
        }
        assert_eq!(typed, 7, "{page}");
    }
}

/// The template as an author fills it in.
fn filled(template: &str) -> String {
    let own = [
        ("XX-EXAMPLE-2021-09", "FR-ARS-2021-09"),
        ("Exemple : panne", "Panne"),
        ("Example: outage", "Outage"),
        ("Nom de l’autorité", "Agence régionale"),
        ("Name of the authority", "Regional agency"),
        ("Titre du texte publié", "Communiqué"),
        ("n° 000", "n° 12"),
        ("T10:00:00+02:00", "T11:00:00+02:00"),
        ("2021-09-18", "2021-09-25"),
        ("2021-09-19", "2021-09-26"),
        ("2021-09-20", "2021-09-27"),
        ("Les mots exacts qui fondent cet assouplissement.", "Ces attestations sont acceptées."),
    ];
    own.into_iter().fold(template.to_owned(), |text, (example, own)| text.replace(example, own))
}

/// A page whose pictures are gone teaches nobody.
#[test]
fn every_picture_that_a_page_names_is_there() {
    let root = guide().join("../..");
    let mut named = 0;
    for page in [
        "README.md",
        "docs/guide/door.en.md",
        "docs/guide/door.fr.md",
        "docs/guide/author.en.md",
        "docs/guide/author.fr.md",
    ] {
        let path = root.join(page);
        let text = fs::read_to_string(&path).expect(page);
        let folder = path.parent().expect("a folder");
        let links = text.split("](").skip(1).chain(text.split("src=\"").skip(1));
        for link in links.filter_map(|rest| rest.split([')', '"', '#']).next()) {
            if !link.starts_with("http") && !link.is_empty() {
                assert!(folder.join(link).exists(), "{page}: {link}");
                named += usize::from(link.ends_with("png") || link.ends_with("svg"));
            }
        }
    }
    assert!(named >= 20, "{named}");
}

/// What a page calls a button stands on that button.
#[test]
fn every_button_that_a_page_names_is_called_so() {
    let pages = [("en", Language::English), ("fr", Language::French)];
    for (ending, language) in pages {
        let words = Words::of(language);
        for page in ["door", "author"] {
            let text = fs::read_to_string(guide().join(format!("{page}.{ending}.md"))).expect(page);
            // `**strong**` is no button.
            let plain = text.replace("**", "");
            let emphasised = plain.split('*').skip(1).step_by(2).collect::<Vec<_>>();
            assert!(!emphasised.is_empty(), "{page}.{ending}");
            for label in emphasised {
                assert!(words.all().any(|(_, word)| word == label), "{page}.{ending}: *{label}*");
            }
        }
    }
}
