//! What installed updates change in a verdict, and what they leave alone.

use chrono::TimeDelta;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Bundle, Content, Revoked, RuleSets, Shelf, TrustList, ValueSet};
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
