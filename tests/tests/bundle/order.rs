//! Between documents of several names and authorities the time of issue decides, and only what is in force is stale.

use chrono::TimeDelta;
use serde_json::{Value as Json, json};
use souplesse_core::bundle::{Bundle, Content, Document, RuleSets, Shelf, ValueSet};
use souplesse_core::{Code, Moment, Profile};
use souplesse_tests::authority::{Authority, evening};
use souplesse_tests::desk::{Desk, vaccination};
use souplesse_tests::updates::{authority, device, furnished, install, shelf_of};

/// Rules of a country that every vaccination meets or none.
fn rules(id: &str, country: &str, logic: &Json) -> Document {
    let set = json!({
        "id": id, "purpose": "activity", "from": "2021-08-01T00:00:00Z", "until": "2021-10-01T00:00:00Z",
        "rules": [{
            "Identifier": format!("VR-{country}-0001"), "Type": "Acceptance", "Country": country, "Version": "1.0.0",
            "SchemaVersion": "1.0.0", "Engine": "CERTLOGIC", "EngineVersion": "1.0.0",
            "CertificateType": "Vaccination", "ValidFrom": "2021-08-01T00:00:00Z",
            "ValidTo": "2021-10-01T00:00:00Z", "AffectedFields": [], "Logic": logic,
        }],
    });
    let content = Content::Rules(RuleSets { sets: vec![set.to_string()], value_sets: Vec::new() });
    Document { id: id.to_owned(), sequence: 1, content }
}

fn issued(authority: &Authority, hours: i64, document: Document) -> Vec<u8> {
    let bundle = authority.bundle(vec![document]);
    authority.sign(&Bundle { issued: evening() + TimeDelta::hours(hours), ..bundle })
}

fn judge(shelf: &Shelf) -> String {
    let desk = Desk::new();
    let mut verifier = furnished(shelf);
    verifier.trust.add([desk.hcert.public.clone()]);
    let pass = vaccination().sign(&desk.hcert);
    verifier.check_code(pass.as_bytes(), Moment::what_if(evening()), Profile::Controller).code.to_string()
}

#[test]
fn of_rules_under_two_names_the_later_issue_is_in_force_whatever_the_alphabet_says() {
    for (older, newer) in [("RULES-9", "RULES-10"), ("RULES-10", "RULES-9"), ("AAA", "ZZZ"), ("ZZZ", "AAA")] {
        for others in [false, true] {
            let (first, second) = (authority(), authority());
            let mut shelf = shelf_of(&first);
            shelf.pin(second.anchor.clone());
            let signer = if others { &second } else { &first };
            let old = issued(&first, -20, rules(older, "FR", &json!(true)));
            let new = issued(signer, -1, rules(newer, "FR", &json!(false)));
            for order in [[&old, &new], [&new, &old]] {
                let mut shelf = shelf.clone();
                for update in order {
                    assert_eq!(install(&mut shelf, update, device()), Code::UpdateInstalled);
                }
                assert_eq!(judge(&shelf), "rule:VR-FR-0001", "{older}, then {newer}; of two: {others}");
            }
        }
    }
}

#[test]
fn rules_that_are_issued_once_more_count_from_then_on() {
    let (first, second) = (authority(), authority());
    let mut shelf = shelf_of(&first);
    shelf.pin(second.anchor.clone());
    let mine = |hours| issued(&first, hours, rules("MINE", "FR", &json!(true)));
    let theirs = issued(&second, -10, rules("THEIRS", "FR", &json!(false)));
    // Nothing of it is new but when it was issued.
    let again = Code::UpdateAlreadyInstalled;
    for (update, code, judged) in [
        (mine(-20), Code::UpdateInstalled, "valid"),
        (theirs, Code::UpdateInstalled, "rule:VR-FR-0001"),
        (mine(-15), again.clone(), "rule:VR-FR-0001"),
        (mine(-1), again, "valid"),
    ] {
        assert_eq!(shelf.install(&update, device()).code, code);
        assert_eq!(judge(&shelf), judged);
    }
}

#[test]
fn two_of_one_moment_both_count() {
    let (first, second) = (authority(), authority());
    for order in [[true, false], [false, true]] {
        let mut shelf = shelf_of(&first);
        shelf.pin(second.anchor.clone());
        for (signer, met) in [&first, &second].into_iter().zip(order) {
            let update = issued(signer, -1, rules("RULES", "FR", &json!(met)));
            assert_eq!(install(&mut shelf, &update, device()), Code::UpdateInstalled);
        }
        assert_eq!(judge(&shelf), "rule:VR-FR-0001");
    }
}

#[test]
fn a_date_that_is_still_to_come_outdoes_nothing_that_is_issued_before_it_comes() {
    let (hasty, other) = (authority(), authority());
    let mut shelf = shelf_of(&hasty);
    shelf.pin(other.anchor.clone());
    let ahead = issued(&hasty, 20, rules("AHEAD", "FR", &json!(true)));
    let next = issued(&other, 1, rules("NEXT", "FR", &json!(false)));
    assert_eq!(install(&mut shelf, &ahead, Some(evening())), Code::UpdateInstalled);
    assert_eq!(judge(&shelf), "valid");
    assert_eq!(install(&mut shelf, &next, Some(evening() + TimeDelta::hours(2))), Code::UpdateInstalled);
    assert_eq!(judge(&shelf), "rule:VR-FR-0001");
}

#[test]
fn rules_of_which_nothing_is_in_force_make_nothing_stale() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let short = |id: &str, hours: i64, content: Vec<Document>| {
        let bundle = authority.bundle(content);
        let (issued, expires) = (evening() + TimeDelta::hours(hours), evening() + TimeDelta::hours(2));
        (id.to_owned(), authority.sign(&Bundle { issued, expires, ..bundle }))
    };
    let stale = |shelf: &Shelf| {
        let later = Moment::now(evening() + TimeDelta::hours(3));
        furnished(shelf).stale_since(later).is_some()
    };
    let (_, both) =
        short("BOTH", -9, vec![rules("FRANCE", "FR", &json!(true)), rules("SPAIN", "ES", &json!(true))]);
    assert_eq!(install(&mut shelf, &both, device()), Code::UpdateInstalled);
    assert!(stale(&shelf));
    let replaces = |shelf: &mut Shelf, document: Document| {
        let update = shelf.install(&issued(&authority, -1, document), device());
        assert_eq!(update.code, Code::UpdateInstalled);
        update.replaces.into_iter().map(|gone| gone.document.id).collect::<Vec<_>>()
    };
    assert_eq!(replaces(&mut shelf, rules("NEW-FR", "FR", &json!(true))), ["FRANCE"]);
    assert!(stale(&shelf), "those of Spain are in force");
    assert_eq!(replaces(&mut shelf, rules("NEW-ES", "ES", &json!(true))), ["SPAIN"]);
    assert!(!stale(&shelf));
    // They are still there, to be seen and to be given up.
    let contents = shelf.contents();
    let replaced = contents.iter().filter(|held| !held.is_in_force).map(|held| held.document.id.as_str());
    assert_eq!(replaced.collect::<Vec<_>>(), ["FRANCE", "SPAIN"]);
}

#[test]
fn value_sets_count_as_long_as_no_later_ones_have_their_names() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let sets = |id: &str, names: &[&str]| {
        let value_sets = names
            .iter()
            .map(|name| ValueSet { id: (*name).to_owned(), codes: vec![id.to_owned()] })
            .collect();
        Document {
            id: id.to_owned(),
            sequence: 1,
            content: Content::Rules(RuleSets { sets: Vec::new(), value_sets }),
        }
    };
    for (hours, id, names) in [(-3, "ONE", &["a", "b"][..]), (-2, "TWO", &["a"]), (-1, "THREE", &["b"])] {
        assert_eq!(
            install(&mut shelf, &issued(&authority, hours, sets(id, names)), device()),
            Code::UpdateInstalled
        );
        let one = shelf.contents().into_iter().find(|held| held.document.id == "ONE").expect("it is there");
        assert_eq!(one.is_in_force, id != "THREE", "after {id}");
    }
    let verifier = furnished(&shelf);
    assert_eq!(
        (&verifier.rules.value_sets["a"][..], &verifier.rules.value_sets["b"][..]),
        (&["TWO".to_owned()][..], &["THREE".to_owned()][..])
    );
}
