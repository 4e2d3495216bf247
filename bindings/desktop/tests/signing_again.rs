//! Signing the same file again is the same update to every device, and other contents want another number.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        desk.done(&["bundle", "keygen", "--name", "ARS", "-o", "ars"]);
        desk.done(&["pack", "new", "-o", "outage.toml"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
        command.env("SOUPLESSE_CONFIG", "nowhere.toml");
        command.args(arguments).current_dir(self.0.path()).env("LC_ALL", "C");
        command.env("SOUPLESSE_DATA_DIR", self.path("device")).output().expect("the command is there")
    }

    fn done(&self, arguments: &[&str]) -> Output {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", errors(&output));
        output
    }

    fn sign(&self, output: &str, more: &[&str]) -> Output {
        self.run(&[&["pack", "sign", "outage.toml", "--key", "ars.pem", "-o", output], more].concat())
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("an update")
    }

    fn change(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(file)).expect("a pack");
        assert!(text.contains(from), "{from}");
        fs::write(self.path(file), text.replacen(from, to, 1)).expect("a file");
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn is_done(output: &Output) {
    assert!(output.status.success(), "{}", errors(output));
}

#[test]
fn the_same_file_is_the_same_bytes_and_other_contents_want_another_number() {
    let desk = Desk::new();
    is_done(&desk.sign("first.souplesse", &[]));
    // Another second, and so another time of issue and another end, if nothing held them.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    is_done(&desk.sign("again.souplesse", &[]));
    assert_eq!(desk.bytes("first.souplesse"), desk.bytes("again.souplesse"));
    let anchor = ["--anchor", "ars.anchor.toml"];
    desk.done(&[&["bundle", "install", "first.souplesse"][..], &anchor].concat());
    let shown = desk.done(&[&["bundle", "install", "again.souplesse"][..], &anchor].concat());
    assert!(String::from_utf8_lossy(&shown.stdout).contains("update-already-installed"));

    desk.change("outage.toml", "level = \"firm\"", "level = \"note\"");
    let refused = desk.sign("changed.souplesse", &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(errors(&refused).contains("--sequence 2"), "{}", errors(&refused));
    assert!(!desk.path("changed.souplesse").exists());
    is_done(&desk.sign("changed.souplesse", &["--sequence", "2"]));
    // Back at the old text: its number is taken, by itself.
    desk.change("outage.toml", "level = \"note\"", "level = \"firm\"");
    let older = desk.sign("older.souplesse", &[]);
    assert!(older.status.success() && errors(&older).contains("update-older"), "{}", errors(&older));
    let other_end = desk.sign("end.souplesse", &["--expires", "2030-01-01T00:00"]);
    assert_eq!(other_end.status.code(), Some(2), "another end is another document to a device");
}

#[test]
fn what_is_given_makes_the_bytes_on_a_machine_that_has_noted_nothing() {
    let desk = Desk::new();
    let dates = ["--issued", "2026-01-01T10:00", "--expires", "2027-01-01T00:00"];
    is_done(&desk.sign("one.souplesse", &dates));
    fs::remove_file(desk.path("ars.signed.jsonl")).expect("the file beside the key");
    is_done(&desk.sign("two.souplesse", &dates));
    assert_eq!(desk.bytes("one.souplesse"), desk.bytes("two.souplesse"));
}

#[test]
fn what_is_noted_is_no_secret_and_what_is_damaged_is_not_forgotten() {
    let desk = Desk::new();
    is_done(&desk.sign("one.souplesse", &[]));
    let noted = fs::read_to_string(desk.path("ars.signed.jsonl")).expect("the file beside the key");
    let secret = fs::read_to_string(desk.path("ars.pem")).expect("the key");
    assert!(secret.lines().all(|line| !noted.contains(line)), "{noted}");
    fs::write(desk.path("ars.signed.jsonl"), "nothing\n").expect("a file");
    let refused = desk.sign("two.souplesse", &[]);
    assert!(errors(&refused).contains("line 1 does not say"), "{}", errors(&refused));
    assert!(!Path::new(&desk.path("two.souplesse")).exists());
}

/// Everybody has this key: nobody keeps what it signs, and samples are signed with it again and again.
#[test]
fn nothing_is_noted_beside_the_key_of_the_demonstration() {
    let desk = Desk::new();
    let key = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples/keys/demonstration-anchor.pem");
    fs::copy(key, desk.path("demo.pem")).expect("the key");
    desk.done(&["pack", "sign", "outage.toml", "--key", "demo.pem", "-o", "one.souplesse"]);
    assert!(!desk.path("demo.signed.jsonl").exists());
}

#[cfg(unix)]
#[test]
fn a_link_to_a_key_remembers_what_the_key_has_signed() {
    let desk = Desk::new();
    is_done(&desk.sign("first.souplesse", &[]));
    std::os::unix::fs::symlink(desk.path("ars.pem"), desk.path("alias.pem")).expect("a link");
    desk.change("outage.toml", "level = \"firm\"", "level = \"note\"");
    let refused = desk.run(&["pack", "sign", "outage.toml", "--key", "alias.pem", "-o", "second.souplesse"]);
    assert!(errors(&refused).contains("--sequence 2"), "{}", errors(&refused));
    assert!(!desk.path("alias.signed.jsonl").exists());
}

#[test]
fn a_pack_that_the_key_has_withdrawn_is_not_signed_again() {
    let desk = Desk::new();
    is_done(&desk.sign("first.souplesse", &[]));
    desk.done(&["pack", "revoke", "XX-EXAMPLE-2021-09", "--key", "ars.pem", "-o", "gone.souplesse"]);
    for more in [&[][..], &["--sequence", "2"]] {
        let refused = desk.sign("again.souplesse", more);
        assert_eq!(refused.status.code(), Some(2));
        assert!(
            errors(&refused).contains("XX-EXAMPLE-2021-09 was withdrawn with this key"),
            "{}",
            errors(&refused)
        );
    }
    assert!(!desk.path("again.souplesse").exists());
    desk.change("outage.toml", "XX-EXAMPLE-2021-09", "XX-EXAMPLE-2021-10");
    is_done(&desk.sign("other.souplesse", &[]));
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let own = desk.sign("own.souplesse", &[]);
    assert!(!errors(&own).contains("private key"), "{}", errors(&own));
    fs::set_permissions(desk.path("ars.pem"), PermissionsExt::from_mode(0o644)).expect("it is ours");
    let open = desk.sign("open.souplesse", &[]);
    is_done(&open);
    assert!(errors(&open).contains("chmod 600"), "{}", errors(&open));
}

/// One slip would end the key on every device.
#[test]
fn a_key_does_not_succeed_itself() {
    let desk = Desk::new();
    let refused =
        desk.run(&["bundle", "sign", "ars.anchor.toml", "--key", "ars.pem", "-o", "next.souplesse"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(errors(&refused).contains("cannot succeed itself"), "{}", errors(&refused));
    assert!(!desk.path("next.souplesse").exists());
}

/// A pass may be scanned into any field: it would be signed, noted beside the key and installed everywhere.
#[test]
fn what_is_no_id_is_not_withdrawn_and_nowhere_repeated() {
    let desk = Desk::new();
    let pass = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pdf/pass.txt"));
    let pass = pass.expect("a pass").trim().to_owned();
    for ids in
        [&["XX-ONE", "AB"][..], &["XX-ONE", &pass], &["XX-ONE", "xx-two"], &["XX-ONE", &"A".repeat(60)]]
    {
        let refused =
            desk.run(&[&["pack", "revoke"], ids, &["--key", "ars.pem", "-o", "gone.souplesse"]].concat());
        assert_eq!(refused.status.code(), Some(2));
        assert!(errors(&refused).contains("id number 2"), "{}", errors(&refused));
        assert!(!errors(&refused).contains(ids[1]), "{}", errors(&refused));
    }
    assert!(!desk.path("gone.souplesse").exists() && !desk.path("ars.signed.jsonl").exists());
    desk.done(&["pack", "revoke", "XX-ONE", "XX-TWO", "XX-ONE", "--key", "ars.pem", "-o", "gone.souplesse"]);
}

#[test]
fn what_is_noted_beside_the_key_is_not_written_over() {
    let desk = Desk::new();
    is_done(&desk.sign("first.souplesse", &[]));
    let noted = desk.bytes("ars.signed.jsonl");
    let over = ["-o", "ars.signed.jsonl", "--force", "--key", "ars.pem"];
    for call in [
        &["pack", "sign", "outage.toml"][..],
        &["pack", "revoke", "XX-ONE"],
        &["bundle", "sign", "outage.toml"],
    ] {
        let refused = desk.run(&[call, &over].concat());
        assert_eq!(refused.status.code(), Some(2), "{call:?}: {}", errors(&refused));
        assert_eq!(desk.bytes("ars.signed.jsonl"), noted, "{call:?}");
    }
}

#[test]
fn what_devices_will_refuse_by_the_rights_of_the_key_is_told_to_who_signs_it() {
    let desk = Desk::new();
    desk.done(&["bundle", "keygen", "--name", "Group", "--may-sign", "revocations", "-o", "group"]);
    let signed = desk.run(&["pack", "sign", "outage.toml", "--key", "group.pem", "-o", "group.souplesse"]);
    is_done(&signed);
    assert!(errors(&signed).contains("group.anchor.toml, this key may not sign this"), "{}", errors(&signed));
    let own = desk.sign("own.souplesse", &[]);
    assert!(!errors(&own).contains("may not sign"), "{}", errors(&own));
}

#[test]
fn a_key_file_that_says_more_than_before_is_told() {
    let desk = Desk::new();
    is_done(&desk.sign("pack.souplesse", &[]));
    let install = ["bundle", "install", "pack.souplesse", "--anchor", "ars.anchor.toml"];
    assert!(!errors(&desk.done(&install)).contains("may sign from now on"));
    desk.change("ars.anchor.toml", "\"pack\"", "\"pack\", \"trust\"");
    let told = errors(&desk.done(&install));
    assert!(told.contains("may sign from now on: relaxations, signing keys"), "{told}");
}
