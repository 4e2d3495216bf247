//! The tools of those who decide about a relaxation, from the template to a poster that is read at a door.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Run, souplesse};

const KEY: &str = "keys/demonstration-anchor.pem";
const PACK: &str = "../../core/data/pack-fr-psc-2021-08.toml";
const EVENING: [&str; 2] = ["--at", "2021-08-14T20:00"];

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn name(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// Runs the command, which must succeed; `@name` is a file in this folder.
    fn done(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {}{}", run.out, run.err);
        run
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let arguments = arguments.iter().map(|argument| match argument.strip_prefix('@') {
            Some(name) => self.name(name),
            None => (*argument).to_owned(),
        });
        let arguments = arguments.collect::<Vec<_>>();
        let mut run = souplesse(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        for text in [&mut run.out, &mut run.err] {
            *text = text.replace(&self.folder.path().display().to_string(), "FOLDER");
        }
        run
    }

    fn sign(&self, pack: &str, output: &str, sequence: &str) {
        let options = ["pack", "sign", pack, "--key", KEY, "--sequence", sequence, "--force", "-o", output];
        self.done(&[&options[..], &EVENING].concat());
    }
}

#[test]
fn the_template_is_a_sound_pack_and_faults_have_a_place() {
    let desk = Desk::new();
    desk.done(&["pack", "new", "-o", "@new.toml"]);
    insta::assert_snapshot!("pack_check", desk.done(&["pack", "check", "@new.toml", PACK]).seen());
    assert_eq!(desk.run(&["pack", "new", "-o", "@new.toml"]).status, 2, "nothing is overwritten");
    let text = fs::read_to_string(desk.path("new.toml")).expect("the template");
    fs::write(desk.path("broken.toml"), text.replace("level = \"firm\"", "level = \"strict\""))
        .expect("a file");
    insta::assert_snapshot!("pack_check_broken", desk.run(&["pack", "check", "@broken.toml"]).seen());
}

#[test]
fn every_consequence_is_shown_before_signing() {
    let desk = Desk::new();
    let text = fs::read_to_string(common::samples().join(PACK)).expect("the pack");
    let longer = text.replace("maximum-age-hours = 12", "maximum-age-hours = 24");
    fs::write(desk.path("longer.toml"), longer).expect("a file");
    insta::assert_snapshot!("pack_table", desk.done(&["pack", "table", PACK, "--lang", "fr"]).seen());
    insta::assert_snapshot!(
        "pack_table_diff",
        desk.done(&["pack", "table", "@longer.toml", "--diff", PACK]).seen()
    );
    assert!(desk.done(&["pack", "table", PACK, "--diff", PACK]).out.contains("Nothing changes."));
    let csv = desk.done(&["pack", "table", PACK, "--format", "csv"]).out;
    let columns = csv.lines().map(|line| line.split(';').count()).collect::<std::collections::BTreeSet<_>>();
    // Eight kinds and none, 12 minutes around the edges, ten elements and none.
    assert_eq!((csv.lines().count(), columns.into_iter().collect::<Vec<_>>()), (1 + 9 * 12 * 11, vec![12]));
    assert!(csv.contains("\r\n;antigen;2021-08-14 11:59;;stamp;refused;missing-stamp;;;;;\r\n"), "{csv}");
    let html = desk.done(&["pack", "table", PACK, "--format", "html", "--lang", "fr"]).out;
    assert!(html.contains("Réponse à la porte") && html.contains("jusqu’au lun. 16/08/21 12\u{a0}h"));
}

#[test]
fn a_signed_pack_is_a_small_code_that_is_read_and_judged_by() {
    let desk = Desk::new();
    let text = fs::read_to_string(common::samples().join(PACK)).expect("the pack");
    let next =
        text.replace("2021-08-14T12:00", "2021-08-14T13:00").replace("FR-PSC-2021-08", "FR-PSC-LONGER");
    fs::write(desk.path("longer.toml"), next).expect("a file");
    desk.sign("@longer.toml", "@longer.souplesse", "1");
    desk.done(&["pack", "qr", "@longer.souplesse", "-o", "@longer.png"]);
    desk.done(&["pack", "qr", "@longer.souplesse", "-o", "@longer.svg"]);
    insta::assert_snapshot!("pack_show", desk.done(&["pack", "show", "@longer.png", "--demo"]).seen());
    let paper = ["paper", "--at", "2021-08-14T20:30", "--kind", "antigen", "--tested-at", "2021-08-14T12:30"];
    assert_eq!(desk.run(&paper).status, 1, "the built-in pack does not cover it");
    let with = |bundle| [&paper[..], &["--demo", "--bundle", bundle]].concat();
    for bundle in ["@longer.souplesse", "@longer.png"] {
        let run = desk.done(&with(bundle));
        assert!(run.out.contains("FR-PSC-LONGER"), "{}", run.out);
    }
    let refused = desk.run(&[&paper[..], &["--bundle", "@longer.souplesse"]].concat());
    insta::assert_snapshot!("bundle_refused", refused.seen());
}

#[test]
fn a_pack_is_withdrawn_by_a_code() {
    let desk = Desk::new();
    let revoke = ["pack", "revoke", "FR-PSC-2021-08", "--key", KEY, "-o", "@revoke.png"];
    desk.done(&[&revoke[..], &EVENING].concat());
    let paper = ["paper", "--at", "2021-08-14T20:30", "--kind", "antigen", "--tested-at", "2021-08-14T09:15"];
    let run = desk.run(&[&paper[..], &["--demo", "--bundle", "@revoke.png", "--json"]].concat());
    assert!(run.out.contains("\"code\":\"no-tolerance-in-force\""), "{}", run.out);
}

#[test]
fn a_key_is_made_once_kept_private_and_pinned() {
    let desk = Desk::new();
    let keygen = ["bundle", "keygen", "--name", "ARS d’essai", "-o", "@ars"];
    desk.done(&keygen);
    let again = desk.run(&keygen);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("no key is ever replaced; choose another name"), "{}", again.err);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(desk.path("ars.pem")).expect("the key").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let private = fs::read_to_string(desk.path("ars.pem")).expect("the key");
    let secret = private.lines().nth(1).expect("base64").to_owned();
    let sign = |key: &str, output: &str| desk.run(&["pack", "sign", PACK, "--key", key, "-o", output]);
    assert_eq!(sign("@ars.pem", "@fr.souplesse").status, 0);
    let shown = desk.done(&["pack", "show", "@fr.souplesse", "--anchor", "@ars.anchor.toml"]);
    assert!(shown.out.contains("ARS d’essai"), "{}", shown.out);
    assert_eq!(desk.run(&["pack", "show", "@fr.souplesse"]).status, 1, "an unknown signer");
    for run in [
        desk.run(&["pack", "show", "@fr.souplesse", "--anchor", "@ars.pem"]),
        sign("@ars.anchor.toml", "@x.souplesse"),
        sign("@ars.pem", "@nowhere/x.souplesse"),
    ] {
        assert_eq!(run.status, 2);
        assert!(!run.out.contains(&secret) && !run.err.contains(&secret), "a private key reaches no error");
    }
    // The anchor may sign packs alone.
    let trust =
        ["bundle", "sign", "../../core/data/trust.toml", "--key", "@ars.pem", "-o", "@trust.souplesse"];
    desk.done(&trust);
    let run = desk.run(&["bundle", "show", "@trust.souplesse", "--anchor", "@ars.anchor.toml"]);
    assert!(run.status == 1 && run.out.contains("update-not-for-anchor"), "{}", run.out);
}

#[test]
fn all_kinds_of_files_become_one_update() {
    let desk = Desk::new();
    let files =
        ["trust.toml", "rules-fr-activity-2021-08.json", "value-sets.json", "pack-fr-psc-2021-08.toml"];
    let files = files.map(|name| Path::new("../../core/data").join(name).display().to_string());
    let sign = ["bundle", "sign", "--key", KEY, "-o", "@all.souplesse"];
    let files = files.iter().map(String::as_str).collect::<Vec<_>>();
    desk.done(&[&sign[..], &files, &EVENING].concat());
    insta::assert_snapshot!("bundle_show", desk.done(&["bundle", "show", "@all.souplesse", "--demo"]).seen());
    let check =
        ["check", "01-vaccinated.png", "--demo", "--at", "2021-08-14T20:30", "--bundle", "@all.souplesse"];
    desk.done(&check);
}

#[test]
fn the_poster_and_the_blank_form_say_what_the_pack_says() {
    let desk = Desk::new();
    desk.sign(PACK, "@fr.souplesse", "1");
    desk.done(&["pack", "poster", "@fr.souplesse", "-o", "@poster.html"]);
    desk.done(&["pack", "poster", "@fr.souplesse", "--form", "-o", "@form.html"]);
    let read = |name| fs::read_to_string(desk.path(name)).expect("a page");
    let (poster, form) = (read("poster.html"), read("form.html"));
    for part in ["lun. 16/08/2021 à minuit", "72 heures", "Cachet du professionnel", "<svg", "MINSANTE n°107"]
    {
        assert!(poster.contains(part), "{part}");
    }
    for part in [
        "Type de test",
        "Nom et prénom du patient",
        "Résultat négatif",
        "Date du test",
        "Heure du test",
        "Marque du test",
        "Référence du test",
        "Durée de validité",
        "Cachet du professionnel",
        "Signature du professionnel",
    ] {
        assert_eq!(form.matches(part).count(), 2, "{part}: once for each copy");
    }
    assert!(!poster.contains("{{") && !form.contains("{{"));
}

#[test]
fn what_only_some_kinds_must_show_is_printed_with_them() {
    let desk = Desk::new();
    let draw = |pack: &str, form: &[&str]| {
        desk.sign(&format!("packs/{pack}.toml"), "@one.souplesse", "1");
        desk.done(&[&["pack", "poster", "@one.souplesse", "--force", "-o", "@page.html"], form].concat());
        fs::read_to_string(desk.path("page.html")).expect("a page")
    };
    let poster = draw("app-outage-afternoon", &[]);
    assert!(poster.contains("Cachet du professionnel (sauf\u{a0}: PCR en laboratoire)"));
    assert!(poster.contains("Nom du laboratoire ou du professionnel (pour\u{a0}: PCR en laboratoire)"));
    let form = draw("pharmacy-portal-week", &["--form"]);
    assert!(form.contains("Attestation provisoire") && !form.contains("dépistage"));
}

#[test]
fn the_rules_of_a_folder_are_signed_as_one_document() {
    let desk = Desk::new();
    let built_in =
        fs::read_to_string(common::samples().join("../../core/data/rules-fr-activity-2021-08.json"));
    let set = serde_json::from_str::<serde_json::Value>(&built_in.expect("the rules")).expect("JSON");
    fs::create_dir(desk.path("fr-rules")).expect("a folder");
    let mut files = Vec::new();
    for rule in set["rules"].as_array().expect("rules") {
        let mut rule = rule.clone();
        if rule["Identifier"] == "VR-FR-9003" {
            rule["Logic"] = false.into();
        }
        let name = format!("fr-rules/{}.json", rule["Identifier"].as_str().expect("a name"));
        fs::write(desk.path(&name), rule.to_string()).expect("a file");
        files.push(format!("@{name}"));
    }
    let check = ["check", "01-vaccinated.png", "--demo", "--at", "2021-08-14T20:30", "--purpose", "travel"];
    let check = [&check[..], &["--profile", "controller", "--json"]].concat();
    let files = files.iter().map(String::as_str).collect::<Vec<_>>();
    for paths in [files, vec!["@fr-rules"]] {
        let _ = fs::remove_file(desk.path("rules.souplesse"));
        let sign =
            [&["bundle", "sign", "--key", KEY, "-o", "@rules.souplesse"][..], &EVENING, &paths].concat();
        desk.done(&sign);
        let shown = desk.done(&["bundle", "show", "@rules.souplesse", "--demo", "--json"]);
        assert_eq!(shown.out.matches("FR-RULES").count(), 1, "{}", shown.out);
        let signed = desk.run(&[&check[..], &["--bundle", "@rules.souplesse"]].concat());
        assert!(signed.out.contains(r#""code":"rule:VR-FR-9003""#), "{}", signed.out);
    }
}
