//! What the command writes: nothing is written over, an input never, and a file is whole or not there.

mod common;

use std::fs;
use std::path::PathBuf;

use common::{Run, named, on_device, samples};
use tempfile::TempDir;

const PACK: &str = "packs/one-region.toml";

struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A desk with a key, a pack of its own and an update.
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        desk.done(&["bundle", "keygen", "--name", "ARS d’essai", "--may-sign", "pack,rules", "-o", "@ars"]);
        fs::copy(samples().join(PACK), desk.path("pack.toml")).expect("a copy");
        desk.done(&["pack", "sign", "@pack.toml", "--key", "@ars.pem", "-o", "@pack.souplesse"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the command; `@name` is a file in this folder.
    fn run(&self, arguments: &[&str]) -> Run {
        on_device(&self.path("data"), &named(self.folder.path(), arguments), b"")
    }

    fn done(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {}{}", run.out, run.err);
        run
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("a file")
    }
}

/// Every verb that writes a file: the call without `-o`, its name, and what it reads.
const CALLS: &[(&[&str], &str, &[&str])] = &[
    (&["pack", "new"], "out.toml", &[]),
    (&["pack", "sign", "@pack.toml", "--key", "@ars.pem"], "out.souplesse", &["pack.toml", "ars.pem"]),
    (&["pack", "qr", "@pack.souplesse"], "out.png", &[]),
    (&["pack", "qr", "@pack.souplesse"], "out.svg", &[]),
    (&["pack", "poster", "@pack.souplesse"], "out.html", &["pack.souplesse"]),
    (&["pack", "poster", "@pack.souplesse", "--form"], "out.html", &["pack.souplesse"]),
    (&["pack", "revoke", "FR-PSC-2021-08", "--key", "@ars.pem"], "out.souplesse", &["ars.pem"]),
    (&["pack", "revoke", "FR-PSC-2021-08", "--key", "@ars.pem"], "out.png", &[]),
    (&["bundle", "sign", "@pack.toml", "--key", "@ars.pem"], "out.souplesse", &["pack.toml", "ars.pem"]),
    (
        &["bundle", "sign", "@pack.toml", "--key", "@ars.pem", "--anchor", "@ars.anchor.toml"],
        "out.souplesse",
        &["ars.anchor.toml"],
    ),
    (&["bundle", "build", "@core"], "out.cbor", &["core/trust.toml", "core/value-sets.json"]),
    (&["register", "export"], "out.csv", &["data/clock"]),
];

#[test]
fn no_output_replaces_what_is_there_and_force_never_an_input() {
    let desk = Desk::new();
    fs::create_dir(desk.path("core")).expect("a folder");
    for entry in fs::read_dir(samples().join("../../core/data")).expect("the data") {
        let entry = entry.expect("a file");
        fs::copy(entry.path(), desk.path("core").join(entry.file_name())).expect("a copy");
    }
    desk.done(&["register", "name", "Anne"]);
    desk.done(&["bundle", "export", "-o", "@exported"]);
    fs::write(desk.path("data/clock"), desk.read("data/clock")).expect("it is there");
    for (call, name, inputs) in CALLS {
        let output = format!("@{name}");
        let to = |output: &str, more: &[&str]| desk.run(&[call, &["-o", output][..], more].concat());
        let _ = fs::remove_file(desk.path(name));
        assert_eq!(to(&output, &[]).status, 0, "{call:?}");
        let mine = b"somebody's own".to_vec();
        fs::write(desk.path(name), &mine).expect("a file");
        let refused = to(&output, &[]);
        assert_eq!(refused.status, 2, "{call:?}: {}", refused.err);
        assert!(refused.err.contains("a file of that name is there already"), "{call:?}: {}", refused.err);
        assert_eq!(desk.read(name), mine, "{call:?}");
        let forced = to(&output, &["--force"]);
        assert_eq!(forced.status, 0, "{call:?}: {}", forced.err);
        assert_ne!(desk.read(name), mine, "{call:?}");
        for input in *inputs {
            let before = desk.read(input);
            let link = desk.path("link");
            let _ = fs::remove_file(&link);
            fs::hard_link(desk.path(input), &link).expect("a link");
            for name in [&format!("@{input}"), "@link"] {
                // A link out of the folder of the register is another file to it.
                if name == "@link" && input.starts_with("data/") {
                    continue;
                }
                let refused = to(name, &["--force"]);
                assert_eq!(refused.status, 2, "{call:?} {name}");
                assert!(refused.err.contains("this call reads it"), "{call:?} {name}: {}", refused.err);
            }
            assert_eq!(desk.read(input), before, "{call:?} {input}");
        }
    }
    let left = fs::read_dir(desk.folder.path()).expect("the folder");
    let left = left.map(|entry| entry.expect("a file").file_name().into_string().expect("a name"));
    assert!(left.into_iter().all(|name| !name.starts_with(".souplesse-")), "nothing unfinished is left");
}

#[test]
fn an_export_looks_at_all_names_before_it_writes_one() {
    let desk = Desk::new();
    let anchor = ["--anchor", "@ars.anchor.toml"];
    desk.done(&[&["bundle", "install", "@pack.souplesse"][..], &anchor].concat());
    desk.done(&["pack", "revoke", "FR-OTHER", "--key", "@ars.pem", "-o", "@revoke.souplesse"]);
    desk.done(&["bundle", "install", "@revoke.souplesse"]);
    desk.done(&["bundle", "export", "-o", "@exported"]);
    let names = || {
        let entries = fs::read_dir(desk.path("exported")).expect("a folder");
        let mut names = entries.map(|entry| entry.expect("a file").path()).collect::<Vec<_>>();
        names.sort();
        names
    };
    let all = names();
    // Two updates, and the keys without which nobody takes them.
    assert_eq!(all.len(), 3);
    fs::remove_file(&all[0]).expect("it is there");
    assert_eq!(desk.run(&["bundle", "export", "-o", "@exported"]).status, 2);
    assert_eq!(names().len(), 2, "the first is not written where the second cannot be");
    desk.done(&["bundle", "export", "-o", "@exported", "--force"]);
    assert_eq!(names(), all);
}

#[test]
fn a_key_is_made_whole_or_not_at_all() {
    let desk = Desk::new();
    let keygen = |name: &str| desk.run(&["bundle", "keygen", "--name", "ARS", "-o", name]);
    for taken in ["one.pem", "two.anchor.toml"] {
        fs::write(desk.path(taken), "somebody's own").expect("a file");
    }
    for (name, there, absent) in
        [("@one", "one.pem", "one.anchor.toml"), ("@two", "two.anchor.toml", "two.pem")]
    {
        let run = keygen(name);
        assert_eq!(run.status, 2);
        assert!(run.err.contains("no key is ever replaced"), "{}", run.err);
        assert_eq!(desk.read(there), b"somebody's own");
        assert!(!desk.path(absent).exists(), "{absent}");
    }
    // A name at which nothing can be written, though nothing that can be seen is there.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", desk.path("three.anchor.toml")).expect("a link");
        assert_eq!(keygen("@three").status, 2);
        assert!(!desk.path("three.pem").exists(), "the first half goes with the second");
        fs::remove_file(desk.path("three.anchor.toml")).expect("the link");
        assert_eq!(keygen("@three").status, 0, "and does not stand in the way");
    }
}

#[test]
fn only_what_opens_as_an_update_is_drawn() {
    let desk = Desk::new();
    let pem = String::from_utf8(desk.read("ars.pem")).expect("a key");
    let secret = pem.lines().nth(1).expect("base64");
    fs::write(desk.path("cut.souplesse"), &desk.read("pack.souplesse")[..100]).expect("a file");
    for (input, why) in [
        ("@ars.pem", "it is a private key"),
        ("@pack.toml", "it is not a signed update"),
        ("@ars.anchor.toml", "it is not a signed update"),
        ("@cut.souplesse", "it is not a signed update"),
    ] {
        for (verb, output) in [("qr", "@x.png"), ("qr", "@x.svg"), ("poster", "@x.html")] {
            let run = desk.run(&["pack", verb, input, "-o", output]);
            assert_eq!(run.status, 2, "{verb} {input}");
            assert!(run.err.contains(why) && !run.err.contains(secret), "{verb} {input}: {}", run.err);
            assert!(!desk.path(output.trim_start_matches('@')).exists(), "{verb} {input}");
        }
    }
    // What is drawn is read back, from a picture too.
    desk.done(&["pack", "qr", "@pack.souplesse", "-o", "@x.png"]);
    desk.done(&["pack", "qr", "@x.png", "-o", "@y.png"]);
    desk.done(&["pack", "poster", "@y.png", "-o", "@x.html"]);
    assert_eq!(desk.read("x.png"), desk.read("y.png"));
}

#[test]
fn ids_that_begin_alike_are_withdrawn_one_by_one() {
    let desk = Desk::new();
    let ids = ["A", "B"].map(|end| format!("FR-RELAXATION-OF-THE-AUTUMN-OF-2021-XY{end}"));
    assert!(ids.iter().all(|id| id.len() == 39), "alike in their first 38 characters");
    for (id, output) in ids.iter().zip(["@a.souplesse", "@b.souplesse"]) {
        desk.done(&["pack", "revoke", id, "--key", "@ars.pem", "-o", output]);
        let run = desk.run(&["bundle", "install", output, "--anchor", "@ars.anchor.toml", "--json"]);
        assert!(run.out.contains("\"update-installed\""), "{}", run.out);
        assert!(run.out.contains(id.as_str()), "{}", run.out);
    }
    assert_eq!(desk.done(&["bundle", "list", "--json"]).out.lines().count(), 2);
}
