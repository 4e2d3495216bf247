//! What a library says when it panics never reaches standard error.

use std::process::Command;

use souplesse_core::contain::contained;
use souplesse_ffi::Scanner;

const IN_CHILD: &str = "SOUPLESSE_CONTAINED";
const SECRET: &str = "HC1:6BF of DUPONT";

#[test]
fn a_contained_panic_is_not_told_and_another_is() {
    if let Ok(what) = std::env::var(IN_CHILD) {
        let _scanner = Scanner::new();
        if what == "contained" {
            assert_eq!(contained(|| -> u8 { panic!("{SECRET}") }), None);
        } else {
            panic!("{SECRET}");
        }
        return;
    }
    assert!(!told("contained").contains(SECRET));
    assert!(told("fault").contains(SECRET), "a fault of a test is told as ever");
}

fn told(what: &str) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "a_contained_panic_is_not_told_and_another_is", "--nocapture"]);
    let output = child.env(IN_CHILD, what).output().unwrap();
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}
