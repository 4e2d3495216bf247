//! What is built in: current, readable, and without what must not be there.

use std::fs;
use std::path::Path;

use souplesse::read::data;
use souplesse::read::trust::{self, Certificate};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::trust::{KeyId, Kind, SigningKey};
use souplesse_tests::{built_in_trust, testdata};

use super::describe;

fn data() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/data")
}

#[test]
fn the_embedded_data_is_made_of_the_readable_texts() {
    let built = data::build(&data()).unwrap();
    assert!(
        built == BuiltIn::load(),
        "core/data/built-in.cbor is out of date: cargo run -- bundle build core/data --output core/data/built-in.cbor"
    );
    assert_eq!(minicbor::decode::<BuiltIn>(&built.to_cbor()).unwrap(), built);
}

#[test]
fn the_built_in_rules_compile_and_the_demonstration_is_apart() {
    let built_in = BuiltIn::load();
    let book = built_in.rule_book();
    assert_eq!(book.sets.len(), 1);
    println!("{} built-in rules, {} value sets", book.sets[0].rules.len(), book.value_sets.len());
    assert_eq!(built_in.demonstration_keys.len(), 2);
    let without = built_in.verifier();
    assert!(
        built_in
            .demonstration_keys
            .iter()
            .all(|key| without.trust.keys().all(|known| known.public != key.public))
    );
}

#[test]
fn no_key_whose_private_half_is_published_is_trusted() {
    // The certificate FR00/0001 of the specification's examples, and the test keys of the French apps.
    let published = ["FR000001", "DHI0TST1"].map(|id| KeyId::TwoDDoc(id.to_owned()));
    let built_in = BuiltIn::load();
    let keys = built_in.keys.iter().chain(&built_in.demonstration_keys);
    assert_eq!(keys.filter(|key| published.contains(&key.id)).count(), 0);
}

#[test]
fn the_built_in_keys_are_those_of_13_august_2021() {
    let Some(folder) = testdata("trust") else { return };
    let source = trust::read_file(&folder.join("tacv-keys-2021-08-13.json")).unwrap();
    assert!(source.problems.is_empty(), "{:?}", source.problems);
    let built_in = BuiltIn::load();
    let is_kid = |key: &&SigningKey| matches!(key.id, KeyId::Kid(_));
    let sorted = |keys: Vec<&SigningKey>| {
        let mut keys = keys.into_iter().cloned().collect::<Vec<_>>();
        keys.sort_by(|left, right| left.id.cmp(&right.id));
        keys
    };
    let ours = sorted(built_in.keys.iter().filter(is_kid).collect());
    assert_eq!(ours, sorted(source.keys.iter().filter(is_kid).collect()));
    assert_eq!(ours.len(), 163);

    let health = built_in.keys.iter().filter(|key| !is_kid(key)).collect::<Vec<_>>();
    assert_eq!(health.len(), 5);
    for key in &health {
        // The list of August has the bare keys; dates and types come from the certificates.
        let bare = source.keys.iter().find(|known| known.id == key.id).unwrap();
        assert_eq!(bare.public, key.public);
        let KeyId::TwoDDoc(id) = &key.id else { unreachable!("filtered above") };
        let (authority, name) = id.split_at(4);
        let der = fs::read(folder.join(format!("twoddoc-certs/{authority}_{name}.der"))).unwrap();
        let certificate = Certificate::read(&der).unwrap();
        assert_eq!(certificate.two_d_doc_id.as_ref(), Some(id));
        assert_eq!(Some(certificate.validity), key.validity);
    }
    let countries =
        ours.iter().filter_map(|key| key.country.as_deref()).collect::<std::collections::BTreeSet<_>>();
    println!("built in: {} keys of {} countries and 5 health 2D-DOC keys", ours.len(), countries.len());
    println!("built in: {}", describe(&ours));
    assert_eq!(countries.len(), 36);
}

#[test]
fn the_built_in_list_is_what_its_maker_writes() {
    let Some(folder) = testdata("trust") else { return };
    let made = built_in_trust::text(&folder).unwrap();
    assert!(
        made == include_str!("../../../core/data/trust.toml"),
        "core/data/trust.toml is not what its maker writes"
    );
}

#[test]
fn each_health_key_signs_what_its_issuer_may() {
    let signs = BuiltIn::load().keys.into_iter().filter_map(|key| match key.id {
        KeyId::TwoDDoc(id) => Some((id, key.signs)),
        KeyId::Kid(_) => None,
    });
    let expected = [
        ("FR03AHP1", vec![Kind::Test]),
        ("FR03AHP2", vec![Kind::Test]),
        ("FR03AV01", vec![Kind::Vaccination]),
        ("FR03AV02", vec![Kind::Vaccination]),
        ("FR03ING1", vec![Kind::Test, Kind::Vaccination]),
    ];
    let expected = expected.map(|(id, kinds)| (id.to_owned(), Some(kinds)));
    assert_eq!(signs.collect::<Vec<_>>(), expected);
}
