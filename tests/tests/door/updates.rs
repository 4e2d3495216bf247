//! Updates in front of the camera, beside passes, and as files.

use souplesse_core::bundle::{to_parts, to_text};
use souplesse_core::door::{Event, Screen, Tap, View};
use souplesse_core::{Code, Outcome};
use souplesse_tests::authority::pack_document;
use souplesse_tests::stage::{Stage, is_home, outcome, surname};

use super::offered;

#[test]
fn a_refusal_is_not_wiped_by_the_code_of_an_update() {
    let mut stage = Stage::new();
    let (altered, text) =
        (stage.altered.clone(), to_text(&stage.authority.update(pack_document("XX-NEW", 1))));
    stage.see(&altered);
    stage.wait(2.0);
    for code in [b"SPP1:nonsense".as_slice(), text.as_bytes()] {
        assert_eq!(outcome(&stage.see(code)), Some(Outcome::Refused));
    }
    stage.tap(Tap::Next);
    assert_eq!(offered(&stage.see(text.as_bytes())), (Code::UpdateInstalled, true), "now it is its turn");
    stage.tap(Tap::Decline);
    assert!(is_home(&stage.hold(&[text.as_bytes()], 4.0)), "it was declined, and is there still");
}

#[test]
fn a_pass_beside_the_code_of_an_update_is_judged_and_its_turn_comes_after_back() {
    let mut stage = Stage::new();
    let (pass, other) = (stage.pass.clone(), stage.other.clone());
    let update = stage.authority.update(pack_document("XX-NEW", 1));
    let (text, parts) = (to_text(&update), to_parts(&update, 400).expect("a few parts"));
    assert_eq!(surname(&stage.frame(&[text.as_bytes(), &pass])), Some("FONTAINE"), "a pass goes first");
    stage.wait(5.0);
    stage.tap(Tap::Next);
    offered(&stage.see(text.as_bytes()));
    stage.hold(&[text.as_bytes(), &other], 1.0);
    stage.tap(Tap::Back);
    assert_eq!(surname(&stage.frame(&[text.as_bytes(), &other])), Some("GARNIER"));
    stage.wait(5.0);
    stage.tap(Tap::Next);
    stage.see(parts[0].as_bytes());
    let screen = stage.frame(&[&pass, parts[1].as_bytes()]);
    assert!(matches!(screen.view, View::Collecting { seen, .. } if seen.len() == 2), "passes wait");
    stage.tap(Tap::Decline);
    assert_eq!(surname(&stage.frame(&[&pass, parts[1].as_bytes()])), Some("FONTAINE"));
}

#[test]
fn a_file_larger_than_any_update_is_refused_by_its_size_and_not_kept() {
    let mut stage = Stage::new();
    let refused = |screen: Screen| {
        let View::Offer { update, can_be_installed: false } = screen.view else { panic!("no refusal") };
        (update.code, update.detail.map(|detail| detail.to_string()))
    };
    let (largest, code) = (1 << 20, Code::UpdateTooLarge);
    let (told, detail) = refused(stage.send(Event::File(vec![0; largest + 1])));
    assert_eq!((told, detail.as_deref()), (code.clone(), Some("1048577 bytes; 1048576 are the most")));
    assert_ne!(refused(stage.send(Event::File(vec![0; largest]))).0, code);
    stage.send(Event::Background);
    stage.send(Event::File(vec![0; largest + 1]));
    assert_eq!(refused(stage.send(Event::Foreground)).0, code, "told when the app is back");
}
