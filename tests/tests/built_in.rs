//! What is built in: current, readable, and without what must not be there.

use std::path::Path;

use souplesse::read::data;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::trust::KeyId;

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
