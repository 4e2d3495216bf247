//! What installed updates change in a verdict, and what they leave alone.

use chrono::TimeDelta;
use serde_json::{Value as Json, json};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Bundle, Content, Document, Revoked, RuleSets, Shelf, TrustList, ValueSet};
use souplesse_core::trust::KeyId;
use souplesse_core::{Code, Moment, Outcome, Profile};
use souplesse_tests::authority::{evening, pack_document};
use souplesse_tests::desk::{Desk, vaccination};
use souplesse_tests::sign::Signer;
use souplesse_tests::updates::{authority, device, document, furnished, install, packs, paper, shelf_of};

#[test]
fn trust_and_revocations_reach_the_verdict() {
    let desk = Desk::new();
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let pass = vaccination().sign(&desk.hcert);
    let judge = |shelf: &Shelf| {
        furnished(shelf).check_code(pass.as_bytes(), Moment::what_if(evening()), Profile::Venue).code
    };
    assert_eq!(judge(&shelf), Code::UnknownIssuer);
    let keys = vec![desk.hcert.public.clone()];
    let trust = authority.update(document("TRUST", Content::Trust(TrustList { keys })));
    assert_eq!(install(&mut shelf, &trust, device()), Code::UpdateInstalled);
    assert_eq!(judge(&shelf), Code::Valid);
    // A second list adds to the first; a revoked key goes, whoever brought it.
    let stranger = Signer::generate(KeyId::Kid(b"STRANGER".to_vec()), None).public;
    let second = authority.update(document("TRUST-TWO", Content::Trust(TrustList { keys: vec![stranger] })));
    assert_eq!(install(&mut shelf, &second, device()), Code::UpdateInstalled);
    assert_eq!(judge(&shelf), Code::Valid);
    let revoked = Revoked { keys: vec![desk.hcert.public.id.clone()], hashes: Vec::new() };
    let revoked = authority.update(document("REVOKED", Content::Revocations(revoked)));
    assert_eq!(install(&mut shelf, &revoked, device()), Code::UpdateInstalled);
    assert_eq!(judge(&shelf), Code::UnknownIssuer);
}

#[test]
fn rules_replace_those_of_their_country_and_purpose_and_disturb_no_pack() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let one = authority.update(pack_document("XX-ONE", 1));
    assert_eq!(install(&mut shelf, &one, device()), Code::UpdateInstalled);
    let built_in = BuiltIn::load();
    let mut json = serde_json::from_str::<serde_json::Value>(&built_in.rule_sets[0]).unwrap();
    json["id"] = "FR-ACTIVITY-NEW".into();
    json["until"] = "2021-10-01T00:00:00+02:00".into();
    let sets = RuleSets {
        sets: vec![json.to_string()],
        value_sets: vec![ValueSet { id: "vaccines".to_owned(), codes: vec!["X".to_owned()] }],
    };
    let rules = authority.update(document("RULES", Content::Rules(sets)));
    assert_eq!(install(&mut shelf, &rules, device()), Code::UpdateInstalled);
    let verifier = furnished(&shelf);
    let ids = verifier.rules.sets.iter().map(|set| set.id.as_str()).collect::<Vec<_>>();
    assert_eq!(ids, ["FR-ACTIVITY-NEW"]);
    assert_eq!(verifier.rules.value_sets["vaccines"], ["X"]);
    assert_eq!(packs(&shelf), ["FR-PSC-2021-08", "XX-ONE"]);
}

/// A rule for vaccinations in France, for activities.
fn rule_set(identifier: &str, logic: &Json) -> String {
    json!({
        "id": identifier, "purpose": "activity", "from": "2021-08-01T00:00:00Z", "until": "2021-10-01T00:00:00Z",
        "rules": [{
            "Identifier": identifier, "Type": "Acceptance", "Country": "FR", "Version": "1.0.0",
            "SchemaVersion": "1.0.0", "Engine": "CERTLOGIC", "EngineVersion": "1.0.0",
            "CertificateType": "Vaccination", "ValidFrom": "2021-08-01T00:00:00Z",
            "ValidTo": "2021-10-01T00:00:00Z", "AffectedFields": [], "Logic": logic,
        }],
    })
    .to_string()
}

fn rules_document(id: &str, sequence: u64, sets: Vec<String>, value_sets: Vec<ValueSet>) -> Document {
    Document { id: id.to_owned(), sequence, content: Content::Rules(RuleSets { sets, value_sets }) }
}

#[test]
fn the_rules_of_one_update_are_one_whole() {
    let desk = Desk::new();
    let authority = authority();
    let pass = vaccination().sign(&desk.hcert);
    let judge = |shelf: &Shelf| {
        let mut verifier = furnished(shelf);
        verifier.trust.add([desk.hcert.public.clone()]);
        let at = Moment::what_if(evening());
        verifier.check_code(pass.as_bytes(), at, Profile::Controller).code.to_string()
    };
    let update_after = |hours: i64, documents: Vec<Document>| {
        let issued = evening() + TimeDelta::hours(hours);
        authority.sign(&Bundle { issued, ..authority.bundle(documents) })
    };
    // The rule that refuses comes first, in the middle and last of what would replace each other.
    for refusing in 0..3 {
        let document = |number: i32, sequence| {
            let name = format!("VR-FR-000{number}");
            rules_document(&name, sequence, vec![rule_set(&name, &json!(number != refusing))], Vec::new())
        };
        let mut shelf = shelf_of(&authority);
        let update = update_after(0, (0..3).map(|number| document(number, 1)).collect());
        assert_eq!(install(&mut shelf, &update, device()), Code::UpdateInstalled);
        assert_eq!(judge(&shelf), format!("rule:VR-FR-000{refusing}"));

        // Later one of them is new and the others are the same: they still belong together.
        let update = update_after(1, vec![document(0, 1), document(1, 2), document(2, 1)]);
        assert_eq!(install(&mut shelf, &update, device()), Code::UpdateInstalled);
        assert_eq!(judge(&shelf), format!("rule:VR-FR-000{refusing}"));

        // An update of its own replaces them all, whatever its name.
        let other = rules_document("AAA", 1, vec![rule_set("VR-FR-0009", &json!(true))], Vec::new());
        assert_eq!(install(&mut shelf, &update_after(2, vec![other]), device()), Code::UpdateInstalled);
        assert_eq!(judge(&shelf), "valid");
    }
}

#[test]
fn rules_stay_in_force_while_no_later_ones_of_their_country_and_purpose_come() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let of_country = |country: &str| rule_set("VR-FR-0001", &json!(true)).replace("FR", country);
    let steps = [("OLD", "FR", &[][..]), ("OTHER", "DE", &[]), ("NEW", "FR", &["OLD"])];
    for ((id, country, replaced), hours) in steps.into_iter().zip(0..) {
        let documents = vec![rules_document(id, 1, vec![of_country(country)], Vec::new())];
        let bundle = Bundle { issued: evening() + TimeDelta::hours(hours), ..authority.bundle(documents) };
        assert_eq!(install(&mut shelf, &authority.sign(&bundle), device()), Code::UpdateInstalled);
        let contents = shelf.contents().into_iter().filter(|installed| !installed.is_in_force);
        assert_eq!(contents.map(|installed| installed.document.id).collect::<Vec<_>>(), replaced, "{id}");
    }
}

#[test]
fn several_sets_of_one_document_all_count() {
    let desk = Desk::new();
    let authority = authority();
    let pass = vaccination().sign(&desk.hcert);
    let sets = [true, false].map(|met| rule_set(&format!("SET-{met}").to_uppercase(), &json!(met)));
    for sets in [sets.to_vec(), sets.iter().rev().cloned().collect()] {
        let mut shelf = shelf_of(&authority);
        let update = authority.update(rules_document("RULES", 1, sets, Vec::new()));
        assert_eq!(install(&mut shelf, &update, device()), Code::UpdateInstalled);
        let mut verifier = furnished(&shelf);
        verifier.trust.add([desk.hcert.public.clone()]);
        let verdict = verifier.check_code(pass.as_bytes(), Moment::what_if(evening()), Profile::Controller);
        assert_eq!(verdict.code.to_string(), "rule:SET-FALSE");
    }
}

#[test]
fn two_value_sets_of_one_name_and_other_codes_refuse_an_update() {
    let authority = authority();
    let value_set = |code: &str| ValueSet { id: "vaccines".to_owned(), codes: vec![code.to_owned()] };
    for (second, expected) in [("A", Code::UpdateInstalled), ("B", Code::UpdateUnreadable)] {
        let documents = [("ONE", "A"), ("TWO", second)];
        let documents = documents.map(|(id, code)| rules_document(id, 1, Vec::new(), vec![value_set(code)]));
        let update = authority.sign(&authority.bundle(documents.to_vec()));
        assert_eq!(install(&mut shelf_of(&authority), &update, device()), expected);
        let sets = vec![value_set("A"), value_set(second)];
        let update = authority.update(rules_document("ONE", 1, Vec::new(), sets));
        assert_eq!(install(&mut shelf_of(&authority), &update, device()), expected);
    }
}

#[test]
fn what_has_expired_is_marked_or_not_judged_by() {
    let authority = authority();
    let later =
        Moment { check: evening(), device: Some(evening() + TimeDelta::days(30)), clock_behind: None };
    let in_time = Moment { device: Some(evening() + TimeDelta::days(30) - TimeDelta::seconds(1)), ..later };
    for (judge_when_expired, outcome) in [(true, Outcome::Tolerated), (false, Outcome::CannotJudge)] {
        let mut shelf = shelf_of(&authority);
        let bundle = authority.bundle(vec![pack_document("FR-PSC-2021-08", 1)]);
        let bundle = Bundle { judge_when_expired, ..bundle };
        assert_eq!(install(&mut shelf, &authority.sign(&bundle), device()), Code::UpdateInstalled);
        let verifier = furnished(&shelf);
        assert_eq!(paper(&verifier, in_time).stale_since, None);
        let verdict = paper(&verifier, later);
        assert_eq!(verdict.outcome, outcome);
        assert!(verdict.reasons.iter().any(|reason| reason.code == Code::Stale));
        assert_eq!(verdict.stale_since.map(|since| since.to_utc()), Some(evening() + TimeDelta::days(30)));
        // A what-if run has no device time, and the stale pack is nothing to a pass.
        assert_eq!(paper(&verifier, Moment::what_if(evening())).outcome, Outcome::Tolerated);
        let pass = verifier.check_code(b"HC1:", later, Profile::Venue);
        assert_eq!(pass.stale_since, None);
    }
    let mut shelf = shelf_of(&authority);
    let trust = authority.update(document("TRUST", Content::Trust(TrustList { keys: Vec::new() })));
    assert_eq!(install(&mut shelf, &trust, device()), Code::UpdateInstalled);
    let verifier = furnished(&shelf);
    let pass = verifier.check_code(b"HC1:", later, Profile::Venue);
    assert_eq!((pass.outcome, &pass.code), (Outcome::CannotJudge, &Code::Stale));
    assert_eq!(verifier.check_code(b"https://example.org", later, Profile::Venue).outcome, Outcome::NotAPass);
    assert_eq!(paper(&verifier, later).outcome, Outcome::Tolerated);
}
